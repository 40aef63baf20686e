// The walls around the parsers: after enter_sandbox() the process can read its own input, compute, open fonts for
// reading and write to the descriptors it already has. Nothing else: no other file, no socket, no process, no
// executable memory, no question about a path outside.
//
// Two steps, because some things must be opened while one still can: prepare_sandbox() first. The table of limits and
// calls is in README.md. A call that is not on the list kills the process; there is no way to ask for an error instead.
#pragma once

#include "server/inspect/walls.hpp"

#include <cstdint>
#include <string>

namespace chamber::inspect {

enum class Landlock { required, optional };

struct SandboxLimits {
    std::uint64_t memory_bytes = 0;
    std::uint32_t cpu_s = 0;
};

// Opens what the crypto library wants and cannot open later, closes every descriptor above 3, makes the process polite
// (nice 10) and moves to a root folder of its own where the kernel allows (own_root.hpp): no file but fonts can be
// opened by its path from here on. Fills in what could be built. Empty, or what refused.
std::string prepare_sandbox(Walls& walls);

// Empty: inside. Otherwise what refused; the caller must then leave without touching the document.
std::string enter_sandbox(const SandboxLimits& limits, Landlock landlock, Walls& walls);

}  // namespace chamber::inspect
