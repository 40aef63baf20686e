// The bytes that a signature covers: is its /ByteRange what it must be, and is what it leaves out exactly its own
// /Contents.
//
//   0 ─────────── len1 <hex of the CMS> start2 ─────────── end      end = start2 + len2: the signed revision is bytes
//   [0, end)
//
// A rule broken here means that bytes could be smuggled into the gap or past the end; see the rules table in README.md.
#pragma once

#include "server/inspect/signed_fields.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

struct Coverage {
    std::size_t first_length = 0;
    std::size_t second_start = 0;
    std::size_t end = 0;

    std::vector<std::string_view> pieces(std::string_view bytes) const
    {
        return {bytes.substr(0, first_length), bytes.substr(second_start, end - second_start)};
    }
    std::string_view gap(std::string_view bytes) const
    {
        return bytes.substr(first_length + 1, second_start - first_length - 2);
    }
};

struct CoverageFinding {
    std::optional<Coverage> coverage;  // nothing when the numbers themselves are impossible
    std::string broken_rule;           // for the log; empty: all kept
};

CoverageFinding check_coverage(std::string_view bytes, const SignedField& field);

// Does the /ByteRange whose "[" stands at `bracket` leave out one hexadecimal string of this file? In a file that was
// written anew the numbers of the old one mean nothing.
bool range_fits(std::string_view bytes, std::size_t bracket);

// Two signatures of one file: the ranges nest and the gaps are apart.
bool may_stand_together(const Coverage& left, const Coverage& right);

// The raw gap as bytes. From the file, not from the parsed string, which a reader may have decrypted to rubbish. White
// space between the digits is none of them, and a last digit without its second counts as one before a 0. Source: ISO
// 32000-2 §7.3.4.3.
std::string decode_gap(std::string_view hex);

// White space among the digits.
bool has_blanks(std::string_view hex);

}  // namespace chamber::inspect
