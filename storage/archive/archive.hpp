// The sealed zip of a session: a BagIt bag (RFC 8493) in a STORED, deterministic zip, its tag manifest signed with CMS.
//
// Same session, same bytes (but for the CMS signature, which is made once and reused while the tag manifest is the same).
// Only official and published annotations go in. Verified by unzip, sha256sum and openssl, or by verify_archive().
// Thread: a document worker; nothing here touches the Store.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/error.hpp"
#include "storage/authority.hpp"
#include "storage/blobs.hpp"
#include "storage/store.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace chamber::storage {

struct BuiltArchive {
    std::filesystem::path path;
    std::string file_name;  // HS_<OrganId>_K<term>-KH<number>_<closing day>.zip
    Sha256 sha256;
    std::uint64_t bytes = 0;
};

// Progress: bytes written of all bytes; return false to cancel. Errors: blob_damaged (`where`: the document), disk_full, io_failed.
// A failed build leaves no file.
Result<BuiltArchive> build_archive(const SessionFile& file, const Blobs& blobs, const SealIdentity& seal, const std::filesystem::path& directory,
                                   const std::function<bool(std::uint64_t, std::uint64_t)>& progress);

struct ArchiveCheck {
    std::string step;      // "container", "manifest-sha256", "manifest-sha512", "tagmanifest-sha256", "seal", "no extra files"
    bool passed = false;
    std::string sentence;  // Vietnamese
};

struct ArchiveVerdict {
    bool intact = false;
    std::vector<ArchiveCheck> checks;
    std::string sealed_by;       // subject of the seal's certificate
    std::string seal_fingerprint;
    std::string session_name;
    std::uint32_t documents = 0;
};

// `ca_pem`: the root from outside the zip; empty: integrity only, and the verdict says that nobody vouches for the seal.
// Errors: archive_damaged when it cannot be opened at all.
Result<ArchiveVerdict> verify_archive(const std::filesystem::path& zip, const std::string& ca_pem);

}  // namespace chamber::storage
