// Blocks of an official document, as our sheets use them. Texts are cleaned: what a person typed is never refused by
// the typesetter.
#pragma once

#include "server/sheets/filling.hpp"
#include "server/typeset/official_document.hpp"

#include <string>
#include <vector>

namespace chamber::sheets {

std::string clean_line(const std::string& text);

typeset::Paragraph said(const std::string& text, typeset::Weight weight = typeset::Weight::regular);
// Bold, stays with what follows.
typeset::Paragraph heading(const std::string& text);
typeset::Paragraph centred(const std::string& text);

// A paragraph for each line of a text.
void add_lines(typeset::Section& section, const std::string& text);

// The head of a paper of the council.
typeset::Head head_of(const Filling& filling, const std::string& type_name, const std::string& abbreviation);

}  // namespace chamber::sheets
