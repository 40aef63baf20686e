// A zip that was built on its way to its name, and what lies beside it: the first free name, the papers, the zip last.
//
//   note (what will be there, durable) ─▶ papers beside ─▶ zip renamed ─▶ recorded by the caller ─▶ confirm_placed
//
// The note ".<folder>.building-<process>-<count>.placed" names the new files, one a line, the zip first. Who finds one
// at start and no record of its zip takes away what it names: killed before it was recorded is not made. Thread: the
// one that builds.
#pragma once

#include "storage/archive/archive.hpp"

#include <filesystem>
#include <functional>
#include <string>

namespace chamber::storage {

// The name in `directory` that these bytes get; `built.bytes` and `sha256` are known. The same bytes have the name they
// had, also when the zip was taken away meanwhile; an archive that exists is never replaced by other bytes. Errors:
// io_failed.
Result<void> name_archive(BuiltArchive& built, const std::filesystem::path& directory, const std::string& folder);

// What lies beside, under the zip's name.
struct Beside {
    std::string digest_line;  // as sha256sum writes
    std::string record;       // PDF; blank: none
};

// Puts `zip` and its papers in place. Errors: disk_full, io_failed; then nothing of it is left there.
Result<void> place_archive(BuiltArchive& built, const std::filesystem::path& zip, const Beside& beside, Disk& disk);

// It is recorded.
void confirm_placed(const BuiltArchive& built);

// It could not be recorded: what is new is taken away.
void take_back_placed(const BuiltArchive& built);

// Takes away what builds that were killed left in `directory`, of whatever session. `is_recorded`: whether there is a
// record of an archive with this file name. Nobody may be building there: to be called at start.
void remove_unfinished_archives(const std::filesystem::path& directory,
                                const std::function<bool(const std::string& file_name)>& is_recorded);

}  // namespace chamber::storage
