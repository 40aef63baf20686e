// What people are told of a backup that was put back. Thread: any.
#pragma once

#include "storage/backup/manifest.hpp"

#include <cstdint>
#include <map>
#include <string>

namespace chamber::storage {

// What is gone, what comes back by itself, and what the office must do again. `missing`: changes by entity type, where
// they are known.
std::string restored_sentence(const BackupManifest& backup, const std::map<std::string, std::int64_t>& missing);

// "3 ghi chú, 1 điểm danh": only what people made; empty when there is none of it.
std::string changes_in_words(const std::map<std::string, std::int64_t>& changes);

}  // namespace chamber::storage
