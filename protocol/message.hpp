// Every message of the wire as a described struct: what a device says (FromDevice) and what it is told (ToDevice).
//
// JSON text frames, tagged by "type"; codec.hpp reads and writes them; the TypeScript twin is generated from these structs.
// Bytes of documents travel in binary frames (chunk_frame.hpp). protocol/README.md has the table with worked examples.
// Ownership: messages own all they say; nothing points outside.
#pragma once

#include "protocol/annotation.hpp"
#include "protocol/alarm.hpp"
#include "protocol/amendment.hpp"
#include "protocol/attendance.hpp"
#include "protocol/backup.hpp"
#include "protocol/command.hpp"
#include "protocol/damage.hpp"
#include "protocol/document.hpp"
#include "protocol/person.hpp"
#include "protocol/session.hpp"
#include "protocol/wiping.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace chamber {

// ---- Entities: one thing a device can hold, in its newest state ---------------------------------------------------------

enum class ArchiveState { building, sealed };
BOOST_DESCRIBE_ENUM(ArchiveState, building, sealed)

// A sealed zip of a session.
struct Archive {
    static constexpr auto type = "archive";
    ArchiveId id;
    SessionId session;
    ArchiveState state = ArchiveState::sealed;
    std::string file_name;
    std::string sha256;
    std::uint64_t bytes = 0;
    std::string built_at;
    PersonId built_by;
    bool draft = false;  // bản nháp: built before the session's papers were complete
};
BOOST_DESCRIBE_STRUCT(Archive, (), (id, session, state, file_name, sha256, bytes, built_at, built_by, draft))

using Entity = std::variant<Council, Session, Sitting, AgendaItem, Person, Group, Document, DraftDocument, Report, Attendance, AbsenceReason,
                            Annotation, Device, Holding, Archive, Damage, Enrolment, Backup, Alarm, Withdrawal, Participant, AttendanceHistory, Amendments>;

// The newest durable entry of the journal: its number and its hash (hexadecimal). Devices keep what they were told last and repeat it:
// witnesses that the history was neither rewritten nor cut off. n = 0: nothing known.
struct JournalMark {
    std::int64_t n = 0;
    std::string hash;
    bool operator==(const JournalMark&) const = default;
};
BOOST_DESCRIBE_STRUCT(JournalMark, (), (n, hash))

// One entity's newest state at its place in the feed. Without `entity` it is deleted, for ever.
struct Change {
    std::int64_t seq = 0;
    std::string entity_type;  // its wire name, "document"
    std::string id;
    std::string scope;
    std::optional<Entity> entity;
};
BOOST_DESCRIBE_STRUCT(Change, (), (seq, entity_type, id, scope, entity))

// ---- From the device -------------------------------------------------------------------------------------------------------

// Answers `welcome`. `signature`: ECDSA P-256 SHA-256, raw r||s, over hello_text(nonce, device id). Both base64url.
// `incarnation`: random id of this device's command numbering. Through the local door (Unix socket) key and signature are empty.
struct Hello {
    static constexpr auto type = "hello";
    std::int32_t protocol = 0;
    std::string build;
    DeviceKind device_kind = DeviceKind::tablet;
    std::string device_key;  // raw P-256 point, 65 bytes
    std::string signature;
    std::string model;
    std::string incarnation;
    std::string epoch;       // "" on first contact
    std::int64_t cursor = 0;
    std::string access;      // what the view was filtered for: that of the last batch that said one
    JournalMark journal = {};  // the last one this device was told
    std::int32_t unsent = 0; // commands in its outbox without a receipt
};
BOOST_DESCRIBE_STRUCT(Hello, (),
                      (protocol, build, device_kind, device_key, signature, model, incarnation, epoch, cursor, access, journal,
                      unsent))

