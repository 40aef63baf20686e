// Chance from a seed: the same seed, the same draws. Every part of a world has a stream of its own, so that taking one
// deed out of a plan does not change what the others draw.
#pragma once

#include "protocol/world.hpp"

#include <cstdint>

namespace chamber::simulation {

// SplitMix64.
class Chance {
public:
    explicit Chance(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next();
    // 0 … n - 1.
    std::uint64_t below(std::uint64_t n) { return next() % n; }
    std::int64_t between(std::int64_t least, std::int64_t most)
    {
        return least + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most - least + 1)));
    }
    bool percent(std::uint64_t p) { return below(100) < p; }
    // A stream that depends on the seed and the label alone, not on what was drawn.
    static Chance stream(std::uint64_t seed, std::uint64_t label);

private:
    std::uint64_t state_;
};

class SeededEntropy final : public Entropy {
public:
    explicit SeededEntropy(std::uint64_t seed) : chance_(seed) {}
    std::string draw(std::size_t bytes) override;

private:
    Chance chance_;
};

}  // namespace chamber::simulation
