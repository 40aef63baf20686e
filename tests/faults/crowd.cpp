#include "tests/faults/crowd.hpp"

#include "protocol/codec.hpp"
#include "tests/support/council.hpp"
#include "tests/support/pdf.hpp"
#include "tests/support/server_process.hpp"

#include <algorithm>
#include <barrier>
#include <chrono>
#include <fstream>
#include <mutex>

namespace chamber::test {
namespace {

namespace json = boost::json;
using Steady = std::chrono::steady_clock;
using Counts = std::map<std::string, std::size_t>;

constexpr std::int64_t settle_ms = 60'000;

std::int64_t ms_since(Steady::time_point begin)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begin).count();
}

std::string person_id(int number)
{
    return "DB" + std::string(number < 10 ? "0" : "") + std::to_string(number);
}

json::object json_of(const Counts& counts)
{
    json::object object;
    for (const auto& [name, count] : counts) object[name] = count;
    return object;
}

json::object failure(std::string_view doing, const Error& error)
{
    return {{"ok", false}, {"doing", doing}, {"code", error_name(error.code)}, {"detail", error.detail}};
}

std::string sentence_of(const std::string& code)
{
    for (const ErrorRow& row : error_rows())
        if (row.name == code) return std::string(row.sentence);
    return {};
}

bool answers(Tablet& tablet)
{
    return tablet.connected() &&
           tablet.ask(Ping{1}, [](const ToDevice& message) { return std::holds_alternative<Pong>(message); })
               .has_value();
}

}  // namespace

Crowd::Crowd(ServerAddresses doors, int tablets, const Notebook& notebook)
    : doors_(std::move(doors)),
      tablets_(tablets),
      notebook_(notebook)
{
}

Crowd::~Crowd()
{
    (void)rest();
}

void Crowd::each(const std::function<void(Writer&)>& act)
{
    std::vector<std::thread> threads;
    for (const auto& writer : writers_) threads.emplace_back([&act, &writer] { act(*writer); });
    for (std::thread& thread : threads) thread.join();
}

void Crowd::wake()
{
    if (!answers(*desk_)) (void)desk_->connect();
    if (!rest_) return;  // their threads have the tablets
    each([](Writer& writer) {
        if (!answers(writer.tablet())) (void)writer.tablet().connect();
    });
}

std::unique_ptr<Tablet> Crowd::desktop()
{
    auto made = std::make_unique<Tablet>(doors_.loopback, doors_.loopback_origin, DeviceKind::desktop);
    if (!made->connect() || !made->sign_in(secretary_account, password)) return nullptr;
    if (!made->read_until([&] { return made->find<Session>(session.value) != nullptr; })) return nullptr;
    return made;
}

std::unique_ptr<Tablet> Crowd::enrolled(const std::string& person)
{
    auto made = std::make_unique<Tablet>(doors_.tls, doors_.tls_origin);
    const auto standing = made->connect();
    if (!standing || !standing->code) return nullptr;
    const auto approved = desk_->run(ApproveDevice{*standing->code, "MTB-" + person + " " + *standing->code});
    if (!approved || !approved->done || !made->wait_for(StandingState::approved)) return nullptr;
    if (!made->sign_in(PersonId(person), pin)) return nullptr;
    return made;
}

json::object Crowd::enrol(std::size_t paper_bytes)
{
    desk_ = desktop();
    if (!desk_) return {{"ok", false}, {"doing", "sign the secretary in"}};
    const Published published = publish(make_pdf({"Trang mot"}, paper_bytes));
    if (!published.code.empty()) return {{"ok", false}, {"doing", "publish"}, {"code", published.code}};
    paper_.document = published.document;
    for (int i = 1; i <= tablets_; ++i) {
        auto made = enrolled(person_id(i));
        if (!made || !made->read_until([&] { return made->find<Document>(paper_.document.value) != nullptr; }))
            return {{"ok", false}, {"doing", "enrol " + person_id(i)}};
        writers_.push_back(std::make_unique<Writer>(person_id(i), std::move(made), notebook_));
    }
    const Revision revision = writers_[0]->tablet().find<Document>(paper_.document.value)->revisions.at(0);
    paper_.sha256 = revision.sha256;
    paper_.bytes = revision.bytes;
    return {{"ok", true}, {"tablets", tablets_}, {"sha256", paper_.sha256}, {"bytes", paper_.bytes}};
}

