// The plain formats of the archive's own files: CSV for spreadsheets, indented JSON, numbers. Escapes:
// text/escapes.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

// UTF-8 with byte order mark, CRLF, every field quoted (RFC 4180, and what Excel opens by itself), each cell inert
// (csv_cell()).
class Csv {
public:
    explicit Csv(const std::vector<std::string>& header);
    void row(const std::vector<std::string>& fields);
    const std::string& text() const { return text_; }

private:
    std::size_t columns_;
    std::string text_;
};

// Valid JSON laid out for people: two spaces, one member a line, lists of plain values on one line.
std::string indent_json(std::string_view json);

// At most two decimals, no trailing zeros, always a dot.
std::string short_number(double value);

// The shortest digits that are read back as this very number, without an exponent: a place on a page is told as it was
// kept.
std::string exact_number(double value);

}  // namespace chamber::storage
