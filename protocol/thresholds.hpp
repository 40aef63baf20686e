// The shares that the law asks for, as fractions of delegates in office: the table that screens, terminal and archive
// count by.
//
// Integers only. The web client's copy is generated (chamber-typescript).
#pragma once

#include <cstdint>

namespace chamber {

// `strict`: more than the share; else at least it.
struct Threshold {
    std::int32_t numerator = 0;
    std::int32_t denominator = 1;
    bool strict = false;
};

namespace thresholds {
inline constexpr Threshold quorum{2, 3, false};
inline constexpr Threshold majority{1, 2, true};
inline constexpr Threshold two_thirds{2, 3, false};
}  // namespace thresholds

// The smallest number of delegates that meets the threshold. `base` from 0.
constexpr std::int32_t needed(Threshold threshold, std::int32_t base)
{
    const std::int64_t share = std::int64_t{threshold.numerator} * base;
    return static_cast<std::int32_t>(threshold.strict ? share / threshold.denominator + 1
                                                      : (share + threshold.denominator - 1) / threshold.denominator);
}

}  // namespace chamber
