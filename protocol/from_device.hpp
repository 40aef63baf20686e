// What a device says: hello, sign-in, commands, and what it asks for.
#pragma once

#include "protocol/command.hpp"
#include "protocol/entity.hpp"
#include "protocol/machine_check.hpp"
#include "protocol/own_records.hpp"
#include "protocol/sheet.hpp"
#include "protocol/trust.hpp"
#include "protocol/wiping.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace chamber {

// Answers `welcome`. `signature`: ECDSA P-256 SHA-256, raw r||s, over hello_text(nonce, device id). Both base64url.
// `incarnation`: random id of this device's command numbering. Through the local door (Unix socket) key and signature
// are empty.
struct Hello {
    static constexpr auto type = "hello";
    std::int32_t protocol = 0;
    std::string build;
    DeviceKind device_kind = DeviceKind::tablet;
    std::string device_key;  // raw P-256 point, 65 bytes
    std::string signature;
    std::string model;
    std::string incarnation;
    std::string epoch;  // "" on first contact
    std::int64_t cursor = 0;
    std::string access;        // what the view was filtered for: that of the last batch that said one
    JournalMark journal = {};  // the last one this device was told
    std::int32_t unsent = 0;   // commands in its outbox without a receipt
};
BOOST_DESCRIBE_STRUCT(Hello, (),
                      (protocol, build, device_kind, device_key, signature, model, incarnation, epoch, cursor, access,
                       journal, unsent))

// The three that carry a secret wipe it when they die, every copy of them.
// Delegates and guests: `person` and PIN. Staff: `account` and password.
struct SignIn {
    static constexpr auto type = "sign_in";
    std::optional<PersonId> person;      // a delegate or guest, who has a PIN; one of the two
    std::optional<std::string> account;  // staff, who have a password; both or none: missing_field; one of the two
    std::string secret;                  // the PIN or the password; 1 … secret_bytes_max bytes
    ~SignIn() { wipe(secret); }
};
BOOST_DESCRIBE_STRUCT(SignIn, (), (person, account, secret))

struct SignOut {
    static constexpr auto type = "sign_out";
};
BOOST_DESCRIBE_STRUCT(SignOut, (), ())

// One's own PIN or password. `current` is checked like a sign-in, wrong tries count. Answered by a job; every other
// sign-in of the person ends.
struct ChangeSecret {
    static constexpr auto type = "change_secret";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    std::string current;    // the PIN or password so far; wrong ones count as at sign_in; 1 … secret_bytes_max bytes
    std::string secret;     // the new one; 6 digits, or at least 12 characters
    ~ChangeSecret()
    {
        wipe(current);
        wipe(secret);
    }
};
BOOST_DESCRIBE_STRUCT(ChangeSecret, (), (ask, current, secret))

// The screen was locked; whoever sits here proves again to be the person signed in. Answered by a job, or a refusal
// with `wait_s`.
struct Unlock {
    static constexpr auto type = "unlock";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    std::string secret;     // the PIN or password; wrong ones count as at sign_in; 1 … secret_bytes_max bytes
    ~Unlock() { wipe(secret); }
};
BOOST_DESCRIBE_STRUCT(Unlock, (), (ask, secret))

// A revoked device has sent what it still may (Standing::hand_in); `left`: commands it holds that nobody takes any
// more.
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

// Bytes [offset, offset + bytes) of a blob, as binary frames marked `transfer`. bytes ≤ bulk_window_bytes; the device
// asks for the next window when it has the last. Errors come as fetch_refused.
struct Fetch {
    static constexpr auto type = "fetch";
    // the device's number for this window; not one that is still open (already_exists); 0 … 4,294,967,295
    std::uint32_t transfer = 0;
    std::string sha256;        // the blob; what the viewer may not see is blob_unknown too; 64 hexadecimal digits
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
    std::string sha256;       // the blob; 64 hexadecimal digits
    std::uint64_t bytes = 0;  // held so far; bytes
};
BOOST_DESCRIBE_STRUCT(Progress, (), (sha256, bytes))

