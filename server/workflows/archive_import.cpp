#include "server/workflows/archive_import.hpp"

#include "protocol/limits.hpp"
#include "protocol/text.hpp"
#include "storage/archive/receiving.hpp"
#include "storage/files/inspected.hpp"

namespace chamber::workflow {

namespace {

namespace fs = std::filesystem;

// "Hội đồng nhân dân huyện Sen Hồng (H99.15)".
std::string origin_of(const storage::SessionFile& file)
{
    const auto& name = file.session.council_name.empty() ? file.council.name : file.session.council_name;
    return cleaned_text(file.council.organ_id.empty() ? name : name + " (" + file.council.organ_id + ")",
                        limits::title_bytes_max);
}

}  // namespace

Result<ArchiveImport> ArchiveImport::examine(fs::path zip, const std::string& roots_pem)
{
    auto verdict = storage::verify_sealed(zip, roots_pem);
    if (!verdict) return verdict.error();
    if (verdict->vouching != storage::Vouching::root)
        return fail(ErrorCode::archive_foreign_seal, verdict->sealed_by, verdict->seal_fingerprint);
    auto read = storage::read_for_receiving(zip);
    if (!read) return read.error();
    ArchiveImport made;
    made.zip_ = std::move(zip);
    made.verdict_ = std::move(*verdict);
    made.session_ = std::move(*read);
    made.session_.from = origin_of(made.session_.file);
    for (const auto& paper : storage::papers_of(made.session_)) made.bytes_ += paper.revision->bytes;
    return made;
}

Result<Session> ArchiveImport::receive(storage::Store& store, const storage::DataDirectory& directory,
                                       inspect::InspectOptions options, Clock& clock,
                                       const std::function<void(std::uint64_t, std::uint64_t)>& progress)
{
    // Before the bytes: most often the answer is known, and nothing needs to be read.
    auto sessions = store.entities(Session::type);
    if (!sessions) return sessions.error();
    for (const auto& entity : *sessions)
        if (std::get<Session>(entity).id == id()) return fail(ErrorCode::archive_known, {}, id().value);
    options.now = clock.utc();
    unread_ = 0;
    std::uint64_t done = 0;
    session_.revisions.clear();
    const auto source = storage::PaperSource::open(zip_);
    if (!source) return source.error();
    for (const auto& paper : storage::papers_of(session_)) {
        auto staged = source->stage(paper, store.blobs());
        if (!staged) return staged.error();
        storage::ReceivedRevision received{paper.document, paper.revision->n, {}, {}};
        auto looked_at = paper.in_force ? inspect::inspect(staged->descriptor(), staged->bytes(), options)
                                        : Result<Inspection>(fail(ErrorCode::not_found));
        if (looked_at) {
            auto kept = storage::keep_inspected(store.blobs(), std::move(*staged), std::move(*looked_at), {});
            if (!kept) return kept.error();
            if (kept->preview_sha256)
                received.preview =
                    Preview{kept->preview_sha256->hex(), kept->preview_bytes, std::move(kept->inspection.preview_ends)};
            received.page_text = std::move(kept->inspection.page_text);
        } else {
            if (paper.in_force) ++unread_;
            if (auto kept = store.blobs().keep(std::move(*staged)); !kept) return kept.error();
        }
        session_.revisions.push_back(std::move(received));
        done += paper.revision->bytes;
        progress(done, bytes_);
    }
    auto archive = storage::take_zip(zip_, directory.archives, session_);
    if (!archive) return archive.error();
    session_.archive = std::move(*archive);
    return store.receive_session(session_);
}

}  // namespace chamber::workflow
