// Signatures verified again: which documents are asked for, what was found, what of it is kept.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/inspection.hpp"
#include "protocol/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

// What a check depends on beside the bytes (server/inspect: engine_version(), trust_store_sha256()).
struct CheckState {
    std::string engine;
    std::string trust_store_sha256;
};

struct WhichChecks {
    std::optional<SessionId> session;         // empty: of all sessions
    std::optional<CheckState> stale_against;  // empty: all; else those made with another engine or trust store
};

struct RevisionToCheck {
    std::int32_t n = 1;
    Sha256 sha256;
};

struct DocumentToCheck {
    DocumentId document;
    std::vector<RevisionToCheck> revisions;
};

struct RevisionCheck {
    std::int32_t n = 1;
    SignatureReport report;
    std::vector<PageSize> page_sizes = {};  // taken when there are as many as the revision has pages
    std::vector<std::string> remarks = {};
};

struct FailedCheck {
    std::int32_t n = 1;
    Error error;
};

struct DocumentChecks {
    DocumentId document;
    std::vector<RevisionCheck> checks;
    std::vector<FailedCheck> failures;  // told and logged, never stored
};

// Of these revisions.
struct StoredChecks {
    std::uint32_t refreshed = 0;  // have another report now
    std::uint32_t changed = 0;    // and another verdict or trust
};

}  // namespace chamber::storage
