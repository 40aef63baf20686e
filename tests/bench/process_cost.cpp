#include "tests/bench/process_cost.hpp"

#include <unistd.h>

#include <fstream>
#include <string>

namespace chamber::bench
{
namespace
{

std::uint64_t status_kib(pid_t process, const std::string& field)
{
    std::ifstream status("/proc/" + std::to_string(process) + "/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with(field + ':')) return std::stoull(line.substr(field.size() + 1));
    return 0;
}

} // namespace

double cpu_seconds(pid_t process)
{
    std::ifstream stat("/proc/" + std::to_string(process) + "/stat");
    std::string text;
    std::getline(stat, text);
    std::size_t at = text.rfind(')'); // the program's name may hold spaces
    for (int field = 2; field < 14 && at != std::string::npos; ++field)
        at = text.find(' ', at + 1);
    if (at == std::string::npos) return 0;
    std::size_t used = 0;
    const double user = std::stod(text.substr(at), &used);
    const double system = std::stod(text.substr(at + used));
    return (user + system) / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

std::uint64_t resident_kib(pid_t process)
{
    return status_kib(process, "VmRSS");
}

std::uint64_t peak_kib(pid_t process)
{
    return status_kib(process, "VmHWM");
}

} // namespace chamber::bench