// The three that carry a secret wipe it when they die, every copy of them.
// Delegates and guests: `person` and PIN. Staff: `account` and password.
struct SignIn {
    static constexpr auto type = "sign_in";
    std::optional<PersonId> person;  // a delegate or guest, who has a PIN; one of the two
    std::optional<std::string> account;  // staff, who have a password; both or none: missing_field; one of the two
    std::string secret;  // the PIN or the password; 1 … secret_bytes_max bytes
    ~SignIn() { wipe(secret); }
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (person, account, secret))

struct SignOut {
    static constexpr auto type = "sign_out";
};
BOOST_DESCRIBE_STRUCT(SignOut, (), ())

// One's own PIN or password. `current` is checked like a sign-in, wrong tries count. Answered by a job; every other sign-in of the person
// ends.
struct ChangeSecret {
    static constexpr auto type = "change_secret";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    std::string current;  // the PIN or password so far; wrong ones count as at sign_in; 1 … secret_bytes_max bytes
    std::string secret;  // the new one; 6 digits, or at least 12 characters
    ~ChangeSecret() { wipe(current); wipe(secret); }
};
BOOST_DESCRIBE_STRUCT(ChangeSecret, (), (ask, current, secret))

// The screen was locked; whoever sits here proves again to be the person signed in. Answered by a job, or a refusal with `wait_s`.
struct Unlock {
    static constexpr auto type = "unlock";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    std::string secret;  // the PIN or password; wrong ones count as at sign_in; 1 … secret_bytes_max bytes
    ~Unlock() { wipe(secret); }
};
BOOST_DESCRIBE_STRUCT(Unlock, (), (ask, secret))

// A revoked device has sent what it still may (Standing::hand_in); `left`: commands it holds that nobody takes any more.
struct HandedIn {
    static constexpr auto type = "handed_in";
    std::int32_t left = 0;  // what it holds and nobody takes any more; commands
};
BOOST_DESCRIBE_STRUCT(HandedIn, (), (left))

struct Commands {
    static constexpr auto type = "commands";
    // numbers are consecutive; an empty list is passed over; more: too_long; at most commands_per_message_max
    std::vector<Command> items;
};
BOOST_DESCRIBE_STRUCT(Commands, (), (items))

// Bytes [offset, offset + bytes) of a blob, as binary frames marked `transfer`. bytes ≤ bulk_window_bytes; the device asks for
// the next window when it has the last. Errors come as fetch_refused.
struct Fetch {
    static constexpr auto type = "fetch";
    // the device's number for this window; not one that is still open (already_exists); 0 … 4,294,967,295
    std::uint32_t transfer = 0;
    std::string sha256;  // the blob; what the viewer may not see is blob_unknown too; 64 hexadecimal digits
    std::uint64_t offset = 0;  // where the window begins; else range_outside; bytes, less than the blob has
    std::uint32_t bytes = 0;  // how long it is; the end of the blob cuts it; else out_of_range; 1 … bulk_window_bytes
};
BOOST_DESCRIBE_STRUCT(Fetch, (), (transfer, sha256, offset, bytes))

struct CancelFetch {
    static constexpr auto type = "cancel_fetch";
    std::uint32_t transfer = 0;  // of the fetch; an unknown one is passed over
};
BOOST_DESCRIBE_STRUCT(CancelFetch, (), (transfer))

// How far a download is; ephemeral, shown live in the office.
struct Progress {
    static constexpr auto type = "progress";
    std::string sha256;  // the blob; 64 hexadecimal digits
    std::uint64_t bytes = 0;  // held so far; bytes
};
BOOST_DESCRIBE_STRUCT(Progress, (), (sha256, bytes))

