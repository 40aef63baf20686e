#include "server/room.hpp"

#include "protocol/access.hpp"
#include "protocol/answers.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "server/log.hpp"

#include <utility>

namespace chamber::server {
namespace {

// A member with this much unsent is skipped by the hub and comes back at its cursor when the socket has drained.
constexpr std::uint64_t live_room_bytes = 1'048'576;

// Told to a connection that a newer one of the same device replaces; the page then stays quiet instead of fighting for
// the place.
constexpr std::uint16_t close_replaced = 4001;

}  // namespace

Room::Room(StorageQueue& storage, Identity& identity, Tickets& tickets, Clock& clock, Entropy& entropy, Facts facts,
           storage::FeedHead head)
    : storage_(storage),
      identity_(identity),
      tickets_(tickets),
      clock_(clock),
      entropy_(entropy),
      facts_(std::move(facts)),
      blob_service_(storage),
      hub_(std::move(head)),
      permits_(storage)
{
}

void Room::set_jobs(Jobs jobs)
{
    jobs_ = std::move(jobs);
    blob_service_.set_examine(jobs_.examine);
}

Room::Peer* Room::find(MemberId id)
{
    const auto found = peers_.find(id);
    return found == peers_.end() ? nullptr : found->second.get();
}

Result<net::SocketEvents> Room::welcome(std::shared_ptr<net::Connection> connection)
{
    const MemberId id = ++last_id_;
    Dialogue::Setting setting;
    setting.door = connection->door();
    setting.nonce = encode_base64url(entropy_.draw(32));
    setting.build = facts_.build;
    setting.council = facts_.council;
    setting.time = format_utc(clock_.utc());
    setting.demo = facts_.demo;
    setting.local_viewer = facts_.local_viewer;
    Fetches fetches(blob_service_, connection, [this, id](ToDevice message) { send_to(id, std::move(message)); });
    auto peer =
        std::make_unique<Peer>(id, connection, Dialogue(std::move(setting), clock_.steady()), std::move(fetches));
    peer->since = format_utc(clock_.utc());
    peers_[id] = std::move(peer);

    net::SocketEvents events;
    events.text = [this, id](std::string_view text) {
        if (Peer* speaker = find(id)) act(id, speaker->dialogue.on_text(text, clock_.steady()));
    };
    events.binary = [this, id](std::string_view) {
        if (Peer* speaker = find(id)) act(id, speaker->dialogue.on_binary());
    };
    events.drained = [this, id] {
        if (Peer* reader = find(id)) reader->fetches.pump();
        pump();
    };
    events.closed = [this, id](std::string_view) { left(id); };
    act(id, find(id)->dialogue.start());
    return events;
}

void Room::left(MemberId id)
{
    hub_.leave(id);
    lead_.end(id);
    if (const Peer* peer = find(id)) {
        progress_.forget(peer->dialogue.device());
        health_.forget(peer->dialogue.device());
    }
    if (peers_.erase(id) > 0) presence_changed_ = true;
}

namespace {

// Who reads what this peer is told: chamber-admin, an office's desktop, a delegate's tablet.
Reader reader_of(const Dialogue& dialogue, Door door)
{
    if (door == Door::local) return Reader::terminal;
    return dialogue.device_kind() == DeviceKind::desktop ? Reader::clerk : Reader::delegate;
}

}  // namespace

void Room::send(Peer& peer, const ToDevice& message)
{
    // Receipts keep behind the batch that shows what the commands did, so that a note never vanishes in between.
    const auto urgency = std::holds_alternative<Receipts>(message) ? net::Urgency::live : net::Urgency::control;
    const ToDevice addressed = addressed_to(reader_of(peer.dialogue, peer.connection->door()), message);
    peer.connection->send_text(std::make_shared<const std::string>(encode(addressed)), urgency);
}

void Room::send_to(std::uint64_t connection, ToDevice message)
{
    if (Peer* peer = find(connection)) send(*peer, message);
}

void Room::refuse(MemberId id, const Error& error, std::uint32_t ask)
{
    send_to(id, refusal_of(error, ask));
}

void Room::published(const storage::FeedSlice& slice)
{
    bool grants_changed = false;
    for (const storage::FeedItem& item : slice.items) {
        grants_changed = grants_changed || item.type == "person" || item.type == "group" || item.type == "session" ||
                         item.type == "participant";
        if (item.type == Damage::type) withdraw_bytes(item.id);
        if (item.type == "document" || item.type == "draft_document" || item.type == "report" || item.type == "archive")
            blob_service_.forget();
    }
    if (slice.epoch != hub_.epoch()) return begin_history(slice);
    hub_.publish(slice);
    if (grants_changed) refresh_viewers();
    rights_changed(slice);
    look_at_lead(slice);
    pump();
}

// Stored bytes went bad, or were replaced: whatever was read of them before is not served any more.
void Room::withdraw_bytes(const std::string& name)
{
    const Result<Sha256> sha256 = Sha256::parse(name);
    if (!sha256) return;
    blob_service_.forget(*sha256);
    for (const auto& [id, peer] : peers_) peer->fetches.withdraw(*sha256, fail(ErrorCode::blob_damaged));
}

std::optional<std::uint64_t> Room::connection_of(const DeviceId& device) const
{
    for (const MemberId id : connections_of(device))
        if (peers_.at(id)->dialogue.signed_in()) return id;
    return std::nullopt;
}

bool Room::has_room(const Peer& peer) const
{
    return peer.connection->queued(net::Urgency::live) < live_room_bytes;
}

std::optional<Viewer> Room::viewer_at(std::uint64_t connection) const
{
    const auto found = peers_.find(connection);
    const Viewer* viewer = found == peers_.end() ? nullptr : found->second->dialogue.viewer();
    return viewer ? std::optional(*viewer) : std::nullopt;
}

Hub::Outlet Room::outlet()
{
    Hub::Outlet outlet;
    outlet.has_room = [this](MemberId id) {
        const Peer* peer = find(id);
        return peer && has_room(*peer);
    };
    outlet.deliver = [this](MemberId id, net::SharedBytes text) {
        if (Peer* peer = find(id)) peer->connection->send_text(std::move(text), net::Urgency::live);
    };
    outlet.need_slice = [this](MemberId id, std::int64_t after) {
        auto work = [after](storage::Store& store) { return store.read_feed(after, limits::changes_per_batch_max); };
        storage_.look(std::move(work), [this, id](Result<storage::FeedSlice> slice) {
            if (!slice) {
                log_error("feed", slice.error());
                if (Peer* peer = find(id))
                    peer->connection->close(never_asked(slice.error().code) ? 1013 : 1011, "feed");
                return;
            }
            hub_.supply(id, *slice, this->outlet());
            pump();
        });
    };
    return outlet;
}

void Room::pump()
{
    hub_.pump(outlet());
}

// The newest connection of a device replaces the older: a half-open socket of a tablet that woke up must not linger.
void Room::replace_older(const Peer& newest)
{
    if (newest.connection->door() == Door::local) return;
    for (const MemberId id : connections_of(newest.dialogue.device()))
        if (id != newest.id) find(id)->connection->close(close_replaced, "replaced");
}

void Room::tick()
{
    std::vector<MemberId> ids;
    for (const auto& [id, peer] : peers_) ids.push_back(id);
    for (const MemberId id : ids)
        if (Peer* peer = find(id)) act(id, peer->dialogue.on_tick(clock_.steady()));
    announce_presence();
    announce_progress();
    announce_health();
    announce_lead();
    permits_.tick();
    end_sign_ins();
}

std::vector<Room::Peer*> Room::office(std::string_view type)
{
    std::vector<Peer*> found;
    for (const MemberId id : hub_.members_of(Scope{ScopeKind::operations, {}}, type))
        if (Peer* peer = find(id)) found.push_back(peer);
    return found;
}

// Who is connected: at every tick that something changed, to whoever has room; who has none is told the newest once it
// has.
void Room::announce_presence()
{
    if (std::exchange(presence_changed_, false)) ++presence_;
    std::vector<Peer*> due;
    for (Peer* peer : office("device"))
        if (peer->presence_told != presence_ && has_room(*peer)) due.push_back(peer);
    if (due.empty()) return;
    Connected connected;
    for (const auto& [id, peer] : peers_) {
        if (peer->dialogue.device().empty() || peer->connection->door() == Door::local) continue;
        ConnectedDevice device{peer->dialogue.device(), std::nullopt, peer->since, peer->dialogue.build()};
        if (const Viewer* viewer = peer->dialogue.viewer()) device.person = viewer->person;
        connected.devices.push_back(std::move(device));
    }
    const auto text = std::make_shared<const std::string>(encode(ToDevice(connected)));
    for (Peer* peer : due) {
        peer->presence_told = presence_;
        peer->connection->send_text(text, net::Urgency::live);
    }
}

// What is new, to the office; all of it to whoever is new there, or had no room when something was.
void Room::announce_health()
{
    std::vector<net::SharedBytes> news;
    for (const DeviceHealth& health : health_.take())
        news.push_back(std::make_shared<const std::string>(encode(ToDevice(health))));
    for (Peer* peer : office("device")) {
        if (news.empty() && peer->healths_told) continue;
        if (!has_room(*peer)) {
            peer->healths_told = false;
        } else if (std::exchange(peer->healths_told, true)) {
            for (const auto& text : news) peer->connection->send_text(text, net::Urgency::live);
        } else {
            for (const DeviceHealth& health : health_.all()) send(*peer, health);
        }
    }
}

// What is said here is gone in a second: who has no room misses it, and learns of whole papers by their holdings.
void Room::announce_progress()
{
    const std::vector<DeviceProgress> news = progress_.take(clock_.steady());
    if (news.empty()) return;
    std::vector<net::SharedBytes> texts;
    for (const DeviceProgress& progress : news)
        texts.push_back(std::make_shared<const std::string>(encode(ToDevice(progress))));
    for (Peer* peer : office("holding"))
        if (has_room(*peer))
            for (const auto& text : texts) peer->connection->send_text(text, net::Urgency::live);
}

}  // namespace chamber::server
