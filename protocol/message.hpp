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
BOOST_DESCRIBE_STRUCT(Hello, (), (protocol, build, device_kind, device_key, signature, model, incarnation, epoch, cursor, access, journal, unsent))

// The three that carry a secret wipe it when they die, every copy of them.
// Delegates and guests: `person` and PIN. Staff: `account` and password.
struct SignIn { static constexpr auto type = "sign_in"; std::optional<PersonId> person; std::optional<std::string> account; std::string secret; ~SignIn() { wipe(secret); } };
BOOST_DESCRIBE_STRUCT(SignIn, (), (person, account, secret))

struct SignOut { static constexpr auto type = "sign_out"; };
BOOST_DESCRIBE_STRUCT(SignOut, (), ())

// One's own PIN or password. `current` is checked like a sign-in, wrong tries count. Answered by a job; every other sign-in of the person ends.
struct ChangeSecret { static constexpr auto type = "change_secret"; std::uint32_t ask = 0; std::string current; std::string secret; ~ChangeSecret() { wipe(current); wipe(secret); } };
BOOST_DESCRIBE_STRUCT(ChangeSecret, (), (ask, current, secret))

// The screen was locked; whoever sits here proves again to be the person signed in. Answered by a job, or a refusal with `wait_s`.
struct Unlock { static constexpr auto type = "unlock"; std::uint32_t ask = 0; std::string secret; ~Unlock() { wipe(secret); } };
BOOST_DESCRIBE_STRUCT(Unlock, (), (ask, secret))

// A revoked device has sent what it still may (Standing::hand_in); `left`: commands it holds that nobody takes any more.
struct HandedIn { static constexpr auto type = "handed_in"; std::int32_t left = 0; };
BOOST_DESCRIBE_STRUCT(HandedIn, (), (left))

struct Commands { static constexpr auto type = "commands"; std::vector<Command> items; };
BOOST_DESCRIBE_STRUCT(Commands, (), (items))

// Bytes [offset, offset + bytes) of a blob, as binary frames marked `transfer`. bytes ≤ bulk_window_bytes; the device asks for
// the next window when it has the last. Errors come as fetch_refused.
struct Fetch { static constexpr auto type = "fetch"; std::uint32_t transfer = 0; std::string sha256; std::uint64_t offset = 0; std::uint32_t bytes = 0; };
BOOST_DESCRIBE_STRUCT(Fetch, (), (transfer, sha256, offset, bytes))

struct CancelFetch { static constexpr auto type = "cancel_fetch"; std::uint32_t transfer = 0; };
BOOST_DESCRIBE_STRUCT(CancelFetch, (), (transfer))

// How far a download is; ephemeral, shown live in the office.
struct Progress { static constexpr auto type = "progress"; std::string sha256; std::uint64_t bytes = 0; };
BOOST_DESCRIBE_STRUCT(Progress, (), (sha256, bytes))

// A ticket to PUT one file. `document`: the new revision's document; `item`: where a new document goes. `reason` with `document`.
// `position`: the place in the item's reading order that an earlier ticket kept for this file. `not_secret`: why a marking on it is none.
struct AskUpload { static constexpr auto type = "ask_upload"; std::uint32_t ask = 0; SessionId session; std::optional<AgendaItemId> item; std::optional<DocumentId> document; std::string file_name; std::uint64_t bytes = 0; std::optional<std::string> reason; std::optional<Audience> audience = {}; std::optional<std::int32_t> position = {}; std::optional<std::string> not_secret = {}; };
BOOST_DESCRIBE_STRUCT(AskUpload, (), (ask, session, item, document, file_name, bytes, reason, audience, position, not_secret))

// A ticket to GET one file: an archive, or a blob the viewer may see.
struct AskDownload { static constexpr auto type = "ask_download"; std::uint32_t ask = 0; std::optional<ArchiveId> archive; std::optional<std::string> sha256; };
BOOST_DESCRIBE_STRUCT(AskDownload, (), (ask, archive, sha256))

// `draft`: a bản nháp, marked as such on every page, in any state of the session.
struct BuildArchive { static constexpr auto type = "build_archive"; std::uint32_t ask = 0; SessionId session; bool draft = false; };
BOOST_DESCRIBE_STRUCT(BuildArchive, (), (ask, session, draft))

