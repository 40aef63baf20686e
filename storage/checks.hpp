// The checks of a revision's signatures: the newest is the revision's report, the ones before it are kept.
//
// Bytes never change, but what is known of their signatures does: a certificate is revoked, a root is imported, the
// engine learns. A check that says nothing new is not stored. Who verifies is not our business
// (server/workflows/recheck_round).
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <vector>

namespace chamber::storage {

// Newest first.
std::vector<EarlierCheck> earlier_checks(Database& database, const DocumentId& document, std::int32_t revision,
                                         std::uint32_t checks_max);

// All of a revision, the first check first.
std::vector<SignatureReport> earlier_reports(Database& database, const DocumentId& document, std::int32_t revision);

// Whether both say the same but for the time. What has no signatures does not depend on the trust store.
bool same_findings(SignatureReport one, SignatureReport other);

}  // namespace chamber::storage
