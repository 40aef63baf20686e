// The way to a time-stamp authority (RFC 3161 §3.4: time-stamp over HTTP): a question in DER goes out, an answer in DER
// comes back. What it is worth is asked elsewhere (storage/keys/time_stamp.hpp). Plain header. Thread: any; blocks for
// limits::http_ms at most once it is connected, however slowly the answer comes.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <string>

namespace chamber::net {

// Errors: timestamp_failed (`detail` says why: nobody answers, another status, no time-stamp).
Result<std::string> ask_time_authority(const std::string& host, std::uint16_t port, const std::string& path,
                                       const std::string& request);

}  // namespace chamber::net