Crowd::Published Crowd::publish(const std::string& bytes)
{
    const auto refused = [](const Error& error) { return Published{std::string(error_name(error.code)), {}}; };
    const AskUpload ask{++asks_, session, item, std::nullopt, "tai-lieu.pdf", bytes.size(), std::nullopt};
    const auto ticket =
        desk_->ask(ask, [](const ToDevice& message) { return std::holds_alternative<Ticket>(message); });
    if (!ticket) return refused(ticket.error());
    const Folder folder;
    const auto file = folder.path() / "tai-lieu.pdf";
    std::ofstream(file, std::ios::binary) << bytes;
    const auto answer = net::put_file(doors_.loopback, std::get<Ticket>(*ticket).path, file, {});
    if (!answer) return refused(answer.error());
    const auto told = decode_to_device(answer->body);
    const auto* job = told ? std::get_if<Job>(&*told) : nullptr;
    if (!job) return {"http_" + std::to_string(answer->status), {}};
    if (job->code) return {*job->code, {}};
    const DocumentId document(job->result.value_or(""));
    const auto published = desk_->run(PublishDocuments{session, {document}});
    if (!published) return refused(published.error());
    return {published->code.value_or(""), document};
}

json::object Crowd::write()
{
    rest_ = false;
    for (const auto& writer : writers_) writing_.emplace_back([this, &writer] { writer->write(paper_, rest_); });
    return {{"ok", true}};
}

json::object Crowd::rest()
{
    rest_ = true;
    for (std::thread& thread : writing_) thread.join();
    writing_.clear();
    return {{"ok", true}};
}

json::object Crowd::settle()
{
    const auto begin = Steady::now();
    std::atomic<std::size_t> unsettled = 0;
    each([&](Writer& writer) {
        if (!writer.settle(settle_ms)) ++unsettled;
    });
    Writer::Account sum;
    Counts refusals;
    for (const auto& writer : writers_) {
        const Writer::Account account = writer->account();
        sum.sent += account.sent;
        sum.acknowledged += account.acknowledged;
        sum.lost += account.lost;
        sum.twice += account.twice;
        sum.wrong += account.wrong;
        sum.broken_rules += account.broken_rules;
        sum.disconnects += account.disconnects;
        for (const auto& [code, count] : writer->refusals()) refusals[code] += count;
    }
    const bool kept = sum.lost + sum.twice + sum.wrong + sum.broken_rules + unsettled == 0;
    return {{"ok", kept},
            {"sent", sum.sent},
            {"acknowledged", sum.acknowledged},
            {"lost", sum.lost},
            {"twice", sum.twice},
            {"wrong", sum.wrong},
            {"broken_rules", sum.broken_rules},
            {"unsettled", unsettled.load()},
            {"disconnects", sum.disconnects},
            {"refusals", json_of(refusals)},
            {"settled_ms", ms_since(begin)}};
}

json::object Crowd::reconnect()
{
    std::int64_t head = 0;
    for (const auto& writer : writers_) {
        head = std::max(head, writer->tablet().cursor());
        writer->tablet().disconnect();
    }
    std::mutex mutex;
    std::vector<std::int64_t> all_ms;
    std::atomic<std::size_t> asked_to_sign_in = 0;
    std::barrier start(static_cast<std::ptrdiff_t>(writers_.size()));
    each([&](Writer& writer) {
        Tablet& tablet = writer.tablet();
        start.arrive_and_wait();
        const auto begin = Steady::now();
        while (ms_since(begin) < settle_ms) {
            const auto standing = tablet.connect();
            if (!standing) continue;
            if (standing->state != StandingState::signed_in) ++asked_to_sign_in;
            // The first batch of a connection says where the feed is; it comes even when nothing changed.
            if (tablet.read_until([&] { return tablet.cursor() >= head && tablet.greeted(); })) break;
        }
        const std::lock_guard hold(mutex);
        all_ms.push_back(ms_since(begin));
    });
    std::ranges::sort(all_ms);
    const bool whole = std::ranges::all_of(writers_, [&](const auto& writer) {
        return writer->tablet().connected() && writer->tablet().cursor() >= head;
    });
    return {{"ok", whole && asked_to_sign_in == 0},
            {"tablets", writers_.size()},
            {"head", head},
            {"first_ms", all_ms.front()},
            {"median_ms", all_ms[all_ms.size() / 2]},
            {"all_ms", all_ms.back()},
            {"asked_to_sign_in", asked_to_sign_in.load()}};
}

