// The floor: what sending a file over TLS costs with OpenSSL, epoll and nothing else.
#pragma once

#include <cstdint>
#include <string>

namespace chamber::bench {

// Serves until killed: each byte a client says starts the file anew. Records collect to 256 KiB per send.
[[noreturn]] void serve_bare(std::uint16_t port, const std::string& chain, const std::string& key,
                             const std::string& file);

}  // namespace chamber::bench
