// Which of the walls that a kernel may refuse could be built around a child: sandbox.cpp builds them, `--probe` tells
// them, the log and `chamber-admin doctor` name them. The others (limits, the filter of calls) are always there, or the
// child refuses to start.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>

namespace chamber::inspect {

struct Walls {
    std::int32_t landlock_abi = 0;  // 0: the kernel has none
    bool own_namespaces = false;    // of users, mounts, networks and IPC
    bool own_root = false;          // a root folder that holds fonts and nothing else: no path can be asked for
    bool own_uid = false;           // not the server's; only a server that runs as root can give another
};
BOOST_DESCRIBE_STRUCT(Walls, (), (landlock_abi, own_namespaces, own_root, own_uid))

}  // namespace chamber::inspect
