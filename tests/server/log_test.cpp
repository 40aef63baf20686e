// The log is read on a terminal and by people who trust its lines: nobody outside writes one.
#include "server/log.hpp"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>
#include <string>

namespace chamber::server {
namespace {

std::string logged(const std::function<void()>& saying)
{
    testing::internal::CaptureStderr();
    saying();
    return testing::internal::GetCapturedStderr();
}

bool is_one_plain_line(const std::string& text)
{
    const auto controls =
        std::ranges::count_if(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
    return controls == 1 && text.ends_with('\n') && text.find("\xe2\x80\xae") == std::string::npos;
}

TEST(Log, IsOneShortPlainLineWhateverAnErrorQuotes)
{
    start_log(LogLevel::info);
    const std::string forged = "x\n2026-11-24T00:00:00.000+07:00 info ready\r\x1b[2J\x1b]0;a\x07\xe2\x80\xae\xff";
    const std::string error =
        logged([&] { log_error(forged, fail(ErrorCode::parser_died, forged + std::string(52'000'000, 'a'), forged)); });
    EXPECT_TRUE(is_one_plain_line(error)) << error.substr(0, 2'000);
    EXPECT_LT(error.size(), 2'000U);
    EXPECT_NE(error.find("parser_died"), std::string::npos);
    const std::string line = logged([&] { log(LogLevel::warning, forged + std::string(1'000'000, 'b')); });
    EXPECT_TRUE(is_one_plain_line(line)) << line.substr(0, 2'000);
    EXPECT_LT(line.size(), 5'000U);
}

}  // namespace
}  // namespace chamber::server
