#include "storage/checking.hpp"

namespace chamber::storage {

namespace {

Result<SignatureReport> check(const Blobs& blobs, const Sha256& sha256, const VerifySignatures& verify)
{
    if (auto sound = blobs.verify(sha256); !sound) return sound.error();
    const auto file = blobs.open(sha256);
    if (!file) return file.error();
    return verify(file->descriptor(), file->bytes());
}

}  // namespace

DocumentChecks check_document(const Blobs& blobs, const DocumentToCheck& document, const VerifySignatures& verify)
{
    DocumentChecks checks{document.document, {}, {}};
    for (const RevisionToCheck& revision : document.revisions) {
        auto report = check(blobs, revision.sha256, verify);
        if (report) checks.checks.push_back({revision.n, std::move(*report)});
        else checks.failures.push_back({revision.n, report.error()});
    }
    return checks;
}

}  // namespace chamber::storage
