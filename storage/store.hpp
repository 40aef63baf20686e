// The front door of storage: one verb = one transaction = its changes in the feed and its journal entry. What verbs
// take and give is in records/; each verb is defined in the file of its noun, transaction and work together.
//
// Group commit: verbs called between begin_group() and commit_group() share one fsync (synchronous=FULL); each verb
// stays atomic on its own. Nothing a verb returns may be told to anybody before commit_group() succeeded. Outside a
// group a verb commits itself. Thread: one thread owns the Store (the storage thread); Blobs may be used from any.
#pragma once

#include "protocol/message.hpp"
#include "protocol/origin.hpp"
#include "protocol/world.hpp"
#include "storage/files/blobs.hpp"
#include "storage/files/data_directory.hpp"
#include "storage/records/applied.hpp"
#include "storage/records/checks.hpp"
#include "storage/records/device_record.hpp"
#include "storage/records/feed_slice.hpp"
#include "storage/records/new_revision.hpp"
#include "storage/records/received_session.hpp"
#include "storage/records/search_hit.hpp"
#include "storage/records/secret_need.hpp"
#include "storage/records/secret_try.hpp"
#include "storage/records/session_file.hpp"
#include "storage/records/stored_blob.hpp"
#include "storage/records/testimony.hpp"
#include "storage/records/thoroughness.hpp"
#include "storage/records/trust_change.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

class Checkpointer;
class Disk;
struct TrustContents;

class Store {
public:
    // Makes the database of a new data directory, with one member of staff (administrator, secretary, clerk). Errors:
    // io_failed, disk_full.
    static Result<void> create(const DataDirectory& directory, const Council& council, const Person& staff,
                               const ImportedSecret& secret, Clock& clock, Entropy& entropy);
    static Result<void> create(const DataDirectory& directory, const Council& council, const Person& staff,
                               const ImportedSecret& secret, Clock& clock, Entropy& entropy, Disk& disk);

    // Migrates, checks and collects orphan blobs. The caller holds the lock. Errors: data_version, database_damaged,
    // database_failed, io_failed.
    static Result<std::unique_ptr<Store>> open(const DataDirectory& directory, Clock& clock, Entropy& entropy);
    static Result<std::unique_ptr<Store>> open(const DataDirectory& directory, Clock& clock, Entropy& entropy,
                                               Disk& disk);
    ~Store();

    Blobs& blobs();

    // Where the verbs come from that are called from now on, for the journal.
    void set_origin(Origin origin);
    Result<void> begin_group();
    // On failure everything of the group is undone. After a failed fsync nobody knows what the disk holds: every verb
    // is then refused (io_failed) until the store is opened anew, which reads the truth from the disk.
    Result<void> commit_group();
    // House-keeping between groups, when what was committed has been told: moves a grown WAL into the database (an
    // fsync), unless somebody else is told to by wants_checkpoint(), and restores the ballast. Cheap when there is
    // nothing to do.
    enum class Checkpoints { here, elsewhere };
    void tend(Checkpoints checkpoints = Checkpoints::here);
    // For a quiet moment, some at a time: what was written and a search would have to wait for. Returns whether more of
    // it is left.
    bool rest();
    // Once for every 16 MB that the WAL has grown.
    bool wants_checkpoint();
    // For a thread of its own. Errors: io_failed.
    Result<std::unique_ptr<Checkpointer>> checkpointer();

    // ---- the feed, as it is committed (not to be read inside a group)
    FeedHead head();
    Result<FeedSlice> read_feed(std::int64_t after, std::uint32_t changes_max);
    // What there is of one type behind this id, encoded as in the feed and for anybody: the caller filters by access.
    // As many as one batch may hold. Errors: unknown_type.
    Result<FeedPage> read_page(std::string_view type, std::string_view after);
    // Below this seq a cursor is too old and gets a snapshot.
    std::int64_t floor();

    // ---- devices as witnesses (witnesses.hpp)
    Testimony hear(const Witness& witness);
    enum class Begins {
        nothing,
        new_history
    };  // instead of the one that the device contradicts; the office is alarmed in any case
    Result<void> note_testimony(const DeviceId& device, const Testimony& testimony, Begins begins);

