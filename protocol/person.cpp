#include "protocol/person.hpp"

namespace chamber {

bool Viewer::has(Role role) const
{
    return has_role(*this, role);
}

bool is_staff(const Person& person)
{
    return std::any_of(person.roles.begin(), person.roles.end(),
                       [](Role role) { return role != Role::delegate && role != Role::guest; });
}

}  // namespace chamber
