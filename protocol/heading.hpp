// Reads the head of an administrative document (Nghị định 30/2020): number, date, place, issuer, type, subject, session.
//
// Values are suggestions that a clerk confirms: number and date are often stamped later and missing from the text.
// Source: Nghị định 30/2020, annex I, tried on real documents; `pdftotext -raw` order (left column, right column, body).
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chamber {

struct Heading {
    std::string full_number;  // "208/TTr-UBND", "06/2021/NQ-HĐND"
    std::string type_code;    // "TTr"
    std::string type_name;    // "Tờ trình"
    std::string issued_on;    // ISO date
    std::string place;
    std::string issuer;
    std::string subject;
    std::string term;         // roman, e.g. "XII"
    std::int32_t session_number = 0;  // 0: not said
    std::string urgency;      // KHẨN, THƯỢNG KHẨN, HỎA TỐC
    bool normative = false;   // year inside the number and type NQ or QĐ
    bool draft = false;       // DỰ THẢO
};
BOOST_DESCRIBE_STRUCT(Heading, (), (full_number, type_code, type_name, issued_on, place, issuer, subject, term, session_number, urgency, normative, draft))

// `first_page`: text of page 1. Missing values stay empty.
Heading parse_heading(std::string_view first_page);

// MẬT, TỐI MẬT or TUYỆT MẬT alone on a line of this page: the marking found, or nothing.
std::optional<std::string> secrecy_marking(std::string_view page_text);

// NFC-composed Vietnamese with one dash, plain spaces, Đ for Ð. Input need not be valid; what is unreadable is dropped.
std::string normalise_vietnamese(std::string_view text);

}  // namespace chamber
