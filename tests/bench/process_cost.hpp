// What a process has cost so far, from /proc.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace chamber::bench
{

double cpu_seconds(pid_t process);         // user and system, 10 ms steps
std::uint64_t resident_kib(pid_t process); // VmRSS
std::uint64_t peak_kib(pid_t process);     // VmHWM

} // namespace chamber::bench