// A ticket to PUT one file. `document`: the new revision's document; `item`: where a new document goes. `reason` with `document`.
// `position`: the place in the item's reading order that an earlier ticket kept for this file. `not_secret`: why a marking on it is none.
struct AskUpload {
    static constexpr auto type = "ask_upload";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    SessionId session;  // the session the file belongs to
    std::optional<AgendaItemId> item;  // where a new document goes; both or none: missing_field; this or document
    std::optional<DocumentId> document;  // whose next revision it is; this or item
    std::string file_name;  // as the person's machine calls it; at most title_bytes_max bytes
    std::uint64_t bytes = 0;  // the length of the body to come; 0: empty_file, more: too_large; 1 … document_bytes_max
    std::optional<std::string> reason;  // why there is another revision; blank: reason_required; required with document
    // who is to read it; absent: as the item's sitting is open to the public or not; with item
    std::optional<Audience> audience = {};
    // the place in the reading order that an earlier ticket kept for this file; from 1
    std::optional<std::int32_t> position = {};
    // why a marking on its pages is no state secret; goes into the journal; not blank
    std::optional<std::string> not_secret = {};
};
BOOST_DESCRIBE_STRUCT(AskUpload, (),
                      (ask, session, item, document, file_name, bytes, reason, audience, position, not_secret))

// A ticket to GET one file: an archive, or a blob the viewer may see.
struct AskDownload {
    static constexpr auto type = "ask_download";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    std::optional<ArchiveId> archive;  // a sealed archive: secretary, clerk, archivist; this or sha256
    // a blob the viewer may see; goes before archive; none of the two: missing_field; 64 hexadecimal digits
    std::optional<std::string> sha256;
};
BOOST_DESCRIBE_STRUCT(AskDownload, (), (ask, archive, sha256))

// `draft`: a bản nháp, marked as such on every page, in any state of the session.
struct BuildArchive {
    static constexpr auto type = "build_archive";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    SessionId session;
    bool draft = false;  // a draft, marked as such on every page, whatever state the session is in
};
BOOST_DESCRIBE_STRUCT(BuildArchive, (), (ask, session, draft))

struct ImportedSecret {
    PersonId person;  // must be in people, or known
    std::optional<std::string> account;  // staff: the name they type; of one person only (already_exists)
    std::string hash;  // made by chamber-admin; the secret itself never travels here; Argon2id text
};
BOOST_DESCRIBE_STRUCT(ImportedSecret, (), (person, account, hash))

// A whole session as it is imported: everything or nothing. `archive_fields`: file-level archive metadata (storage/archive), JSON text.
struct SessionImport {
    Council council;
    Session session;
    std::vector<Sitting> sittings;
    std::vector<AgendaItem> agenda;
    std::vector<Person> people;
    std::vector<Group> groups;
    std::vector<Attendance> attendance;
    std::vector<AbsenceReason> absence_reasons = {};
    std::vector<Annotation> annotations;  // on documents that come later: kept until their revision arrives
    std::vector<ImportedSecret> secrets;
    std::string archive_fields;
};
BOOST_DESCRIBE_STRUCT(SessionImport, (),
                      (council, session, sittings, agenda, people, groups, attendance, absence_reasons, annotations, secrets,
                      archive_fields))

// Through the local door only, where frames may be local_frame_bytes_max long. Answered by `import_plan`, then by a job; by the plan alone
// when it has faults, when it is a `dry_run`, or when it overwrites something and `accepted` is not its digest.
struct ImportSession {
    static constexpr auto type = "import_session";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    SessionImport import;  // see below
    bool dry_run = false;  // the plan alone
    // the digest of the plan that somebody agreed to; needed where something is overwritten; 64 hexadecimal digits,
    // or empty
    std::string accepted = {};
};
BOOST_DESCRIBE_STRUCT(ImportSession, (), (ask, import, dry_run, accepted))

// Through the local door only: a new PIN or password, hashed already; it also lifts a lock-out. Answered by a job.
struct SetSecret {
    static constexpr auto type = "set_secret";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    PersonId person;  // person_unknown when there is none
    std::string hash;  // of the new secret; Argon2id text
};
BOOST_DESCRIBE_STRUCT(SetSecret, (), (ask, person, hash))

// Verify the signatures of all revisions again, or of one session's; refused to all but the office. The trust store may have changed.
// Answered by jobs (`inspecting`, in revisions), then `rechecked`, then a job that is done.
struct Recheck {
    static constexpr auto type = "recheck";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    std::optional<SessionId> session;  // one session's revisions; absent: all
};
BOOST_DESCRIBE_STRUCT(Recheck, (), (ask, session))

