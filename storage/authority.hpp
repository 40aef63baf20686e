// The council's own certificates: a private CA (ECDSA P-256, name-constrained to the host name and localhost, 10 years), the
// server's leaf (397 days, renewed by itself), and the seal key that signs archives. Files under keys/, 0600.
// Apple's rules for the leaf: SAN with the DNS name, EKU serverAuth, SHA-256, at most 825 days.
#pragma once

#include "protocol/error.hpp"
#include "protocol/world.hpp"
#include "storage/data_directory.hpp"

#include <string>

namespace chamber::storage {

struct ServerIdentity {
    std::string certificate_chain_pem;  // leaf, then CA
    std::string private_key_pem;
    UtcMs not_after;
};

struct SealIdentity {
    std::string certificate_pem;
    std::string private_key_pem;
    std::string chain_pem;  // the CA
};

// Makes CA, server leaf and seal. Errors: io_failed, certificate_failed.
Result<void> create_authority(const DataDirectory& directory, const std::string& host_name, const std::string& council_name, Clock& clock);

// The server's leaf; issued anew when less than 60 days remain or the host name changed.
Result<ServerIdentity> server_identity(const DataDirectory& directory, const std::string& host_name, Clock& clock);

Result<SealIdentity> seal_identity(const DataDirectory& directory);

std::string ca_certificate_pem(const DataDirectory& directory);

// SHA-256 of the CA certificate, "AB:CD:…", to compare on the enrolment sheet.
std::string ca_fingerprint(const DataDirectory& directory);

// An Apple configuration profile with the CA and a Home Screen web clip for https://host:port/tablet/.
std::string mobileconfig(const DataDirectory& directory, const std::string& council_name, const std::string& tablet_url);

}  // namespace chamber::storage
