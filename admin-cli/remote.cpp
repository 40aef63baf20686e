#include "admin-cli/remote.hpp"

#include "protocol/build_id.hpp"
#include "protocol/codec.hpp"
#include "protocol/device_ledger.hpp"
#include "protocol/limits.hpp"
#include "server/net/client.hpp"
#include "storage/system_world.hpp"

#include <algorithm>
#include <utility>

namespace chamber::admin {

namespace {

// An archive of a gigabyte or an inspection may be silent for that long.
constexpr std::int64_t answer_ms = 120'000;

class Remote final : public Office {
public:
    Remote(net::Endpoint endpoint, std::unique_ptr<net::Client> client)
        : endpoint_(std::move(endpoint)),
          client_(std::move(client))
    {
    }
    ~Remote() override { client_->close(); }

    // Says hello and takes the whole view.
    Result<void> join()
    {
        auto welcome = expect<Welcome>();
        if (!welcome) return welcome.error();
        if (welcome->protocol != limits::protocol_version) {
            return fail(ErrorCode::protocol_version,
                        "máy chủ " + welcome->build + " nói phiên bản " + std::to_string(welcome->protocol));
        }
        Hello hello;
        hello.protocol = limits::protocol_version;
        hello.build = build_id();
        hello.device_kind = DeviceKind::desktop;
        hello.model = "chamber-admin";
        ledger_.introduce(hello);
        if (auto said = say(hello); !said) return said;
        auto standing = expect<Standing>();
        if (!standing) return standing.error();
        if (standing->state != StandingState::signed_in)
            return fail(ErrorCode::not_allowed, "máy chủ không nhận lệnh qua ổ cắm này");
        epoch_ = standing->epoch;
        while (!ledger_.whole()) {
            if (auto message = next(); !message) return message.error();
        }
        return {};
    }

    Result<std::vector<Entity>> entities(std::string_view type) override
    {
        if (auto settled = settle(); !settled) return settled.error();
        std::vector<Entity> found;
        for (const auto& [key, held] : ledger_.view()) {
            if (key.first == type) found.push_back(*held->entity);
        }
        return found;
    }

    Result<void> run(const CommandBody& body) override
    {
        const auto number = ledger_.queue(body).number;
        changed_ = true;
        if (auto said = say(Commands{ledger_.next_message()}); !said) return said;
        auto receipts = expect<Receipts>();
        if (!receipts) return receipts.error();
        for (const auto& outcome : receipts->outcomes) {
            if (outcome.number != number) continue;
            if (!outcome.done) return refusal(outcome.code, outcome.sentence, outcome.where);
            return {};
        }
        return fail(ErrorCode::internal, "no receipt for the command");
    }

    Result<DocumentId> add_file(const NewFile& file, const OnProgress& progress) override
    {
        std::error_code failed;
        const auto status = std::filesystem::status(file.path, failed);
        if (!std::filesystem::exists(status)) return fail(ErrorCode::not_found, "không có tệp này", file.path.string());
        if (!std::filesystem::is_regular_file(status))
            return fail(ErrorCode::not_pdf, "không phải tệp thường", file.path.string());
        AskUpload ask;
        ask.ask = next_ask_++;
        ask.session = file.session;
        ask.item = file.item;
        ask.document = file.document;
        ask.file_name = file.path.filename().string();
        ask.bytes = std::filesystem::file_size(file.path, failed);
        ask.reason = file.reason;
        ask.audience = file.audience;
        ask.not_secret = file.not_secret;
        if (auto said = say(ask); !said) return said.error();
        auto ticket = expect<Ticket>();
        if (!ticket) return ticket.error();
        auto answer = net::put_file(endpoint_, ticket->path, file.path,
                                    [&](std::uint64_t sent) { progress(JobStage::receiving, sent, ask.bytes); });
        if (!answer) return answer.error();
        auto job = decode_to_device(answer->body);
        if (!job)
            return fail(ErrorCode::internal,
                        "HTTP " + std::to_string(answer->status) + ", not a job: " + job.error().detail);
        auto result = result_of(std::get_if<Job>(&*job));
        if (!result) return result.error();
        changed_ = true;
        if (auto seen = wait_for(DraftDocument::type, *result); !seen) return seen.error();
        return DocumentId{*result};
    }

    Result<Archive> build_archive(const SessionId& session, storage::ArchiveKind kind,
                                  const OnProgress& progress) override
    {
        BuildArchive ask;
        ask.ask = next_ask_++;
        ask.session = session;
        ask.draft = kind == storage::ArchiveKind::draft;
        if (auto said = say(ask); !said) return said.error();
        auto id = finish_job(ask.ask, progress);
        if (!id) return id.error();
        if (auto seen = wait_for(Archive::type, *id); !seen) return seen.error();
        return *ledger_.find<Archive>(*id);
    }

    Result<ImportPlan> plan_import(const SessionImport& session) override
    {
        ImportSession ask{next_ask_++, session, true, {}};
        if (auto said = say(ask); !said) return said.error();
        return expect<ImportPlan>();
    }

    Result<void> import_session(const SessionImport& session, const std::string& accepted) override
    {
        ImportSession ask{next_ask_++, session, false, accepted};
        if (auto said = say(ask); !said) return said;
        auto plan = expect<ImportPlan>();
        if (!plan) return plan.error();
        if (!plan->faults.empty())
            return fail(ErrorCode::import_faulty, plan->faults.front().sentence, plan->faults.front().where);
        const bool overwrites =
            std::ranges::any_of(plan->changes, [](const ImportChange& each) { return !each.before.empty(); });
        if (overwrites && plan->digest != accepted)
            return fail(ErrorCode::import_overwrites, {}, session.session.id.value);
        changed_ = true;
        auto done = finish_job(ask.ask, [](JobStage, std::uint64_t, std::uint64_t) {});
        if (!done) return done.error();
        return wait_for(Session::type, session.session.id.value);
    }

