// Enters the real sandbox and then tries what a taken-over parser would try. One attempt per run, named by the
// argument; a second argument takes walls without Landlock too. Leaves with 10 when the attempt was refused politely,
// 20 when it worked; a kill by the filter is seen by the parent.
#include "server/inspect/sandbox.hpp"

#include <arpa/inet.h>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <linux/futex.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

namespace {

constexpr int refused = 10, worked = 20, no_sandbox = 30;
constexpr const char* foreign = "/etc/passwd";

struct Attempt {
    std::string_view name;
    bool (*works)();
};

bool executes()
{
    char* arguments[] = {const_cast<char*>("/bin/true"), nullptr};
    return execve("/bin/true", arguments, nullptr) == 0;
}

bool maps(std::size_t bytes, int protection)
{
    return mmap(nullptr, bytes, protection, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED;
}

bool loops()
{
    for (;;) getpid();
}

// A page to ask about; never given back.
void* page()
{
    return mmap(nullptr, 4'096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}

bool asks_another_clock()
{
    timespec time{};
    return clock_gettime((~getppid() << 3) | 2, &time) == 0;  // the processor time of our parent
}

bool asks_anothers_processors()
{
    unsigned long mask[16];
    return syscall(SYS_sched_getaffinity, getppid(), sizeof mask, mask) >= 0;
}

bool looks(const char* path, int flags)
{
    struct stat status {};
    return syscall(SYS_newfstatat, AT_FDCWD, path, &status, flags) == 0;
}

bool looks_at_own_input()
{
    struct stat status {};
    return fstat(0, &status) == 0;
}

bool reads_a_link()
{
    char target[64];
    return readlink("/proc/self/exe", target, sizeof target) >= 0;
}

bool asks_about_file_system()
{
    struct statfs status {};
    return statfs("/proc", &status) == 0;
}

bool computes_with_descriptors()
{
    const int copy = fcntl(0, F_DUPFD_CLOEXEC, 5);
    return copy >= 0 && fcntl(copy, F_GETFD) == FD_CLOEXEC && fcntl(copy, F_GETFL) >= 0 &&
           fcntl(copy, F_SETFD, 0) == 0 && close(copy) == 0;
}

bool waits_in_vain()
{
    int word = 0;
    return syscall(SYS_futex, &word, FUTEX_WAKE_PRIVATE, 1, nullptr, nullptr, 0) == 0;
}

constexpr Attempt attempts[] = {
    {"nothing", [] { return true; }},
    {"descriptors", computes_with_descriptors},
    {"own_input", looks_at_own_input},
    {"wake", waits_in_vain},
    {"open", [] { return open(foreign, O_RDONLY) >= 0; }},
    {"proc", [] { return open("/proc/self/maps", O_RDONLY) >= 0; }},
    {"fonts", [] { return open("/usr/share/fonts", O_RDONLY | O_DIRECTORY) >= 0; }},
    {"stat", [] { return looks(foreign, 0); }},
    {"stat_empty_flag", [] { return looks(foreign, AT_EMPTY_PATH); }},
    {"access", [] { return access(foreign, F_OK) == 0; }},
    {"readlink", reads_a_link},
    {"statfs", asks_about_file_system},
    {"handle", [] { return open(foreign, O_PATH) >= 0; }},
    {"write", [] { return open("/tmp/escaped", O_WRONLY | O_CREAT, 0600) >= 0; }},
    {"socket", [] { return socket(AF_INET, SOCK_STREAM, 0) >= 0; }},
    {"fork", [] { return fork() >= 0; }},
    {"exec", executes},
    {"ptrace", [] { return ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0; }},
    {"kill", [] { return syscall(SYS_kill, getppid(), 0) == 0; }},
    {"code", [] { return maps(4'096, PROT_READ | PROT_WRITE | PROT_EXEC); }},
    {"uring", [] { return syscall(425, 8, nullptr) >= 0; }},
    {"namespace", [] { return syscall(SYS_unshare, 0) == 0; }},
    {"owner", [] { return fcntl(1, F_SETOWN, getppid()) == 0; }},
    {"owner_wide", [] { return syscall(SYS_fcntl, 1, 0x1'0000'0000 | F_SETOWN, getppid()) == 0; }},
    {"owner_thread", [] { return fcntl(1, 15, nullptr) == 0; }},  // F_SETOWN_EX
    {"signal", [] { return fcntl(1, 10, SIGKILL) == 0; }},        // F_SETSIG
    {"async", [] { return fcntl(1, F_SETFL, O_ASYNC) == 0; }},
    {"lease", [] { return fcntl(0, 1'024, F_RDLCK) == 0; }},        // F_SETLEASE
    {"notify", [] { return fcntl(0, 1'026, 0) == 0; }},             // F_NOTIFY
    {"pipe_size", [] { return fcntl(1, 1'031, 1'048'576) >= 0; }},  // F_SETPIPE_SZ
    {"merge", [] { return madvise(page(), 4'096, MADV_MERGEABLE) == 0; }},
    {"poison", [] { return madvise(page(), 4'096, 100) == 0; }},
    {"lend", [] { return syscall(SYS_futex, page(), FUTEX_LOCK_PI, 0, nullptr, nullptr, 0) == 0; }},
    {"clock", asks_another_clock},
    {"processors", asks_anothers_processors},
    {"limits", [] { return syscall(SYS_prlimit64, getppid(), 7, nullptr, nullptr) == 0; }},
    {"control", [] { return syscall(SYS_ioctl, 1, 0x5401, page()) == 0; }},
    {"memory", [] { return maps(std::size_t{2} << 30, PROT_READ | PROT_WRITE); }},
    {"loop", loops},
};

int attempt(std::string_view name)
{
    for (const Attempt& each : attempts)
        if (each.name == name) return each.works() ? worked : refused;
    return 2;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc < 2) return 2;
    const auto landlock = argc > 2 ? chamber::inspect::Landlock::optional : chamber::inspect::Landlock::required;
    chamber::inspect::Walls walls;
    if (!chamber::inspect::prepare_sandbox(walls).empty()) _exit(no_sandbox);
    if (!chamber::inspect::enter_sandbox({1'073'741'824, 1}, landlock, walls).empty()) _exit(no_sandbox);
    _exit(attempt(argv[1]));
}
