// The way to stored bytes: asks access for every blob, keeps files open while they are wanted, and reads each chunk
// once for all who ask for it at about the same time. What this process has not served yet is compared with its name
// before; what is marked as damaged is refused. Thread: the meeting thread (reads come from the page cache; the kernel
// is asked to read ahead).
#pragma once

#include "protocol/digest.hpp"
#include "protocol/person.hpp"
#include "server/net/server.hpp"
#include "server/storage_queue.hpp"
#include "storage/files/blobs.hpp"

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace chamber::server {

class BlobService {
public:
    using Opened = std::shared_ptr<const storage::BlobFile>;

    // Compares a whole blob with its name and answers on the meeting thread. Errors: blob_damaged, io_failed, busy.
    using Examine = std::function<void(const Sha256&, std::function<void(Result<void>)>)>;

    explicit BlobService(StorageQueue& storage);
    // Without one nothing is compared here.
    void set_examine(Examine examine) { examine_ = std::move(examine); }

    // Answers on the meeting thread. Errors: blob_unknown (also when the viewer may not see it: its existence is not
    // told), blob_damaged.
    void open(const Viewer& viewer, const Sha256& sha256, std::function<void(Result<Opened>)> answer);

    // The size of a blob the viewer may see, without opening it for reading. Errors: blob_unknown (also what the viewer
    // may not see).
    void measure(const Viewer& viewer, const Sha256& sha256, std::function<void(Result<std::uint64_t>)> answer);

    // Something that refers to blobs changed: permissions are asked anew.
    void forget()
    {
        known_.clear();
        files_.clear();
        ++changes_;
    }
    // Its bytes went bad, or are new: nothing of what was read of it is served any more.
    void forget(const Sha256& sha256);

    // One chunk, shared. Errors: range_outside, io_failed.
    Result<net::SharedBytes> chunk(const Sha256& sha256, const storage::BlobFile& file, std::uint64_t offset,
                                   std::uint32_t bytes);

private:
    using Scopes = std::vector<std::pair<Scope, std::string>>;
    using Answer = std::function<void(Result<Opened>)>;
    struct Known {
        Scopes scopes;
        bool damaged = false;
        std::uint64_t bytes = 0;
    };
    struct Waiting {
        Viewer viewer;
        Answer answer;
    };
    void know(const Sha256& sha256, std::function<void(Result<Known>)> answer);
    void admit(const Viewer& viewer, const Sha256& sha256, const Known& known, Answer answer);
    void answer_waiting(const Sha256& sha256, const Result<void>& sound);
    Result<Opened> open_file(const Sha256& sha256);

    using ChunkKey = std::pair<Sha256, std::uint64_t>;
    struct Chunk {
        ChunkKey key;
        net::SharedBytes bytes;
    };

    StorageQueue& storage_;
    Examine examine_;
    std::map<Sha256, Known> known_;
    std::uint64_t changes_ = 0;                       // how often something was forgotten
    std::set<Sha256> sound_;                          // compared with their names by this process
    std::map<Sha256, std::vector<Waiting>> waiting_;  // for being compared
    std::map<Sha256, std::weak_ptr<const storage::BlobFile>> files_;
    std::list<Chunk> recent_;  // newest first
    std::map<ChunkKey, std::list<Chunk>::iterator> chunks_;
    std::uint64_t chunk_bytes_ = 0;
};

}  // namespace chamber::server