// How the machine is that a person works on: what it does not know it leaves out. Ephemeral, shown live in the office;
// at most one every health_every_ms, others are passed over.
struct Health {
    static constexpr auto type = "health";
    std::string at;                               // its own clock; moment
    std::optional<std::uint64_t> free_bytes;      // what the browser may still store; bytes
    std::optional<std::int32_t> battery_percent;  // else out_of_range; 0 … 100
    std::optional<bool> charging;                 // on a cable
    std::int32_t papers_held = 0;                 // published papers it holds, whole and verified; from 0
    std::int32_t papers_wanted = 0;               // published papers its person may read; from 0
    std::optional<bool> persisted = {};           // the browser keeps what is stored, also when room is short
    std::optional<bool> installed = {};           // opened from the Home Screen; false: in a tab of the browser
    std::optional<std::string> checked_at = {};   // when "Kiểm tra máy" ran through last; absent: never; moment
    // what failed then; each once
    std::vector<MachineCheck> failed_checks = {};
};
BOOST_DESCRIBE_STRUCT(Health, (),
                      (at, free_bytes, battery_percent, charging, papers_held, papers_wanted, persisted, installed,
                       checked_at, failed_checks))

// A ticket to PUT one file. `document`: the new revision's document; `item`: where a new document goes. `reason` with
// `document`. `position`: the place in the item's reading order that an earlier ticket kept for this file.
// `not_secret`: why a marking on it is none.
struct AskUpload {
    static constexpr auto type = "ask_upload";
    std::uint32_t ask = 0;               // the device's number for this question, not 0; 0 … 4,294,967,295
    SessionId session;                   // the session the file belongs to
    std::optional<AgendaItemId> item;    // where a new document goes; both or none: missing_field; this or document
    std::optional<DocumentId> document;  // whose next revision it is; this or item
    std::string file_name;               // as the person's machine calls it; at most title_bytes_max bytes
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
    std::uint32_t ask = 0;             // the device's number for this question, not 0; 0 … 4,294,967,295
    std::optional<ArchiveId> archive;  // a sealed archive: secretary, clerk, archivist; this or sha256
    // a blob the viewer may see; goes before archive; none of the two: missing_field; 64 hexadecimal digits
    std::optional<std::string> sha256;
    // what of the archive; absent: the zip; with archive
    std::optional<ArchivePart> part = {};
};
BOOST_DESCRIBE_STRUCT(AskDownload, (), (ask, archive, sha256, part))

// `draft`: a bản nháp, marked as such on every page, in any state of the session.
struct BuildArchive {
    static constexpr auto type = "build_archive";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    SessionId session;
    bool draft = false;  // a draft, marked as such on every page, whatever state the session is in
};
BOOST_DESCRIBE_STRUCT(BuildArchive, (), (ask, session, draft))

// The archive of this session that is being built is given up; nothing is left of it. Answered by a job that is done;
// whoever asked for the archive gets a job that failed with `cancelled`.
struct CancelArchive {
    static constexpr auto type = "cancel_archive";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    SessionId session;      // not_found when none of it is being built
};
BOOST_DESCRIBE_STRUCT(CancelArchive, (), (ask, session))

// A sheet for the office, made from what the server knows. Answered by a job (`building`), then by a `ticket`. Which
// kind comes in which format: the table in messages.md.
struct MakeSheet {
    static constexpr auto type = "make_sheet";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    SheetKind kind{};
    SheetFormat format{};
    std::optional<SessionId> session;  // of which; every kind but report
    std::optional<SittingId> sitting;  // of one sitting alone: minutes, minutes_facts, roll
    std::optional<std::int32_t> year;  // of which; with report; 2000 … 2100
    std::optional<std::string> as_of;  // what was known at the end of that day; with report; absent: today; day
};
BOOST_DESCRIBE_STRUCT(MakeSheet, (), (ask, kind, format, session, sitting, year, as_of))

