// A sealed zip from elsewhere on its way into a data directory: what it is of, its papers' bytes, and the zip itself.
// Whoever calls has verified it. Thread: any, one at a time.
#pragma once

#include "storage/archive/session_reading.hpp"
#include "storage/files/blobs.hpp"
#include "storage/records/received_session.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace chamber::storage {

// Its facts, and the prefix of its ids: made of the sealed list, the same wherever it is read. Errors: those of
// read_session.
Result<ReceivedSession> read_for_receiving(const std::filesystem::path& zip);

// A revision and where its bytes lie. Points into the session.
struct Paper {
    DocumentId document;
    const Revision* revision = nullptr;
    std::string path;  // below the top folder
    bool in_force = false;
};
std::vector<Paper> papers_of(const ReceivedSession& session);

class PaperSource {
public:
    static Result<PaperSource> open(const std::filesystem::path& zip);

    // Written, not yet kept; compared with the digest it was sealed under. Errors: archive_incomplete, archive_damaged
    // (`where`: the paper), disk_full, io_failed.
    Result<Staged> stage(const Paper& paper, Blobs& blobs) const;

private:
    explicit PaperSource(ZipReader zip) : zip_(std::move(zip)) {}
    ZipReader zip_;
};

// The zip, its digest and its time-stamp in `archives`, durable, under the name that its sealed session gives it
// (whatever the file is called), or with the prefix behind it where another file has that name. Errors: disk_full,
// io_failed.
Result<Archive> take_zip(const std::filesystem::path& zip, const std::filesystem::path& archives,
                         const ReceivedSession& session);

}  // namespace chamber::storage
