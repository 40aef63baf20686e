// What a process has cost so far, from /proc.
#pragma once

#include <sys/types.h>

#include <cstdint>

namespace chamber::bench {

double cpu_seconds(pid_t process);          // all its living threads, user and system
std::uint64_t resident_kib(pid_t process);  // VmRSS
std::uint64_t peak_kib(pid_t process);      // VmHWM

}  // namespace chamber::bench