// Read every stored blob back and compare it with its name now, not only at night; refused to all but the office. Answered by jobs
// (`inspecting`, in bytes), then a job that is done. What was found are `damage` entities.
struct Scrub {
    static constexpr auto type = "scrub";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
};
BOOST_DESCRIBE_STRUCT(Scrub, (), (ask))

struct Ping {
    static constexpr auto type = "ping";
    std::int64_t t = 0;  // whatever the device likes; ours is milliseconds since 1970; ± 2^53 − 1
};
BOOST_DESCRIBE_STRUCT(Ping, (), (t))

using FromDevice = std::variant<Hello, SignIn, SignOut, ChangeSecret, Unlock, HandedIn, Commands, Fetch, CancelFetch,
                                Progress, AskUpload, AskDownload, BuildArchive, ImportSession, SetSecret, Recheck,
                                Scrub, Ping>;

// ---- To the device ---------------------------------------------------------------------------------------------------------

struct Welcome {
    static constexpr auto type = "welcome";
    // the server's version; another one than the device's: it says nothing and tells its person to update;
    // protocol_version
    std::int32_t protocol = 0;
    std::string build;  // the server's program version
    std::string nonce;  // to be signed; new for every connection; base64url, 32 bytes
    std::string council;  // the council's name
    std::string time;  // the server's clock; moment
    bool demo = false;  // true: the fictional council, every screen says so
};
BOOST_DESCRIBE_STRUCT(Welcome, (), (protocol, build, nonce, council, time, demo))

// Who may sit here: shown on an approved device before anybody signs in.
struct Candidate {
    PersonId person;  // for sign_in
    std::string name;  // as it is written
    std::string position;  // their office
    std::optional<std::string> seat;  // in the hall
    std::optional<std::string> group_name;  // of their delegation
    bool guest = false;  // invited, not a delegate
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (person, name, position, seat, group_name, guest))

enum class StandingState { pending, approved, signed_in, revoked };
BOOST_DESCRIBE_ENUM(StandingState, pending, approved, signed_in, revoked)

// Where this device stands; sent after hello and whenever it changes. `revoked` means: purge everything, after `hand_in` was answered:
// then the annotations of the outbox are still taken, as commands, and `handed_in` ends it.
struct Standing {
    static constexpr auto type = "standing";
    StandingState state = StandingState::pending;
    DeviceId device;
    std::string label;
    std::optional<std::string> code;  // pending: what the clerk types
    std::vector<Candidate> candidates;
    std::optional<PersonId> person;
    std::vector<Role> roles;
    std::string epoch;
    bool hand_in = false;
};
BOOST_DESCRIBE_STRUCT(Standing, (), (state, device, label, code, candidates, person, roles, epoch, hand_in))

// Taken only if `prev` is the device's cursor, or `snapshot` (replaces the whole view, prev is 0). View, cursor and outbox move in
// one local transaction. `last_command`: all commands of this incarnation up to it are durable; 0: no news (receipts tell).
// `purge_scopes`: the device gives up everything it holds in them, bytes included, before it takes the items. `access`: what the
// view is filtered for from now on, to be repeated in `hello`; "": as before. `journal`: to be kept and repeated; n = 0: as before.
// `backed_up`: a verified backup holds the feed up to this seq; what was done behind it could still be lost with the server's disk, and
// devices keep those commands.
struct Batch {
    static constexpr auto type = "batch";
    std::string epoch;
    std::int64_t prev = 0;
    std::int64_t upto = 0;
    bool snapshot = false;
    bool more = false;  // another batch follows at once
    std::vector<std::string> purge_scopes;
    std::vector<Change> items;
    std::int64_t last_command = 0;
    std::string access;
    JournalMark journal = {};
    std::int64_t backed_up = 0;
};
BOOST_DESCRIBE_STRUCT(Batch, (),
                      (epoch, prev, upto, snapshot, more, purge_scopes, items, last_command, access, journal, backed_up))

