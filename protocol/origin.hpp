// Where a deed came from, for the journal: the door, and the peer's network address at the doors that have one. Never
// told to devices.
#pragma once

#include "protocol/door.hpp"

#include <optional>
#include <string>

namespace chamber {

struct Origin {
    std::optional<Door> door{};  // none: nobody asked, the server itself did it
    std::string address{};       // without the port; empty: there is none
};

}  // namespace chamber
