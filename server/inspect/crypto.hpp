// The small things every file about certificates needs: shared handles for OpenSSL's objects, digests over pieces,
// times.
//
// Only OpenSSL's type names are seen here. Every call that may fail leaves the thread's error queue empty.
#pragma once

#include "server/inspect/der.hpp"

#include <cstdint>
#include <memory>
#include <openssl/types.h>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

using Certificate = std::shared_ptr<X509>;
using RevocationList = std::shared_ptr<X509_CRL>;

Certificate own(X509* certificate);
RevocationList own(X509_CRL* list);

// Nothing when the bytes are not one whole DER object.
Certificate parse_certificate(std::string_view der);
std::vector<Certificate> parse_certificates(const std::vector<std::string>& ders);  // what is none is left out
RevocationList parse_revocation_list(std::string_view der);

// Digest of the pieces one after the other; empty when the digest is unknown. SHAKE256 gives 64 bytes (RFC 8419).
std::string digest(const EVP_MD* algorithm, const std::vector<std::string_view>& pieces);
std::string sha256_hex(std::string_view bytes);
// SHA-256 of the DER, lower-case hex.
std::string fingerprint(const Certificate& certificate);

// Seconds since 1970; nothing for an unreadable time.
std::optional<std::int64_t> seconds_of(const ASN1_TIME* time);
std::string format_rfc3339(std::int64_t seconds);
// Of what format_rfc3339 wrote; nothing for an empty text.
std::optional<std::int64_t> parse_rfc3339(const std::string& text);
// "18/12/2024" in Vietnam's time, for sentences.
std::string format_day(std::int64_t seconds);

}  // namespace chamber::inspect