struct ImportedSecret {
    PersonId person;                     // must be in people, or known
    std::optional<std::string> account;  // staff: the name they type; of one person only (already_exists)
    std::string hash;                    // made by chamber-admin; the secret itself never travels here; Argon2id text
};
BOOST_DESCRIBE_STRUCT(ImportedSecret, (), (person, account, hash))

// A whole session as it is imported: everything or nothing. `archive_fields`: file-level archive metadata
// (storage/archive), JSON text.
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
                      (council, session, sittings, agenda, people, groups, attendance, absence_reasons, annotations,
                       secrets, archive_fields))

// A secretary, clerk or administrator at a desktop, or the local door, where frames may be local_frame_bytes_max long.
// Answered by `import_plan`, then by a job; by the plan alone when it has faults, when it is a `dry_run`, or when it
// overwrites something and `accepted` is not its digest. What a desktop may not bring along: access.hpp.
struct ImportSession {
    static constexpr auto type = "import_session";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    SessionImport import;   // see below
    bool dry_run = false;   // the plan alone
    // the digest of the plan that somebody agreed to; needed where something is overwritten; 64 hexadecimal digits,
    // or empty
    std::string accepted = {};
};
BOOST_DESCRIBE_STRUCT(ImportSession, (), (ask, import, dry_run, accepted))

// Through the local door only: a new PIN or password, hashed already; it also lifts a lock-out. Answered by a job.
struct SetSecret {
    static constexpr auto type = "set_secret";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    PersonId person;        // person_unknown when there is none
    std::string hash;       // of the new secret; Argon2id text
};
BOOST_DESCRIBE_STRUCT(SetSecret, (), (ask, person, hash))

// New PINs and passwords, drawn and hashed by the server, for people who forgot theirs or never had one; it also lifts
// lock-outs. All of them or none. Answered by jobs (`building`, in people), then by `secrets_drawn`, once.
struct DrawSecret {
    static constexpr auto type = "draw_secret";
    std::uint32_t ask = 0;         // the device's number for this question, not 0; 0 … 4,294,967,295
    std::vector<PersonId> people;  // who gets one; each once, never oneself; 1 … secrets_per_draw_max
};
BOOST_DESCRIBE_STRUCT(DrawSecret, (), (ask, people))

// What holds these words, as far as the viewer may see it; words without marks find words with and without them.
// Answered by `found`.
struct Search {
    static constexpr auto type = "search";
    std::uint32_t ask = 0;                  // the device's number for this question, not 0; 0 … 4,294,967,295
    std::string query;                      // as a person typed it; at most search_query_bytes_max bytes
    std::optional<std::string> after = {};  // what comes behind these: `next` of the answer before
};
BOOST_DESCRIBE_STRUCT(Search, (), (ask, query, after))

// Verify the signatures of all revisions again, or of one session's; refused to all but the office. The trust store may
// have changed. Answered by jobs (`inspecting`, in revisions), then `rechecked`, then a job that is done.
struct Recheck {
    static constexpr auto type = "recheck";
    std::uint32_t ask = 0;             // the device's number for this question, not 0; 0 … 4,294,967,295
    std::optional<SessionId> session;  // one session's revisions; absent: all
};
BOOST_DESCRIBE_STRUCT(Recheck, (), (ask, session))

// Read every stored blob back and compare it with its name now, not only at night; refused to all but the office.
// Answered by jobs
// (`inspecting`, in bytes), then a job that is done. What was found are `damage` entities.
struct Scrub {
    static constexpr auto type = "scrub";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
};
BOOST_DESCRIBE_STRUCT(Scrub, (), (ask))

// Through the local door only, which is told no feed: what there is of one type, as far as the office may see it.
// Answered by `listing`, a piece at a time.
struct ListEntities {
    static constexpr auto type = "list";
    std::uint32_t ask = 0;    // the device's number for this question, not 0; 0 … 4,294,967,295
    std::string entity_type;  // the wire name; unknown_type when there is none
    std::string after = {};   // what comes behind this one: `next` of the listing before; empty: from the beginning
};
BOOST_DESCRIBE_STRUCT(ListEntities, (), (ask, entity_type, after))