json::object Crowd::note()
{
    wake();
    std::mutex mutex;
    Counts refusals;
    std::size_t acknowledged = 0;
    each([&](Writer& writer) {
        const std::string code = writer.write_one(paper_);
        const std::lock_guard hold(mutex);
        if (code.empty())
            ++acknowledged;
        else
            ++refusals[code];
    });
    json::object told{
        {"ok", acknowledged == writers_.size()}, {"acknowledged", acknowledged}, {"refusals", json_of(refusals)}};
    if (!refusals.empty()) told["sentence"] = sentence_of(refusals.begin()->first);
    return told;
}

json::object Crowd::standing()
{
    std::atomic<std::size_t> here = 0;
    each([&](Writer& writer) {
        if (answers(writer.tablet()) && writer.tablet().standing().state == StandingState::signed_in) ++here;
    });
    const bool desk = answers(*desk_) && desk_->standing().state == StandingState::signed_in;
    std::size_t broken = desk_->broken_rules().size();
    for (const auto& writer : writers_) broken += writer->tablet().broken_rules().size();
    return {{"ok", here == writers_.size() && desk && broken == 0},
            {"tablets", here.load()},
            {"desk", desk},
            {"broken_rules", broken}};
}

json::object Crowd::fetch(std::size_t first)
{
    wake();
    std::mutex mutex;
    Counts refusals;
    std::size_t fetched = 0;
    std::atomic<std::size_t> turn = 0;
    each([&](Writer& writer) {
        if (turn++ >= first) return;
        auto bytes = writer.tablet().fetch(paper_.sha256, paper_.bytes);
        if (bytes) {
            writer.tablet().hold(paper_.sha256, std::move(*bytes));
            (void)writer.tablet().run(Received{paper_.document, 1, paper_.sha256});
        }
        const std::lock_guard hold(mutex);
        if (bytes)
            ++fetched;
        else
            ++refusals[std::string(bytes.error().detail.empty() ? error_name(bytes.error().code)
                                                                : bytes.error().detail)];
    });
    json::object told{{"ok", refusals.empty()}, {"fetched", fetched}, {"refusals", json_of(refusals)}};
    if (!refusals.empty()) told["sentence"] = sentence_of(refusals.begin()->first);
    return told;
}

json::object Crowd::listen(std::int64_t ms)
{
    wake();
    std::atomic<std::size_t> given_back = 0;
    each([&](Writer& writer) {
        (void)writer.tablet().read_until([] { return false; }, ms).has_value();
        given_back += writer.tablet().given_back();
    });
    (void)desk_->read_until([] { return false; }, 200).has_value();
    return {{"ok", true}, {"given_back", given_back.load()}};
}

json::object Crowd::damage()
{
    wake();
    const auto second = desktop();
    if (!second) return {{"ok", false}, {"doing", "sign a second desktop in"}};
    (void)second->read_until([] { return false; }, 300).has_value();
    (void)desk_->read_until([] { return false; }, 300).has_value();
    const auto open_of = [](const Tablet& desk) {
        const auto all = desk.all<Damage>();
        return std::ranges::count_if(all, [](const Damage& damage) { return !damage.repaired_at; });
    };
    return {{"ok", true},
            {"known", desk_->all<Damage>().size()},
            {"open", open_of(*desk_)},
            {"open_at_second_desktop", open_of(*second)}};
}

json::object Crowd::upload()
{
    wake();
    const std::string code = publish(make_pdf({"Trang " + std::to_string(++asks_)}, 200'000)).code;
    return {{"ok", code.empty()}, {"code", code}, {"sentence", sentence_of(code)}};
}

json::object Crowd::archive()
{
    wake();
    const auto job = desk_->ask(BuildArchive{++asks_, session, true}, [](const ToDevice& message) {
        const auto* told = std::get_if<Job>(&message);
        return told && (told->stage == JobStage::done || told->stage == JobStage::failed);
    });
    if (!job) return failure("archive", job.error());
    const auto& end = std::get<Job>(*job);
    return {
        {"ok", end.stage == JobStage::done}, {"code", end.code.value_or("")}, {"sentence", end.sentence.value_or("")}};
}

json::object Crowd::pair()
{
    newcomer_ = std::make_unique<Tablet>(doors_.tls, doors_.tls_origin);
    const auto standing = newcomer_->connect();
    if (!standing) return failure("pair", standing.error());
    code_ = standing->code.value_or("");
    return {{"ok", !code_.empty()}};
}

json::object Crowd::approve()
{
    wake();
    const auto approved = desk_->run(ApproveDevice{code_, "MTB-moi " + code_});
    if (!approved) return failure("approve", approved.error());
    return {{"ok", approved->done}, {"code", approved->code.value_or("")}};
}

}  // namespace chamber::test
