// A time-stamp (RFC 3161) over some bytes: the question to an authority, and what its answer is worth. OpenSSL's TS
// does both. Nothing here speaks to a network: whoever asks hands the question on and brings the answer.
#pragma once

#include "protocol/error.hpp"

#include <string>
#include <string_view>

namespace chamber::storage {

// DER. SHA-256 of the bytes, a nonce of 64 bits, and the wish for the authority's certificate. Errors:
// timestamp_failed.
Result<std::string> time_stamp_request(std::string_view bytes);

enum class StampTrust { trusted, unknown };  // unknown: no root was given, or none of them is the authority's

struct TimeStampReading {
    std::string at;           // RFC 3339: when the bytes were there
    std::string authority;    // subject of the certificate that signed, RFC 2253
    std::string fingerprint;  // of it, SHA-256, "AB:CD:…"
    StampTrust trust = StampTrust::unknown;
};

// The answer grants a time-stamp, its signature is right, it is over these bytes, and with `request` also over its
// nonce. Trusted when the chain of the certificate that signed, which must be one for time-stamps, leads to a root in
// `roots_pem`, at the time of the stamp. Errors: timestamp_failed (`where`: "status", "imprint", "nonce", "signature";
// blank when it cannot be read).
Result<TimeStampReading> read_time_stamp(std::string_view answer, std::string_view bytes, const std::string& roots_pem,
                                         std::string_view request = {});

}  // namespace chamber::storage