struct ImportedSecret { PersonId person; std::optional<std::string> account; std::string hash; };
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
BOOST_DESCRIBE_STRUCT(SessionImport, (), (council, session, sittings, agenda, people, groups, attendance, absence_reasons, annotations, secrets, archive_fields))

// Through the local door only, where frames may be local_frame_bytes_max long. Answered by `import_plan`, then by a job; by the plan alone
// when it has faults, when it is a `dry_run`, or when it overwrites something and `accepted` is not its digest.
struct ImportSession { static constexpr auto type = "import_session"; std::uint32_t ask = 0; SessionImport import; bool dry_run = false; std::string accepted = {}; };
BOOST_DESCRIBE_STRUCT(ImportSession, (), (ask, import, dry_run, accepted))

// Through the local door only: a new PIN or password, hashed already; it also lifts a lock-out. Answered by a job.
struct SetSecret { static constexpr auto type = "set_secret"; std::uint32_t ask = 0; PersonId person; std::string hash; };
BOOST_DESCRIBE_STRUCT(SetSecret, (), (ask, person, hash))

// Verify the signatures of all revisions again, or of one session's; refused to all but the office. The trust store may have changed.
// Answered by jobs (`inspecting`, in revisions), then `rechecked`, then a job that is done.
struct Recheck { static constexpr auto type = "recheck"; std::uint32_t ask = 0; std::optional<SessionId> session; };
BOOST_DESCRIBE_STRUCT(Recheck, (), (ask, session))

// Read every stored blob back and compare it with its name now, not only at night; refused to all but the office. Answered by jobs
// (`inspecting`, in bytes), then a job that is done. What was found are `damage` entities.
struct Scrub { static constexpr auto type = "scrub"; std::uint32_t ask = 0; };
BOOST_DESCRIBE_STRUCT(Scrub, (), (ask))

struct Ping { static constexpr auto type = "ping"; std::int64_t t = 0; };
BOOST_DESCRIBE_STRUCT(Ping, (), (t))

using FromDevice = std::variant<Hello, SignIn, SignOut, ChangeSecret, Unlock, HandedIn, Commands, Fetch, CancelFetch, Progress, AskUpload, AskDownload, BuildArchive, ImportSession, SetSecret, Recheck, Scrub, Ping>;

// ---- To the device ---------------------------------------------------------------------------------------------------------

struct Welcome { static constexpr auto type = "welcome"; std::int32_t protocol = 0; std::string build; std::string nonce; std::string council; std::string time; bool demo = false; };
BOOST_DESCRIBE_STRUCT(Welcome, (), (protocol, build, nonce, council, time, demo))

// Who may sit here: shown on an approved device before anybody signs in.
struct Candidate { PersonId person; std::string name; std::string position; std::optional<std::string> seat; std::optional<std::string> group_name; bool guest = false; };
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
BOOST_DESCRIBE_STRUCT(Batch, (), (epoch, prev, upto, snapshot, more, purge_scopes, items, last_command, access, journal, backed_up))

// `shown_at`: the view holds what these commands did once its cursor has reached this seq.
struct Receipts { static constexpr auto type = "receipts"; std::vector<CommandOutcome> outcomes; std::int64_t shown_at = 0; JournalMark journal = {}; };
BOOST_DESCRIBE_STRUCT(Receipts, (), (outcomes, shown_at, journal))

// The commands sent do not follow the last one the server has: send again from last_command + 1.
struct Gap { static constexpr auto type = "gap"; std::int64_t last_command = 0; };
BOOST_DESCRIBE_STRUCT(Gap, (), (last_command))

struct FetchRefused { static constexpr auto type = "fetch_refused"; std::uint32_t transfer = 0; std::string code; std::string sentence; };
BOOST_DESCRIBE_STRUCT(FetchRefused, (), (transfer, code, sentence))

// The last window asked for is sent; `size`: the whole blob's bytes.
struct FetchDone { static constexpr auto type = "fetch_done"; std::uint32_t transfer = 0; std::uint64_t offset = 0; std::uint64_t size = 0; };
BOOST_DESCRIBE_STRUCT(FetchDone, (), (transfer, offset, size))

