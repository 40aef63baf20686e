// The sealed zip of a session: a BagIt bag (RFC 8493) in a STORED, deterministic zip, its tag manifest signed with CMS.
//
// Same content, same bytes: the moment of sealing and the CMS signature are taken once for distinct content and kept
// beside the archive (kept_time.hpp, kept_seal.hpp). A draft is the same bag, marked on every page, without a seal.
// Only official and published annotations go in. Verified by unzip, sha256sum and openssl, or by verify_archive().
// Thread: a document worker; nothing here touches the Store.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/error.hpp"
#include "protocol/sealing.hpp"
#include "storage/archive/index_sheet.hpp"
#include "storage/archive/minutes_files.hpp"
#include "storage/archive/rules.hpp"
#include "storage/files/blobs.hpp"
#include "storage/keys/authority.hpp"
#include "storage/keys/time_stamp.hpp"
#include "storage/records/session_file.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

struct BuiltArchive;
struct SealingFacts;
class Disk;

// "Biên bản niêm phong", the PDF that lies beside a sealed zip.
using SealRecordPrinter = std::function<Result<std::string>(const BuiltArchive& built, const SealingFacts& facts)>;

struct ArchiveOrder {
    ArchiveKind kind = ArchiveKind::sealed;
    UtcMs now{};                          // becomes the moment of sealing when this content was never sealed before
    IndexPrinter print_index = {};        // nothing: the list of papers is in the bag as HTML and CSV alone
    MinutesPrinter print_minutes = {};    // nothing: minutes are in the bag as facts and words alone
    SealRecordPrinter print_record = {};  // nothing: no record of sealing lies beside the zip
    Disk* disk = nullptr;                 // where what lies beside is written and named; nothing: the real one
};

// packing: documents go into the zip. digesting: the finished zip is read once more, for its own digest.
enum class BuildStage { packing, digesting };

// Whoever waits for a build. Both are asked on the thread that builds, between two pieces; saying false gives it up.
struct BuildWatch {
    // Units: bytes of the stage; of documents, then of the zip.
    std::function<bool(BuildStage stage, std::uint64_t done, std::uint64_t total)> goes_on = {};
    // Once, before the archive gets its name: whoever says true can give it up no more.
    std::function<bool()> may_be_named = {};
};

struct BuiltArchive {
    std::filesystem::path path;
    std::string file_name;  // HS_<OrganId>_K<term>-KH<number>_<closing day>.zip
    Sha256 sha256;
    std::uint64_t bytes = 0;
    std::string made_at;  // RFC 3339: when this content was sealed, or drawn up as a draft, for the first time
    ArchiveKind kind = ArchiveKind::sealed;
    std::filesystem::path note = {};  // of what was placed (placing.hpp); empty: all of it lay there before
};

// The zip lies under its name, with what belongs beside it; whoever records it says so (confirm_placed), or takes it
// back (take_back_placed). Errors: not_sealable (may_be_sealed), blob_damaged (`where`: the document), journal_broken
// (the session's own chain), cancelled (the watch said so), disk_full, io_failed, those of the printers. A failed build
// leaves no file, but the moment and the seal of content that was whole.
Result<BuiltArchive> build_archive(const SessionFile& file, const Blobs& blobs, const SealIdentity& seal,
                                   const std::filesystem::path& directory, const ArchiveOrder& order,
                                   const BuildWatch& watch = {});

struct ArchiveCheck {
    // "container", "manifest-sha256", "manifest-sha512", "tagmanifest-sha256", "tagmanifest-sha512", "no extra files",
    // "journal", "seal", "root", and "time stamp" where one lies beside the zip
    std::string step;
    bool passed = false;
    std::string sentence;  // Vietnamese
};

enum class FaultKind { missing, changed, extra, unreadable };

// One file of the archive that is not as it was sealed.
struct ArchiveFault {
    std::string path;  // below the top folder
    FaultKind kind = FaultKind::changed;
};

// Who stands behind the seal. `nobody`: no root was given, or it is a draft. `another`: the seal is right, but not of
// the root that was given, or what was given is no certificate: then the root is in question, not the file.
enum class Vouching { root, nobody, another };

struct ArchiveVerdict {
    bool intact = false;  // every byte is as it was sealed; says nothing of who sealed it
    Vouching vouching = Vouching::nobody;
    bool draft = false;
    std::vector<ArchiveCheck> checks;
    std::vector<ArchiveFault> faults;  // every bad file, and no other, by path
    std::string sealed_by;             // subject of the seal's certificate
    std::string seal_fingerprint;
    std::string session_name;
    std::uint32_t documents = 0;
    std::optional<TimeStampReading> stamp = {};  // of the seal, when the one beside the zip is over it
};

// `time_roots_pem`: who may stand behind a time-stamp; what lies beside the zip says nothing of the zip's own bytes.
// `ca_pem`: the root from outside the zip; empty: nobody vouches. Errors: archive_damaged when it cannot be opened at
// all, not_found.
Result<ArchiveVerdict> verify_archive(const std::filesystem::path& zip, const std::string& ca_pem,
                                      const std::string& time_roots_pem = {});

// The same of what is to be worked with: intact and no draft, or an error. Whoever stands behind the seal is in the
// verdict. Errors: those of verify_archive; archive_is_draft; archive_damaged (`where`: the first bad file; `detail`:
// the sentence of the first step that failed).
Result<ArchiveVerdict> verify_sealed(const std::filesystem::path& zip, const std::string& ca_pem);

}  // namespace chamber::storage
