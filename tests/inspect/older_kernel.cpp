#include "tests/inspect/older_kernel.hpp"

#include <cerrno>
#include <cstring>
#include <exception>
#include <fcntl.h>
#include <future>
#include <poll.h>
#include <seccomp.h>
#include <stdexcept>
#include <sys/syscall.h>
#include <thread>
#include <unistd.h>

namespace chamber::inspect {
namespace {

constexpr int version_asked = 1;  // LANDLOCK_CREATE_RULESET_VERSION

scmp_filter_ctx filter_of(const OlderKernel& kernel)
{
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    const auto missing = [&](int call, int error) {
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(static_cast<unsigned>(error)), call, 0);
    };
    if (kernel.landlock_abi == 0)
        missing(SCMP_SYS(landlock_create_ruleset), ENOSYS);
    else
        seccomp_rule_add(filter, SCMP_ACT_NOTIFY, SCMP_SYS(landlock_create_ruleset), 1,
                         SCMP_A2(SCMP_CMP_EQ, version_asked));
    if (!kernel.namespaces) missing(SCMP_SYS(unshare), EPERM);
    if (!kernel.pidfd_open) missing(SCMP_SYS(pidfd_open), ENOSYS);
    return filter;
}

// Until nobody is left who could ask.
void answer_versions(int listener, int landlock_abi)
{
    seccomp_notif* asked = nullptr;
    seccomp_notif_resp* answer = nullptr;
    if (seccomp_notify_alloc(&asked, &answer) != 0) return;
    for (;;) {
        pollfd waiting{listener, POLLIN, 0};
        if (poll(&waiting, 1, -1) < 0 && errno == EINTR) continue;
        if ((waiting.revents & POLLIN) == 0) break;
        std::memset(asked, 0, sizeof *asked);  // else the kernel refuses to fill it
        if (seccomp_notify_receive(listener, asked) != 0) continue;
        answer->id = asked->id;
        answer->val = landlock_abi;
        answer->error = 0;
        answer->flags = 0;
        seccomp_notify_respond(listener, answer);
    }
    seccomp_notify_free(asked, answer);
}

}  // namespace

void on(const OlderKernel& kernel, const std::function<void()>& story)
{
    seccomp_reset(nullptr, SCMP_ACT_ALLOW);  // libseccomp remembers one listener for ever
    std::promise<int> listening;
    // Started outside the filter: it ends when nobody is left behind it.
    std::thread supervisor([&, listener = listening.get_future()]() mutable {
        const int descriptor = listener.get();
        if (descriptor < 0) return;
        answer_versions(descriptor, kernel.landlock_abi);
        close(descriptor);
    });
    std::exception_ptr thrown;
    std::thread teller([&] {
        const scmp_filter_ctx filter = filter_of(kernel);
        const bool loaded = seccomp_load(filter) == 0;
        listening.set_value(loaded && kernel.landlock_abi > 0 ? fcntl(seccomp_notify_fd(filter), F_DUPFD_CLOEXEC, 3)
                                                              : -1);
        try {
            if (!loaded) throw std::runtime_error("seccomp_load");
            story();
        } catch (...) {
            thrown = std::current_exception();
        }
        seccomp_release(filter);
    });
    teller.join();
    seccomp_reset(nullptr, SCMP_ACT_ALLOW);
    supervisor.join();
    if (thrown) std::rethrow_exception(thrown);
}

}  // namespace chamber::inspect
