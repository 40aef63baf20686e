// The real world behind protocol/world.hpp: the machine's clocks and the kernel's entropy. Thread: any.
#pragma once

#include "protocol/world.hpp"

namespace chamber::storage {

class SystemClock final : public Clock {
public:
    UtcMs utc() const override;
    SteadyMs steady() const override;
};

class SystemEntropy final : public Entropy {
public:
    std::string draw(std::size_t bytes) override;
};

}  // namespace chamber::storage
