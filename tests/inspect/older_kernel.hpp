// A kernel that gives less than ours: without Landlock, with one that knows no scoping, without user namespaces,
// without pidfd_open.
//
// The story runs in a thread of its own behind a filter that every child it starts inherits; where the kernel would
// tell its version, a second thread answers in its place (seccomp's user notification). Nothing of it is left when the
// story ends.
#pragma once

#include <functional>

namespace chamber::inspect {

struct OlderKernel {
    int landlock_abi = 7;  // 0: none
    bool namespaces = true;
    bool pidfd_open = true;
};

void on(const OlderKernel& kernel, const std::function<void()>& story);

}  // namespace chamber::inspect
