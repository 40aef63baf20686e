#include "server/jobs/intake.hpp"

#include "protocol/answers.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "protocol/reception.hpp"
#include "server/log.hpp"
#include "storage/files/inspected.hpp"

#include <utility>

namespace chamber::server {
namespace {

// News of a long upload every so many bytes: often enough for a progress bar, rare enough for the socket.
constexpr std::uint64_t progress_every_bytes = 1'048'576;

net::HttpResponse answer_of(const Job& job, int status)
{
    net::HttpResponse response;
    response.status = status;
    response.content_type = "application/json; charset=utf-8";
    response.body = encode(addressed_to(Reader::clerk, job));  // who uploads is of the office
    return response;
}

}  // namespace

struct Intake::Upload {
    UploadPass pass;
    std::shared_ptr<Permit> permit;
    std::optional<storage::Staged> staged;  // a worker's while it inspects
    std::uint64_t announced = 0;
    std::uint64_t told = 0;
    std::optional<Sha256> older;  // what devices hold of the document
    Answer answer;
    bool over = false;  // the outcome was told
};

Intake::Intake(StorageDoor& storage, Workers& documents, inspect::InspectOptions options, Clock& clock,
               std::function<void(std::uint64_t, Job)> tell)
    : storage_(storage),
      documents_(documents),
      options_(std::move(options)),
      clock_(clock),
      tell_(std::move(tell))
{
}

Result<net::BodySink> Intake::accept(UploadPass pass, std::shared_ptr<Permit> permit,
                                     std::optional<std::uint64_t> content_length)
{
    if (!content_length) return fail(ErrorCode::upload_incomplete, "no Content-Length");
    if (*content_length > limits::document_bytes_max) return fail(ErrorCode::too_large);
    if (*content_length != pass.ask.bytes) return fail(ErrorCode::upload_incomplete, "not the announced length");
    Result<storage::Staged> staged = storage_.blobs().stage(limits::document_bytes_max);
    if (!staged) return staged.error();
    auto upload = std::make_shared<Upload>();
    upload->announced = *content_length;
    upload->pass = std::move(pass);
    upload->staged.emplace(std::move(*staged));
    upload->permit = std::move(permit);
    upload->permit->on_end([this, weak = std::weak_ptr<Upload>(upload)](const Error& why) {
        if (const auto ended = weak.lock()) tell_outcome(ended, why);
    });
    net::BodySink sink;
    sink.leash = upload->permit;
    sink.write = [this, upload](std::string_view bytes) -> Result<void> {
        const Result<void> written = upload->staged->write(bytes);
        if (!written) return written.error();
        if (upload->staged->bytes() - upload->told >= progress_every_bytes) {
            upload->told = upload->staged->bytes();
            stage(upload, JobStage::receiving);
        }
        return {};
    };
    sink.finish = [this, upload](Answer answer) {
        upload->answer = std::move(answer);
        if (const auto& why = upload->permit->why_ended()) return finish(upload, *why);
        if (upload->staged->bytes() != upload->announced) {
            finish(upload, fail(ErrorCode::upload_incomplete));
            return;
        }
        stage(upload, JobStage::inspecting);
        documents_.ask([upload] { return upload->staged->finish(); },
                       [this, upload](const Result<void>& finished) {
                           if (!finished) return finish(upload, finished.error());
                           check_same_bytes(upload);
                       });
    };
    sink.aborted = [upload] { upload->staged.reset(); };
    return sink;
}

// Before the costly inspection: the same bytes need none.
void Intake::check_same_bytes(const std::shared_ptr<Upload>& upload)
{
    if (const auto& why = upload->permit->why_ended()) return finish(upload, *why);
    using Older = std::optional<Sha256>;
    auto work = [ask = upload->pass.ask, sha256 = upload->staged->sha256()](storage::Store& store) -> Result<Older> {
        const Result<void> fresh = store.check_new_bytes(ask.session, sha256);
        if (!fresh) return fresh.error();
        return ask.document ? store.held_revision(*ask.document) : Older();
    };
    storage_.ask(std::move(work), [this, upload](Result<Older> older) {
        if (!older) {
            finish(upload, older.error());
            return;
        }
        if (const auto& why = upload->permit->why_ended()) return finish(upload, *why);
        upload->older = *older;
        documents_.ask([this, upload] { return inspect_and_keep(upload); },
                       [this, upload](Result<storage::NewRevision> revision) {
                           if (!revision) return finish(upload, revision.error());
                           store(upload, std::move(*revision));
                       });
    });
}

// On a worker.
Result<storage::NewRevision> Intake::inspect_and_keep(const std::shared_ptr<Upload>& upload)
{
    inspect::InspectOptions options = options_;
    options.now = clock_.utc();
    Result<Inspection> inspection = inspect::inspect(upload->staged->descriptor(), upload->staged->bytes(), options);
    if (!inspection) return inspection.error();
    const AskUpload& ask = upload->pass.ask;
    Result<DocumentFields> fields = receive(*inspection, ask, upload->pass.fields);
    if (!fields) return fields.error();

    Result<storage::NewRevision> revision =
        storage::keep_inspected(storage_.blobs(), std::move(*upload->staged), std::move(*inspection), upload->older);
    upload->staged.reset();
    if (!revision) return revision;
    revision->document = ask.document;
    revision->fields = std::move(*fields);
    revision->reason = ask.reason;
    revision->by = upload->pass.claim.viewer.person;
    revision->device = upload->pass.claim.viewer.device;
    return revision;
}

void Intake::store(const std::shared_ptr<Upload>& upload, storage::NewRevision revision)
{
    if (const auto& why = upload->permit->why_ended()) return finish(upload, *why);
    stage(upload, JobStage::storing);
    auto held = std::make_shared<storage::NewRevision>(std::move(revision));
    storage_.ask([held](storage::Store& store) { return store.add_revision(*held); },
                 [this, upload](Result<storage::AddedRevision> added) { finish(upload, std::move(added)); },
                 upload->pass.origin);
}

void Intake::stage(const std::shared_ptr<Upload>& upload, JobStage stage)
{
    const std::uint64_t done = upload->staged ? upload->staged->bytes() : upload->announced;
    tell_(upload->pass.connection, job_at(upload->pass.ask.ask, stage, {done, upload->announced}));
}

void Intake::finish(const std::shared_ptr<Upload>& upload, Result<storage::AddedRevision> outcome)
{
    upload->staged.reset();
    tell_outcome(upload, outcome);
}

// Also while a worker still inspects: what it comes to is then nobody's business.
void Intake::tell_outcome(const std::shared_ptr<Upload>& upload, const Result<storage::AddedRevision>& outcome)
{
    if (std::exchange(upload->over, true)) return;
    Job job = job_at(upload->pass.ask.ask, JobStage::done, {upload->announced, upload->announced});
    int status = 201;
    if (outcome) {
        job.result = outcome->document.value;
    } else {
        log_error("upload", outcome.error());
        job = failed_job(upload->pass.ask.ask, outcome.error());
        status = error_row(outcome.error().code).http_status;
    }
    tell_(upload->pass.connection, job);
    // Let go of the answer: it holds the conversation, which holds the sink, which holds this upload.
    if (const Answer answer = std::exchange(upload->answer, nullptr)) answer(answer_of(job, status));
}

}  // namespace chamber::server
