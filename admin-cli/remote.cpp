#include "admin-cli/remote.hpp"

#include "admin-cli/new_file.hpp"
#include "protocol/build_id.hpp"
#include "protocol/codec.hpp"
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
        hello.incarnation = draw_id(entropy_);
        if (auto sent = send(hello); !sent) return sent;
        auto standing = expect<Standing>();
        if (!standing) return standing.error();
        if (standing->state != StandingState::signed_in)
            return fail(ErrorCode::not_allowed, "máy chủ không nhận lệnh qua ổ cắm này");
        return {};
    }

    Result<std::vector<Entity>> entities(std::string_view type) override
    {
        std::vector<Entity> found;
        ListEntities ask{0, std::string{type}, {}};
        for (;;) {
            ask.ask = next_ask_++;
            if (auto sent = send(ask); !sent) return sent.error();
            auto listing = expect<Listing>();
            if (!listing) return listing.error();
            for (auto& item : listing->items) {
                if (item.entity) found.push_back(std::move(*item.entity));
            }
            if (!listing->next) return found;
            ask.after = std::move(*listing->next);
        }
    }

    Result<void> run(const CommandBody& body) override
    {
        const auto number = next_command_++;
        Commands commands;
        commands.items.push_back({number, body});
        if (auto sent = send(commands); !sent) return sent;
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
        auto ask = ask_of(file);
        if (!ask) return ask.error();
        ask->ask = next_ask_++;
        if (auto sent = send(*ask); !sent) return sent.error();
        auto ticket = expect<Ticket>();
        if (!ticket) return ticket.error();
        auto answer = net::put_file(endpoint_, ticket->path, file.path,
                                    [&](std::uint64_t sent) { progress(JobStage::receiving, sent, ask->bytes); });
        if (!answer) return answer.error();
        auto job = decode_to_device(answer->body);
        if (!job)
            return fail(ErrorCode::internal,
                        "HTTP " + std::to_string(answer->status) + ", not a job: " + job.error().detail);
        auto result = result_of(std::get_if<Job>(&*job));
        if (!result) return result.error();
        return DocumentId{*result};
    }

    Result<Archive> build_archive(const SessionId& session, storage::ArchiveKind kind, const OnProgress& progress,
                                  const std::function<bool()>& given_up) override
    {
        BuildArchive ask;
        ask.ask = next_ask_++;
        ask.session = session;
        ask.draft = kind == storage::ArchiveKind::draft;
        if (auto sent = send(ask); !sent) return sent.error();
        bool cancelling = false;
        auto id = finish_job(ask.ask, [&](JobStage stage, std::uint64_t done, std::uint64_t total) {
            progress(stage, done, total);
            if (cancelling || !given_up()) return;
            // Too late is an answer, too: then it is done.
            cancelling = send(CancelArchive{next_ask_++, session}).has_value();
        });
        if (!id) return id.error();
        auto archives = all<Archive>();
        if (!archives) return archives.error();
        const auto built = std::ranges::find(*archives, *id, [](const Archive& each) { return each.id.value; });
        if (built == archives->end()) return fail(ErrorCode::internal, "the archive is not listed: " + *id);
        return std::move(*built);
    }

    Result<void> note_time_stamp(const std::string&, const std::string&) override { return {}; }

    // The bytes come over the same socket as everything else, by the ticket's own way.
    Result<workflow::MadeSheet> make_sheet(const MakeSheet& asked) override
    {
        auto ask = asked;
        ask.ask = next_ask_++;
        if (auto sent = send(ask); !sent) return sent.error();
        auto made = finish_job(ask.ask, [](JobStage, std::uint64_t, std::uint64_t) {});
        if (!made) return made.error();
        auto ticket = expect<Ticket>();
        if (!ticket) return ticket.error();
        auto answer = net::get(endpoint_, ticket->path);
        if (!answer) return answer.error();
        if (answer->status != 200) return fail(ErrorCode::internal, "HTTP " + std::to_string(answer->status));
        workflow::MadeSheet sheet{std::move(answer->body), {}, {}};
        constexpr std::string_view begin = "filename=\"";
        for (const auto& [name, value] : answer->headers) {
            const auto at = value.find(begin);
            if (at == std::string::npos) continue;
            const auto from = at + begin.size();
            sheet.file_name = value.substr(from, value.find('"', from) - from);
        }
        return sheet;
    }

    Result<ImportPlan> plan_import(const SessionImport& session) override
    {
        ImportSession ask{next_ask_++, session, true, {}};
        if (auto sent = send(ask); !sent) return sent.error();
        return expect<ImportPlan>();
    }

    Result<void> import_session(const SessionImport& session, const std::string& accepted) override
    {
        ImportSession ask{next_ask_++, session, false, accepted};
        if (auto sent = send(ask); !sent) return sent;
        auto plan = expect<ImportPlan>();
        if (!plan) return plan.error();
        if (!plan->faults.empty())
            return fail(ErrorCode::import_faulty, plan->faults.front().sentence, plan->faults.front().where);
        const bool overwrites =
            std::ranges::any_of(plan->changes, [](const ImportChange& each) { return !each.before.empty(); });
        if (overwrites && plan->digest != accepted)
            return fail(ErrorCode::import_overwrites, {}, session.session.id.value);
        auto done = finish_job(ask.ask, [](JobStage, std::uint64_t, std::uint64_t) {});
        if (!done) return done.error();
        return {};
    }

    Result<void> set_secret(const PersonId& person, const std::string& hash) override
    {
        SetSecret ask;
        ask.ask = next_ask_++;
        ask.person = person;
        ask.hash = hash;
        if (auto sent = send(ask); !sent) return sent;
        auto done = finish_job(ask.ask, [](JobStage, std::uint64_t, std::uint64_t) {});
        if (!done) return done.error();
        return {};
    }

    Result<workflow::RecheckSum> recheck(const std::optional<SessionId>& session, const OnProgress& progress) override
    {
        const auto ask = next_ask_++;
        if (auto sent = send(Recheck{ask, session}); !sent) return sent.error();
        workflow::RecheckSum summary;
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
        if (auto sent = send(Scrub{ask}); !sent) return sent;
        auto done = finish_job(ask, progress);
        if (!done) return done.error();
        return {};
    }

    Result<Found> search(const std::string& query, const std::optional<std::string>& after) override
    {
        if (auto sent = send(Search{next_ask_++, query, after}); !sent) return sent.error();
        return expect<Found>();
    }

    Result<Health> check() override
    {
        if (auto sent = send(Ping{1}); !sent) return sent.error();
        if (auto pong = expect<Pong>(); !pong) return pong.error();
        return Health{HeldBy::server, {}};
    }

private:
    Result<void> send(const FromDevice& message) { return client_->send_text(encode(message)); }

    Result<ToDevice> next()
    {
        auto frame = client_->receive(answer_ms);
        if (!frame) return frame.error();
        if (!frame->text) return fail(ErrorCode::text_expected);
        return decode_to_device(frame->bytes);
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
            const auto message = next();
            // The line broke, not the server's disk: what was not finished left nothing behind.
            if (!message && message.error().code == ErrorCode::io_failed)
                return fail(ErrorCode::server_not_running, "máy chủ dừng trước khi làm xong; hãy làm lại");
            if (!message) return message.error();
            const auto* refused = std::get_if<Refusal>(&*message);
            if (refused != nullptr && (refused->ask == ask || refused->ask == 0))
                return refusal(refused->code, refused->sentence, refused->where);
            const auto* job = std::get_if<Job>(&*message);
            if (job == nullptr || job->ask != ask) continue;
            if (job->stage == JobStage::done || job->stage == JobStage::failed) return result_of(job);
            progress(job->stage, job->done, job->total);
        }
    }

    net::Endpoint endpoint_;
    std::unique_ptr<net::Client> client_;
    storage::SystemEntropy entropy_;
    std::int64_t next_command_ = 1;
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
