// The way to stored bytes: asks access for every blob, keeps files open while they are wanted, and reads each chunk once for all who
// ask for it at about the same time. Thread: the meeting thread (reads come from the page cache; the kernel is asked to read ahead).
#pragma once

#include "protocol/digest.hpp"
#include "protocol/person.hpp"
#include "server/net/server.hpp"
#include "server/storage_door.hpp"
#include "storage/blobs.hpp"

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace chamber::server {

class BlobDoor {
public:
    using Opened = std::shared_ptr<const storage::BlobFile>;

    explicit BlobDoor(StorageDoor& storage);

    // Answers on the meeting thread. Errors: blob_unknown (also when the viewer may not see it: its existence is not told).
    void open(const Viewer& viewer, const Sha256& sha256, std::function<void(Result<Opened>)> answer);

    // Something that refers to blobs changed: permissions are asked anew.
    void forget() { known_.clear(); }

    // One chunk, shared. Errors: range_outside, io_failed.
    Result<net::SharedBytes> chunk(const Sha256& sha256, const storage::BlobFile& file, std::uint64_t offset, std::uint32_t bytes);

private:
    using Scopes = std::vector<std::pair<Scope, std::string>>;
    struct Known {
        Scopes scopes;
        std::weak_ptr<const storage::BlobFile> file;
    };
    Result<Opened> open_known(const Viewer& viewer, const Sha256& sha256, Known& known);

    using ChunkKey = std::pair<Sha256, std::uint64_t>;
    struct Chunk {
        ChunkKey key;
        net::SharedBytes bytes;
    };

    StorageDoor& storage_;
    std::map<Sha256, Known> known_;
    std::list<Chunk> recent_;  // newest first
    std::map<ChunkKey, std::list<Chunk>::iterator> chunks_;
    std::uint64_t chunk_bytes_ = 0;
};

}  // namespace chamber::server
