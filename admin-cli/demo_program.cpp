// demo: the word in the office's table for the program chamber-demo, which lies beside this one and takes its place.
#include "admin-cli/commands.hpp"
#include "server/inspect/own_program.hpp"

#include <cerrno>
#include <cstring>
#include <fmt/format.h>
#include <unistd.h>

namespace chamber::admin {

namespace {

constexpr const char* program_name = "chamber-demo";

// The words of the invocation, without the command's own.
std::vector<std::string> words_for(const Invocation& invocation)
{
    // Its errors are those of what was typed.
    std::vector<std::string> words{"chamber-admin", "--data", invocation.data.string()};
    if (invocation.json()) words.emplace_back("--json");
    if (invocation.terminal->loudness() == Loudness::quiet) words.emplace_back("--quiet");
    if (invocation.terminal->technical() == Technical::shown) words.emplace_back("--verbose");
    if (const auto host = invocation.maybe("--host")) {
        words.emplace_back("--host");
        words.push_back(*host);
    }
    return words;
}

Result<ExitCode> hand_over(const Invocation& invocation)
{
    const auto program = inspect::beside_this_program(program_name);
    auto words = words_for(invocation);
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    ::execv(program.c_str(), arguments.data());

    const int reason = errno;
    const auto wrong = reason == ENOENT   ? "không có tệp này"
                       : reason == EACCES ? "không được phép chạy tệp này"
                                          : std::strerror(reason);
    invocation.terminal->complain(fmt::format("Không chạy được chương trình tạo bản trình diễn {}: {}. "
                                              "Hãy cài đặt {} vào cùng thư mục với chamber-admin, rồi chạy lại.",
                                              program.string(), wrong, program_name),
                                  "program_missing");
    return ExitCode::failed;
}

}  // namespace

CommandTable demo_commands()
{
    return {
        {"demo",
         "Tạo thư mục dữ liệu trình diễn: hội đồng hư cấu đang họp, tài liệu ký số mẫu, tài khoản dùng thử",
         {{"--host", Takes::option, "Tên máy chủ trong mạng (mặc định: localhost)"}},
         "  chamber-admin --data /tmp/trinh-dien demo",
         hand_over},
    };
}

}  // namespace chamber::admin
