// Actions of a dialogue in their order, moved in: a braced list would copy each. Internal to the dialogue.
#pragma once

#include "protocol/dialogue.hpp"

#include <utility>

namespace chamber {

template <class... Items>
Actions actions_of(Items... items)
{
    Actions actions;
    (actions.push_back(Action(std::move(items))), ...);
    return actions;
}

}  // namespace chamber