// What signatures are judged by. Answered by `trust_listing`.
struct ReadTrust {
    static constexpr auto type = "read_trust";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
};
BOOST_DESCRIBE_STRUCT(ReadTrust, (), (ask))

// An authority's certificates or revocation lists for the trust store: PEM, DER or .p7b. Nothing enters before somebody
// compared its fingerprint with a second source: as long as one of its certificates is not `confirmed` the answer is a
// `trust_listing` of what is in it, and nothing is changed. Else it is kept, and the answer is the whole store's.
struct KeepTrust {
    static constexpr auto type = "keep_trust";
    std::uint32_t ask = 0;               // the device's number for this question, not 0; 0 … 4,294,967,295
    std::string material;                // the file's bytes; base64url, at most trust_material_bytes_max bytes
    TrustUse use{};                      // what its authorities are to be trusted for
    std::vector<std::string> confirmed;  // whole fingerprints that somebody has compared; 64 hexadecimal digits each
};
BOOST_DESCRIBE_STRUCT(KeepTrust, (), (ask, material, use, confirmed))

// Out of the trust store, in this use. Answered by the whole store's `trust_listing`.
struct DropTrust {
    static constexpr auto type = "drop_trust";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
    std::string sha256;     // the fingerprint; trust_unknown when it is not there; 64 hexadecimal digits
    TrustUse use{};         // in which use; of a list: passed over
    std::string reason;     // for the journal; not blank
};
BOOST_DESCRIBE_STRUCT(DropTrust, (), (ask, sha256, use, reason))

// Who has a PIN or a password. Answered by `secret_holders`.
struct ReadSecretHolders {
    static constexpr auto type = "read_secret_holders";
    std::uint32_t ask = 0;  // the device's number for this question, not 0; 0 … 4,294,967,295
};
BOOST_DESCRIBE_STRUCT(ReadSecretHolders, (), (ask))

// What is this person's own and newer here than the device knows of the server (own_records.hpp). Answered by
// `own_records` with all of it as it is kept now, after it is on disk; of a document the person may not read, by
// nothing.
struct KeepOwn {
    static constexpr auto type = "keep_own";
    std::uint32_t ask = 0;                   // the device's number for this question, not 0; 0 … 4,294,967,295
    std::vector<ReadingRecord> readings;     // of each document once; at most readings_per_message_max
    std::optional<Preferences> preferences;  // what of them is newer
};
BOOST_DESCRIBE_STRUCT(KeepOwn, (), (ask, readings, preferences))

// Who presides shows where they are to all that may see that document and follow. Ephemeral: the newest counts, it is
// told at most every at_page_every_ms, and ends with the connection. Absent: nobody is led any more.
struct AtPage {
    static constexpr auto type = "at_page";
    std::optional<DocumentId> document;  // published; absent: it is over
    std::string sha256;                  // the revision's bytes; 64 hexadecimal digits, or empty
    std::int32_t page_index = 0;         // of that revision; from 0
};
BOOST_DESCRIBE_STRUCT(AtPage, (), (document, sha256, page_index))

struct Ping {
    static constexpr auto type = "ping";
    std::int64_t t = 0;  // whatever the device likes; ours is milliseconds since 1970; ± 2^53 − 1
};
BOOST_DESCRIBE_STRUCT(Ping, (), (t))

using FromDevice = std::variant<Hello, SignIn, SignOut, ChangeSecret, Unlock, HandedIn, Commands, Fetch, CancelFetch,
                                Progress, Health, AskUpload, AskDownload, BuildArchive, MakeSheet, ImportSession,
                                SetSecret, DrawSecret, Search, Recheck, Scrub, ListEntities, Ping, CancelArchive,
                                ReadTrust, KeepTrust, DropTrust, ReadSecretHolders, KeepOwn, AtPage>;

}  // namespace chamber
