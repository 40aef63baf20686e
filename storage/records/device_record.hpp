// A device as the server meets it: what its row says, and where its hello came from.
#pragma once

#include "protocol/access.hpp"
#include "protocol/message.hpp"

#include <optional>
#include <string>

namespace chamber::storage {

struct DeviceRecord {
    Device device;
    bool met_first = false;           // by meet_device just now
    std::string key;                  // raw P-256 point, 65 bytes
    std::optional<std::string> code;  // while pending
    std::optional<Viewer> viewer;     // while somebody is signed in and the sign-in has not run out
    std::optional<Viewer> hand_in;    // revoked: whose last notes it may still bring (hand_in)
};

// Where a device says hello from. `address`: what connections are counted by; empty: not told. `here`: on the server's
// own machine.
struct Whence {
    std::string address{};
    bool here = false;
};

}  // namespace chamber::storage
