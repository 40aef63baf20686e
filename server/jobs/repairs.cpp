#include "server/jobs/repairs.hpp"

#include "protocol/limits.hpp"
#include "server/log.hpp"

#include <algorithm>
#include <utility>

namespace chamber::server {
namespace {

constexpr std::ptrdiff_t asked_at_once_max = 4;

}  // namespace

struct Repairs::Delivery {
    RepairPass pass;
    std::optional<storage::Staged> staged;
    std::uint64_t announced = 0;
    std::function<void(net::HttpResponse)> answer;
};

Repairs::Repairs(StorageQueue& storage, Workers& documents, Tickets& tickets, Clock& clock, Reach reach)
    : storage_(storage),
      documents_(documents),
      tickets_(tickets),
      clock_(clock),
      reach_(std::move(reach))
{
}

Repairs::Want* Repairs::find(const Sha256& sha256)
{
    const auto found = wants_.find(sha256);
    return found == wants_.end() ? nullptr : &found->second;
}

void Repairs::want(const storage::StoredBlob& blob)
{
    Want& want = wants_[blob.sha256];
    want.blob = blob;
    want.silent.clear();
    want.wrong.clear();
    want.at_rest = false;
    pump();
}

void Repairs::joined(const DeviceId& device)
{
    for (auto& [sha256, want] : wants_) {
        want.silent.erase(device);
        if (!want.asked) want.at_rest = false;
    }
    pump();
}

void Repairs::tick()
{
    const SteadyMs now = clock_.steady();
    for (auto& [sha256, want] : wants_)
        if (want.asked && !want.receiving && now.value - want.asked_at.value > limits::repair_answer_ms)
            want.asked.reset();
    pump();
}

void Repairs::pump()
{
    auto busy = std::ranges::count_if(wants_, [](const auto& each) { return each.second.asked.has_value(); });
    for (auto& [sha256, want] : wants_) {
        if (want.asked || want.at_rest) continue;
        if (++busy > asked_at_once_max) return;
        seek(want);
    }
}

void Repairs::seek(Want& want)
{
    want.at_rest = true;
    // Nothing: an officer put the bytes back, and a scrub has seen it.
    using Devices = std::optional<std::vector<DeviceId>>;
    auto work = [sha256 = want.blob.sha256](storage::Store& store) -> Result<Devices> {
        if (!store.is_damaged(sha256)) return Devices();
        auto holders = store.holders_of(sha256);
        if (!holders) return holders.error();
        return Devices(std::move(*holders));
    };
    storage_.look(std::move(work), [this, sha256 = want.blob.sha256](Result<Devices> holders) {
        Want* wanted = find(sha256);
        if (!wanted || wanted->asked) return;
        if (!holders) return log_error("repair", holders.error());
        if (!*holders) {
            wants_.erase(sha256);
            return;
        }
        for (const DeviceId& device : **holders) {
            if (wanted->silent.contains(device) || wanted->wrong.contains(device)) continue;
            if (const auto connection = reach_.connection_of(device)) return ask(*wanted, device, *connection);
        }
    });
}

void Repairs::ask(Want& want, const DeviceId& device, std::uint64_t connection)
{
    const std::optional<Viewer> viewer = reach_.viewer_at(connection);
    if (!viewer) return;
    want.asked = device;
    want.asked_at = clock_.steady();
    want.receiving = false;
    want.at_rest = false;
    want.silent.insert(device);
    const std::string ticket = tickets_.issue(RepairPass{want.blob.sha256, device, Claim{*viewer, {}}});
    log(LogLevel::info, "repair: " + want.blob.sha256.hex() + " wanted from " + device.value);
    reach_.notify(connection, BlobWanted{want.blob.sha256.hex(), want.blob.bytes, "/upload/" + ticket});
}

Result<net::BodySink> Repairs::accept(const RepairPass& pass, std::optional<std::uint64_t> content_length)
{
    Want* want = find(pass.sha256);
    if (!want || want->asked != pass.device || want->receiving)
        return fail(ErrorCode::ticket_invalid, "not wanted any more");
    if (content_length != want->blob.bytes) return fail(ErrorCode::upload_incomplete, "not the wanted length");
    Result<storage::Staged> staged = storage_.blobs().stage(want->blob.bytes);
    if (!staged) return staged.error();
    want->receiving = true;
    auto delivery = std::make_shared<Delivery>();
    delivery->pass = pass;
    delivery->announced = want->blob.bytes;
    delivery->staged.emplace(std::move(*staged));
    net::BodySink sink;
    sink.write = [this, delivery](std::string_view bytes) -> Result<void> {
        Result<void> written = delivery->staged->write(bytes);
        if (!written) give_up(delivery->pass.sha256, delivery->pass.device);
        return written;
    };
    sink.finish = [this, delivery](std::function<void(net::HttpResponse)> answer) {
        delivery->answer = std::move(answer);
        if (delivery->staged->bytes() != delivery->announced)
            return finish(delivery, fail(ErrorCode::upload_incomplete));
        auto keep = [this, delivery]() -> Result<void> {
            if (auto finished = delivery->staged->finish(); !finished) return finished;
            if (delivery->staged->sha256() != delivery->pass.sha256)
                return fail(ErrorCode::blob_damaged, "the device has other bytes");
            return storage_.blobs().keep(std::move(*delivery->staged));
        };
        documents_.ask(std::move(keep), [this, delivery](Result<void> kept) { check(delivery, std::move(kept)); });
    };
    sink.aborted = [this, delivery] {
        delivery->staged.reset();
        give_up(delivery->pass.sha256, delivery->pass.device);
    };
    return sink;
}

void Repairs::check(const std::shared_ptr<Delivery>& delivery, Result<void> kept)
{
    if (!kept) return finish(delivery, std::move(kept));
    storage_.ask([pass = delivery->pass](storage::Store& store) { return store.note_repair(pass.sha256, pass.device); },
                 [this, delivery](Result<bool> noted) {
                     if (!noted) return finish(delivery, noted.error());
                     finish(delivery, {});
                 });
}

void Repairs::finish(const std::shared_ptr<Delivery>& delivery, Result<void> outcome)
{
    delivery->staged.reset();
    const Sha256 sha256 = delivery->pass.sha256;
    net::HttpResponse response;
    if (outcome) {
        log(LogLevel::info, "repair: " + sha256.hex() + " is whole again, from " + delivery->pass.device.value);
        wants_.erase(sha256);
    } else {
        log_error("repair from " + delivery->pass.device.value, outcome.error());
        if (Want* want = find(sha256); want && outcome.error().code == ErrorCode::blob_damaged)
            want->wrong.insert(delivery->pass.device);
        response.status = error_row(outcome.error().code).http_status;
        give_up(sha256, delivery->pass.device);
    }
    response.body = std::string(outcome ? "ok" : error_name(outcome.error().code)) + "\n";
    // Let go of the answer: it holds the conversation, which holds the sink, which holds this delivery.
    if (const auto answer = std::exchange(delivery->answer, nullptr)) answer(std::move(response));
    pump();
}

// The one that was asked did not bring it: the next one's turn.
void Repairs::give_up(const Sha256& sha256, const DeviceId& device)
{
    Want* want = find(sha256);
    if (!want || want->asked != device) return;
    want->asked.reset();
    want->receiving = false;
    pump();
}

}  // namespace chamber::server
