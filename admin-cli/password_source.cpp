#include "admin-cli/password_source.hpp"

#include "admin-cli/private_file.hpp"
#include "admin-cli/table.hpp"
#include "protocol/limits.hpp"
#include "protocol/wiping.hpp"

#include <iostream>

namespace chamber::admin {

namespace {

std::string first_line(const std::string& text)
{
    auto line = text.substr(0, text.find('\n'));
    if (line.ends_with('\r')) line.pop_back();
    return line;
}

Result<std::string> read_any(const Invocation& invocation, std::string_view question, Terminal::Confirm confirm)
{
    if (const auto path = invocation.maybe(password_file)) {
        auto text = read_whole_file(*path, 4'096);
        if (!text) return text.error();
        auto password = first_line(*text);
        wipe(*text);
        return password;
    }
    if (invocation.given(password_stdin)) {
        std::string line;
        if (!std::getline(std::cin, line)) return fail(ErrorCode::missing_field, "stdin ended", "stdin");
        auto password = first_line(line);
        wipe(line);
        return password;
    }
    return invocation.terminal->ask_secret(question, confirm);
}

}  // namespace

Parameter password_stdin_parameter()
{
    return {password_stdin, Takes::flag, "Đọc mật khẩu từ dòng đầu của đầu vào"};
}

Parameter password_file_parameter()
{
    return {password_file, Takes::option, "Đọc mật khẩu từ dòng đầu của tệp"};
}

Result<std::string> read_password(const Invocation& invocation, std::string_view question)
{
    if (invocation.given(password_file) && invocation.given(password_stdin)) {
        return fail(ErrorCode::unknown_value, "chỉ dùng một trong hai: --password-stdin hoặc --password-file",
                    "--password-stdin");
    }
    auto password = read_any(invocation, question, Terminal::Confirm::twice);
    if (password && letters(*password) < limits::password_chars_min) return fail(ErrorCode::secret_too_weak);
    if (password && password->size() > limits::secret_bytes_max) return fail(ErrorCode::too_long);
    return password;
}

Result<std::string> read_passphrase(const Invocation& invocation, std::string_view question)
{
    if (invocation.given(password_file) && invocation.given(password_stdin)) {
        return fail(ErrorCode::unknown_value, "chỉ dùng một trong hai: --password-stdin hoặc --password-file",
                    "--password-stdin");
    }
    return read_any(invocation, question, Terminal::Confirm::once);
}

}  // namespace chamber::admin