    Result<void> set_secret(const PersonId& person, const std::string& hash) override
    {
        SetSecret ask;
        ask.ask = next_ask_++;
        ask.person = person;
        ask.hash = hash;
        if (auto said = say(ask); !said) return said;
        auto done = finish_job(ask.ask, [](JobStage, std::uint64_t, std::uint64_t) {});
        if (!done) return done.error();
        return {};
    }

    Result<RecheckSummary> recheck(const std::optional<SessionId>& session, const OnProgress& progress) override
    {
        const auto ask = next_ask_++;
        if (auto said = say(Recheck{ask, session}); !said) return said.error();
        changed_ = true;
        RecheckSummary summary;
        for (;;) {
            auto message = next();
            if (!message) return message.error();
            if (const auto* refused = std::get_if<Refusal>(&*message))
                return refusal(refused->code, refused->sentence, refused->where);
            if (const auto* told = std::get_if<Rechecked>(&*message); told != nullptr && told->ask == ask)
                summary = {told->checked, told->refreshed, told->changed, told->failed};
            const auto* job = std::get_if<Job>(&*message);
            if (job == nullptr || job->ask != ask) continue;
            if (job->stage == JobStage::failed) return refusal(job->code, job->sentence, job->where);
            if (job->stage == JobStage::done) return summary;
            progress(job->stage, job->done, job->total);
        }
    }

    Result<void> scrub(const OnProgress& progress) override
    {
        const auto ask = next_ask_++;
        if (auto said = say(Scrub{ask}); !said) return said;
        changed_ = true;
        auto done = finish_job(ask, progress);
        if (!done) return done.error();
        return {};
    }

    Result<Health> check() override
    {
        changed_ = true;
        if (auto settled = settle(); !settled) return settled.error();
        return Health{HeldBy::server, {}};
    }

private:
    // A receipt may overtake the feed: what was changed is in the view when the server has answered a ping.
    Result<void> settle()
    {
        if (!std::exchange(changed_, false)) return {};
        if (auto said = say(Ping{1}); !said) return said;
        auto pong = expect<Pong>();
        if (!pong) return pong.error();
        return {};
    }

    Result<void> say(const FromDevice& message) { return client_->send_text(encode(message)); }

    // The next message that is not the feed; batches are taken on the way.
    Result<ToDevice> next()
    {
        auto frame = client_->receive(answer_ms);
        if (!frame) return frame.error();
        if (!frame->text) return fail(ErrorCode::text_expected);
        auto message = decode_to_device(frame->bytes);
        if (message) {
            if (auto* batch = std::get_if<Batch>(&*message)) {
                const auto told = std::make_shared<const Batch>(std::move(*batch));
                if (!ledger_.take_batch(told, {}, [this] { return draw_id(entropy_); }))
                    return fail(ErrorCode::out_of_order, "the feed does not continue");
            }
            if (const auto* receipts = std::get_if<Receipts>(&*message)) ledger_.take_receipts(*receipts, epoch_);
        }
        return message;
    }

    // Waits for one kind of message; a refusal instead is the error.
    template <class Wanted>
    Result<Wanted> expect()
    {
        for (;;) {
            auto message = next();
            if (!message) return message.error();
            if (auto* wanted = std::get_if<Wanted>(&*message)) return std::move(*wanted);
            if (const auto* refused = std::get_if<Refusal>(&*message))
                return refusal(refused->code, refused->sentence, refused->where);
        }
    }

    static Result<std::string> result_of(const Job* job)
    {
        if (job == nullptr) return fail(ErrorCode::internal, "another message where a job was expected");
        if (job->stage == JobStage::failed) return refusal(job->code, job->sentence, job->where);
        if (job->stage != JobStage::done) return fail(ErrorCode::internal, "the job did not end");
        return job->result.value_or("");
    }

    Result<std::string> finish_job(std::uint32_t ask, const OnProgress& progress)
    {
        for (;;) {
            auto job = expect<Job>();
            // The line broke, not the server's disk: what was not finished left nothing behind.
            if (!job && job.error().code == ErrorCode::io_failed)
                return fail(ErrorCode::server_not_running, "máy chủ dừng trước khi làm xong; hãy làm lại");
            if (!job) return job.error();
            if (job->ask != ask) continue;
            if (job->stage == JobStage::done || job->stage == JobStage::failed) return result_of(&*job);
            progress(job->stage, job->done, job->total);
        }
    }

    // What the server stored is announced through the feed, maybe a moment after the answer.
    Result<void> wait_for(std::string_view type, const std::string& id)
    {
        while (!ledger_.view().contains({std::string{type}, id})) {
            if (auto message = next(); !message) return message.error();
        }
        return {};
    }

    net::Endpoint endpoint_;
    std::unique_ptr<net::Client> client_;
    storage::SystemEntropy entropy_;
    DeviceLedger ledger_{draw_id(entropy_)};
    std::string epoch_;  // of the server's history
    bool changed_ = false;
    std::uint32_t next_ask_ = 1;
};

}  // namespace

Result<std::unique_ptr<Office>> connect_remote(const storage::DataDirectory& directory)
{
    net::Endpoint endpoint;
    endpoint.local_socket = directory.socket;
    auto client = net::Client::connect(endpoint, "https://localhost");
    if (!client) return client.error();
    auto remote = std::make_unique<Remote>(std::move(endpoint), std::move(*client));
    if (auto joined = remote->join(); !joined) return joined.error();
    return remote;
}

}  // namespace chamber::admin
