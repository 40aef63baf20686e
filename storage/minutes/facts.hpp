// What the minutes of a session, or of one of its sittings, say by themselves: a view of the records, nothing typed by
// whoever writes the minutes.
//
//   SessionFile ──minutes_facts()──▶ MinutesFacts ──facts_json()──▶ minutes_facts.json
//
// Pure. The same records give the same bytes: no clock, no state that moves on when the papers are filed, no
// archive. Private and group notes are in no fact, nor why somebody was absent: minutes are read by everybody. Times
// are RFC 3339, blank where nothing is recorded. README.md has the format.
#pragma once

#include "storage/records/session_file.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

struct FactPerson {
    PersonId id;
    std::string name;
    std::string position;
    std::string group;  // tổ đại biểu
    std::string seat;
};
BOOST_DESCRIBE_STRUCT(FactPerson, (), (id, name, position, group, seat))

struct FactTimes {
    std::string in_at;
    std::string out_at;
    AttendanceMethod method = AttendanceMethod::recorded;
    // Who of the office saw them, by name: of those who checked in by themselves, where the council asks for it.
    std::optional<std::string> confirmed_by = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(FactTimes, (), (in_at, out_at, method, confirmed_by))

// One line of a sitting's roll.
struct FactAttendance {
    FactPerson person;
    bool guest = false;
    bool counts = false;  // for quorum and majorities
    AttendanceStatus status = AttendanceStatus::unknown;
    bool attended = false;        // was there at any time
    std::optional<bool> excused;  // of an absent one
    std::vector<FactTimes> times;
    bool late = false;        // came after the sitting was opened
    bool left_early = false;  // went before it was closed
    // Checked in then, and nobody has confirmed it: not there as far as anything here counts.
    std::optional<std::string> waiting_since = std::nullopt;
};
BOOST_DESCRIBE_STRUCT(FactAttendance, (),
                      (person, guest, counts, status, attended, excused, times, late, left_early, waiting_since))

struct FactPresence {
    std::string at;
    std::int32_t present = 0;
    bool enough = false;
};
BOOST_DESCRIBE_STRUCT(FactPresence, (), (at, present, enough))

// Of delegates; attended + excused + unexcused + unrecorded = delegates.
struct FactQuorum {
    std::int32_t delegates = 0;  // on the roll
    std::int32_t in_office = 0;  // the denominator
    std::int32_t needed = 0;
    std::int32_t attended = 0;
    std::int32_t excused = 0;
    std::int32_t unexcused = 0;
    std::int32_t unrecorded = 0;
    std::int32_t most = 0;  // in the room at one time
    std::string most_at;
    FactPresence at_opening;
    std::vector<FactPresence> crossings;  // when there came to be enough, or no longer
};
BOOST_DESCRIBE_STRUCT(FactQuorum, (),
                      (delegates, in_office, needed, attended, excused, unexcused, unrecorded, most, most_at,
                       at_opening, crossings))

// When an item was on; ended_at blank: nothing says so.
struct FactSpan {
    std::string began_at;
    std::string ended_at;
};
BOOST_DESCRIBE_STRUCT(FactSpan, (), (began_at, ended_at))

struct FactItem {
    AgendaItemId id;
    std::string number;
    std::string name;
    std::string item_type;
    std::string presenter;              // name and position, or the group
    std::vector<FactSpan> spans;        // as it was conducted; none: it was not opened on the server
    std::vector<DocumentId> documents;  // in reading order
};
BOOST_DESCRIBE_STRUCT(FactItem, (), (id, number, name, item_type, presenter, spans, documents))

struct FactSitting {
    SittingId id;
    std::string name;
    std::string classification;
    bool open_to_public = true;
    std::string planned_start_at;
    std::string planned_end_at;
    std::string opened_at;  // by the journal, else as planned
    std::string closed_at;
    bool opening_recorded = false;  // the journal says so
    bool closing_recorded = false;
    FactQuorum quorum;
    std::vector<FactItem> items;       // in the order in which they came up; what never did, as planned, behind
    std::vector<FactAttendance> roll;  // delegates by seat, then guests of whom something is recorded
};
BOOST_DESCRIBE_STRUCT(FactSitting, (),
                      (id, name, classification, open_to_public, planned_start_at, planned_end_at, opened_at, closed_at,
                       opening_recorded, closing_recorded, quorum, items, roll))

struct FactDocument {
    DocumentId id;
    AgendaItemId agenda_item;
    std::string title;
    std::string type_name;
    std::string full_number;
    std::string issued_on;
    std::string issuer;
    std::int32_t pages = 0;
    std::int32_t revision = 1;
    bool draft = false;
    bool late = false;
    Audience audience = Audience::everyone;
    std::string verdict;  // "Hợp lệ", as on screens
    std::string verdict_sentence;
    std::vector<std::string> missing;  // signatures that its legal form wants
    std::int32_t comments = 0;         // official ones on its pages
};
BOOST_DESCRIBE_STRUCT(FactDocument, (),
                      (id, agenda_item, title, type_name, full_number, issued_on, issuer, pages, revision, draft, late,
                       audience, verdict, verdict_sentence, missing, comments))

struct FactWithdrawal {
    DocumentId id;
    std::string title;
    std::string full_number;
    std::string at;
    std::string by;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(FactWithdrawal, (), (id, title, full_number, at, by, reason))

// An official comment, as it stands in the compiled list.
struct FactComment {
    AnnotationId id;
    DocumentId document;
    std::int32_t revision = 0;  // 0: of bytes that are no longer a revision
    std::int32_t page_number = 1;
    std::string place;  // "đầu trang", "giữa trang", "cuối trang"; blank without one
    FactPerson author;
    AnnotationKind kind = AnnotationKind::text;
    std::string text;
    std::string received_at;
    std::string acknowledged_at;
    std::string acknowledged_by;
};
BOOST_DESCRIBE_STRUCT(FactComment, (),
                      (id, document, revision, page_number, place, author, kind, text, received_at, acknowledged_at,
                       acknowledged_by))

// What was changed in session, sittings, agenda and roll, from the session's first day on.
struct FactAmendment {
    std::string at;
    std::string by;
    std::string of;     // "agenda_item/MUC03"
    std::string field;  // its wire name; "attendance" for a correction of the roll
    std::string before;
    std::string after;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(FactAmendment, (), (at, by, of, field, before, after, reason))

// kind: session_state (what: the state), item_opened (what: the item), published, replaced, withdrawn (what: the
// document).
struct FactEvent {
    std::string at;
    std::string kind;
    std::string what;
    std::string reason;
};
BOOST_DESCRIBE_STRUCT(FactEvent, (), (at, kind, what, reason))

struct FactCouncil {
    std::string name;
    std::string level;
    std::string province;
    std::string organ_id;
    std::string term_name;
    std::int32_t seats = 0;
    std::int32_t in_office = 0;
    bool demo = false;
};
BOOST_DESCRIBE_STRUCT(FactCouncil, (), (name, level, province, organ_id, term_name, seats, in_office, demo))

struct FactSession {
    SessionId id;
    std::int32_t number = 0;
    std::string name;
    std::string classification;
    std::string start_on;
    std::string end_on;
    std::string venue;
    std::vector<FactPerson> presiding;
    std::vector<FactPerson> secretaries;
};
BOOST_DESCRIBE_STRUCT(FactSession, (),
                      (id, number, name, classification, start_on, end_on, venue, presiding, secretaries))

struct MinutesFacts {
    std::string schema = "nghi-truong/minutes-facts/1";
    FactCouncil council;
    FactSession session;
    std::optional<SittingId> sitting;  // the minutes are of this one alone
    std::vector<FactSitting> sittings;
    std::vector<FactDocument> documents;
    std::vector<FactWithdrawal> withdrawn;
    std::vector<FactComment> comments;
    std::vector<FactAmendment> amendments;
    std::vector<FactEvent> events;
};
BOOST_DESCRIBE_STRUCT(MinutesFacts, (),
                      (schema, council, session, sitting, sittings, documents, withdrawn, comments, amendments, events))

// Errors: sitting_unknown (not of this session).
Result<MinutesFacts> minutes_facts(const SessionFile& file, const std::optional<SittingId>& sitting = {});

// One line of JSON, ending with a line feed; and back. Errors of the latter: those of decode (codec.hpp), unknown_value
// (another schema).
std::string facts_json(const MinutesFacts& facts);
Result<MinutesFacts> parse_facts(std::string_view json);

}  // namespace chamber::storage
