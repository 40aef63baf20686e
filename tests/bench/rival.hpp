// nginx, serving the same bytes over TLS to as many curl processes at once.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>

namespace chamber::bench
{

struct RivalCost {
    double seconds = 0;
    double cpu_seconds = 0;
    std::uint64_t peak_kib = 0;
};

// Nothing when nginx or curl is not installed, or a download failed. `folder` is scratch and holds `file`.
std::optional<RivalCost> run_rival(const std::filesystem::path& folder, const std::filesystem::path& file, int clients, int rounds);

} // namespace chamber::bench