// The server's copy of a blob is damaged. A device that holds it, verified, answers with HTTP PUT of its bytes to `path` (a ticket).
struct BlobWanted { static constexpr auto type = "blob_wanted"; std::string sha256; std::uint64_t bytes = 0; std::string path; };
BOOST_DESCRIBE_STRUCT(BlobWanted, (), (sha256, bytes, path))

// `path` on the same origin, good for one use.
struct Ticket { static constexpr auto type = "ticket"; std::uint32_t ask = 0; std::string path; std::int32_t expires_s = 0; std::optional<std::int32_t> position = {}; };
BOOST_DESCRIBE_STRUCT(Ticket, (), (ask, path, expires_s, position))

enum class JobStage { queued, receiving, inspecting, storing, building, sealing, done, failed };
BOOST_DESCRIBE_ENUM(JobStage, queued, receiving, inspecting, storing, building, sealing, done, failed)

// How a long piece of work goes: an upload after its ticket, an archive, a re-check. `result`: the document's or archive's id.
struct Job { static constexpr auto type = "job"; std::uint32_t ask = 0; JobStage stage{}; std::uint64_t done = 0; std::uint64_t total = 0; std::optional<std::string> result; std::optional<std::string> code; std::optional<std::string> sentence; std::optional<std::string> where; };
BOOST_DESCRIBE_STRUCT(Job, (), (ask, stage, done, total, result, code, sentence, where))

// What an import would do. `where`: JSON pointer into the file's session. `before` is blank for what is new, `after` for what goes.
struct ImportFault { std::string where; std::string sentence; };
BOOST_DESCRIBE_STRUCT(ImportFault, (), (where, sentence))
struct ImportChange { std::string what; std::string before; std::string after; };
BOOST_DESCRIBE_STRUCT(ImportChange, (), (what, before, after))
// `digest`: names this plan; to be repeated as `accepted`.
struct ImportPlan { static constexpr auto type = "import_plan"; std::uint32_t ask = 0; std::vector<ImportFault> faults; std::vector<ImportChange> changes; std::string digest; };
BOOST_DESCRIBE_STRUCT(ImportPlan, (), (ask, faults, changes, digest))

// What a re-check came to, in revisions. `refreshed`: another report is stored; `changed`: of these, another verdict or trust;
// `failed`: their bytes could not be read.
struct Rechecked { static constexpr auto type = "rechecked"; std::uint32_t ask = 0; std::uint64_t checked = 0; std::uint64_t refreshed = 0; std::uint64_t changed = 0; std::uint64_t failed = 0; };
BOOST_DESCRIBE_STRUCT(Rechecked, (), (ask, checked, refreshed, changed, failed))

// Ephemeral: who is connected, and how far downloads are. To the office (scope operations).
struct ConnectedDevice { DeviceId device; std::optional<PersonId> person; std::string since; };
BOOST_DESCRIBE_STRUCT(ConnectedDevice, (), (device, person, since))
struct Connected { static constexpr auto type = "connected"; std::vector<ConnectedDevice> devices; };
BOOST_DESCRIBE_STRUCT(Connected, (), (devices))
struct DeviceProgress { static constexpr auto type = "device_progress"; DeviceId device; std::string sha256; std::uint64_t bytes = 0; };
BOOST_DESCRIBE_STRUCT(DeviceProgress, (), (device, sha256, bytes))

// Something asked was refused (`ask` says what, 0: the message itself). `wait_s`: try again after.
struct Refusal { static constexpr auto type = "refusal"; std::uint32_t ask = 0; std::string code; std::string sentence; std::optional<std::string> where; std::optional<std::int32_t> wait_s; };
BOOST_DESCRIBE_STRUCT(Refusal, (), (ask, code, sentence, where, wait_s))

struct Pong { static constexpr auto type = "pong"; std::int64_t t = 0; };
BOOST_DESCRIBE_STRUCT(Pong, (), (t))

using ToDevice = std::variant<Welcome, Standing, Batch, Receipts, Gap, FetchRefused, FetchDone, BlobWanted, Ticket, Job, ImportPlan, Rechecked, Connected, DeviceProgress, Refusal, Pong>;

// The text a device signs to prove its key.
std::string hello_text(std::string_view nonce, const DeviceId& device);

// Wire name and id of an entity.
std::string_view entity_type(const Entity& entity);
std::string entity_id(const Entity& entity);

}  // namespace chamber
