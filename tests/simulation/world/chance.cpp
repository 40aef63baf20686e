#include "tests/simulation/world/chance.hpp"

namespace chamber::simulation {

std::uint64_t Chance::next()
{
    state_ += 0x9e3779b97f4a7c15ULL;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9ULL;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebULL;
    return mixed ^ (mixed >> 31);
}

Chance Chance::stream(std::uint64_t seed, std::uint64_t label)
{
    Chance mixer(seed * 0x9e3779b97f4a7c15ULL ^ label * 0xd1342543de82ef95ULL);
    return Chance(mixer.next());
}

std::string SeededEntropy::draw(std::size_t bytes)
{
    std::string drawn;
    drawn.reserve(bytes + 8);
    while (drawn.size() < bytes) {
        std::uint64_t word = chance_.next();
        for (int i = 0; i < 8; ++i, word >>= 8) drawn += static_cast<char>(word & 0xff);
    }
    drawn.resize(bytes);
    return drawn;
}

}  // namespace chamber::simulation
