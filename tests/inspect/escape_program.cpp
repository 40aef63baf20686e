// Enters the real sandbox and then tries what a taken-over parser would try. One attempt per run, named by the argument.
// Leaves with 10 when the attempt was refused politely, 20 when it worked; a kill by the filter is seen by the parent.
#include "server/inspect/sandbox.hpp"

#include <arpa/inet.h>
#include <cstring>
#include <fcntl.h>
#include <string_view>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace {

constexpr int refused = 10, worked = 20, no_sandbox = 30;

int outcome(bool success)
{
    return success ? worked : refused;
}

int attempt(std::string_view name)
{
    if (name == "nothing") return worked;
    if (name == "open") return outcome(open("/etc/passwd", O_RDONLY) >= 0);
    if (name == "proc") return outcome(open("/proc/self/maps", O_RDONLY) >= 0);
    if (name == "fonts") return outcome(open("/usr/share/fonts", O_RDONLY | O_DIRECTORY) >= 0);
    if (name == "write") return outcome(open("/tmp/escaped", O_WRONLY | O_CREAT, 0600) >= 0);
    if (name == "socket") return outcome(socket(AF_INET, SOCK_STREAM, 0) >= 0);
    if (name == "fork") return outcome(fork() >= 0);
    if (name == "exec") {
        char* arguments[] = {const_cast<char*>("/bin/true"), nullptr};
        return outcome(execve("/bin/true", arguments, nullptr) == 0);
    }
    if (name == "ptrace") return outcome(ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0);
    if (name == "kill") return outcome(syscall(SYS_kill, getppid(), 0) == 0);
    if (name == "code")
        return outcome(mmap(nullptr, 4'096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) != MAP_FAILED);
    if (name == "uring") return outcome(syscall(425, 8, nullptr) >= 0);
    if (name == "memory") {
        void* block = mmap(nullptr, std::size_t{2} << 30, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        return outcome(block != MAP_FAILED);
    }
    if (name == "loop")
        for (;;)
            getpid();
    return 2;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 2) return 2;
    chamber::inspect::Walls walls;
    if (!chamber::inspect::prepare_sandbox(walls).empty()) _exit(no_sandbox);
    if (!chamber::inspect::enter_sandbox({1'073'741'824, 1}, landlock, walls).empty()) _exit(no_sandbox);
    _exit(attempt(argv[1]));
}
