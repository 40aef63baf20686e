// What the tests of keys and archives share: a place to work, a clock that stands, and the real command-line tools.
#pragma once

#include "protocol/world.hpp"
#include "storage/files/data_directory.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <sys/wait.h>
#include <unistd.h>

namespace chamber::storage {

class StandingClock : public Clock {
public:
    explicit StandingClock(const std::string& at) : now_(parse_utc(at)) {}
    UtcMs utc() const override { return now_; }
    SteadyMs steady() const override { return SteadyMs{now_.value}; }
    void advance_days(std::int64_t days) { now_.value += days * 86'400'000; }

private:
    UtcMs now_;
};

class TemporaryDirectory {
public:
    TemporaryDirectory()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "chamber-archive-XXXXXX").string();
        path = ::mkdtemp(pattern.data());
    }
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;
    ~TemporaryDirectory() { std::filesystem::remove_all(path); }

    std::filesystem::path path;
};

struct Ran {
    int exit_code = -1;
    std::string output;  // stdout and stderr
};

inline Ran run(const std::string& command)
{
    Ran ran;
    FILE* pipe = ::popen(("LC_ALL=C.UTF-8; export LC_ALL; { " + command + "\n} 2>&1").c_str(), "r");
    if (pipe == nullptr) return ran;
    std::array<char, 4096> buffer{};
    while (const auto got = std::fread(buffer.data(), 1, buffer.size(), pipe)) ran.output.append(buffer.data(), got);
    const int status = ::pclose(pipe);
    ran.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return ran;
}

inline void write_file(const std::filesystem::path& path, const std::string& bytes)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

inline std::string read_file(const std::filesystem::path& path)
{
    std::ostringstream all;
    all << std::ifstream(path, std::ios::binary).rdbuf();
    return all.str();
}

}  // namespace chamber::storage
