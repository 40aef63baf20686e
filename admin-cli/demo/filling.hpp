// Chooses how much of an invented text is printed: blocks have ranks, and are taken by rank until the section fills
// exactly the pages that the session file promises. Internal to the drawing; the pages themselves are server/typeset's.
#pragma once

#include "protocol/error.hpp"
#include "server/typeset/typesetter.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::demo {

using typeset::Align;
using typeset::Closing;
using typeset::Head;
using typeset::Keep;
using typeset::Paragraph;
using typeset::Weight;

struct TableForm {
    std::vector<double> shares;  // of the text width; their sum is 1
    std::vector<Align> aligns;
    std::vector<std::string> header;
    double size_pt = 12;
};

struct Row {
    std::shared_ptr<const TableForm> table;  // rows of one table follow each other
    std::vector<std::string> cells;
    Weight weight = Weight::regular;
};

struct Block {
    std::int32_t rank = 0;           // 0: always; else taken while there is room, lowest first; equal ranks go together
    std::shared_ptr<const Row> row;  // set: a row; else the paragraph
    Paragraph paragraph;
};

struct Filling {
    std::int32_t pages = 1;
    std::optional<Head> head;
    std::optional<Closing> closing;
    std::vector<Block> blocks;
    double slack_pt = 0;  // at least so much stays free on the last page
};

// "<b>Điều 1.</b> Thông qua …": the only mark that the invented texts know.
std::vector<typeset::Run> runs_of(std::string_view marked);

// Errors: internal (too much or too little text for the pages; `title` stands in the detail), those of measuring.
Result<typeset::Section> filled(typeset::Typesetter& typesetter, const Filling& filling, const std::string& title);

}  // namespace chamber::demo
