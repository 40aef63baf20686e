// RFC 3161 time-stamp tokens: proof that something existed at a time, as far as the authority is trusted.
#pragma once

#include "server/inspect/certificates.hpp"
#include "server/inspect/cms.hpp"

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
    CmsFinding cms;
    Chain chain;
};

// `stamped`: the signature value's octets, or the pieces of a document time-stamp's range.
TokenFinding check_token(std::string_view der, const std::vector<std::string_view>& stamped, const std::vector<Certificate>& more,
                         const TrustStore& trust);

}  // namespace chamber::inspect
