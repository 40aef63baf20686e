#include "server/inspect/sandbox.hpp"

#include "server/inspect/call_filter.hpp"
#include "server/inspect/own_root.hpp"

#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <linux/landlock.h>
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace chamber::inspect {
namespace {

constexpr int nice_level = 10;
constexpr unsigned first_unknown_descriptor = 4;
constexpr long descriptors_tried_max = 1'048'576;

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
        {RLIMIT_MEMLOCK, 0, 0},
        {RLIMIT_STACK, 8'388'608, 8'388'608},
    };
    for (const auto& row : table) {
        const rlimit value{row.soft, row.hard};
        if (setrlimit(row.resource, &value) != 0) return refusal("setrlimit");
    }
    return {};
}

// Newer kernels know more kinds of access; one that we do not name is one that we do not deny. Debian 12's headers stop
// at the second version, so the later bits stand here as numbers.
struct Ruleset {
    std::uint64_t files;
    std::uint64_t network;
    std::uint64_t scoped;
};

std::string restrict_files(Landlock wanted, Walls& walls)
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
    for (const char* folder : font_folders()) {
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
    walls.landlock_abi = static_cast<std::int32_t>(abi);
    return {};
}

// Without close_range (kernels before 5.9) one by one.
std::string close_others()
{
    if (close_range(first_unknown_descriptor, ~0U, 0) == 0) return {};
    const long open_max = sysconf(_SC_OPEN_MAX);
    if (open_max < 0 || open_max > descriptors_tried_max) return refusal("close_range");
    for (int descriptor = static_cast<int>(first_unknown_descriptor); descriptor < open_max; ++descriptor)
        close(descriptor);
    return {};
}

}  // namespace

std::string prepare_sandbox(Walls& walls)
{
    if (setpriority(PRIO_PROCESS, 0, nice_level) != 0) errno = 0;
    if (std::string refused = close_others(); !refused.empty()) return refused;
    OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG | OPENSSL_INIT_LOAD_CRYPTO_STRINGS | OPENSSL_INIT_ADD_ALL_DIGESTS,
                        nullptr);
    EVP_MD_free(EVP_MD_fetch(nullptr, "SHA256", nullptr));  // loads the provider
    leave_for_own_root(walls);
    return {};
}

std::string enter_sandbox(const SandboxLimits& limits, Landlock landlock, Walls& walls)
{
    // After the change of user, which takes both back.
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) return refusal("PR_SET_PDEATHSIG");
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return refusal("PR_SET_DUMPABLE");
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refusal("PR_SET_NO_NEW_PRIVS");
    if (std::string refused = set_limits(limits); !refused.empty()) return refused;
    if (std::string refused = restrict_files(landlock, walls); !refused.empty()) return refused;
    if (walls.own_namespaces) drop_capabilities();
    if (walls.own_root) return filter_calls(Files::in_own_root);
    return filter_calls(walls.landlock_abi > 0 ? Files::by_landlock : Files::none);
}

}  // namespace chamber::inspect