    // ---- identity
    // A device says hello: known, or new and pending with a fresh code. Errors: proof_failed (a known id with another
    // key), too_long (`model`), wrong_type (not an id), enrolment_closed (an unknown one, or one whose code ran out,
    // and nobody of the office expects it).
    Result<DeviceRecord> meet_device(const DeviceId& id, std::string_view key, DeviceKind kind, std::string_view model,
                                     const Whence& whence = {});
    // Errors: device_unknown.
    Result<DeviceRecord> device(const DeviceId& id);
    Result<std::vector<DeviceRecord>> devices();
    // The desktop in front of the server (loopback door): approved without a code once its user has proven to be staff.
    // Errors: device_unknown, device_revoked, not_allowed (a tablet).
    Result<void> approve_desktop(const DeviceId& id, std::string_view label);
    // Who may sign in by PIN today: delegates in their mandate and guests who stand in the roll of a session that is
    // not over, as that roll names them; delegates first, in the order of their given names.
    Result<std::vector<Candidate>> candidates();
    // A try is counted before it is compared; a right one is forgotten by sign_in, a wrong one is written down, one
    // that could not be compared is taken back. Errors (of a try `again`): those of proven_viewer.
    Result<SecretTry> begin_try(const TryOf& of);
    Result<void> note_miss(const TryOf& of, const SecretTry& made);
    Result<void> undo_try(const TryOf& of, const SecretTry& made);
    // Errors: device_unknown, device_pending, device_revoked, person_unknown (also: whose mandate is over).
    Result<Viewer> sign_in(const PersonId& person, const DeviceId& device);
    // Errors: device_unknown.
    Result<void> sign_out(const DeviceId& device);
    // Every sign-in of the person ends, every device is unlocked for the person; the account stays. Errors:
    // person_unknown.
    Result<void> set_secret(const PersonId& person, std::string_view hash);
    // Who is to get which kind of new secret, if this viewer may draw them. Errors: person_unknown, not_allowed,
    // already_exists (named twice), each with its place "/people/3"; those of proven_viewer.
    Result<std::vector<SecretNeed>> secrets_to_draw(const Viewer& viewer, const std::vector<PersonId>& people);
    // Who has a PIN or a password, by id. Errors: not_allowed.
    Result<std::vector<PersonId>> secret_holders(const Viewer& viewer);
    // Their hashes, all or none; as set_secret for each. Errors: those of secrets_to_draw.
    Result<void> keep_drawn(const Viewer& viewer, const std::vector<ImportedSecret>& secrets);
    // The pepper that the hashes were made with (SecretHasher::pepper_check). Unknown until a secret was made or proven
    // with it: then check_pepper is content. Errors: key_missing (it is another one).
    Result<void> check_pepper(std::string_view pepper_check);
    // Remembers the first one. Errors: key_missing.
    Result<void> remember_pepper(std::string_view pepper_check);
    // By the person, on this device, who has just proven the old one: every other sign-in ends. Errors: those of
    // proven_viewer.
    Result<void> change_secret(const PersonId& person, const DeviceId& device, std::string_view hash);
    // The person proved again to sit here (a locked screen): wrong tries are forgotten. Errors: those of proven_viewer.
    Result<void> unlock(const PersonId& person, const DeviceId& device);
    // Whether this person is signed in on this device now, with the roles of now. Errors: device_unknown,
    // device_revoked, device_pending, sign_in_ended (nobody, somebody else, or it ran out).
    Result<Viewer> proven_viewer(const PersonId& person, const DeviceId& device);
    // The earliest end of a sign-in that has one (staff). Ending those whose time is over answers how many.
    std::optional<UtcMs> next_sign_in_end();
    Result<std::int64_t> end_sign_ins_run_out();
    // The local door: whoever may open the data directory acts for the office, on this device.
    Viewer local_viewer();
    static DeviceId own_machine();
    // It is connected: written down once a minute at most; a sign-in that ran out ends. Errors: device_unknown.
    Result<void> touch_device(const DeviceId& device);
    // What a device said at its hello: commands without a receipt. A revoked one that may hand in: the office is
    // alarmed.
    Result<void> note_unsent(const DeviceId& device, std::int32_t unsent);
    // It was revoked while it was away: it may hold notes that nobody knows of.
    Result<void> note_revoked_away(const DeviceId& device);
    // A revoked device's last notes (DeviceRecord::hand_in), numbered and answered like commands; whatever else it
    // sends is refused. Errors: device_revoked (none, or no longer), wrong_type.
    Result<Applied> hand_in(const DeviceId& device, std::string_view incarnation, const std::vector<Command>& commands,
                            const ApplyRation& ration = {});
    // It has sent everything. Errors: device_revoked.
    Result<void> note_handed_in(const DeviceId& device, std::int32_t left);

