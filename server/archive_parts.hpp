// What of a sealed archive somebody may fetch beside the zip: which file that is, under which name it is offered.
// Blocks: a zip's list may be read. Thread: a document worker.
#pragma once

#include "protocol/error.hpp"
#include "protocol/message.hpp"
#include "storage/files/data_directory.hpp"

#include <filesystem>
#include <memory>
#include <string>

namespace chamber::server {

struct ArchivePartFile {
    std::filesystem::path file;
    std::string file_name;  // offered to the person
    std::string content_type;
    std::shared_ptr<const std::string> bytes = {};  // instead of the file
};

// Errors: not_found (there is none; why_no_part() says why).
Result<ArchivePartFile> archive_part(const Archive& archive, ArchivePart part, const storage::DataDirectory& directory);

// Why there is none, and what to do.
std::string why_no_part(const Archive& archive, ArchivePart part);

}  // namespace chamber::server
