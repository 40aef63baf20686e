#include "storage/files/whole_file.hpp"

#include "storage/files/blob_digest.hpp"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace chamber::storage {
namespace {

Result<int> opened(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor >= 0) return descriptor;
    return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io_failed, "open", path.string());
}

}  // namespace

Result<Sha256> digest_of_path(const std::filesystem::path& path)
{
    const auto descriptor = opened(path);
    if (!descriptor) return descriptor.error();
    const BlobFile file(*descriptor, static_cast<std::uint64_t>(::lseek(*descriptor, 0, SEEK_END)));
    return digest_of(file);
}

Result<void> sync_path(Disk& disk, const std::filesystem::path& path)
{
    const auto descriptor = opened(path);
    if (!descriptor) return descriptor.error();
    auto synced = disk.sync_file(*descriptor);
    ::close(*descriptor);
    if (!synced) return fail(synced.error().code, synced.error().detail, path.string());
    return {};
}

}  // namespace chamber::storage
