#include "protocol/header_fields.hpp"

#include "protocol/document_types.hpp"
#include "protocol/heading_issuer.hpp"
#include "protocol/heading_layout.hpp"
#include "protocol/heading_number.hpp"
#include "protocol/inspection.hpp"
#include "protocol/secrecy.hpp"

#include <algorithm>

namespace chamber {
namespace {

using vietnamese::View;

std::optional<std::string> said(const std::string& text)
{
    return text.empty() ? std::nullopt : std::optional(text);
}

bool is_year(View group)
{
    return group.size() == 4 && std::all_of(group.begin(), group.end(), vietnamese::is_digit);
}

// "2021/NQ-HĐND" → "HĐND", "BC-HĐND-PC" → "HĐND-PC", "HD/VPTW" → "VPTW", "STTTT-CNTT-BCVT" as it is.
std::string organ_of(const std::string& notation)
{
    const vietnamese::Text letters = vietnamese::code_points(notation);
    View rest = letters;
    constexpr View ends = U"/-";
    for (const auto drops :
         {+[](View group) { return is_year(group); }, +[](View group) { return type_by_code(group) != nullptr; }}) {
        const auto end = std::min(rest.find_first_of(ends), rest.size());
        if (end < rest.size() && drops(rest.substr(0, end))) rest.remove_prefix(end + 1);
    }
    return vietnamese::utf8(rest);
}

HeaderFields fields_of(const Heading& heading, const heading::Lines& head, std::optional<std::string> secrecy)
{
    HeaderFields fields;
    std::string notation;
    if (!heading.full_number.empty())
        notation = vietnamese::utf8(heading::notation_of(vietnamese::code_points(heading.full_number)));
    else if (const auto number = heading::find_number(head))
        notation = vietnamese::utf8(heading::notation_of(number->text));
    fields.full_number = said(heading.full_number);
    fields.number = said(heading.full_number.substr(0, heading.full_number.find_first_of("/-")));
    fields.notation = said(notation);
    fields.doc_type = said(heading.type_code);
    fields.type_name = said(heading.type_name);
    fields.organ_abbr = said(organ_of(notation));
    // Of a page that cannot be read, and of a number that says whose it is, the issuer alone.
    if (!heading.issuer.empty())
        for (const vietnamese::Text& line : heading::agency_lines(head))
            fields.agency_lines.push_back(vietnamese::utf8(line));
    if (fields.agency_lines.empty() && !heading.issuer.empty()) fields.agency_lines = {heading.issuer};
    fields.date = said(heading.issued_on);
    fields.place = said(heading.place);
    fields.subject = said(heading.subject);
    fields.term = said(heading.term);
    if (heading.session_number > 0) fields.session_no = heading.session_number;
    fields.normative = heading.normative;
    fields.draft = heading.draft;
    fields.secrecy = std::move(secrecy);
    fields.urgency = heading.urgency;
    fields.remarks = heading.remarks;
    return fields;
}

heading::Lines lines_of(std::string_view text)
{
    const auto words = heading::words_of_layout(text);
    return words.empty() ? heading::lines_of_text(text) : heading::lines_of_words(words);
}

}  // namespace

HeaderFields read_header(std::string_view first_page)
{
    return fields_of(parse_heading(first_page), lines_of(first_page), secrecy_marking(first_page));
}

HeaderFields read_header(const Inspection& inspection)
{
    if (inspection.page_text.empty()) return {};
    std::optional<std::string> secrecy;
    if (auto found = find_secrecy(inspection)) secrecy = std::move(found->marking);
    const bool placed = !inspection.words.empty();
    return fields_of(read_heading(inspection),
                     placed ? heading::lines_of_words(inspection.words) : lines_of(inspection.page_text.front()),
                     std::move(secrecy));
}

bool says_nothing(const HeaderFields& fields)
{
    return !fields.notation && fields.agency_lines.empty() && !fields.doc_type && !fields.date && !fields.subject &&
           !fields.term && !fields.session_no;
}

}  // namespace chamber
