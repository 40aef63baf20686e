#include "server/inspect/sandbox.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <linux/landlock.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace chamber::inspect {
namespace {

constexpr int nice_level = 10;
constexpr int tmpfile_bit = 020000000;  // O_TMPFILE without O_DIRECTORY: folders must stay readable
constexpr const char* font_folders[] = {"/usr/share/fonts", "/usr/local/share/fonts", "/usr/share/poppler",
                                        "/etc/fonts",       "/usr/share/fontconfig",  "/var/cache/fontconfig"};

std::string refusal(const char* what)
{
    return std::string(what) + ": " + std::strerror(errno);
}

std::string set_limits(const SandboxLimits& limits)
{
    const struct {
        __rlimit_resource resource;
        rlim_t soft, hard;
    } table[] = {
        {RLIMIT_AS, limits.memory_bytes, limits.memory_bytes},
        {RLIMIT_CPU, limits.cpu_s, limits.cpu_s + 1},
        {RLIMIT_FSIZE, 0, 0},
        {RLIMIT_NOFILE, 64, 64},
        {RLIMIT_NPROC, 0, 0},
        {RLIMIT_CORE, 0, 0},
        {RLIMIT_STACK, 8'388'608, 8'388'608},
    };
    for (const auto& row : table) {
        const rlimit value{row.soft, row.hard};
        if (setrlimit(row.resource, &value) != 0) return refusal("setrlimit");
    }
    return {};
}

// Newer kernels know more kinds of access; one that we do not name is one that we do not deny. Debian 12's headers stop at the
// second version, so the later bits stand here as numbers.
struct Ruleset {
    std::uint64_t files;
    std::uint64_t network;
    std::uint64_t scoped;
};

std::string restrict_files(Landlock wanted)
{
    const long abi = syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (abi < 1) return wanted == Landlock::optional ? std::string() : refusal("landlock is missing");
    Ruleset rules{(1ULL << 13) - 1, 0, 0};
    if (abi >= 2) rules.files |= 1ULL << 13;  // refer
    if (abi >= 3) rules.files |= 1ULL << 14;  // truncate
    if (abi >= 5) rules.files |= 1ULL << 15;  // ioctl on devices
    if (abi >= 4) rules.network = 3;          // bind and connect
    if (abi >= 6) rules.scoped = 3;           // abstract sockets and signals
    const std::size_t size = abi >= 6 ? 24 : abi >= 4 ? 16 : 8;
    const int ruleset = static_cast<int>(syscall(SYS_landlock_create_ruleset, &rules, size, 0));
    if (ruleset < 0) return refusal("landlock_create_ruleset");
    for (const char* folder : font_folders) {
        const int descriptor = open(folder, O_PATH | O_CLOEXEC);
        if (descriptor < 0) continue;
        landlock_path_beneath_attr rule{};
        rule.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR;
        rule.parent_fd = descriptor;
        const long added = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
        close(descriptor);
        if (added != 0) return refusal("landlock_add_rule");
    }
    if (syscall(SYS_landlock_restrict_self, ruleset, 0) != 0) return refusal("landlock_restrict_self");
    close(ruleset);
    return {};
}

bool landlock_works()
{
    return syscall(SYS_landlock_create_ruleset, nullptr, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}

// sysinfo is glibc's qsort, fadvise64 FreeType and fontconfig, sched_getaffinity OpenSSL and libjpeg: found by running a large
// corpus, not by reading. abort() wants tgkill, which is not here: it ends as SIGSYS, and any abnormal end is the same to us.
void allow_computing(scmp_filter_ctx filter)
{
    for (const int call : {SCMP_SYS(read),           SCMP_SYS(write),         SCMP_SYS(writev),
                           SCMP_SYS(close),          SCMP_SYS(brk),           SCMP_SYS(munmap),
                           SCMP_SYS(mremap),         SCMP_SYS(madvise),       SCMP_SYS(futex),
                           SCMP_SYS(exit),           SCMP_SYS(exit_group),    SCMP_SYS(rt_sigreturn),
                           SCMP_SYS(rt_sigprocmask), SCMP_SYS(clock_gettime), SCMP_SYS(gettimeofday),
                           SCMP_SYS(getrandom),      SCMP_SYS(getpid),        SCMP_SYS(gettid),
                           SCMP_SYS(lseek),          SCMP_SYS(sched_yield),   SCMP_SYS(getrusage),
                           SCMP_SYS(sysinfo),        SCMP_SYS(fadvise64),     SCMP_SYS(sched_getaffinity),
                           SCMP_SYS(fstat)})
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mmap), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(mprotect), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
}

// Reading only; which files, Landlock says.
void allow_fonts(scmp_filter_ctx filter)
{
    for (const int call :
         {SCMP_SYS(newfstatat), SCMP_SYS(stat), SCMP_SYS(access), SCMP_SYS(faccessat), SCMP_SYS(getdents64), SCMP_SYS(readlink),
          SCMP_SYS(readlinkat), SCMP_SYS(pread64), SCMP_SYS(fcntl), SCMP_SYS(fstatfs), SCMP_SYS(statfs)})
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0);
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1,
                     SCMP_A2(SCMP_CMP_MASKED_EQ, O_ACCMODE | O_CREAT | O_TRUNC | tmpfile_bit, 0));
}

// Without Landlock nobody limits which files: then no file at all, not even fonts. Poppler takes its built-in substitutes.
void refuse_files(scmp_filter_ctx filter)
{
    for (const int call : {SCMP_SYS(openat), SCMP_SYS(open), SCMP_SYS(access), SCMP_SYS(stat), SCMP_SYS(readlink), SCMP_SYS(getdents64),
                           SCMP_SYS(fcntl), SCMP_SYS(newfstatat), SCMP_SYS(statfs)})
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0);
}

std::string filter_calls(bool files_are_restricted)
{
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == nullptr) return "seccomp_init";
    allow_computing(filter);
    if (files_are_restricted)
        allow_fonts(filter);
    else
        refuse_files(filter);
    const int refused = seccomp_load(filter);
    seccomp_release(filter);
    return refused == 0 ? std::string() : "seccomp_load";
}

}  // namespace

void prepare_sandbox()
{
    if (setpriority(PRIO_PROCESS, 0, nice_level) != 0) errno = 0;
    close_range(4, ~0U, 0);
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_LOAD_CRYPTO_STRINGS | OPENSSL_INIT_ADD_ALL_DIGESTS, nullptr);
    EVP_MD_free(EVP_MD_fetch(nullptr, "SHA256", nullptr));  // loads the provider
}

std::string enter_sandbox(const SandboxLimits& limits, Landlock landlock)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return refusal("PR_SET_PDEATHSIG");
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return refusal("PR_SET_DUMPABLE");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refusal("PR_SET_NO_NEW_PRIVS");
    if (std::string refused = set_limits(limits); !refused.empty()) return refused;
    const bool files_are_restricted = landlock_works();
    if (std::string refused = restrict_files(landlock); !refused.empty()) return refused;
    return filter_calls(files_are_restricted);
}

}  // namespace chamber::inspect
