// A listing for people: columns as wide as their widest text, counted in code points, because "Nghị quyết" is 10
// letters and 14 bytes.
//
// On a terminal the last column is cut at the right edge; through a pipe nothing is cut. No lines, no colour: grep and
// cut work on it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::admin {

// Letters on the screen: code points without combining marks and zero-width ones; East Asian wide ones do not occur in
// our data.
std::size_t letters(std::string_view text);

// The first letters of a text, with "…" in the place of what was cut.
std::string cut(std::string_view text, std::size_t letters_max);

class Table {
public:
    explicit Table(std::vector<std::string> heads) : heads_(std::move(heads)) {}

    Table& add(std::vector<std::string> cells);
    bool empty() const { return rows_.empty(); }

    // `letters_max`: width of the terminal; 0: no limit. Ends with a line break.
    std::string text(std::size_t letters_max) const;

private:
    std::vector<std::string> heads_;
    std::vector<std::vector<std::string>> rows_;
};

// "1,2 MB", with the Vietnamese decimal comma.
std::string format_bytes(std::uint64_t bytes);

}  // namespace chamber::admin
