#include "tests/bench/process_cost.hpp"

#include <filesystem>
#include <fstream>
#include <string>

namespace chamber::bench {
namespace {

std::uint64_t status_kib(pid_t process, const std::string& field)
{
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field + ':')) return std::stoull(line.substr(field.size() + 1));
    return 0;
}

}  // namespace

double cpu_seconds(pid_t process)
{
    std::uint64_t nanoseconds = 0;
    std::error_code ignored;
    for (const auto& task :
         std::filesystem::directory_iterator("/proc/" + std::to_string(process) + "/task", ignored)) {
        std::ifstream file(task.path() / "schedstat");
        std::uint64_t ran = 0;
        if (file >> ran) nanoseconds += ran;
    }
    return static_cast<double>(nanoseconds) / 1e9;
}

std::uint64_t resident_kib(pid_t process)
{
    return status_kib(process, "VmRSS");
}

std::uint64_t peak_kib(pid_t process)
{
    return status_kib(process, "VmHWM");
}

}  // namespace chamber::bench
