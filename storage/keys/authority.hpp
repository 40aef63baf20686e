// The council's own certificates: a private CA (ECDSA P-256, name-constrained to the host name, localhost and
// 127.0.0.1, 10 years), the server's leaf (397 days, renewed by itself), and the seal key that signs archives. Files
// under keys/, 0600. Nothing but a leaf that is due is ever made anew by itself: what is missing or damaged is
// `key_missing`, and `where` names the file. Apple's rules for the leaf: SAN with the DNS name, EKU serverAuth,
// SHA-256, at most 825 days.
#pragma once

#include "protocol/error.hpp"
#include "protocol/world.hpp"
#include "storage/files/data_directory.hpp"

#include <string>
#include <vector>

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
Result<void> create_authority(const DataDirectory& directory, const std::string& host_name,
                              const std::string& council_name, Clock& clock);

// The server's leaf; issued anew when less than 60 days remain. Errors: key_missing, certificate_other_host (the leaf
// is for another name), certificate_failed, bad_configuration (`host_name`).
Result<ServerIdentity> server_identity(const DataDirectory& directory, const std::string& host_name, Clock& clock);

enum class Root { kept_if_it_can, made_anew };

struct RenamedHost {
    std::string host_name;  // as it stands in the certificate
    Root root = Root::kept_if_it_can;
    std::string ca_fingerprint;
};

// A leaf for another name. The root stays while its constraints admit the name and it lasts 60 days more; else a new
// one is made, with a new seal; the former root's certificate stays as keys/ca-<digits>.pem, for archives that are
// older, its key is gone. The same name again mends what an interrupted renaming left. Errors: bad_configuration,
// key_missing (the root should stay and its key is not here).
Result<RenamedHost> rename_host(const DataDirectory& directory, const std::string& host_name,
                                const std::string& council_name, Root root, Clock& clock);

// Errors: key_missing, io_failed.
Result<SealIdentity> seal_identity(const DataDirectory& directory);

// What is missing, damaged or does not belong together of ca.pem, server.pem, seal.pem and, where it is, ca.key.
// Changes nothing.
std::vector<Error> key_faults(const DataDirectory& directory);

std::string ca_certificate_pem(const DataDirectory& directory);

// PEM, one each: the present root, and those before it (rename_host), under which older archives were sealed.
std::vector<std::string> own_roots(const DataDirectory& directory);

// SHA-256 of the CA certificate, "AB:CD:…", to compare on the enrolment sheet.
std::string ca_fingerprint(const DataDirectory& directory);

// An Apple configuration profile with the CA and a Home Screen web clip for https://host:port/tablet/.
std::string mobileconfig(const DataDirectory& directory, const std::string& council_name,
                         const std::string& tablet_url);

}  // namespace chamber::storage
