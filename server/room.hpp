// The meeting room: every connection with its dialogue, its place in the feed and its downloads. Carries out what the
// dialogues want and brings them the answers. Thread: the meeting thread.
#pragma once

#include "protocol/dialogue.hpp"
#include "protocol/limits.hpp"
#include "server/archive_parts.hpp"
#include "server/blob_service.hpp"
#include "server/fetches.hpp"
#include "server/health_board.hpp"
#include "server/history_keeper.hpp"
#include "server/hub.hpp"
#include "server/identity.hpp"
#include "server/lead_board.hpp"
#include "server/net/server.hpp"
#include "server/newcomers.hpp"
#include "server/permits.hpp"
#include "server/progress_board.hpp"
#include "server/refusal_ration.hpp"
#include "server/search_pace.hpp"
#include "server/storage_queue.hpp"
#include "server/tickets.hpp"
#include "server/token_buckets.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>

namespace chamber::server {

class Room {
public:
    struct Facts {
        std::string build;
        std::string council;
        bool demo = false;
        Viewer local_viewer;
        std::int64_t floor = 0;  // cursors below get a snapshot
    };
    struct Jobs {
        std::function<void(const BuildArchive&, const Viewer&, std::uint64_t connection)> build_archive;
        std::function<void(const CancelArchive&, std::uint64_t connection)> cancel_archive;
        // Where a part of an archive lies. Errors: not_found.
        std::function<void(const Archive&, ArchivePart, std::function<void(Result<ArchivePartFile>)> answer)>
            archive_part;
        std::function<void(const AskTrust&, const Viewer&, std::uint64_t connection)> trust;
        std::function<void(const MakeSheet&, const Viewer&, std::uint64_t connection)> make_sheet;
        std::function<void(const Recheck&, const Viewer&, std::uint64_t connection)> recheck;
        std::function<void(const Scrub&, std::uint64_t connection)> scrub;
        std::function<void(const DeviceId&)> joined;
        BlobService::Examine examine;
    };
    Room(StorageQueue& storage, Identity& identity, Tickets& tickets, Clock& clock, Entropy& entropy, Facts facts,
         storage::FeedHead head);

    void set_jobs(Jobs jobs);

    Result<net::SocketEvents> welcome(std::shared_ptr<net::Connection> connection);

    // Committed changes, before the receipts of the same group.
    void published(const storage::FeedSlice& slice);
    void send_to(std::uint64_t connection, ToDevice message);
    // Where somebody is signed in on this device; not through the local door.
    std::optional<std::uint64_t> connection_of(const DeviceId& device) const;
    // Who is signed in there.
    std::optional<Viewer> viewer_at(std::uint64_t connection) const;
    // What goes on over HTTP for people of this room.
    Permits& permits() { return permits_; }
    void tick();

private:
    struct Peer {
        MemberId id = 0;
        std::shared_ptr<net::Connection> connection;
        Dialogue dialogue;
        Fetches fetches;
        std::string since;
        std::uint64_t presence_told = 0;  // Room::presence_ when this one was told last
        bool healths_told = false;        // nothing that is said of the machines is unknown here
        std::uint64_t lead_told = 0;      // LeadBoard's version when this one was told last
        bool lead_shown = false;          // it was told of somebody who leads

        Peer(MemberId number, std::shared_ptr<net::Connection> socket, Dialogue talk, Fetches downloads)
            : id(number),
              connection(std::move(socket)),
              dialogue(std::move(talk)),
              fetches(std::move(downloads))
        {
        }
    };
    struct ActionVisitor;  // carries out one action for one peer

