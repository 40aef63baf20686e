// How what somebody may do ends: devices revoked, people signed out, secrets renewed, sign-ins run out. All of it is
// committed as a change of a device, a person, a session or a document; so it is met here, whoever made it and
// whichever way it came.
#include "server/room.hpp"

#include "protocol/access.hpp"
#include "protocol/answers.hpp"
#include "protocol/limits.hpp"
#include "server/log.hpp"

#include <set>

namespace chamber::server {

void Room::rights_changed(const storage::FeedSlice& slice)
{
    static const std::set<std::string, std::less<>> rights = {
        "device", "person", "participant", "group", "session", "document", "draft_document", "archive", "damage"};
    bool changed = false;
    std::set<DeviceId> devices;
    for (const storage::FeedItem& item : slice.items) {
        changed = changed || rights.contains(item.type);
        if (item.type == Device::type) devices.insert(DeviceId(item.id));
    }
    if (changed) permits_.ask_again();
    if (devices.empty()) return;
    for (const DeviceId& device : devices)
        for (const MemberId id : connections_of(device))
            if (const Peer& peer = *find(id); peer.dialogue.signed_in()) identify_as(id, device);
    watch_sign_ins();
}

void Room::watch_sign_ins()
{
    auto work = [](storage::Store& store) -> Result<std::optional<UtcMs>> { return store.next_sign_in_end(); };
    storage_.look(std::move(work), [this](Result<std::optional<UtcMs>> next) {
        watched_ = next.has_value();  // otherwise the next tick asks again
        if (next) sign_in_end_ = *next;
    });
}

// Staff sign-ins end on an open socket too. What ends is told by the feed, as everything else.
void Room::end_sign_ins()
{
    if (!watched_) {
        watched_ = true;
        return watch_sign_ins();
    }
    if (!sign_in_end_ || clock_.utc() < *sign_in_end_) return;
    sign_in_end_.reset();
    storage_.ask([](storage::Store& store) { return store.end_sign_ins_run_out(); },
                 [this](Result<std::int64_t> ended) {
                     if (!ended) log_error("sign-ins", ended.error());
                     watched_ = false;
                 });
}

Claim Room::claim_of(const Viewer& viewer, const AskUpload& ask)
{
    return Claim{viewer, [this, ask](const Viewer& now, const std::function<void(Result<void>)>& answer) {
                     if (const Result<void> allowed = may_upload(now); !allowed) return answer(allowed.error());
                     storage_.ask([ask](storage::Store& store) { return store.check_upload(ask); },
                                  [answer](Result<DocumentFields> fields) {
                                      answer(fields ? Result<void>() : Result<void>(fields.error()));
                                  });
                 }};
}

Claim Room::claim_of(const Viewer& viewer, const Sha256& sha256)
{
    return Claim{viewer, [this, sha256](const Viewer& now, const std::function<void(Result<void>)>& answer) {
                     blob_service_.open(now, sha256, [answer](Result<BlobService::Opened> file) {
                         answer(file ? Result<void>() : Result<void>(file.error()));
                     });
                 }};
}

void Room::on_change_secret(Peer& peer, const ChangeOwnSecret& wanted)
{
    ChangeOwnSecret change = wanted;
    change.origin = origin_of(peer);
    identity_.change(change, [this, id = peer.id, ask = wanted.ask.ask](const Identity::Proven& proven) {
        answer_proof(id, ask, proven);
    });
}

void Room::on_prove_again(Peer& peer, const ProveAgain& wanted)
{
    ProveAgain prove = wanted;
    prove.origin = origin_of(peer);
    identity_.prove(prove, [this, id = peer.id, ask = wanted.ask.ask](const Identity::Proven& proven) {
        answer_proof(id, ask, proven);
    });
}

void Room::answer_proof(MemberId id, std::uint32_t ask, const Identity::Proven& proven)
{
    const Peer* peer = find(id);
    if (!peer) return;
    if (!proven.error) return send_to(id, job_at(ask, JobStage::done, {1, 1}));
    const Viewer* viewer = peer->dialogue.viewer();
    send_to(id, secret_refusal(viewer ? secret_kind_of(*viewer) : SecretKind::pin, *proven.error, ask, proven.wait_s));
}

// A device that was away when it was revoked may hold notes that nobody knows of.
void Room::note_revoked_away(const DeviceId& device)
{
    if (!connections_of(device).empty()) return;
    storage_.ask([device](storage::Store& store) { return store.note_revoked_away(device); },
                 [](Result<void> noted) {
                     if (!noted) log_error("hand-in", noted.error());
                 });
}

// Apart from who the device is: a full disk must not keep anybody out.
void Room::note_unsent(const DeviceId& device, std::int32_t unsent)
{
    storage_.ask([device, unsent](storage::Store& store) { return store.note_unsent(device, unsent); },
                 [](Result<void> noted) {
                     if (!noted && noted.error().code != ErrorCode::disk_full) log_error("unsent", noted.error());
                 });
}

void Room::on_hand_in(Peer& peer, const TakeHandIn& wanted)
{
    const DeviceId sender = peer.dialogue.device();
    const storage::ApplyRation ration{refusals_.left(sender, clock_.steady())};
    if (ration.refusals_max == 0) return refuse(peer.id, fail(ErrorCode::busy), 0);
    const auto work = [device = peer.dialogue.device(), incarnation = peer.dialogue.incarnation(),
                       commands = wanted.commands,
                       ration](storage::Store& store) { return store.hand_in(device, incarnation, commands, ration); };
    storage_.ask(
        std::move(work),
        [this, id = peer.id, sender](Result<storage::Applied> applied) {
            if (applied) refusals_.spend(sender, applied->refused, clock_.steady());
            answer_commands(id, std::move(applied));
        },
        origin_of(peer));
}

void Room::on_handed_in(Peer& peer, const EndHandIn& wanted)
{
    storage_.ask([device = peer.dialogue.device(),
                  left = wanted.left](storage::Store& store) { return store.note_handed_in(device, left); },
                 [](Result<void> noted) {
                     if (!noted) log_error("hand-in", noted.error());
                 },
                 origin_of(peer));
}

}  // namespace chamber::server
