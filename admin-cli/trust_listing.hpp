// Trust material as people and machines read it.
#pragma once

#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/terminal.hpp"
#include "storage/trust/concerns.hpp"

#include <string>
#include <string_view>

namespace chamber::admin {

std::string_view label(storage::AuthorityKind kind);
std::string_view label(storage::TrustRole role);

// Everything somebody needs to compare a certificate with its issuer's word; weaknesses too.
void show(Terminal& terminal, const storage::TrustCertificate& certificate);
void show(Terminal& terminal, const storage::RevocationList& list);

// Keys: kind name subject issuer authority role not_before not_after key digest fingerprint weaknesses file.
JsonObject json_of(const storage::TrustedCertificate& certificate);
// Keys: kind name issuer this_update next_update revoked digest fingerprint file.
JsonObject json_of(const storage::KeptList& list);
// Keys: kind checked refreshed changed failed.
JsonObject json_of(const workflow::RecheckSum& summary);

std::string sentence_of(const workflow::RecheckSum& summary);

}  // namespace chamber::admin
