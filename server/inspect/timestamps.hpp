// RFC 3161 time-stamp tokens: proof that something existed at a time, as far as the authority is trusted.
#pragma once

#include "server/inspect/certificates.hpp"
#include "server/inspect/cms.hpp"
#include "server/inspect/validation_data.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

enum class TokenState {
    proof,      // right, and its authority is trusted
    untrusted,  // right, by an authority nobody here vouches for
    broken,     // about something else, or its own signature is wrong
    unsupported,
};

struct TokenFinding {
    TokenState state = TokenState::broken;
    std::int64_t time_s = 0;
    bool weak_imprint = false;  // SHA-1, as the government's own service answers
    bool revoked = false;       // the authority's certificate, before that time or because its key got out: no proof
    CmsFinding cms;
    Chain chain;
};

// What a token is judged by.
struct TokenJudging {
    const std::vector<Certificate>& helpers;  // may be hostile
    const ValidationData& evidence;
    TrustStore& trust;  // more of it is read on the way
};

// `stamped`: the signature value's octets, or the pieces of a document time-stamp's range.
TokenFinding check_token(std::string_view der, const std::vector<std::string_view>& stamped, const TokenJudging& by);

}  // namespace chamber::inspect
