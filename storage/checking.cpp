#include "storage/checking.hpp"

namespace chamber::storage {

namespace {

Result<Inspection> check_blob(const Blobs& blobs, const Sha256& sha256, const CheckPdf& check)
{
    if (auto sound = blobs.verify(sha256); !sound) return sound.error();
    const auto file = blobs.open(sha256);
    if (!file) return file.error();
    return check(file->descriptor(), file->bytes());
}

}  // namespace

DocumentChecks check_document(const Blobs& blobs, const DocumentToCheck& document, const CheckPdf& check)
{
    DocumentChecks checks{document.document, {}, {}};
    for (const RevisionToCheck& revision : document.revisions) {
        auto found = check_blob(blobs, revision.sha256, check);
        if (found)
            checks.checks.push_back(
                {revision.n, std::move(found->report), std::move(found->page_sizes), std::move(found->remarks)});
        else
            checks.failures.push_back({revision.n, found.error()});
    }
    return checks;
}

}  // namespace chamber::storage
