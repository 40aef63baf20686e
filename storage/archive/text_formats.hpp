// The plain formats of the archive's own files: CSV for spreadsheets, indented JSON, and the escapes of XML and HTML.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

// UTF-8 with byte order mark, CRLF, every field quoted (RFC 4180, and what Excel opens by itself). A field that a spreadsheet would
// run as a formula (=, +, -, @, tab or return in front) gets an apostrophe before it.
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

// For text and double-quoted attributes of XML and HTML; characters that XML 1.0 cannot hold are dropped.
std::string escape_markup(std::string_view text);

// At most two decimals, no trailing zeros, always a dot.
std::string short_number(double value);

// One line of a "Label: value" file: control characters become spaces.
std::string one_line(std::string_view text);

}  // namespace chamber::storage
