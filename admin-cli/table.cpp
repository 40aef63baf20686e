#include "admin-cli/table.hpp"

#include "protocol/error.hpp"
#include "protocol/text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

constexpr std::string_view gap = "  ";

bool continues(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

// Bytes of the code point that starts at `at`.
std::size_t code_point_bytes(std::string_view text, std::size_t at)
{
    std::size_t end = at + 1;
    while (end < text.size() && continues(text[end])) ++end;
    return end - at;
}

// U+0300…U+036F (NFD tone marks) and U+200B…U+200D take no place of their own.
bool takes_no_place(std::string_view code_point)
{
    if (code_point.size() == 2) {
        const auto first = static_cast<unsigned char>(code_point[0]);
        const auto second = static_cast<unsigned char>(code_point[1]);
        return first == 0xCC || (first == 0xCD && second <= 0xAF);
    }
    return code_point == "\u200B" || code_point == "\u200C" || code_point == "\u200D";
}

}  // namespace

std::size_t letters(std::string_view text)
{
    std::size_t count = 0;
    for (std::size_t at = 0; at < text.size();) {
        const auto bytes = code_point_bytes(text, at);
        if (!takes_no_place(text.substr(at, bytes))) ++count;
        at += bytes;
    }
    return count;
}

std::string cut(std::string_view text, std::size_t letters_max)
{
    if (letters(text) <= letters_max) return std::string{text};
    if (letters_max == 0) return {};
    std::size_t at = 0;
    for (std::size_t count = 0; at < text.size();) {
        const auto bytes = code_point_bytes(text, at);
        if (!takes_no_place(text.substr(at, bytes)) && ++count == letters_max) break;
        at += bytes;
    }
    return std::string{text.substr(0, at)} + "…";
}

Table& Table::add(std::vector<std::string> cells)
{
    MUST(cells.size() == heads_.size());
    // Control characters of a title or a device's own name must not move the cursor of the clerk's terminal.
    for (auto& cell : cells) cell = cleaned_text(cell, std::string::npos);
    rows_.push_back(std::move(cells));
    return *this;
}

std::string Table::text(std::size_t letters_max) const
{
    std::vector<std::size_t> widths;
    for (const auto& head : heads_) widths.push_back(letters(head));
    for (const auto& row : rows_) {
        for (std::size_t column = 0; column < row.size(); ++column)
            widths[column] = std::max(widths[column], letters(row[column]));
    }
    std::size_t before_last = 0;
    for (std::size_t column = 0; column + 1 < widths.size(); ++column) before_last += widths[column] + gap.size();
    const std::size_t last_max = letters_max > before_last + 10 ? letters_max - before_last : std::string::npos;

    std::string out;
    const auto write_row = [&](const std::vector<std::string>& cells) {
        std::string line;
        for (std::size_t column = 0; column + 1 < cells.size(); ++column) {
            line += cells[column] + std::string(widths[column] - letters(cells[column]), ' ');
            line += gap;
        }
        line += letters_max == 0 ? cells.back() : cut(cells.back(), last_max);
        line.erase(line.find_last_not_of(' ') + 1);
        out += line + "\n";
    };
    write_row(heads_);
    for (const auto& row : rows_) write_row(row);
    return out;
}

std::string format_bytes(std::uint64_t bytes)
{
    if (bytes < 1000) return fmt::format("{} B", bytes);
    double value = static_cast<double>(bytes);
    const char* unit = "B";
    for (const char* larger : {"kB", "MB", "GB", "TB"}) {
        if (value < 999.95) break;
        value /= 1000;
        unit = larger;
    }
    auto text = fmt::format("{:.1f} {}", value, unit);
    std::ranges::replace(text, '.', ',');
    return text;
}

}  // namespace chamber::admin
