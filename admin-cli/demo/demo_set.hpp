// The whole demonstration as files in a folder: every revision of every document, signed as its case says, the trust
// material, and a handful of files to try at the door.
//
// Layout: TLnn.rN.pdf · tin-cay/ (goc.pem, trung-gian.pem, tsa.pem, goc.crl.pem, trung-gian.crl.pem) · thu-nghiem/ (see
// README). Deterministic but for keys and signatures. Thread: any; draws and signs on two of its own.
#pragma once

#include "admin-cli/import/session_json.hpp"
#include "protocol/error.hpp"
#include "protocol/world.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace chamber::demo {

struct DemoDocument {
    admin::ListedDocument document;
    admin::ListedRevision revision;
    std::filesystem::path path;
    std::string file_name;  // "TL08.r2.pdf"
    std::uint64_t bytes = 0;
    std::int32_t signatures = 0;
};

// A file to try at the door, and what the door should say.
struct TrialFile {
    std::filesystem::path path;
    std::string expectation;  // Vietnamese
};

struct DemoSet {
    std::vector<DemoDocument> documents;  // in agenda order, revisions in order
    std::filesystem::path trust;          // folder for chamber-inspect's trust option
    std::vector<TrialFile> trials;
};

// Called from one thread at a time with files done of all files; never after return.
using DemoProgress = std::function<void(std::uint32_t done, std::uint32_t all, const std::string& file_name)>;

// `folder` is made when missing; files of the same names are replaced. `now`: signing time of the freshly signed trial
// files and issue time of the revocation lists. Errors: io_failed, disk_full, internal. A failure leaves the files made
// so far.
Result<DemoSet> make_demo_documents(const admin::SessionFile& session, const std::filesystem::path& folder, UtcMs now,
                                    const DemoProgress& progress);

}  // namespace chamber::demo
