// The journal of the trust store follows the folder: what differs from what it knows is written down, also what somebody copied in by
// hand while no server ran, and what a program changed and then died.
#pragma once

#include "storage/records/trust_change.hpp"
#include "storage/transaction/work.hpp"
#include "storage/trust/trust_store.hpp"

#include <vector>

namespace chamber::storage {

Result<std::vector<TrustChange>> note_trust(Work& work, const TrustContents& contents, const PersonId& by);

}  // namespace chamber::storage