    // ---- commands
    // Errors: device_revoked, sign_in_ended, wrong_type (the incarnation). A refused command is an outcome, not an
    // error.
    Result<Applied> apply(const Viewer& viewer, std::string_view incarnation, const std::vector<Command>& commands,
                          const ApplyRation& ration = {});
    std::int64_t last_command(const DeviceId& device, std::string_view incarnation);

    // ---- what follows a person to another tablet (own_records.cpp); beside the feed and the journal
    // Errors: those of proven_viewer. What is on no document that they may read is passed over.
    Result<OwnRecords> keep_own(const Viewer& viewer, const KeepOwn& said);
    // All of it, in pieces; the last one says `complete`.
    Result<std::vector<OwnRecords>> own_records(const Viewer& viewer);
    // Who may follow whoever leads to this page. Errors: document_unknown, revision_unknown, out_of_range.
    Result<Scope> led_scope(const Viewer& viewer, const AtPage& place);

    // ---- content
    // What an import would do; nothing is changed. `sender`: who sends it from a desktop, and brings what may_import()
    // lets through; nobody: whoever is at the server itself. Errors: those of parse_fields, of proven_viewer,
    // not_allowed (staff).
    Result<ImportPlan> plan_import(const SessionImport& imported, const std::optional<Viewer>& sender = {});
    // `accepted`: the digest of the plan that somebody has seen, when it overwrites something; what is overwritten goes
    // into the histories of the things it is of. Errors: import_faulty (`where` and the detail are the first fault's),
    // import_overwrites, those of parse_fields and await_revision; `where` names the place in the import.
    Result<void> import_session(const SessionImport& imported, std::string_view accepted = {},
                                const std::optional<Viewer>& sender = {});
    // Whether these bytes are already a revision of a document of the session: same_bytes (`where`: the document's id).
    Result<void> check_new_bytes(const SessionId& session, const Sha256& sha256);
    // Whether an upload may be announced: the item or document exists, the session is open, a reason is there when
    // needed, and the disk was not full lately. Errors: session_unknown, session_sealed, item_unknown,
    // document_unknown, reason_required, missing_field, disk_full.
    Result<DocumentFields> check_upload(const AskUpload& ask);
    // The bytes that devices hold of a document: its newest published revision. Nothing: none is published.
    std::optional<Sha256> held_revision(const DocumentId& document);
    // Errors: those of check_upload, check_new_bytes and proven_viewer, already_exists, blob_unknown, too_long.
    Result<AddedRevision> add_revision(const NewRevision& revision);
    // Scope and entity type of everything that refers to a blob (for access).
    std::vector<std::pair<Scope, std::string>> blob_scopes(const Sha256& sha256);
    Result<std::vector<Entity>>
    entities(std::string_view type);                  // offline listings: all of a type, by id. Errors: unknown_type
    Result<Document> document(const DocumentId& id);  // with unpublished revisions

    // Where all these words stand (the last may be the beginning of one while it bears no tone), asked access for the
    // viewer, hit by hit: who bears exactly this number, then numbers, titles and names, then notes, then pages.
    // Errors: missing_field (no word), too_long.
    Result<std::vector<SearchHit>> search(const Viewer& viewer, std::string_view query, const SearchSpan& span = {});

    // ---- checks
    // Revisions that are not withdrawn, by document. `stale_against`: only those whose report another engine or, where
    // there are signatures, another trust store has made.
    Result<std::vector<DocumentToCheck>> documents_to_check(const WhichChecks& which);
    // One transaction per document: reports, the document's own words and the feed move together. `by`: who asked;
    // empty: the machine. Errors: document_unknown (withdrawn meanwhile), revision_unknown.
    Result<StoredChecks> store_checks(const DocumentChecks& checks, const PersonId& by);
    // Compares the trust store with what the journal knows of it and writes down the difference, whoever made it. `by`:
    // who asked; empty: nobody knows who it was. `reason`: what they gave for it.
    Result<std::vector<TrustChange>> note_trust(const TrustContents& contents, const PersonId& by,
                                                const std::optional<std::string>& reason = std::nullopt);

