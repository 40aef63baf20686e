#include "server/blob_service.hpp"

#include "protocol/access.hpp"

#include <fcntl.h>

#include <algorithm>

namespace chamber::server {
namespace {

// Enough for 37 tablets a few windows apart in one document; the oldest chunk goes first.
constexpr std::uint64_t chunk_cache_bytes_max = 8'388'608;

// More digests than a session has papers are asked for by somebody who makes them up.
constexpr std::size_t known_max = 4'096;

bool sees(const Viewer& viewer, const std::vector<std::pair<Scope, std::string>>& scopes)
{
    return std::any_of(scopes.begin(), scopes.end(),
                       [&](const auto& scope) { return may_see(viewer, scope.first, scope.second); });
}

}  // namespace

BlobService::BlobService(StorageQueue& storage) : storage_(storage) {}

void BlobService::know(const Sha256& sha256, std::function<void(Result<Known>)> answer)
{
    if (const auto found = known_.find(sha256); found != known_.end()) return answer(found->second);
    auto work = [sha256](storage::Store& store) -> Result<Known> {
        Known known{store.blob_scopes(sha256), store.is_damaged(sha256), 0};
        if (!known.scopes.empty())
            if (const Result<storage::BlobFile> file = store.blobs().open(sha256)) known.bytes = file->bytes();
        return known;
    };
    storage_.ask(std::move(work), [this, sha256, answer, asked_at = changes_](Result<Known> known) {
        if (!known) return answer(known.error());
        // What refers to blobs has changed since the store was asked: what it said may be of before.
        if (asked_at != changes_) return know(sha256, answer);
        if (known_.size() >= known_max) known_.clear();
        answer(known_[sha256] = std::move(*known));
    });
}

void BlobService::open(const Viewer& viewer, const Sha256& sha256, std::function<void(Result<Opened>)> answer)
{
    know(sha256, [this, viewer, sha256, answer = std::move(answer)](Result<Known> known) {
        if (!known) return answer(known.error());
        admit(viewer, sha256, *known, answer);
    });
}

void BlobService::measure(const Viewer& viewer, const Sha256& sha256, std::function<void(Result<std::uint64_t>)> answer)
{
    know(sha256, [viewer, answer = std::move(answer)](Result<Known> known) {
        if (!known) return answer(known.error());
        if (!sees(viewer, known->scopes)) return answer(fail(ErrorCode::blob_unknown, viewer.person.value));
        answer(known->bytes);
    });
}

void BlobService::admit(const Viewer& viewer, const Sha256& sha256, const Known& known, Answer answer)
{
    if (!sees(viewer, known.scopes)) return answer(fail(ErrorCode::blob_unknown, viewer.person.value));
    if (known.damaged) return answer(fail(ErrorCode::blob_damaged, sha256.hex()));
    if (!examine_ || sound_.contains(sha256)) return answer(open_file(sha256));
    std::vector<Waiting>& waiting = waiting_[sha256];
    waiting.push_back({viewer, std::move(answer)});
    // The first one asks for all: thirty-seven tablets wait for one reading.
    if (waiting.size() == 1) examine_(sha256, [this, sha256](Result<void> sound) { answer_waiting(sha256, sound); });
}

void BlobService::answer_waiting(const Sha256& sha256, const Result<void>& sound)
{
    if (sound) sound_.insert(sha256);
    const auto waiting = waiting_.extract(sha256);
    for (const Waiting& each : waiting.mapped()) {
        if (sound)
            open(each.viewer, sha256, each.answer);
        else
            each.answer(sound.error());
    }
}

void BlobService::forget(const Sha256& sha256)
{
    ++changes_;
    known_.erase(sha256);
    sound_.erase(sha256);
    files_.erase(sha256);
    for (auto at = chunks_.lower_bound({sha256, 0}); at != chunks_.end() && at->first.first == sha256;
         at = chunks_.erase(at)) {
        chunk_bytes_ -= at->second->bytes->size();
        recent_.erase(at->second);
    }
}

Result<BlobService::Opened> BlobService::open_file(const Sha256& sha256)
{
    std::weak_ptr<const storage::BlobFile>& held = files_[sha256];
    if (Opened file = held.lock()) return file;
    Result<storage::BlobFile> opened = storage_.blobs().open(sha256);
    if (!opened) return opened.error();
    posix_fadvise(opened->descriptor(), 0, 0, POSIX_FADV_WILLNEED);
    Opened file = std::make_shared<const storage::BlobFile>(std::move(*opened));
    held = file;
    return file;
}

Result<net::SharedBytes> BlobService::chunk(const Sha256& sha256, const storage::BlobFile& file, std::uint64_t offset,
                                            std::uint32_t bytes)
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
