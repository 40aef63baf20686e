// The trust store of a council: a folder of authorities' certificates and revocation lists that the inspector judges
// by.
//
//   trust/            certificates for everything, and every revocation list
//   trust/signing/    authorities whose certificates may sign documents, but not time-stamps
//   trust/timestamp/  authorities (and services) of time-stamps only
//
// Files are named by a readable slug and the fingerprint's beginning; each appears whole or not at all (write beside,
// fsync, rename). Nothing is trusted out of the box, and nothing enters by itself: whoever calls has asked a person.
// The journal is kept by Store::note_trust(). Thread: any; two writers at once may both add, never damage.
#pragma once

#include "storage/trust/material.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

class Disk;

enum class TrustRole { all, signing, timestamp };
BOOST_DESCRIBE_ENUM(TrustRole, all, signing, timestamp)

struct TrustedCertificate {
    TrustCertificate certificate;
    TrustRole role = TrustRole::all;
    std::filesystem::path file;
};

struct KeptList {
    RevocationList list;
    std::filesystem::path file;
};

// A file of the folder that is no trust material.
struct UnreadFile {
    std::filesystem::path file;
    Error error;
};

struct TrustContents {
    std::vector<TrustedCertificate> certificates;  // by role, then name
    std::vector<KeptList> lists;                   // by issuer
    std::vector<UnreadFile> unread;
    std::uint64_t bytes = 0;

    bool empty() const { return certificates.empty() && lists.empty(); }
};

// What a name or the beginning of a fingerprint means: one certificate (in every role it has) or one list.
struct TrustFound {
    std::vector<TrustedCertificate> certificates;
    std::vector<KeptList> lists;
};

class TrustStore {
public:
    explicit TrustStore(std::filesystem::path folder);
    TrustStore(std::filesystem::path folder, Disk& disk);

    // An absent folder is an empty store. Errors: io_failed.
    Result<TrustContents> read() const;

    // Whether a certificate may enter. Errors: trust_not_authority, trust_expired, trust_duplicate, trust_too_large;
    // `where` is its name.
    static Result<void> check_new(const TrustCertificate& certificate, TrustRole role, const TrustContents& contents,
                                  UtcMs now);

    // Success: durable. The caller has asked check_new(). Errors: disk_full, io_failed.
    Result<std::filesystem::path> add(const TrustCertificate& certificate, TrustRole role);

    // Whether a list may enter: its issuer is in the store and signed it, and none as new is there.
    // Errors: list_issuer_unknown, list_signature_wrong, list_older, trust_duplicate, trust_too_large.
    static Result<void> check_list(const RevocationList& list, const TrustContents& contents);

    // Success: durable, beside what is there of its issuer. The caller has asked check_list(). Errors: disk_full,
    // io_failed.
    Result<std::filesystem::path> add(const RevocationList& list);
    // What `contents` had of this issuer. Errors: io_failed, disk_full; what is left says the truth too.
    Result<void> remove_older(const RevocationList& list, const TrustContents& contents);
    // Both of them.
    Result<std::filesystem::path> import_list(const RevocationList& list, const TrustContents& contents);

    // A fingerprint's first digits (four at least), or a whole name. Errors: trust_unknown, trust_ambiguous.
    static Result<TrustFound> find(const TrustContents& contents, std::string_view typed);

    // Takes it out of its file, which may hold others. Errors: io_failed, disk_full.
    Result<void> remove(const TrustedCertificate& certificate);
    Result<void> remove(const KeptList& list);

private:
    Result<void> take_out(const std::filesystem::path& path, const Sha256& sha256);
    Result<void> place(const std::filesystem::path& file, std::string_view bytes);

    std::filesystem::path folder_;
    Disk* disk_;
};

}  // namespace chamber::storage
