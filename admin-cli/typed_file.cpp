#include "admin-cli/typed_file.hpp"

#include "admin-cli/private_file.hpp"

#include <cerrno>
#include <unistd.h>

namespace chamber::admin {

Result<std::string> read_file_or_input(const std::string& file, std::uint64_t bytes_max)
{
    if (file != "-") return read_whole_file(file, bytes_max);
    std::string text;
    char chunk[65'536];
    while (text.size() <= bytes_max) {
        const auto read = ::read(STDIN_FILENO, chunk, sizeof chunk);
        if (read < 0 && errno == EINTR) continue;
        if (read < 0) return fail(ErrorCode::io_failed, "không đọc được đầu vào", file);
        if (read == 0) return text;
        text.append(chunk, static_cast<std::size_t>(read));
    }
    return fail(ErrorCode::too_large, {}, file);
}

}  // namespace chamber::admin
