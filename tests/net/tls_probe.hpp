// A TLS client that looks at the handshake itself: straight OpenSSL on a blocking socket.
#pragma once

#include "server/net/client.hpp"

#include <string>

namespace chamber::net {

enum class TlsVersion { any, tls12, tls11 };
enum class Again { no, yes };
enum class Renegotiate { no, yes };

struct TlsWish {
    TlsVersion version = TlsVersion::any;
    std::string ciphers = {};  // for 1.2
    Again again = Again::no;   // connect a second time with the first one's session
    Renegotiate renegotiate = Renegotiate::no;
};

struct TlsFinding {
    bool connected = false;
    bool resumed = false;
    bool renegotiated = false;
    long serial = 0;
    std::string version;
    std::string protocol;  // ALPN
};

TlsFinding probe_tls(const Endpoint& endpoint, const TlsWish& wish);

}  // namespace chamber::net
