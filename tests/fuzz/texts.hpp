// Changes to the text of PDF objects that leave it a PDF object most of the time.
#pragma once

#include "tests/fuzz/target.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::fuzz {

// Chance from one seed, so that a mutation can be repeated.
class Dice {
public:
    explicit Dice(unsigned seed) : state_(seed * 2'654'435'761ULL + 1) {}

    std::size_t below(std::size_t bound)
    {
        state_ ^= state_ << 13;
        state_ ^= state_ >> 7;
        state_ ^= state_ << 17;
        return bound == 0 ? 0 : static_cast<std::size_t>((state_ >> 11) % bound);
    }
    bool one_in(std::size_t chances) { return below(chances) == 0; }
    const std::string& one_of(const std::vector<std::string>& list) { return list[below(list.size())]; }

private:
    std::uint64_t state_;
};

// Whole objects and dictionary entries that the rules about later changes know something about.
const std::vector<std::string>& object_shelf();
const std::vector<std::string>& entry_shelf();

std::string mutate_object(std::string text, Dice& dice, RawMutation raw);

}  // namespace chamber::fuzz
