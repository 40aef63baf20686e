// The trust store, changed: what of some files may enter, what is kept, what is taken out. Each step blocks whoever
// calls it and asks nobody: the caller has had the fingerprints compared with a second source.
//
//   TrustStore::read ─▶ judge ─▶ (somebody compares) ─▶ keep ─▶ Store::note_trust ─▶ a re-check
//   TrustStore::read ─▶ find ─▶ drop ─▶ Store::note_trust ─▶ a re-check
//
// Files only; no thread of its own. Thread: any, one change at a time.
#pragma once

#include "protocol/trust.hpp"
#include "storage/trust/trust_store.hpp"

#include <string>
#include <vector>

namespace chamber::workflow {

// What some files bring to a store, judged as a whole.
struct TrustIntake {
    std::vector<storage::TrustCertificate> certificates;  // new to the store in this use
    std::vector<storage::RevocationList> lists;           // new to the store; of one issuer the newest alone
    std::vector<storage::TrustCertificate> held_certificates;
    std::vector<storage::RevocationList> held_lists;
};

// One thing that must not enter refuses all of it. A list may come with its issuer's certificate. Errors: those of
// TrustStore::check_new and check_list; trust_duplicate when nothing in it is new.
Result<TrustIntake> judge(const std::vector<storage::TrustFile>& files, storage::TrustRole role,
                          const storage::TrustContents& contents, UtcMs now);

// Whether somebody has compared all that is new. `confirmed`: whole fingerprints, 64 lower-case digits.
bool is_compared(const TrustIntake& intake, const std::vector<std::string>& confirmed);

struct TrustKept {
    std::vector<storage::TrustedCertificate> certificates;
    std::vector<storage::KeptList> lists;
};

// Durable, all or nothing: what was placed before a failure is taken out again. Older lists go when all stands; one
// that cannot be taken out stays, and says the truth as well. Errors: disk_full, io_failed.
Result<TrustKept> keep(storage::TrustStore& store, const TrustIntake& intake, storage::TrustRole role,
                       const storage::TrustContents& contents);

// A certificate in this use, or a list in any. Errors: trust_unknown.
Result<storage::TrustFound> find(const storage::TrustContents& contents, const std::string& sha256,
                                 storage::TrustRole role);

// Durable, all or nothing, as keep(). Errors: io_failed, disk_full.
Result<void> drop(storage::TrustStore& store, const storage::TrustFound& found);

storage::TrustRole role_of(TrustUse use);
TrustUse use_of(storage::TrustRole role);

}  // namespace chamber::workflow
