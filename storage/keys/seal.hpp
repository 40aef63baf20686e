// The seal: a detached CMS signature (RFC 5652, DER, SHA-256) over the tag manifest.
#pragma once

#include "protocol/error.hpp"
#include "storage/keys/authority.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

// A key that was read once, for whoever seals often.
class Sealer {
public:
    // Errors: certificate_failed.
    static Result<Sealer> of(const SealIdentity& seal);
    Sealer(Sealer&&) noexcept;
    ~Sealer();

    // Errors: certificate_failed.
    Result<std::string> seal(std::string_view text) const;

private:
    struct Body;
    explicit Sealer(std::unique_ptr<Body> body);
    std::unique_ptr<Body> body_;
};

// Errors: certificate_failed.
Result<std::string> seal_text(std::string_view text, const SealIdentity& seal);

struct SealReading {
    std::string subject;      // of the signing certificate, RFC 2253
    std::string fingerprint;  // SHA-256, "AB:CD:…"
    std::string not_before;   // RFC 3339
    std::string not_after;
    std::vector<std::string>
        carried;  // fingerprints of all certificates that came along, the signer's among them, sorted
};

// Fingerprints of the certificates in a PEM text, sorted.
std::vector<std::string> certificate_fingerprints(std::string_view pem);

// The signature is right for `text` and its certificate may sign documents. With `root_pem` also: it leads to that
// root, at any time (archives outlive certificates). Errors: archive_unsigned (no readable signature), archive_damaged
// (does not fit the text, is of a key that may not seal, carries a stranger's certificate), archive_foreign_seal (does
// not lead to the root).
Result<SealReading> check_seal(std::string_view der, std::string_view text, const std::string& root_pem);

}  // namespace chamber::storage
