// Which build this is: the version and the commit, "1.0.0+f24fa3601234"; ".changed" behind it where files differed from
// the commit; the version alone where there was no clone. Server, web client, chamber-admin and the archives they make
// all tell this one. Written by build_id.cmake each time that the tree is built.
#pragma once

#include <string_view>

namespace chamber {

std::string_view build_id();

}  // namespace chamber
