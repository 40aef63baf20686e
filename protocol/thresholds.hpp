// A share of whole persons: how many meet it. Which shares the law asks for, and of whom: legal_profile.hpp. Integers
// only.
#pragma once

#include <cstdint>

namespace chamber {

// `strict`: more than the share; else at least it.
struct Threshold {
    std::int32_t numerator = 0;
    std::int32_t denominator = 1;
    bool strict = false;
};

// The smallest number of delegates that meets the threshold. `base` from 0.
constexpr std::int32_t needed(Threshold threshold, std::int32_t base)
{
    const std::int64_t share = std::int64_t{threshold.numerator} * base;
    return static_cast<std::int32_t>(threshold.strict ? share / threshold.denominator + 1
                                                      : (share + threshold.denominator - 1) / threshold.denominator);
}

}  // namespace chamber
