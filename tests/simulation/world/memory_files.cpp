#include "tests/simulation/world/memory_files.hpp"

#include <algorithm>

namespace chamber::simulation {
namespace {

constexpr std::uint64_t sector_bytes = 512;

}  // namespace

void MemoryFile::put(std::uint64_t at, std::string_view bytes)
{
    if (bytes_.size() < at + bytes.size()) bytes_.resize(at + bytes.size(), '\0');
    bytes.copy(bytes_.data() + at, bytes.size());
}

void MemoryFile::write(std::uint64_t at, std::string_view bytes)
{
    Write write{at, bytes.size(), bytes_.size(), {}};
    if (at < bytes_.size()) write.before = bytes_.substr(at, bytes.size());
    unsynced_.push_back(std::move(write));
    put(at, bytes);
}

void MemoryFile::truncate(std::uint64_t bytes)
{
    if (bytes >= bytes_.size()) return;
    unsynced_.push_back(Write{bytes, 0, bytes_.size(), bytes_.substr(bytes)});
    bytes_.resize(bytes);
}

void MemoryFile::lose_power(Chance& chance)
{
    struct Kept {
        std::uint64_t at;
        std::string bytes;
    };
    std::vector<Kept> kept;
    const bool all_lost = chance.percent(40);
    for (const Write& write : unsynced_) {
        if (all_lost || write.bytes == 0 || write.at + write.bytes > bytes_.size()) continue;
        const std::uint64_t sectors = (write.bytes + sector_bytes - 1) / sector_bytes;
        const std::uint64_t survive = chance.percent(50) ? sectors : chance.below(sectors + 1);
        if (survive > 0)
            kept.push_back(Kept{write.at, bytes_.substr(write.at, std::min(survive * sector_bytes, write.bytes))});
    }
    for (auto write = unsynced_.rbegin(); write != unsynced_.rend(); ++write) {
        put(write->at, write->before);
        bytes_.resize(write->size_before, '\0');
    }
    for (const Kept& each : kept) put(each.at, each.bytes);
    unsynced_.clear();
}

}  // namespace chamber::simulation
