// What a record of sealing and a hand-over sheet name of an archive that was built, and a place for such papers.
// Thread: a document worker.
#pragma once

#include "storage/archive/archive.hpp"

#include <string>
#include <string_view>

namespace chamber::storage {

struct SealingFacts {
    std::string council;
    std::string organ_id;
    std::string title;
    std::string file_code;
    std::string maintenance;     // thời hạn lưu trữ
    std::int32_t documents = 0;  // in force
    std::string pages;
    std::string tag_manifest_sha256;  // of the file in the zip
    std::string seal_fingerprint;     // of its certificate, "AB:CD:…"
    std::string root_fingerprint;
};

// `file` and `seal` are those it was built of. Errors: archive_damaged (the zip is no longer what was built),
// certificate_failed.
Result<SealingFacts> sealing_facts(const SessionFile& file, const BuiltArchive& built, const SealIdentity& seal);

// A file of its own beside the zip, under the zip's name and `suffix`. Errors: disk_full, io_failed.
Result<void> put_beside(const BuiltArchive& built, std::string_view suffix, const std::string& bytes);

}  // namespace chamber::storage
