// The wall of calls: which of the kernel's calls the child may make, and with which arguments. Every other one kills
// it.
//
// A call is allowed for what it does to the child itself. Where its arguments can reach others (signals by fcntl,
// clocks and processors of other processes, merged memory), they are on the list too.
#pragma once

#include <string>

namespace chamber::inspect {

enum class Files {
    in_own_root,  // whatever a path names is ours: ask and read
    by_landlock,  // what may be read Landlock says; nothing may be asked about a path
    none          // nobody says: no file at all, fonts included. Poppler takes its built-in substitutes
};

// Empty: the filter stands. Otherwise what failed.
std::string filter_calls(Files files);

}  // namespace chamber::inspect
