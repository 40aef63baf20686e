#include "storage/key_file.hpp"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chamber::storage {
namespace {

constexpr std::size_t key_file_bytes_max = 1'048'576;

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor()
    {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }
    bool open() const { return fd_ >= 0; }

private:
    int fd_;
};

Error system_error(const char* action, const std::filesystem::path& path)
{
    const int number = errno;
    const auto code = number == ENOSPC || number == EDQUOT ? ErrorCode::disk_full : ErrorCode::io_failed;
    return fail(code, std::string(action) + " " + path.string() + ": " + std::strerror(number));
}

bool write_all(int fd, std::string_view bytes)
{
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

}  // namespace

Result<std::string> read_key_file(const std::filesystem::path& path)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!file.open()) return system_error("open", path);
    std::string text;
    std::array<char, 4096> buffer{};
    while (true) {
        const auto got = ::read(file.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_error("read", path);
        if (got == 0) return text;
        text.append(buffer.data(), static_cast<std::size_t>(got));
        if (text.size() > key_file_bytes_max) return fail(ErrorCode::io_failed, path.string() + " is too long for a key file");
    }
}

Result<void> write_key_file(const std::filesystem::path& path, std::string_view bytes)
{
    auto neighbour = path;
    neighbour += ".writing";
    ::unlink(neighbour.c_str());
    {
        const Descriptor file(::open(neighbour.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (!file.open()) return system_error("create", neighbour);
        if (!write_all(file.get(), bytes) || ::fsync(file.get()) != 0) {
            const auto error = system_error("write", neighbour);
            ::unlink(neighbour.c_str());
            return error;
        }
    }
    if (::rename(neighbour.c_str(), path.c_str()) != 0) {
        const auto error = system_error("rename", neighbour);
        ::unlink(neighbour.c_str());
        return error;
    }
    const Descriptor directory(::open(path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!directory.open() || ::fsync(directory.get()) != 0) return system_error("sync", path.parent_path());
    return {};
}

}  // namespace chamber::storage
