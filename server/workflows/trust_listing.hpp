// The trust store in the words of the wire: what it holds, or what was brought to it. Pure.
#pragma once

#include "protocol/to_device.hpp"
#include "server/workflows/trust_keeping.hpp"

namespace chamber::workflow {

// The whole store, and what to see to before it matters.
TrustListing listing_of(const storage::TrustContents& contents, UtcMs now);

// What is in some files, for somebody to compare; what the store has already is marked.
TrustListing offer_of(const TrustIntake& intake, storage::TrustRole role, UtcMs now);

}  // namespace chamber::workflow
