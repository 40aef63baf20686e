// The number and symbol of a document in its head: "208/TTr-UBND", "06/2021/NQ-HĐND", "66.19/2025/NQ-CP", "35-HD/VPTW".
// Internal to heading.cpp.
#pragma once

#include "protocol/document_types.hpp"
#include "protocol/heading_lines.hpp"

#include <optional>

namespace chamber::heading {

struct Number {
    Text text;    // "/NQ-HĐND" while it has none
    Text before;  // what stands before "Số" on its line: "Nghị quyết"
    bool blank = false;
};

// From the left column where there is one; else from what stands above the type's line, for the body cites dozens of
// others.
std::optional<Number> find_number(const Lines& head);

// "12/VBHN-BTC", which a consolidated text bears where it is certified, on its last page.
std::optional<Number> find_consolidated_number(View page);

// "NQ-HĐND" of "12/NQ-HĐND" and of "/NQ-HĐND", "HD/VPTW" of the Party's "35-HD/VPTW".
View notation_of(View number);

enum class Certainty { said, ambiguous, guessed };

struct SymbolType {
    const DocumentType* type = nullptr;
    Certainty certainty = Certainty::guessed;
    bool year = false;  // inside the number
};
SymbolType type_of_symbol(const Number& number);

}  // namespace chamber::heading
