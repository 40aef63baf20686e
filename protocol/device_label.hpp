// The labels that are glued to tablets: no two devices in use have the same, so that “thu hồi MTB-01” can mean only
// one. Pure.
#pragma once

#include "protocol/person.hpp"

#include <span>
#include <string>
#include <string_view>

namespace chamber {

// Small letters, and spaces at the ends, make no other label.
bool same_label(std::string_view a, std::string_view b);

// "MTB-01", "MTB-02" … for tablets, "Máy bàn 1" … for desktops: the first that none of `devices`, those in use, has.
std::string next_free_label(std::span<const Device> devices, DeviceKind kind);

// `wanted` itself while it is free, else "wanted 2", "wanted 3" …
std::string numbered_label(std::span<const Device> devices, std::string_view wanted);

}  // namespace chamber
