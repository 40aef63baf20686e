// What a device is told: where it stands, the feed, receipts, and answers.
#pragma once

#include "protocol/command.hpp"
#include "protocol/entity.hpp"
#include "protocol/machine_check.hpp"
#include "protocol/own_records.hpp"
#include "protocol/trust.hpp"
#include "protocol/wiping.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace chamber {

struct Welcome {
    static constexpr auto type = "welcome";
    // the server's version; another one than the device's: it says nothing and tells its person to update;
    // protocol_version
    std::int32_t protocol = 0;
    std::string build;    // the server's program version
    std::string nonce;    // to be signed; new for every connection; base64url, 32 bytes
    std::string council;  // the council's name
    std::string time;     // the server's clock; moment
    bool demo = false;    // true: the fictional council, every screen says so
};
BOOST_DESCRIBE_STRUCT(Welcome, (), (protocol, build, nonce, council, time, demo))

// Who may sit here: shown on an approved device before anybody signs in.
struct Candidate {
    PersonId person;                        // for sign_in
    std::string name;                       // as it is written
    std::string position;                   // their office
    std::optional<std::string> seat;        // in the hall
    std::optional<std::string> group_name;  // of their delegation
    bool guest = false;                     // invited, not a delegate
};
BOOST_DESCRIBE_STRUCT(Candidate, (), (person, name, position, seat, group_name, guest))

enum class StandingState { pending, approved, signed_in, revoked };
BOOST_DESCRIBE_ENUM(StandingState, pending, approved, signed_in, revoked)

// Where this device stands; sent after hello and whenever it changes. `revoked` means: purge everything, after
// `hand_in` was answered: then the annotations of the outbox are still taken, as commands, and `handed_in` ends it.
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

// Taken only if `prev` is the device's cursor, or `snapshot` (replaces the whole view, prev is 0). View, cursor and
// outbox move in one local transaction. `last_command`: all commands of this incarnation up to it are durable; 0: no
// news (receipts tell). `purge_scopes`: the device gives up everything it holds in them, bytes included, before it
// takes the items. `access`: what the view is filtered for from now on, to be repeated in `hello`; "": as before.
// `journal`: to be kept and repeated; n = 0: as before. `backed_up`: a verified backup holds the feed up to this seq;
// what was done behind it could still be lost with the server's disk, and devices keep those commands.
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
                      (epoch, prev, upto, snapshot, more, purge_scopes, items, last_command, access, journal,
                       backed_up))

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
    std::uint64_t offset = 0;    // the end of the window; bytes
    std::uint64_t size = 0;      // of the whole blob; bytes
};
BOOST_DESCRIBE_STRUCT(FetchDone, (), (transfer, offset, size))

