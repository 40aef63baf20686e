// What changed in the trust store since the journal last spoke of it.
#pragma once

#include <string>

namespace chamber::storage {

// A change of the trust store as the journal tells it.
struct TrustChange {
    std::string verb;    // "trust_added" or "trust_removed"
    std::string target;  // "signing root f04ba4b4… RootCA"
};

}  // namespace chamber::storage
