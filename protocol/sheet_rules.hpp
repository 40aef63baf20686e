// Which sheet can be asked for, of what, and in which format.
#pragma once

#include "protocol/error.hpp"
#include "protocol/from_device.hpp"

#include <cstdint>

namespace chamber {

// A council's own template of a sheet.
inline constexpr std::uint64_t template_bytes_max = 8'000'000;

// The kind comes in this format.
bool comes_in(SheetKind kind, SheetFormat format);

// "docx", as a file's name ends.
std::string_view extension_of(SheetFormat format);

// Errors, with their place: unknown_value (the kind does not come in this format), missing_field, out_of_range (it asks
// for what the kind has none of), bad_day.
Result<void> check_sheet(const MakeSheet& ask);

}  // namespace chamber