    static Origin origin_of(const Peer& peer);
    Peer* find(MemberId id);
    void act(MemberId id, Actions actions);
    void send(Peer& peer, const ToDevice& message);
    void refresh_viewers();
    std::vector<MemberId> connections_of(const DeviceId& device) const;
    void identify_again(const DeviceId& device);
    void rights_changed(const storage::FeedSlice& slice);
    void watch_sign_ins();
    void end_sign_ins();
    void identify_as(MemberId id, const DeviceId& device);
    void replace_older(const Peer& newest);
    void left(MemberId id);
    void pump();
    void withdraw_bytes(const std::string& sha256);
    // Whoever runs the meeting and may see what has this type, "device".
    std::vector<Peer*> office(std::string_view type);
    void announce_presence();
    void announce_progress();
    void announce_health();
    void announce_lead();
    void look_at_lead(const storage::FeedSlice& slice);
    void tell_own(const Peer& peer);
    bool has_room(const Peer& peer) const;
    void begin_history(const storage::FeedSlice& slice);
    void contradicted(MemberId id, const DeviceId& device, const storage::Testimony& testimony);
    Hub::Outlet outlet();

    void on_identify(Peer& peer, const Identify& wanted);
    void on_check_secret(Peer& peer, const CheckSecret& wanted);
    void on_forget_sign_in(Peer& peer, const ForgetSignIn& wanted);
    void note_unsent(const DeviceId& device, std::int32_t unsent);
    void on_change_secret(Peer& peer, const ChangeOwnSecret& wanted);
    void on_prove_again(Peer& peer, const ProveAgain& wanted);
    void answer_proof(MemberId id, std::uint32_t ask, const Identity::Proven& proven);
    void on_hand_in(Peer& peer, const TakeHandIn& wanted);
    void on_handed_in(Peer& peer, const EndHandIn& wanted);
    Claim claim_of(const Viewer& viewer, const AskUpload& ask);
    Claim claim_of(const Viewer& viewer, const Sha256& sha256);
    void answer_commands(MemberId id, Result<storage::Applied> applied);
    void note_revoked_away(const DeviceId& device);
    void on_join(Peer& peer, const Join& wanted);
    void on_apply(Peer& peer, const ApplyCommands& wanted);
    void on_fetch(Peer& peer, const OpenFetch& wanted);
    void on_progress(Peer& peer, const NoteProgress& wanted);
    void on_keep_own(Peer& peer, const KeepOwnRecords& wanted);
    void on_lead(Peer& peer, const LeadTo& wanted);
    void on_sheet(Peer& peer, const PrepareSheet& wanted);
    void on_upload(Peer& peer, const PrepareUpload& wanted);
    void on_download(Peer& peer, const PrepareDownload& wanted);
    void give_part(const Archive& archive, ArchivePart part, Claim claim, MemberId id, std::uint32_t ask);
    void on_set_secret(Peer& peer, const KeepSecret& wanted);
    void on_import(Peer& peer, const RunImport& wanted);
    void on_draw_secrets(Peer& peer, const DrawSecrets& wanted);
    void on_secret_holders(Peer& peer, const ListSecretHolders& wanted);
    void on_search(Peer& peer, const RunSearch& wanted);
    void on_listing(Peer& peer, const ReadListing& wanted);
    void refuse(MemberId id, const Error& error, std::uint32_t ask);

    StorageQueue& storage_;
    Identity& identity_;
    Tickets& tickets_;
    Clock& clock_;
    Entropy& entropy_;
    Facts facts_;
    Jobs jobs_;
    BlobService blob_service_;
    Hub hub_;
    HistoryKeeper history_keeper_;
    MemberId last_id_ = 0;
    std::map<MemberId, std::unique_ptr<Peer>> peers_;
    bool presence_changed_ = false;
    std::uint64_t presence_ = 1;  // how often it has changed
    ProgressBoard progress_;
    HealthBoard health_;
    LeadBoard lead_;
    TokenBuckets<DeviceId> own_pace_{{limits::keep_own_burst, 60'000.0 / limits::keep_own_every_ms}};
    RefusalRation refusals_;
    SearchPace search_pace_;
    Newcomers newcomers_;
    Permits permits_;
    // When the next sign-in ends by itself; nothing: not known yet (`watched_` false), or none does.
    std::optional<UtcMs> sign_in_end_;
    bool watched_ = false;
};

}  // namespace chamber::server
