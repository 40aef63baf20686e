// What the records of sealing and of hand-over are put together of: paragraphs and two-column tables, figures and
// digests as people compare them.
#pragma once

#include "server/typeset/official_document.hpp"

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace chamber::workflow {

inline constexpr auto to_fill_in = "……………………………………";

std::string clean(const std::string& text);
std::string capitals(const std::string& text);
std::string bytes_words(std::uint64_t bytes);       // "9.836.211 byte"
std::string in_eights(const std::string& hex);      // a word of 64 digits would not break and leave its cell
std::string date_words(const std::string& moment);  // "ngày 07 tháng 01 năm 2025" of "07/01/2025 00:30"

typeset::Paragraph said(const std::string& text);
typeset::Paragraph heading(const std::string& text);
// Name and value, in rows.
typeset::Table table(const std::vector<std::pair<std::string, std::string>>& rows);

}  // namespace chamber::workflow
