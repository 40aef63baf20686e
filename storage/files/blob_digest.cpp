#include "storage/files/blob_digest.hpp"

#include "storage/files/hash.hpp"

#include <algorithm>

namespace chamber::storage {
namespace {

constexpr std::uint32_t read_bytes = 1'048'576;

}  // namespace

Result<Sha256> digest_of(const BlobFile& file, const std::function<bool(std::uint32_t bytes)>& read_some)
{
    Sha256Hasher hasher;
    for (std::uint64_t offset = 0; offset < file.bytes();) {
        const auto count = static_cast<std::uint32_t>(std::min<std::uint64_t>(read_bytes, file.bytes() - offset));
        const auto piece = file.read(offset, count);
        if (!piece) return piece.error();
        hasher.add(*piece);
        offset += count;
        if (read_some && !read_some(count)) return fail(ErrorCode::stopping);
    }
    return hasher.finish();
}

}  // namespace chamber::storage
