// The head of a response, with the security headers that every response carries. Pure but for the Date.
#pragma once

#include "server/net/request_head.hpp"
#include "server/net/server.hpp"

namespace chamber::net {

struct ResponseFacts {
    Door door = Door::tls;
    Persistence persistence = Persistence::keep_alive;
    std::optional<std::uint64_t> content_length;  // none: the status allows no body
    std::string_view content_security_policy;
};

// Status line to the empty line. A header of the response replaces ours of the same name; control characters become
// spaces.
std::string encode_response_head(const HttpResponse& response, const ResponseFacts& facts);

// Our own headers, for the answer that Beast writes to an upgrade.
std::vector<std::pair<std::string, std::string>> security_headers(Door door, std::string_view content_security_policy);

bool may_have_body(int status);

// The answer to a refused request: {"code","sentence"} and the status of the error's row.
HttpResponse refusal_response(const Error& error);
HttpResponse plain_response(int status);

}  // namespace chamber::net
