// What a record of sealing and a hand-over sheet name of an archive that was built. Thread: a document worker.
#pragma once

#include "storage/archive/archive.hpp"

#include <string>

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

// `file` and `seal` are those it was built of; `tag_manifest_sha256`: of the file in the zip. Errors:
// certificate_failed.
Result<SealingFacts> sealing_facts(const SessionFile& file, const SealIdentity& seal, std::string tag_manifest_sha256);

}  // namespace chamber::storage
