// POSIX behind the seam; errno becomes disk_full or io_failed here and nowhere else.
#include "storage/files/disk.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chamber::storage {

namespace {

Error disk_error(const char* operation, const std::filesystem::path& path)
{
    const int number = errno;
    ErrorCode code = ErrorCode::io_failed;
    if (number == ENOSPC || number == EDQUOT) code = ErrorCode::disk_full;
    if (number == EEXIST) code = ErrorCode::already_exists;
    if (number == ENOENT) code = ErrorCode::not_found;
    return fail(code, std::string(operation) + " " + path.string() + ": " + std::strerror(number));
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor()
    {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int number() const { return number_; }

private:
    int number_;
};

}  // namespace

Result<int> Disk::create_file(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) return disk_error("create", path);
    return descriptor;
}

Result<void> Disk::write(int descriptor, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return disk_error("write", {});
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Result<void> Disk::reserve(int descriptor, std::uint64_t bytes)
{
    errno = ::posix_fallocate(descriptor, 0, static_cast<off_t>(bytes));
    if (errno != 0) return disk_error("reserve", {});
    return {};
}

Result<void> Disk::sync_file(int descriptor)
{
    if (::fsync(descriptor) != 0) return disk_error("fsync", {});
    return {};
}

Result<void> Disk::sync_directory(const std::filesystem::path& path)
{
    const Descriptor directory(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (directory.number() < 0 || ::fsync(directory.number()) != 0) return disk_error("fsync", path);
    return {};
}

Result<void> Disk::rename(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (::rename(from.c_str(), to.c_str()) != 0) return disk_error("rename", to);
    return {};
}

Result<bool> Disk::link(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (::link(from.c_str(), to.c_str()) == 0) return true;
    const bool cannot = errno == EXDEV || errno == EPERM || errno == EMLINK || errno == EOPNOTSUPP || errno == ENOSYS;
    if (cannot) return false;
    return disk_error("link", to);
}

Result<void> Disk::exchange(const std::filesystem::path& one, const std::filesystem::path& other)
{
    if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0) return {};
    if (errno != EINVAL && errno != ENOSYS) return disk_error("exchange", other);
    // Without the kernel's help there is a moment when `other` has no directory; both are whole even then.
    const std::filesystem::path aside = one.string() + ".aside";
    if (auto moved = rename(other, aside); !moved) return moved;
    if (auto moved = rename(one, other); !moved) {
        static_cast<void>(rename(aside, other).has_value());
        return moved;
    }
    return rename(aside, one);
}

Result<void> Disk::remove(const std::filesystem::path& path)
{
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return disk_error("unlink", path);
    return {};
}

Result<void> Disk::make_directory(const std::filesystem::path& path)
{
    if (::mkdir(path.c_str(), 0700) != 0 && errno != EEXIST) return disk_error("mkdir", path);
    return {};
}

Disk& Disk::real()
{
    static Disk disk;
    return disk;
}

Result<void> write_file(Disk& disk, const std::filesystem::path& path, std::string_view bytes)
{
    const std::filesystem::path half = path.string() + ".new";
    if (auto removed = disk.remove(half); !removed) return removed;
    auto created = disk.create_file(half);
    if (!created) return created.error();
    Result<void> written = {};
    {
        const Descriptor file(*created);
        written = disk.write(file.number(), bytes);
        if (written) written = disk.sync_file(file.number());
    }
    if (written) written = disk.rename(half, path);
    if (!written) {
        ::unlink(half.c_str());
        return written;
    }
    return disk.sync_directory(path.parent_path());
}

Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t bytes_max)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0) return disk_error("open", path);
    std::string bytes;
    char piece[4096];
    for (;;) {
        const ssize_t got = ::read(file.number(), piece, sizeof piece);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return disk_error("read", path);
        if (got == 0) return bytes;
        bytes.append(piece, static_cast<std::size_t>(got));
        if (bytes.size() > bytes_max) return fail(ErrorCode::too_large, path.string());
    }
}

}  // namespace chamber::storage
