#include "storage/files/scrubbing.hpp"

#include "storage/files/blob_digest.hpp"

#include <fcntl.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace chamber::storage {

namespace {

// Rests for as long as reading these bytes should have taken.
class Stride {
public:
    explicit Stride(std::uint64_t bytes_per_second) : bytes_per_second_(bytes_per_second) {}

    void rest_after(std::uint64_t bytes)
    {
        bytes_ += bytes;
        std::this_thread::sleep_until(begin_ + std::chrono::microseconds(bytes_ * 1'000'000 / bytes_per_second_));
    }

private:
    std::uint64_t bytes_per_second_;
    std::uint64_t bytes_ = 0;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace

Result<std::optional<DamageKind>> scrub_blob(const Blobs& blobs, const StoredBlob& blob, const ScrubPace& pace)
{
    const auto file = blobs.open(blob.sha256);
    if (!file && file.error().code == ErrorCode::blob_unknown) return DamageKind::missing;
    if (!file) return file.error();
    if (file->bytes() != blob.bytes) return DamageKind::wrong_bytes;
    ::posix_fadvise(file->descriptor(), 0, 0, POSIX_FADV_DONTNEED);
    const auto goes_on = [&pace] { return !pace.go_on || pace.go_on(); };
    if (!goes_on()) return fail(ErrorCode::stopping);
    Stride stride(pace.bytes_per_second);
    const auto digest = digest_of(*file, [&](std::uint32_t bytes) {
        stride.rest_after(bytes);
        return goes_on();
    });
    if (!digest && digest.error().code == ErrorCode::stopping) return digest.error();
    if (!digest) return DamageKind::unreadable;
    if (*digest == blob.sha256) return std::nullopt;
    return DamageKind::wrong_bytes;
}

}  // namespace chamber::storage
