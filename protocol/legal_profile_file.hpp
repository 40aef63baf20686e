// A legal profile as a file: JSON, strict as the wire is, and checked for what a profile must have before anything
// counts by it. The shipped files are embedded at build time (law/embed.cmake).
#pragma once

#include "protocol/error.hpp"
#include "protocol/legal_profile.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace chamber {

struct LegalText {
    std::string_view name;  // of the file
    std::string_view json;
};

std::span<const LegalText> shipped_legal_texts();

// All of them, in the order of their ids. Errors, with file and place in `where`
// ("luat-77-2015.json/rules/2/num"): those of the codec, an unknown key included; out_of_range, bad_day,
// missing_field, unknown_value; two profiles for one level and day.
Result<std::vector<LegalProfile>> read_legal_profiles(std::span<const LegalText> texts);

// As the file would be written, all keys in the order of the structs: for the TypeScript twin and for machines.
std::string encode(const LegalProfile& profile);

}  // namespace chamber