// `shown_at`: the view holds what these commands did once its cursor has reached this seq.
struct Receipts {
    static constexpr auto type = "receipts";
    // one for every command of the message, repeated ones included; in the order of commands
    std::vector<CommandOutcome> outcomes;
    // once the cursor has reached it the view holds what these commands did, and they leave the outbox; seq
    std::int64_t shown_at = 0;
    JournalMark journal = {};  // the newest entry that is on disk with them
};
BOOST_DESCRIBE_STRUCT(Receipts, (), (outcomes, shown_at, journal))

// The commands sent do not follow the last one the server has: send again from last_command + 1.
struct Gap {
    static constexpr auto type = "gap";
    std::int64_t last_command = 0;  // the last one of this incarnation that has a receipt; number, 0: none
};
BOOST_DESCRIBE_STRUCT(Gap, (), (last_command))

struct FetchRefused {
    static constexpr auto type = "fetch_refused";
    std::uint32_t transfer = 0;  // of the fetch
    std::string code;  // e.g. blob_unknown, blob_damaged, range_outside, out_of_range, busy, already_exists, io_failed
    std::string sentence;  // for the person
};
BOOST_DESCRIBE_STRUCT(FetchRefused, (), (transfer, code, sentence))

// The last window asked for is sent; `size`: the whole blob's bytes.
struct FetchDone {
    static constexpr auto type = "fetch_done";
    std::uint32_t transfer = 0;  // of the fetch; free again
    std::uint64_t offset = 0;  // the end of the window; bytes
    std::uint64_t size = 0;  // of the whole blob; bytes
};
BOOST_DESCRIBE_STRUCT(FetchDone, (), (transfer, offset, size))

// The server's copy of a blob is damaged. A device that holds it, verified, answers with HTTP PUT of its bytes to `path` (a ticket).
struct BlobWanted {
    static constexpr auto type = "blob_wanted";
    std::string sha256;  // the blob; 64 hexadecimal digits
    std::uint64_t bytes = 0;  // how long it is: the Content-Length; bytes
    std::string path;  // on the same origin; a ticket, good for one use
};
BOOST_DESCRIBE_STRUCT(BlobWanted, (), (sha256, bytes, path))

// `path` on the same origin, good for one use.
struct Ticket {
    static constexpr auto type = "ticket";
    std::uint32_t ask = 0;  // of ask_upload or ask_download
    std::string path;  // /upload/ or /download/ and 32 hexadecimal digits; what is put behind another / is passed over
    std::int32_t expires_s = 0;  // ticket_ms; afterwards, and the second time: ticket_invalid; seconds
    // for a new document: its place in the item's reading order, kept for this file; from 1
    std::optional<std::int32_t> position = {};
};
BOOST_DESCRIBE_STRUCT(Ticket, (), (ask, path, expires_s, position))

enum class JobStage { queued, receiving, inspecting, storing, building, sealing, done, failed };
BOOST_DESCRIBE_ENUM(JobStage, queued, receiving, inspecting, storing, building, sealing, done, failed)

// How a long piece of work goes: an upload after its ticket, an archive, a re-check. `result`: the document's or archive's id.
struct Job {
    static constexpr auto type = "job";
    std::uint32_t ask = 0;  // of the question
    JobStage stage{};  // the last is done or failed
    std::uint64_t done = 0;  // so far; bytes; revisions in a re-check; 1 where nothing is counted
    std::uint64_t total = 0;  // in all; 0: not known; as done
    std::optional<std::string> result;  // done: the document's or the archive's id
    std::optional<std::string> code;  // failed: the error
    std::optional<std::string> sentence;  // failed: for the person
    std::optional<std::string> where;  // failed: the place in the input
};
BOOST_DESCRIBE_STRUCT(Job, (), (ask, stage, done, total, result, code, sentence, where))

