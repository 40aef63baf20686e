// Where the running program lies: what belongs to it lies in the same folder, wherever somebody put that. Header only,
// for programs and for whoever starts one.
#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>

namespace chamber::inspect {

// The file of this name beside the running program; the bare name where the system does not say where that is.
inline std::filesystem::path beside_this_program(std::string_view name)
{
    std::error_code failed;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", failed);
    return failed ? std::filesystem::path(name) : self.parent_path() / name;
}

}  // namespace chamber::inspect
