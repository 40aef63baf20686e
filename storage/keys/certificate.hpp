// X.509 certificates as PEM text: issuing ours, reading one, checking a chain. OpenSSL stays in the .cpp.
//
// Not here: files and renewal (authority), signatures over archives (archive/seal). Thread: any.
#pragma once

#include "protocol/error.hpp"
#include "protocol/world.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

struct Credential {
    std::string certificate_pem;
    std::string private_key_pem;  // PKCS #8
};

// authority: signs the other two. server: TLS for a host name. seal: signs archives.
enum class CertificateUse { authority, server, seal };

struct CertificateOrder {
    CertificateUse use = CertificateUse::server;
    std::string common_name;   // UTF-8; cut to 64 characters, X.520's limit
    std::string organisation;  // the same; may be empty
    std::string host_name;     // server: the name in the SAN; authority: the name it is constrained to
    UtcMs not_before;
    UtcMs not_after;
};

// A fresh P-256 key and its certificate, signed by `issuer` or, without one, by itself. Errors: certificate_failed.
Result<Credential> issue_certificate(const CertificateOrder& order, const Credential* issuer);

struct CertificateReading {
    std::string subject;  // RFC 2253, UTF-8
    std::string common_name;
    std::vector<std::string> dns_names;
    UtcMs not_before;
    UtcMs not_after;
    std::string der;
    std::string fingerprint;  // SHA-256, "AB:CD:…"
};

// Of the first certificate in `pem`. Errors: certificate_failed.
Result<CertificateReading> read_certificate(std::string_view pem);

// Whether the private key belongs to the certificate. False also when either cannot be read.
bool belong_together(const Credential& credential);

// Whether the authority signed the certificate; says nothing of names and times.
bool issued_by(std::string_view certificate_pem, std::string_view authority_pem);

// Success: a TLS client that trusts only `authority_pem` accepts `leaf_pem` for `host_name` at `at`, name constraints
// included. Errors: certificate_failed.
Result<void> check_server_chain(std::string_view leaf_pem, std::string_view authority_pem, const std::string& host_name,
                                UtcMs at);

}  // namespace chamber::storage