    // ---- stored bytes that went bad (damage.hpp)
    // Everything a row refers to; what is marked comes first.
    Result<std::vector<StoredBlob>> stored_blobs();
    // Marks it and tells the office and the journal, unless it is marked. Errors: blob_unknown.
    Result<NotedDamage> note_damage(const Sha256& sha256, DamageKind kind);
    // The mark goes. `from`: the device that gave the bytes back, or nobody. False: it was not marked.
    Result<bool> note_repair(const Sha256& sha256, const DeviceId& from);
    bool is_damaged(const Sha256& sha256);
    // Approved devices that hold the revision these bytes are, or are the preview of, whole and verified.
    Result<std::vector<DeviceId>> holders_of(const Sha256& sha256);

    // ---- archive
    // The same session gives the same file, in the same order. Errors: session_unknown, blob_damaged (`where`: the
    // document).
    Result<SessionFile> session_file(const SessionId& session);
    // The same for whoever needs its records and not its bytes: sheets, facts. Errors: session_unknown.
    Result<SessionFile> session_record(const SessionId& session);
    // One row per distinct archive: the same bytes again are the row that is there. An archive without an id gets one.
    // Errors: session_unknown.
    Result<Archive> record_archive(const Archive& archive);
    // One is being built: an entity without a file, until it is recorded or ended. Errors: session_unknown.
    Result<void> begin_archive(const Archive& begun);
    // It was given up, or failed. Nothing happens when none is being built.
    Result<void> end_archive();
    // At a start: what was being built when the process before ended was not made. Its entity stays, of nobody
    // (built_by), until the next one begins. False: there was none.
    Result<bool> note_interrupted_archive();
    // Sealed archives that the authority gave no time-stamp; the office is told until they have one. `why`: in words;
    // blank: it has one by now.
    Result<void> note_time_stamp(const std::string& file_name, const std::string& why);
    Result<std::vector<std::string>> unstamped_archives();
    // A session that was sealed elsewhere, as a read-only one here; its bytes are kept, its zip lies in archives/.
    // Errors: archive_known (`where`: the session it became), archive_collides, wrong_type (an id).
    Result<Session> receive_session(const ReceivedSession& received);

    // ---- publishing by itself
    // Publishes what was to be visible by now. What came more than limits::publish_late_ms late, and what could not be
    // published, is an alarm. Returns the papers published.
    Result<std::int32_t> publish_due();

    // ---- backups (backup.hpp makes them; these are what the database knows of them)
    // The newest backup as the office sees it, and whether the newest try failed (an alarm). `epoch`: of the history it
    // holds. Verified and of this history, it moves backed_up() on. Saying the same twice changes nothing.
    Result<void> note_backup(const Backup& backup, const std::string& epoch);
    // A verified backup holds this history's feed up to here; 0: none does, as at the beginning of a new history.
    std::int64_t backed_up();
    // To be called with begin_new_history(): the alarm, and the journal's word of it.
    Result<void> note_restored(const std::string& backup, std::int64_t seq, const std::string& sentence);

    // ---- health, for doctor
    // On this connection; check_soundness(directory, …) looks beside it. Whole: pages, foreign keys, the journal's
    // chain and its signed checkpoints. Errors: database_damaged, journal_broken.
    Result<void> check_database(Thoroughness thoroughness = Thoroughness::whole);
    // The journal's word for a server that goes by another name.
    Result<void> note_host(std::string_view host_name, std::string_view ca_fingerprint);
    std::string journal_head();  // hexadecimal hash of the newest entry
    // A new epoch, after a backup was put back, so that devices take no older history for a younger one. While a server
    // runs the next FeedSlice says it.
    Result<void> begin_new_history();
    // A server starts on this directory. From here on no other life of the same copy has this journal: what devices are
    // told now tells the lives apart, also where nothing but the feed moved.
    Result<void> note_start();

private:
    struct Body;
    explicit Store(std::unique_ptr<Body> body);
    std::unique_ptr<Body> body_;
};

}  // namespace chamber::storage
