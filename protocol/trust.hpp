// What is in the trust store, as people are told of it: whose certificates signatures are judged by.
#pragma once

#include <boost/describe.hpp>

#include <string>
#include <vector>

namespace chamber {

// timestamp_service: no authority, but its use is time-stamping.
enum class TrustKind { root, intermediate, timestamp_service, revocation_list };
BOOST_DESCRIBE_ENUM(TrustKind, root, intermediate, timestamp_service, revocation_list)

// What signatures an authority is trusted for.
enum class TrustUse { everything, signing, timestamp };
BOOST_DESCRIBE_ENUM(TrustUse, everything, signing, timestamp)

struct TrustItem {
    std::string sha256;  // the fingerprint: of the DER; 64 hexadecimal digits
    TrustKind kind = TrustKind::root;
    TrustUse use = TrustUse::everything;
    std::string name;                  // CN, or what stands for it; of a list: its issuer's
    std::string issuer;                // RFC 2253
    std::string not_before;            // moment; of a list: when it was made
    std::string not_after;             // moment; of a list: when the next one is due, or empty
    std::string key;                   // "RSA 4096", "EC P-256"; of a list: empty
    bool held = false;                 // in the store already
    std::vector<std::string> remarks;  // what is weak about it, or ends soon (Vietnamese)
};
BOOST_DESCRIBE_STRUCT(TrustItem, (), (sha256, kind, use, name, issuer, not_before, not_after, key, held, remarks))

}  // namespace chamber
