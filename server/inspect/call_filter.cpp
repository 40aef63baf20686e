#include "server/inspect/call_filter.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <linux/futex.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

namespace chamber::inspect {
namespace {

constexpr int tmpfile_bit = 020000000;       // O_TMPFILE without O_DIRECTORY: folders must stay readable
constexpr scmp_datum_t word = 0xFFFF'FFFF;   // the kernel looks at the lower half of an int
constexpr scmp_datum_t clocks_of_ours = 15;  // above: clocks of other processes and of descriptors
constexpr scmp_datum_t futex_call = word & ~static_cast<scmp_datum_t>(FUTEX_PRIVATE_FLAG | FUTEX_CLOCK_REALTIME);

void allow(scmp_filter_ctx filter, int call)
{
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
}

void allow_where(scmp_filter_ctx filter, int call, const scmp_arg_cmp& condition)
{
    seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call, 1, &condition);
}

// sysinfo is glibc's qsort, fadvise64 FreeType and fontconfig: found by running a large corpus, not by reading. abort()
// wants tgkill, which is not here: it ends as SIGSYS, and any abnormal end is the same to us.
void allow_computing(scmp_filter_ctx filter)
{
    for (const int call : {SCMP_SYS(read),           SCMP_SYS(write),        SCMP_SYS(writev),
                           SCMP_SYS(close),          SCMP_SYS(brk),          SCMP_SYS(munmap),
                           SCMP_SYS(mremap),         SCMP_SYS(exit),         SCMP_SYS(exit_group),
                           SCMP_SYS(rt_sigreturn),   SCMP_SYS(gettimeofday), SCMP_SYS(getrandom),
                           SCMP_SYS(rt_sigprocmask), SCMP_SYS(getpid),       SCMP_SYS(gettid),
                           SCMP_SYS(lseek),          SCMP_SYS(sched_yield),  SCMP_SYS(getrusage),
                           SCMP_SYS(sysinfo),        SCMP_SYS(fadvise64),    SCMP_SYS(fstat),
                           SCMP_SYS(pread64),        SCMP_SYS(getdents64),   SCMP_SYS(fstatfs)})
        allow(filter, call);
    allow_where(filter, SCMP_SYS(mmap), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    allow_where(filter, SCMP_SYS(mprotect), SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

// F_SETOWN and F_SETSIG make the kernel send a signal to anybody with our uid; F_SETFL can switch that on; leases and
// locks reach others.
void allow_descriptor_flags(scmp_filter_ctx filter)
{
    for (const int command : {F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC})
        allow_where(filter, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_MASKED_EQ, word, static_cast<scmp_datum_t>(command)));
}

void allow_by_argument(scmp_filter_ctx filter)
{
    // Merged memory (MADV_MERGEABLE) tells what other processes hold, by its timing.
    for (const int advice : {MADV_NORMAL, MADV_RANDOM, MADV_SEQUENTIAL, MADV_WILLNEED, MADV_DONTNEED, MADV_FREE,
                             MADV_HUGEPAGE, MADV_NOHUGEPAGE})
        allow_where(filter, SCMP_SYS(madvise), SCMP_A2(SCMP_CMP_MASKED_EQ, word, static_cast<scmp_datum_t>(advice)));
    for (const int operation : {FUTEX_WAIT, FUTEX_WAKE, FUTEX_WAIT_BITSET, FUTEX_WAKE_BITSET})
        allow_where(filter, SCMP_SYS(futex),
                    SCMP_A1(SCMP_CMP_MASKED_EQ, futex_call, static_cast<scmp_datum_t>(operation)));
    allow_where(filter, SCMP_SYS(clock_gettime), SCMP_A0(SCMP_CMP_MASKED_EQ, word & ~clocks_of_ours, 0));
    // OpenSSL and libjpeg ask how many processors there are.
    for (const pid_t process : {0, getpid()})
        allow_where(filter, SCMP_SYS(sched_getaffinity),
                    SCMP_A0(SCMP_CMP_MASKED_EQ, word, static_cast<scmp_datum_t>(process)));
}

// Reading only, and no bare handle (O_PATH), on which one could ask about any file.
void allow_reading(scmp_filter_ctx filter)
{
    allow_where(filter, SCMP_SYS(openat),
                SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC | O_PATH | O_ASYNC | tmpfile_bit, 0));
}

constexpr int calls_on_paths[] = {SCMP_SYS(stat),       SCMP_SYS(lstat),    SCMP_SYS(access),     SCMP_SYS(faccessat),
                                  SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(statfs)};

void allow_asking(scmp_filter_ctx filter)
{
    for (const int call : calls_on_paths) allow(filter, call);
    allow(filter, SCMP_SYS(newfstatat));
}

// glibc's fstat() is newfstatat() with an empty path, which a filter cannot tell from any other path. So every
// newfstatat() is caught, and answered here with the kernel's fstat(), which knows no paths. Whoever replaces this
// handler has gained nothing.
void answer_newfstatat(int, siginfo_t*, void* context)
{
    auto& machine = static_cast<ucontext_t*>(context)->uc_mcontext;
#if defined(__x86_64__)
    const auto descriptor = machine.gregs[REG_RDI], path = machine.gregs[REG_RSI], status = machine.gregs[REG_RDX];
    auto& answer = machine.gregs[REG_RAX];
#elif defined(__aarch64__)
    const auto descriptor = machine.regs[0], path = machine.regs[1], status = machine.regs[2];
    auto& answer = machine.regs[0];
#else
#error "name the registers of this machine"
#endif
    const int before = errno;
    if (*reinterpret_cast<const char*>(path) != '\0')
        answer = -EACCES;
    else
        answer = syscall(SYS_fstat, static_cast<int>(descriptor), status) == 0 ? 0 : -errno;
    errno = before;
}

bool refuse_asking(scmp_filter_ctx filter)
{
    for (const int call : calls_on_paths) seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0);
    seccomp_rule_add(filter, SCMP_ACT_TRAP, SCMP_SYS(newfstatat), 0);
    struct sigaction caught {};
    caught.sa_sigaction = answer_newfstatat;
    caught.sa_flags = SA_SIGINFO | SA_NODEFER;
    return sigaction(SIGSYS, &caught, nullptr) == 0;
}

}  // namespace

std::string filter_calls(Files files)
{
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == nullptr) return "seccomp_init";
    allow_computing(filter);
    allow_descriptor_flags(filter);
    allow_by_argument(filter);
    bool ready = true;
    if (files == Files::in_own_root)
        allow_asking(filter);
    else
        ready = refuse_asking(filter);
    if (files == Files::none)
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(openat), 0);
    else
        allow_reading(filter);
    seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), SCMP_SYS(open), 0);
    const int refused = seccomp_load(filter);
    seccomp_release(filter);
    return ready && refused == 0 ? std::string() : "seccomp_load";
}

}  // namespace chamber::inspect
