#include "admin-cli/private_file.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <unistd.h>

namespace chamber::admin {

namespace {

Error failure(const std::filesystem::path& path)
{
    const int number = errno;
    const auto code = number == EEXIST                       ? ErrorCode::already_exists
                      : number == ENOSPC || number == EDQUOT ? ErrorCode::disk_full
                                                             : ErrorCode::io_failed;
    return fail(code, std::strerror(number), path.string());
}

bool write_all(int descriptor, std::string_view text)
{
    while (!text.empty()) {
        const auto written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(descriptor) == 0;
}

}  // namespace

Result<void> write_new_file(const std::filesystem::path& path, std::string_view text, FileMode mode)
{
    const int descriptor =
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode == FileMode::owner_only ? 0600 : 0644);
    if (descriptor < 0) return failure(path);
    const bool written = write_all(descriptor, text);
    Error why = failure(path);
    ::close(descriptor);
    if (written) return {};
    ::unlink(path.c_str());
    return why;
}

Result<std::string> read_whole_file(const std::filesystem::path& path, std::uint64_t bytes_max)
{
    std::error_code failed;
    const auto status = std::filesystem::status(path, failed);
    if (!std::filesystem::exists(status)) return fail(ErrorCode::not_found, "không có tệp này", path.string());
    if (!std::filesystem::is_regular_file(status))
        return fail(ErrorCode::io_failed, "không phải tệp thường", path.string());
    const auto bytes = std::filesystem::file_size(path, failed);
    if (bytes > bytes_max) return fail(ErrorCode::too_large, {}, path.string());
    std::ifstream in{path, std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in.is_open() || in.bad()) return fail(ErrorCode::io_failed, "không đọc được tệp", path.string());
    return text;
}

}  // namespace chamber::admin
