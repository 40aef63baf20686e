// Reads the head of an administrative document (Nghị định 30/2020): number, date, place, issuer, type, subject,
// session.
//
// Values are suggestions that a clerk confirms: number and date are often stamped later and missing from the text.
// Read from words with their places where the inspector told them, so that columns, stamped numbers and signatures are
// told apart; text alone is taken in the order of `pdftotext -raw` (left column, right column, body). What is no
// Vietnamese is left empty. Source: Nghị định 30/2020, annex I, tried on real documents.
#pragma once

#include "protocol/page_words.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chamber {

struct Heading {
    std::string full_number;  // "208/TTr-UBND", "06/2021/NQ-HĐND"
    std::string type_code;    // "TTr"
    std::string type_name;    // "Tờ trình"
    std::string issued_on;    // ISO date
    std::string place;
    std::string issuer;
    std::string subject;
    std::string term;                       // roman, e.g. "XII"
    std::int32_t session_number = 0;        // 0: not said
    std::string urgency;                    // KHẨN, THƯỢNG KHẨN, HỎA TỐC
    bool normative = false;                 // year inside the number and type NQ or QĐ
    bool draft = false;                     // DỰ THẢO
    std::vector<std::string> remarks = {};  // why something stays empty that stands there: sentences for the clerk
};
BOOST_DESCRIBE_STRUCT(Heading, (),
                      (full_number, type_code, type_name, issued_on, place, issuer, subject, term, session_number,
                       urgency, normative, draft, remarks))

// `first_page`: text of page 1. Missing values stay empty.
Heading parse_heading(std::string_view first_page);
Heading parse_heading(const std::vector<PageWord>& first_page);

// A consolidated text (văn bản hợp nhất) says its own number and day where it is certified, on its last pages; its
// first page names the text that it consolidates. True: `page` said them, and `heading` has them now.
bool read_certification(std::string_view page, Heading& heading);

// The lines above, left and right of a head's columns, each by itself: what stands beside something else on its line is
// alone in its column. Empty where there are no columns.
std::string head_columns(const std::vector<PageWord>& first_page);

// NFC-composed Vietnamese with one dash, plain spaces, Đ for Ð. Input need not be valid; what is unreadable is dropped.
std::string normalise_vietnamese(std::string_view text);

}  // namespace chamber
