#include "protocol/person.hpp"

#include <algorithm>

namespace chamber {

bool Viewer::has(Role role) const
{
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

}  // namespace chamber
