// The walls around the parsers: after enter_sandbox() the process can read its own input, compute, open fonts for reading and
// write to the descriptors it already has. Nothing else: no other file, no socket, no process, no executable memory.
//
// Two steps, because some things must be opened while one still can: prepare_sandbox() first. The table of limits and calls
// is in README.md. A call that is not on the list kills the process; there is no way to ask for an error instead.
#pragma once

#include <cstdint>
#include <string>

namespace chamber::inspect {

enum class Landlock { required, optional };

struct SandboxLimits {
    std::uint64_t memory_bytes = 0;
    std::uint32_t cpu_s = 0;
};

// Opens what the parsers will want and cannot open later (character set converters, the crypto library's tables), closes every
// descriptor above 3 and makes the process polite (nice 10).
void prepare_sandbox();

// Empty: inside. Otherwise what refused; the caller must then leave without touching the document.
std::string enter_sandbox(const SandboxLimits& limits, Landlock landlock);

}  // namespace chamber::inspect
