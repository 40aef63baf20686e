#include "server/blob_door.hpp"

#include "protocol/access.hpp"

#include <fcntl.h>

#include <algorithm>

namespace chamber::server {
namespace {

// Enough for 37 tablets a few windows apart in one document; the oldest chunk goes first.
constexpr std::uint64_t chunk_cache_bytes_max = 8'388'608;

}  // namespace

BlobDoor::BlobDoor(StorageDoor& storage) : storage_(storage) {}

void BlobDoor::open(const Viewer& viewer, const Sha256& sha256, std::function<void(Result<Opened>)> answer)
{
    if (const auto found = known_.find(sha256); found != known_.end()) {
        answer(open_known(viewer, sha256, found->second));
        return;
    }
    std::function<Result<Scopes>(storage::Store&)> work = [sha256](storage::Store& store) -> Result<Scopes> { return store.blob_scopes(sha256); };
    const Result<void> asked = storage_.ask<Scopes>(std::move(work), [this, viewer, sha256, answer](Result<Scopes> scopes) {
        if (!scopes) {
            answer(scopes.error());
            return;
        }
        Known& known = known_[sha256];
        known.scopes = std::move(*scopes);
        answer(open_known(viewer, sha256, known));
    });
    if (!asked) answer(asked.error());
}

Result<BlobDoor::Opened> BlobDoor::open_known(const Viewer& viewer, const Sha256& sha256, Known& known)
{
    const auto visible = [&](const auto& scope) { return may_see(viewer, scope.first, scope.second); };
    if (std::none_of(known.scopes.begin(), known.scopes.end(), visible)) return fail(ErrorCode::blob_unknown, viewer.person.value);
    if (Opened file = known.file.lock()) return file;
    Result<storage::BlobFile> opened = storage_.blobs().open(sha256);
    if (!opened) return opened.error();
    posix_fadvise(opened->descriptor(), 0, 0, POSIX_FADV_WILLNEED);
    Opened file = std::make_shared<const storage::BlobFile>(std::move(*opened));
    known.file = file;
    return file;
}

Result<net::SharedBytes> BlobDoor::chunk(const Sha256& sha256, const storage::BlobFile& file, std::uint64_t offset, std::uint32_t bytes)
{
    const ChunkKey key{sha256, offset};
    if (const auto found = chunks_.find(key); found != chunks_.end() && found->second->bytes->size() == bytes) {
        recent_.splice(recent_.begin(), recent_, found->second);
        return found->second->bytes;
    }
    Result<std::string> read = file.read(offset, bytes);
    if (!read) return read.error();
    net::SharedBytes shared = std::make_shared<const std::string>(std::move(*read));
    if (const auto stale = chunks_.find(key); stale != chunks_.end()) {
        chunk_bytes_ -= stale->second->bytes->size();
        recent_.erase(stale->second);
        chunks_.erase(stale);
    }
    recent_.push_front(Chunk{key, shared});
    chunks_[key] = recent_.begin();
    chunk_bytes_ += bytes;
    while (chunk_bytes_ > chunk_cache_bytes_max) {
        chunk_bytes_ -= recent_.back().bytes->size();
        chunks_.erase(recent_.back().key);
        recent_.pop_back();
    }
    return shared;
}

}  // namespace chamber::server
