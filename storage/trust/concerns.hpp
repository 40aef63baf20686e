// What an office should do about the trust store before it matters: material that ends soon, or is missing.
#pragma once

#include "protocol/sentence.hpp"
#include "storage/trust/trust_store.hpp"

#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

struct TrustConcern {
    std::string
        code;  // trust_empty, certificate_expired, certificate_ends_soon, list_expired, list_ends_soon, file_unread
    std::string sentence;  // Vietnamese, says what to do
};

inline constexpr std::int64_t certificate_warning_ms = 60LL * 86'400'000;
inline constexpr std::int64_t list_warning_ms = 3LL * 86'400'000;

// Only to the terminal commands are told.
std::vector<TrustConcern> concerns_about(const TrustContents& contents, Reader reader, UtcMs now);

// Of one item: it has ended, or will soon.
std::optional<TrustConcern> ending_of(const TrustCertificate& certificate, UtcMs now);
std::optional<TrustConcern> ending_of(const RevocationList& list, Reader reader, UtcMs now);

}  // namespace chamber::storage
