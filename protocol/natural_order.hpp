// The order in which people count and look up: A2 before A10, 3 before 3a before 10, IV before IX, Ân before Ất before
// Bình.
//
// Runs of digits compare as numbers, so do Roman numbers in capitals (I … LXXXIX) that stand as a word of their own;
// letters compare as in the Vietnamese alphabet (a ă â b c d đ e ê …), their tones only when everything else is equal,
// capitals not at all. What still is equal compares by its bytes, so that the order is total. For seats, labels,
// numbers and codes; people's names have an order of their own. Its TypeScript twin is
// server/web/src/council/natural_order.ts; both are held to tests/golden/natural_order.json. Pure.
#pragma once

#include <compare>
#include <string_view>

namespace chamber {

std::strong_ordering natural_order(std::string_view a, std::string_view b);

// For std::ranges::sort. An empty text, that of somebody without a seat, comes last.
struct NaturalLess {
    bool operator()(std::string_view a, std::string_view b) const
    {
        if (a.empty() != b.empty()) return b.empty();
        return natural_order(a, b) < 0;
    }
};

// People, or participants, as they sit: by seat, whoever has none last, then by id.
struct BySeat {
    template <class Seated>
    bool operator()(const Seated& a, const Seated& b) const
    {
        const std::string_view left = a.seat ? std::string_view(*a.seat) : std::string_view();
        const std::string_view right = b.seat ? std::string_view(*b.seat) : std::string_view();
        if (NaturalLess{}(left, right) || NaturalLess{}(right, left)) return NaturalLess{}(left, right);
        return NaturalLess{}(a.id.value, b.id.value);
    }
};

}  // namespace chamber
