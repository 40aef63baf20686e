// The one place where texts become part of HTML, XML and CSV. What is typed never becomes a tag, a formula or a control
// character, however it came into the database: rows of older versions were not parsed at the door
// (protocol/field_rules.hpp).
//
//   Markup page = "<td>" + escaped(document.title) + "</td>";     a std::string by itself does not compile
#pragma once

#include <string>
#include <string_view>

namespace chamber::storage {

// Markup that stands in our own source: nothing else converts to it.
class Literal {
public:
    consteval Literal(const char* text) : text_(text) {}  // NOLINT: implicit on purpose
    constexpr std::string_view text() const { return text_; }
    // A part of it stands in our source, too.
    constexpr Literal part(std::size_t from, std::size_t count) const { return Literal(text_.substr(from, count)); }

private:
    constexpr explicit Literal(std::string_view text) : text_(text) {}

    std::string_view text_;
};

// A piece of HTML or XML. It is made of literals, of escaped texts and of other markup.
class Markup {
public:
    Markup() = default;
    Markup(Literal literal) : text_(literal.text()) {}  // NOLINT: implicit on purpose

    Markup& operator+=(const Markup& more)
    {
        text_ += more.text_;
        return *this;
    }
    Markup& operator+=(Literal more)
    {
        text_ += more.text();
        return *this;
    }
    bool empty() const { return text_.empty(); }
    const std::string& text() const { return text_; }

private:
    friend Markup escaped(std::string_view text);
    std::string text_;
};

Markup operator+(Markup left, const Markup& right);
Markup operator+(Markup left, Literal right);
Markup operator+(Literal left, const Markup& right);

// For text and double-quoted attributes: & < > " as references, and cleaned_text(): nothing that XML 1.0 cannot hold,
// that reorders what is read, or that nobody sees.
Markup escaped(std::string_view text);
std::string escape_markup(std::string_view text);

// What a spreadsheet takes for text. A cell whose first visible character could begin a formula gets an apostrophe in
// front of all, and so does what follows a semicolon, a tab or a line feed inside: a spreadsheet that is set to other
// separators cuts there. "Could begin": = + - @ | % and whatever is compatible with them (＝ ﹢ ⁻), behind blanks,
// breaks and quotes. A cell that is a number with its sign and nothing else stays as it is ("-5", "+84 912 345 678"):
// with an apostrophe a spreadsheet would not count with it, and nobody could read what was said.
std::string inert_cell(std::string_view text);

// The same in quotes (RFC 4180).
std::string csv_cell(std::string_view text);

// One line of a "Label: value" file.
std::string one_line(std::string_view text);

}  // namespace chamber::storage
