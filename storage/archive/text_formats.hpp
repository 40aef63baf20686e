// The plain formats of the archive's own files: indented JSON, numbers. Escapes and CSV: text/.
#pragma once

#include <string>
#include <string_view>

namespace chamber::storage {

// Valid JSON laid out for people: two spaces, one member a line, lists of plain values on one line.
std::string indent_json(std::string_view json);

// At most two decimals, no trailing zeros, always a dot.
std::string short_number(double value);

// The shortest digits that are read back as this very number, without an exponent: a place on a page is told as it was
// kept.
std::string exact_number(double value);

}  // namespace chamber::storage
