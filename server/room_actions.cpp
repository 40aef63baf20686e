// How the room carries out what a dialogue wants. One function per action; answers find their peer by number, because
// it may have left in the meantime.
#include "server/room.hpp"

#include "protocol/access.hpp"
#include "protocol/answers.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/log.hpp"

namespace chamber::server {

struct Room::ActionVisitor {
    Room& room;
    Peer& peer;

    void operator()(const Send& action) const { room.send(peer, action.message); }
    void operator()(const Identify& action) const { room.on_identify(peer, action); }
    void operator()(const CheckSecret& action) const { room.on_check_secret(peer, action); }
    void operator()(const ForgetSignIn& action) const { room.on_forget_sign_in(peer, action); }
    void operator()(const ChangeOwnSecret& action) const { room.on_change_secret(peer, action); }
    void operator()(const ProveAgain& action) const { room.on_prove_again(peer, action); }
    void operator()(const TakeHandIn& action) const { room.on_hand_in(peer, action); }
    void operator()(const EndHandIn& action) const { room.on_handed_in(peer, action); }
    void operator()(const Join& action) const { room.on_join(peer, action); }
    void operator()(const Regrant& action) const
    {
        room.hub_.regrant(peer.id, action.viewer);
        peer.healths_told = false;  // between losing a right and having it again nothing was told
        peer.lead_told = 0;         // so that it is asked again what they may follow
        if (!may_lead(action.viewer)) room.lead_.end(peer.id);
    }
    void operator()(const Leave&) const
    {
        room.hub_.leave(peer.id);
        peer.healths_told = false;
        peer.lead_told = 0;
        peer.lead_shown = false;
        room.lead_.end(peer.id);
        peer.fetches.clear();
        room.progress_.forget(peer.dialogue.device());
        room.health_.forget(peer.dialogue.device());
        room.presence_changed_ = true;
    }
    void operator()(const ApplyCommands& action) const { room.on_apply(peer, action); }
    void operator()(const OpenFetch& action) const { room.on_fetch(peer, action); }
    void operator()(const StopFetch& action) const { peer.fetches.cancel(action.transfer); }
    void operator()(const NoteProgress& action) const { room.on_progress(peer, action); }
    void operator()(const NoteHealth& action) const
    {
        room.health_.note(peer.dialogue.device(), action.health, room.clock_.utc(), room.clock_.steady());
    }
    void operator()(const KeepOwnRecords& action) const { room.on_keep_own(peer, action); }
    void operator()(const LeadTo& action) const { room.on_lead(peer, action); }
    void operator()(const PrepareSheet& action) const { room.on_sheet(peer, action); }
    void operator()(const PrepareUpload& action) const { room.on_upload(peer, action); }
    void operator()(const PrepareDownload& action) const { room.on_download(peer, action); }
    void operator()(const PrepareArchive& action) const
    {
        room.jobs_.build_archive(action.ask, *peer.dialogue.viewer(), peer.id);
    }
    void operator()(const StopArchive& action) const { room.jobs_.cancel_archive(action.ask, peer.id); }
    void operator()(const AskTrust& action) const { room.jobs_.trust(action, *peer.dialogue.viewer(), peer.id); }
    void operator()(const ListSecretHolders& action) const { room.on_secret_holders(peer, action); }
    void operator()(const PrepareRecheck& action) const
    {
        room.jobs_.recheck(action.ask, *peer.dialogue.viewer(), peer.id);
    }
    void operator()(const PrepareScrub& action) const { room.jobs_.scrub(action.ask, peer.id); }
    void operator()(const KeepSecret& action) const { room.on_set_secret(peer, action); }
    void operator()(const RunImport& action) const { room.on_import(peer, action); }
    void operator()(const DrawSecrets& action) const { room.on_draw_secrets(peer, action); }
    void operator()(const RunSearch& action) const { room.on_search(peer, action); }
    void operator()(const ReadListing& action) const { room.on_listing(peer, action); }
    void operator()(const HangUp& action) const
    {
        const int code = error_row(action.code).close_code;
        peer.connection->close(static_cast<std::uint16_t>(code == 0 ? 1008 : code), error_name(action.code));
    }
};

namespace {

// Who a device is and whose, as it is told so: on the storage thread. A tablet that nobody is signed in on is told who
// may be.
Result<Identified> identified_of(storage::Store& store, const Result<storage::DeviceRecord>& record,
                                 const std::string& epoch)
{
    if (!record) return record.error();
    Identified identified{record->device, record->code, record->viewer, {}, epoch, record->hand_in.has_value()};
    if (record->device.state == DeviceState::approved && record->device.kind == DeviceKind::tablet && !record->viewer) {
        Result<std::vector<Candidate>> candidates = store.candidates();
        if (!candidates) return candidates.error();
        identified.candidates = std::move(*candidates);
    }
    return identified;
}

}  // namespace

Origin Room::origin_of(const Peer& peer)
{
    switch (peer.connection->door()) {
    case Door::tls: return {Door::tls, peer.connection->remote()};
    case Door::loopback: return {Door::loopback, peer.connection->remote()};
    case Door::local: return {Door::local, {}};
    }
    return {};
}

void Room::act(MemberId id, Actions actions)
{
    for (const Action& action : actions) {
        Peer* peer = find(id);
        if (!peer) return;
        std::visit(ActionVisitor{*this, *peer}, action);
    }
}

void Room::on_identify(Peer& peer, const Identify& wanted)
{
    const DeviceId device = identity_.device_of_key(wanted.key);
    if (identity_.check_proof(wanted.key, wanted.signature, hello_text(wanted.nonce, device)) == Proof::bad) {
        act(peer.id, peer.dialogue.on_identified(fail(ErrorCode::proof_failed, device.value)));
        return;
    }
    const bool here = peer.connection->door() == Door::loopback;
    const storage::Whence whence{peer.connection->counted_as(), here};
    const auto met = std::make_shared<bool>(false);
    auto work = [device, wanted, whence, met, strangers = newcomers_.may_come(whence.address, clock_.steady()),
                 epoch = hub_.epoch()](storage::Store& store) -> Result<Identified> {
        Result<storage::DeviceRecord> record = store.device(device);
        if (record || strangers) record = store.meet_device(device, wanted.key, wanted.kind, wanted.model, whence);
        if (!record)
            return record.error().code == ErrorCode::device_unknown
                       ? fail(ErrorCode::busy, "strangers of " + whence.address)
                       : record.error();
        *met = record->met_first;
        return identified_of(store, record, epoch);
    };
    storage_.ask(
        std::move(work),
        [this, id = peer.id, met, whence, device, unsent = wanted.unsent](Result<Identified> identified) {
            if (*met) newcomers_.came(whence.address, clock_.steady());
            if (identified) note_unsent(device, unsent);
            Peer* known = find(id);
            if (!known) return;
            if (identified && identified->device.state == DeviceState::approved) known->connection->mark_proven();
            act(id, known->dialogue.on_identified(std::move(identified)));
            if (Peer* still = find(id)) replace_older(*still);
            presence_changed_ = true;
        },
        origin_of(peer));
}

void Room::identify_as(MemberId id, const DeviceId& device)
{
    auto work = [device, epoch = hub_.epoch()](storage::Store& store) {
        return identified_of(store, store.device(device), epoch);
    };
    storage_.ask(std::move(work), [this, id](Result<Identified> identified) {
        if (!identified && never_asked(identified.error().code)) {
            // What they may do is not known now: they come back and are asked who they are.
            log_error("identify", identified.error());
            if (Peer* unknown = find(id)) unknown->connection->close(1013, "busy");
        } else if (Peer* known = find(id)) {
            if (identified && identified->device.state == DeviceState::approved) known->connection->mark_proven();
            act(id, known->dialogue.on_identified(std::move(identified)));
        }
        presence_changed_ = true;
    });
}

// Roles, groups or the chair may be others than when people signed in. Until that is known nobody is told anything:
// what was committed behind the change must not reach who lost the right to see it.
void Room::refresh_viewers()
{
    std::vector<DeviceId> devices;
    for (const auto& [id, peer] : peers_)
        if (peer->dialogue.signed_in() && peer->connection->door() != Door::local)
            devices.push_back(peer->dialogue.device());
    if (devices.empty()) return;
    using All = std::vector<Result<Identified>>;
    auto work = [devices, epoch = hub_.epoch()](storage::Store& store) -> Result<All> {
        All all;
        for (const DeviceId& device : devices) all.push_back(identified_of(store, store.device(device), epoch));
        return all;
    };
    hub_.hold();
    storage_.look(std::move(work), [this, devices](Result<All> all) {
        for (std::size_t i = 0; i < devices.size(); ++i)
            for (const MemberId id : connections_of(devices[i])) {
                if (all && all->at(i))
                    act(id, find(id)->dialogue.on_identified(all->at(i)));
                else  // What they may see is not known: they come back and are asked who they are.
                    find(id)->connection->close(all || !never_asked(all.error().code) ? 1011 : 1013, "identify");
            }
        hub_.release();
        pump();
    });
}

std::vector<MemberId> Room::connections_of(const DeviceId& device) const
{
    std::vector<MemberId> found;
    for (const auto& [id, peer] : peers_)
        if (peer->dialogue.device() == device && peer->connection->door() != Door::local) found.push_back(id);
    return found;
}

// The office approved, revoked or changed a device: its open connections are told at once.
void Room::identify_again(const DeviceId& device)
{
    for (const MemberId id : connections_of(device)) identify_as(id, device);
}

void Room::on_check_secret(Peer& peer, const CheckSecret& wanted)
{
    CheckSecret check = wanted;
    check.origin = origin_of(peer);
    identity_.check(check, [this, id = peer.id](SecretChecked checked) {
        if (Peer* known = find(id)) {
            if (checked.viewer) known->connection->mark_proven();
            act(id, known->dialogue.on_signed_in(std::move(checked)));
        }
        presence_changed_ = true;
    });
}

void Room::on_forget_sign_in(Peer& peer, const ForgetSignIn& wanted)
{
    storage_.ask([device = wanted.device](storage::Store& store) { return store.sign_out(device); },
                 [this, id = peer.id, device = wanted.device](Result<void> done) {
                     if (done)
                         identify_again(device);
                     else
                         refuse(id, done.error(), 0);
                 },
                 origin_of(peer));
}

void Room::on_apply(Peer& peer, const ApplyCommands& wanted)
{
    storage::ApplyRation ration;
    const DeviceId sender = peer.dialogue.device();
    const bool rationed = peer.connection->door() != Door::local;
    if (rationed) ration.refusals_max = refusals_.left(sender, clock_.steady());
    if (ration.refusals_max == 0) return refuse(peer.id, fail(ErrorCode::busy), 0);
    auto work = [viewer = *peer.dialogue.viewer(), incarnation = peer.dialogue.incarnation(),
                 commands = wanted.commands,
                 ration](storage::Store& store) { return store.apply(viewer, incarnation, commands, ration); };
    storage_.ask(
        std::move(work),
        [this, id = peer.id, sender, rationed](Result<storage::Applied> applied) {
            if (applied && rationed) refusals_.spend(sender, applied->refused, clock_.steady());
            answer_commands(id, std::move(applied));
        },
        origin_of(peer));
}

void Room::answer_commands(MemberId id, Result<storage::Applied> applied)
{
    if (!applied) {
        // A full disk is in the log already, once and not for everybody; a busy store is told to who asks.
        if (applied.error().code != ErrorCode::disk_full && !never_asked(applied.error().code))
            log_error("commands", applied.error());
        refuse(id, applied.error(), 0);
        return;
    }
    if (applied->cloned) {
        refuse(id, fail(ErrorCode::device_cloned), 0);
    } else if (applied->gap) {
        send_to(id, Gap{applied->last_command});
    } else {
        hub_.answered(id, applied->last_command);
        if (!applied->outcomes.empty() || !applied->cut)
            send_to(id, Receipts{applied->outcomes, applied->shown_at, applied->journal});
        // The rest stays in the device's outbox, and comes again.
        if (applied->cut) refuse(id, fail(ErrorCode::busy), 0);
    }
    for (const DeviceId& device : applied->approved_devices) identify_again(device);
    for (const DeviceId& device : applied->revoked_devices) {
        note_revoked_away(device);
        identify_again(device);
    }
}

void Room::on_fetch(Peer& peer, const OpenFetch& wanted)
{
    const Result<Sha256> sha256 = Sha256::parse(wanted.fetch.sha256);
    if (!sha256) {
        peer.fetches.refuse(wanted.fetch.transfer, sha256.error());
        return;
    }
    blob_service_.open(*peer.dialogue.viewer(), *sha256,
                       [this, id = peer.id, fetch = wanted.fetch, sha256 = *sha256](Result<BlobService::Opened> file) {
                           Peer* reader = find(id);
                           if (!reader) return;
                           if (file)
                               reader->fetches.open(fetch, sha256, std::move(*file));
                           else
                               reader->fetches.refuse(fetch.transfer, file.error());
                       });
}

void Room::on_progress(Peer& peer, const NoteProgress& wanted)
{
    const Result<Sha256> sha256 = Sha256::parse(wanted.progress.sha256);
    if (!sha256) return refuse(peer.id, fail(sha256.error().code, {}, "/sha256"), 0);
    const Viewer& viewer = *peer.dialogue.viewer();
    blob_service_.measure(
        viewer, *sha256,
        [this, id = peer.id, said = wanted.progress.bytes, sha256 = *sha256](Result<std::uint64_t> bytes) {
            Peer* speaker = find(id);
            if (!speaker || !speaker->dialogue.signed_in()) return;
            // When the store is busy this word of many is lost, and nobody needs to hear of it.
            if (!bytes && bytes.error().code != ErrorCode::blob_unknown) return;
            if (!bytes) return refuse(id, fail(bytes.error().code, {}, "/sha256"), 0);
            if (said > *bytes) return refuse(id, fail(ErrorCode::out_of_range, {}, "/bytes"), 0);
            progress_.note(speaker->dialogue.device(), sha256, said);
        });
}

void Room::on_sheet(Peer& peer, const PrepareSheet& wanted)
{
    // The simulator's room has nobody who makes them.
    if (!jobs_.make_sheet) return refuse(peer.id, fail(ErrorCode::not_found), wanted.ask.ask);
    jobs_.make_sheet(wanted.ask, *peer.dialogue.viewer(), peer.id);
}

void Room::on_upload(Peer& peer, const PrepareUpload& wanted)
{
    storage_.ask([ask = wanted.ask](storage::Store& store) { return store.check_upload(ask); },
                 [this, id = peer.id, viewer = *peer.dialogue.viewer(), ask = wanted.ask,
                  origin = origin_of(peer)](Result<DocumentFields> fields) {
                     if (!fields) {
                         refuse(id, fields.error(), ask.ask);
                         return;
                     }
                     std::optional<std::int32_t> position;
                     if (!ask.document)
                         position = fields->position =
                             tickets_.reserve_position(fields->agenda_item, ask, fields->position);
                     const std::string ticket =
                         tickets_.issue(UploadPass{ask, std::move(*fields), claim_of(viewer, ask), id, origin});
                     send_to(id, Ticket{ask.ask, "/upload/" + ticket,
                                        static_cast<std::int32_t>(limits::ticket_ms / 1000), position});
                 });
}

void Room::on_download(Peer& peer, const PrepareDownload& wanted)
{
    const MemberId id = peer.id;
    const std::uint32_t ask = wanted.ask.ask;
    const auto give = [this, id, ask](DownloadPass pass) {
        const std::string ticket = tickets_.issue(std::move(pass));
        send_to(id, Ticket{ask, "/download/" + ticket, static_cast<std::int32_t>(limits::ticket_ms / 1000)});
    };
    if (wanted.ask.sha256) {
        const Result<Sha256> sha256 = Sha256::parse(*wanted.ask.sha256);
        if (!sha256) return refuse(id, sha256.error(), ask);
        blob_service_.open(
            *peer.dialogue.viewer(), *sha256,
            [this, id, ask, give, sha256 = *sha256,
             viewer = *peer.dialogue.viewer()](Result<BlobService::Opened> file) {
                if (!file) return refuse(id, file.error(), ask);
                give(DownloadPass{
                    storage_.blobs().path(sha256), {}, "application/octet-stream", claim_of(viewer, sha256)});
            });
        return;
    }
    if (!wanted.ask.archive) return refuse(id, fail(ErrorCode::missing_field, {}, "/archive"), ask);
    if (const Result<void> allowed = may_export(*peer.dialogue.viewer()); !allowed)
        return refuse(id, allowed.error(), ask);
    storage_.ask([](storage::Store& store) { return store.entities("archive"); },
                 [this, id, ask, archive = *wanted.ask.archive, part = wanted.ask.part.value_or(ArchivePart::zip),
                  viewer = *peer.dialogue.viewer()](Result<std::vector<Entity>> all) {
                     if (!all) return refuse(id, all.error(), ask);
                     Claim claim{viewer, [](const Viewer& now, const std::function<void(Result<void>)>& answer) {
                                     answer(may_export(now));
                                 }};
                     for (const Entity& entity : *all) {
                         const auto* found = std::get_if<Archive>(&entity);
                         if (found && found->id == archive) return give_part(*found, part, std::move(claim), id, ask);
                     }
                     refuse(id, fail(ErrorCode::not_found, {}, "/archive"), ask);
                 });
}

void Room::give_part(const Archive& archive, ArchivePart part, Claim claim, MemberId id, std::uint32_t ask)
{
    jobs_.archive_part(
        archive, part, [this, archive, part, claim = std::move(claim), id, ask](Result<ArchivePartFile> found) {
            if (!found) {
                Refusal refusal = refusal_of(found.error(), ask);
                if (found.error().code == ErrorCode::not_found) refusal.sentence = why_no_part(archive, part);
                return send_to(id, refusal);
            }
            const std::string ticket =
                tickets_.issue(DownloadPass{std::move(found->file), std::move(found->file_name),
                                            std::move(found->content_type), claim, std::move(found->bytes)});
            send_to(id, Ticket{ask, "/download/" + ticket, static_cast<std::int32_t>(limits::ticket_ms / 1000)});
        });
}

}  // namespace chamber::server