// What an import would do. `where`: JSON pointer into the file's session. `before` is blank for what is new, `after` for what goes.
struct ImportFault {
    std::string where;  // the place in the file; JSON pointer
    std::string sentence;  // what is wrong, for a person
};
BOOST_DESCRIBE_STRUCT(ImportFault, (), (where, sentence))
struct ImportChange {
    std::string what;  // what changes, for a person
    std::string before;  // as it stands; blank: it is new
    std::string after;  // as it would stand; blank: it goes
};
BOOST_DESCRIBE_STRUCT(ImportChange, (), (what, before, after))
// `digest`: names this plan; to be repeated as `accepted`.
struct ImportPlan {
    static constexpr auto type = "import_plan";
    std::uint32_t ask = 0;  // of the question
    std::vector<ImportFault> faults;  // all of them; nothing is imported
    std::vector<ImportChange> changes;  // what is there already and would be another
    std::string digest;  // names this plan; to be repeated as accepted; 64 hexadecimal digits
};
BOOST_DESCRIBE_STRUCT(ImportPlan, (), (ask, faults, changes, digest))

// What a re-check came to, in revisions. `refreshed`: another report is stored; `changed`: of these, another verdict or trust;
// `failed`: their bytes could not be read.
struct Rechecked {
    static constexpr auto type = "rechecked";
    std::uint32_t ask = 0;  // of recheck
    std::uint64_t checked = 0;  // verified; revisions
    std::uint64_t refreshed = 0;  // of these, another report is stored; revisions
    std::uint64_t changed = 0;  // of these, another verdict or trust; revisions
    std::uint64_t failed = 0;  // their bytes could not be read; the report stays; revisions
};
BOOST_DESCRIBE_STRUCT(Rechecked, (), (ask, checked, refreshed, changed, failed))

// Ephemeral: who is connected, and how far downloads are. To the office (scope operations).
struct ConnectedDevice {
    DeviceId device;  // its id
    std::optional<PersonId> person;  // signed in on it
    std::string since;  // of this connection; moment
};
BOOST_DESCRIBE_STRUCT(ConnectedDevice, (), (device, person, since))
struct Connected {
    static constexpr auto type = "connected";
    std::vector<ConnectedDevice> devices;  // every device that has proven itself, except through the local door
};
BOOST_DESCRIBE_STRUCT(Connected, (), (devices))
struct DeviceProgress {
    static constexpr auto type = "device_progress";
    DeviceId device;  // whose
    std::string sha256;  // the blob; 64 hexadecimal digits
    std::uint64_t bytes = 0;  // held so far; bytes
};
BOOST_DESCRIBE_STRUCT(DeviceProgress, (), (device, sha256, bytes))

// Something asked was refused (`ask` says what, 0: the message itself). `wait_s`: try again after.
struct Refusal {
    static constexpr auto type = "refusal";
    std::uint32_t ask = 0;  // of the question; 0: the message itself, or commands, sign_in
    std::string code;  // a name of the error table; a new one may appear in any version
    std::string sentence;  // Vietnamese, says what to do
    std::optional<std::string> where;  // the place in the message; JSON pointer, or a word
    // wrong_secret: the next try before that is not looked at; seconds, 1 … secret_wait_s_max
    std::optional<std::int32_t> wait_s;
};
BOOST_DESCRIBE_STRUCT(Refusal, (), (ask, code, sentence, where, wait_s))

struct Pong {
    static constexpr auto type = "pong";
    std::int64_t t = 0;  // that of the ping
};
BOOST_DESCRIBE_STRUCT(Pong, (), (t))

using ToDevice = std::variant<Welcome, Standing, Batch, Receipts, Gap, FetchRefused, FetchDone, BlobWanted, Ticket, Job,
                              ImportPlan, Rechecked, Connected, DeviceProgress, Refusal, Pong>;

// The text a device signs to prove its key.
std::string hello_text(std::string_view nonce, const DeviceId& device);

// Wire name and id of an entity.
std::string_view entity_type(const Entity& entity);
std::string entity_id(const Entity& entity);

}  // namespace chamber
