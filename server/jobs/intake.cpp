#include "server/jobs/intake.hpp"

#include "protocol/answers.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/log.hpp"

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
    std::optional<workflow::FileIntake> file;  // a worker's or the store's while they are at it
    std::uint64_t announced = 0;
    std::uint64_t received = 0;
    std::uint64_t told = 0;
    Answer answer;
    bool over = false;  // the outcome was told
};

Intake::Intake(StorageQueue& storage, Workers& documents, inspect::InspectOptions options, Clock& clock,
               std::function<void(std::uint64_t, Job)> notify)
    : storage_(storage),
      documents_(documents),
      options_(std::move(options)),
      clock_(clock),
      notify_(std::move(notify))
{
}

Result<net::BodySink> Intake::accept(UploadPass pass, std::shared_ptr<Permit> permit,
                                     std::optional<std::uint64_t> content_length)
{
    if (!content_length) return fail(ErrorCode::upload_incomplete, "no Content-Length");
    if (*content_length > limits::document_bytes_max) return fail(ErrorCode::too_large);
    if (*content_length != pass.ask.bytes) return fail(ErrorCode::upload_incomplete, "not the announced length");
    auto file = workflow::FileIntake::begin(storage_.blobs(), pass.ask, std::move(pass.fields));
    if (!file) return file.error();
    auto upload = std::make_shared<Upload>();
    upload->announced = *content_length;
    upload->pass = std::move(pass);
    upload->file.emplace(std::move(*file));
    upload->permit = std::move(permit);
    upload->permit->on_end([this, weak = std::weak_ptr<Upload>(upload)](const Error& why) {
        if (const auto ended = weak.lock()) notify_outcome(ended, why);
    });
    net::BodySink sink;
    sink.leash = upload->permit;
    sink.write = [this, upload](std::string_view bytes) -> Result<void> {
        const Result<void> written = upload->file->write(bytes);
        if (!written) return written.error();
        upload->received = upload->file->bytes();
        if (upload->received - upload->told >= progress_every_bytes) {
            upload->told = upload->received;
            stage(upload, JobStage::receiving);
        }
        return {};
    };
    sink.finish = [this, upload](Answer answer) {
        upload->answer = std::move(answer);
        if (const auto& why = upload->permit->why_ended()) return finish(upload, *why);
        stage(upload, JobStage::inspecting);
        documents_.ask([upload] { return upload->file->finish(); },
                       [this, upload](const Result<void>& finished) { next(upload, finished, &Intake::compare); });
    };
    sink.aborted = [upload] { upload->file.reset(); };
    return sink;
}

// Whoever may no longer upload gets no further step.
void Intake::next(const std::shared_ptr<Upload>& upload, const Result<void>& went, Step step)
{
    if (!went) return finish(upload, went.error());
    if (const auto& why = upload->permit->why_ended()) return finish(upload, *why);
    (this->*step)(upload);
}

void Intake::compare(const std::shared_ptr<Upload>& upload)
{
    storage_.ask([upload](storage::Store& store) { return upload->file->compare(store); },
                 [this, upload](const Result<void>& fresh) { next(upload, fresh, &Intake::examine); });
}

void Intake::examine(const std::shared_ptr<Upload>& upload)
{
    documents_.ask([this, upload] { return upload->file->examine(storage_.blobs(), options_, clock_); },
                   [this, upload](const Result<void>& inspected) { next(upload, inspected, &Intake::record); });
}

void Intake::record(const std::shared_ptr<Upload>& upload)
{
    stage(upload, JobStage::storing);
    storage_.ask([upload](storage::Store& store) { return upload->file->record(store, upload->pass.claim.viewer); },
                 [this, upload](Result<storage::AddedRevision> added) { finish(upload, std::move(added)); },
                 upload->pass.origin);
}

void Intake::stage(const std::shared_ptr<Upload>& upload, JobStage stage)
{
    notify_(upload->pass.connection, job_at(upload->pass.ask.ask, stage, {upload->received, upload->announced}));
}

void Intake::finish(const std::shared_ptr<Upload>& upload, Result<storage::AddedRevision> outcome)
{
    upload->file.reset();
    notify_outcome(upload, outcome);
}

// Also while a worker still inspects: what it comes to is then nobody's business.
void Intake::notify_outcome(const std::shared_ptr<Upload>& upload, const Result<storage::AddedRevision>& outcome)
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
    notify_(upload->pass.connection, job);
    // Let go of the answer: it holds the conversation, which holds the sink, which holds this upload.
    if (const Answer answer = std::exchange(upload->answer, nullptr)) answer(answer_of(job, status));
}

}  // namespace chamber::server
