// What the trust folder holds, as the child gets it: one certificate or revocation list after the other, each with the
// hash of the name it is looked for by, so that a document's inspection reads only those that its chain asks for.
//
//   per entry  u8 role (0 everything, 1 signing, 2 timestamp) · u8 kind (0 certificate, 1 revocation list)
//              · u32 hash of the certificate's subject or the list's issuer · u32 length · DER        (little endian)
//
// The hash is OpenSSL's X509_NAME_hash: of the name in canonical form, so that equal names have equal hashes.
#pragma once

#include <cstdint>
#include <openssl/types.h>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

enum class TrustRole : std::uint8_t { everything = 0, signing = 1, timestamp = 2 };
enum class TrustKind : std::uint8_t { certificate = 0, revocation_list = 1 };

struct TrustEntry {
    TrustRole role = TrustRole::everything;
    TrustKind kind = TrustKind::certificate;
    std::uint32_t name_hash = 0;
    std::string_view der;  // of the block
};

// What the parent writes and the child looks for.
std::uint32_t name_hash(const X509_NAME* name);

void append_entry(std::string& block, const TrustEntry& entry);

// The entries of a block; what does not fit is dropped, with all behind it.
std::vector<TrustEntry> trust_entries(std::string_view block);

}  // namespace chamber::inspect