// The server's copy of a blob is damaged. A device that holds it, verified, answers with HTTP PUT of its bytes to
// `path` (a ticket).
struct BlobWanted {
    static constexpr auto type = "blob_wanted";
    std::string sha256;       // the blob; 64 hexadecimal digits
    std::uint64_t bytes = 0;  // how long it is: the Content-Length; bytes
    std::string path;         // on the same origin; a ticket, good for one use
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

// How a long piece of work goes: an upload after its ticket, an archive, a re-check. `result`: the document's or
// archive's id.
struct Job {
    static constexpr auto type = "job";
    std::uint32_t ask = 0;                // of the question
    JobStage stage{};                     // the last is done or failed
    std::uint64_t done = 0;               // so far; bytes; revisions in a re-check; 1 where nothing is counted
    std::uint64_t total = 0;              // in all; 0: not known; as done
    std::optional<std::string> result;    // done: the document's or the archive's id
    std::optional<std::string> code;      // failed: the error
    std::optional<std::string> sentence;  // failed: for the person
    std::optional<std::string> where;     // failed: the place in the input
};
BOOST_DESCRIBE_STRUCT(Job, (), (ask, stage, done, total, result, code, sentence, where))

// What an import would do. `where`: JSON pointer into the file's session. `before` is blank for what is new, `after`
// for what goes.
struct ImportFault {
    std::string where;     // the place in the file; JSON pointer
    std::string sentence;  // what is wrong, for a person
};
BOOST_DESCRIBE_STRUCT(ImportFault, (), (where, sentence))
struct ImportChange {
    std::string what;    // what changes, for a person
    std::string before;  // as it stands; blank: it is new
    std::string after;   // as it would stand; blank: it goes
};
BOOST_DESCRIBE_STRUCT(ImportChange, (), (what, before, after))
// `digest`: names this plan; to be repeated as `accepted`.
struct ImportPlan {
    static constexpr auto type = "import_plan";
    std::uint32_t ask = 0;              // of the question
    std::vector<ImportFault> faults;    // all of them; nothing is imported
    std::vector<ImportChange> changes;  // what is there already and would be another
    std::string digest;                 // names this plan; to be repeated as accepted; 64 hexadecimal digits
};
BOOST_DESCRIBE_STRUCT(ImportPlan, (), (ask, faults, changes, digest))

// The only time these secrets are told: the server keeps their hashes alone. They are wiped when they die, every copy
// of them.
struct DrawnSecret {
    PersonId person;                     // whose
    std::optional<std::string> account;  // staff: the name they type
    std::string secret;                  // the PIN, or the password
    ~DrawnSecret() { wipe(secret); }
};
BOOST_DESCRIBE_STRUCT(DrawnSecret, (), (person, account, secret))
struct SecretsDrawn {
    static constexpr auto type = "secrets_drawn";
    std::uint32_t ask = 0;           // of draw_secret
    std::vector<DrawnSecret> items;  // in the order of the question
};
BOOST_DESCRIBE_STRUCT(SecretsDrawn, (), (ask, items))

// One place where the words stand.
struct FoundHit {
    std::string entity_type;             // what was found, by its wire name: document, draft_document …
    std::string id;                      // which one
    SessionId session;                   // where it belongs
    std::optional<DocumentId> document;  // of a page, or of a note on one
    std::int32_t revision = 0;           // of the document; 0: it is on none; from 1
    std::int32_t page_index = 0;         // of that revision; from 0
    std::string title;                   // the document's, or of what was found
    std::string snippet;                 // around the words, which stand in [brackets]
};
BOOST_DESCRIBE_STRUCT(FoundHit, (), (entity_type, id, session, document, revision, page_index, title, snippet))
struct Found {
    static constexpr auto type = "found";
    std::uint32_t ask = 0;                 // of search
    std::vector<FoundHit> hits;            // best first; at most search_hits_max
    std::optional<std::string> next = {};  // there is more: to be asked for as `after`
};
BOOST_DESCRIBE_STRUCT(Found, (), (ask, hits, next))

// What a re-check came to, in revisions. `refreshed`: another report is stored; `changed`: of these, another verdict or
// trust; `failed`: their bytes could not be read.
struct Rechecked {
    static constexpr auto type = "rechecked";
    std::uint32_t ask = 0;        // of recheck
    std::uint64_t checked = 0;    // verified; revisions
    std::uint64_t refreshed = 0;  // of these, another report is stored; revisions
    std::uint64_t changed = 0;    // of these, another verdict or trust; revisions
    std::uint64_t failed = 0;     // their bytes could not be read; the report stays; revisions
};
BOOST_DESCRIBE_STRUCT(Rechecked, (), (ask, checked, refreshed, changed, failed))

// What is in the trust store, or in what was offered to it.
struct TrustListing {
    static constexpr auto type = "trust_listing";
    std::uint32_t ask = 0;              // of read_trust, keep_trust, drop_trust
    bool offered = false;               // what was sent, to be compared and confirmed; false: the whole store
    std::vector<TrustItem> items;       // certificates, then lists; by name
    std::vector<std::string> concerns;  // what to see to before it matters (Vietnamese); none of what is offered
};
BOOST_DESCRIBE_STRUCT(TrustListing, (), (ask, offered, items, concerns))

// Everybody else has to be given one before they can sign in.
struct SecretHolders {
    static constexpr auto type = "secret_holders";
    std::uint32_t ask = 0;         // of read_secret_holders
    std::vector<PersonId> people;  // who has a PIN or a password; by id
};
BOOST_DESCRIBE_STRUCT(SecretHolders, (), (ask, people))

// Through the local door: entities of one type by id, as they are committed. At most changes_per_batch_max and
// batch_bytes_max; one alone may be longer.
struct Listing {
    static constexpr auto type = "listing";
    std::uint32_t ask = 0;                 // of list
    std::vector<Change> items;             // each with its entity; by id
    std::optional<std::string> next = {};  // there is more: to be asked for as `after`
};
BOOST_DESCRIBE_STRUCT(Listing, (), (ask, items, next))

// Ephemeral: who is connected, and how far downloads are. To the office (scope operations).
struct ConnectedDevice {
    DeviceId device;                 // its id
    std::optional<PersonId> person;  // signed in on it
    std::string since;               // of this connection; moment
    std::string build = {};          // of its program
};
BOOST_DESCRIBE_STRUCT(ConnectedDevice, (), (device, person, since, build))
struct Connected {
    static constexpr auto type = "connected";
    std::vector<ConnectedDevice> devices;  // every device that has proven itself, except through the local door
};
BOOST_DESCRIBE_STRUCT(Connected, (), (devices))
struct DeviceProgress {
    static constexpr auto type = "device_progress";
    DeviceId device;          // whose
    std::string sha256;       // the blob; 64 hexadecimal digits
    std::uint64_t bytes = 0;  // held so far; bytes
};
BOOST_DESCRIBE_STRUCT(DeviceProgress, (), (device, sha256, bytes))

// Ephemeral: what a connected device said of its machine last. To the office (scope operations).
struct DeviceHealth {
    static constexpr auto type = "device_health";
    DeviceId device;                               // whose
    std::string at;                                // when it said so, by the server's clock; moment
    std::int64_t clock_ahead_ms = 0;               // its clock is ahead of the server's; behind: below 0
    std::optional<std::uint64_t> free_bytes;       // as in health, here and below
    std::optional<std::int32_t> battery_percent;   // 0 … 100
    std::optional<bool> charging;                  // on a cable
    std::int32_t papers_held = 0;                  // whole and verified
    std::int32_t papers_wanted = 0;                // its person may read
    std::optional<bool> persisted = {};            // the browser keeps what is stored
    std::optional<bool> installed = {};            // opened from the Home Screen
    std::optional<std::string> checked_at = {};    // when "Kiểm tra máy" ran through last; moment
    std::vector<MachineCheck> failed_checks = {};  // what failed then
};
BOOST_DESCRIBE_STRUCT(DeviceHealth, (),
                      (device, at, clock_ahead_ms, free_bytes, battery_percent, charging, papers_held, papers_wanted,
                       persisted, installed, checked_at, failed_checks))

// What is the person's own, as the server keeps it: all of it after a sign-in or a new connection, in pieces; then what
// their other devices say, and what `keep_own` came to. To that person's tablets alone.
struct OwnRecords {
    static constexpr auto type = "own_records";
    std::uint32_t ask = 0;                   // of keep_own; 0: nobody asked
    std::vector<ReadingRecord> readings;     // what is absent is as before; at most readings_per_message_max
    std::optional<Preferences> preferences;  // the same
    bool complete = false;                   // the device now knows all that the server has
};
BOOST_DESCRIBE_STRUCT(OwnRecords, (), (ask, readings, preferences, complete))

// Ephemeral: where whoever presides is, while they lead; to the tablets of those who may see that document.
struct ChairAt {
    static constexpr auto type = "chair_at";
    std::optional<PersonId> person;      // who leads; absent: nobody, or where this person cannot follow
    std::optional<DocumentId> document;  // absent with person
    std::string sha256;                  // the revision's bytes; 64 hexadecimal digits, or empty
    std::int32_t page_index = 0;         // of that revision; from 0
};
BOOST_DESCRIBE_STRUCT(ChairAt, (), (person, document, sha256, page_index))

// Something asked was refused (`ask` says what, 0: the message itself). `wait_s`: try again after.
struct Refusal {
    static constexpr auto type = "refusal";
    std::uint32_t ask = 0;             // of the question; 0: the message itself, or commands, sign_in
    std::string code;                  // a name of the error table; a new one may appear in any version
    std::string sentence;              // Vietnamese, says what to do
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
                              ImportPlan, SecretsDrawn, SecretHolders, TrustListing, Found, Rechecked, Listing,
                              Connected, DeviceProgress, DeviceHealth, Refusal, Pong, OwnRecords, ChairAt>;

}  // namespace chamber
