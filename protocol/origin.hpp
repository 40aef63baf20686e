// Where a deed came from, for the journal: the door, and the peer's network address at the doors that have one. Never
// told to devices.
#pragma once

#include <string>

namespace chamber {

// machine: nobody asked; the server itself did it.
enum class OriginDoor { machine, local, loopback, tls };

struct Origin {
    OriginDoor door = OriginDoor::machine;
    std::string address{};  // without the port; empty: there is none
};

}  // namespace chamber
