// The head of a document under the names in which offices exchange it: what `chamber-admin document header` prints.
//
// A Heading in other words, with the number taken apart, and the lines of those who issued it. Absent: it is not said.
// Source: Nghị định 30/2020, annex I; the keys are those of tests/golden/nd30-headers.json.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber {

struct Inspection;

struct HeaderFields {
    std::optional<std::string> full_number;  // "06/2021/NQ-HĐND"
    std::optional<std::string> number;       // "06", as it is written: "66.19", "12a"
    std::optional<std::string> notation;     // "2021/NQ-HĐND"; also where the number is still blank
    std::optional<std::string> doc_type;     // "NQ"; CV for a công văn
    std::optional<std::string> type_name;    // "Nghị quyết"
    std::optional<std::string> organ_abbr;   // "HĐND", "HĐND-PC": the notation without year and type
    std::vector<std::string> agency_lines;   // the organ above first
    std::optional<std::string> date;         // "2021-06-29"
    std::optional<std::string> place;
    std::optional<std::string> subject;
    std::optional<std::string> term;  // "XII"
    std::optional<std::int32_t> session_no;
    bool normative = false;
    bool draft = false;
    std::optional<std::string> secrecy;  // "MẬT"
    // For people, not among the keys.
    std::string urgency = {};               // "HỎA TỐC"
    std::vector<std::string> remarks = {};  // why something stays empty that stands there
};

// Plain text of a first page, as parse_heading takes it.
HeaderFields read_header(std::string_view first_page);

// The same from a PDF. `inspection`: as accept_inspection() takes it; a stamp of secrecy on a later page is one, too.
HeaderFields read_header(const Inspection& inspection);

// True: nothing was found that a head has.
bool says_nothing(const HeaderFields& fields);

}  // namespace chamber
