// The real clock and the kernel's random bytes, behind protocol's two seams.
#pragma once

#include "protocol/world.hpp"

namespace chamber::admin {

class SystemClock : public Clock {
public:
    UtcMs utc() const override;
    SteadyMs steady() const override;
};

class SystemEntropy : public Entropy {
public:
    std::string draw(std::size_t bytes) override;
};

}  // namespace chamber::admin
