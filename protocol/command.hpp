// Every command as a described struct: what a device asks to change, and the durable answer.
//
// A command is durable in its outbox before it is sent, numbered from 1 per incarnation. Who may give it: access.hpp;
// what its texts must be: field_rules.hpp; fields and refusals in words: commands.md.
#pragma once

#include "protocol/annotation.hpp"
#include "protocol/attendance.hpp"
#include "protocol/document.hpp"
#include "protocol/help.hpp"
#include "protocol/minutes.hpp"
#include "protocol/notebook.hpp"
#include "protocol/person.hpp"
#include "protocol/session.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace chamber {

struct CheckIn {
    static constexpr auto type = "check_in";
    SittingId sitting;
    // when the person did it, maybe offline; held by the device's last connection, the sitting and the receipt;
    // moment
    std::string at;
};
BOOST_DESCRIBE_STRUCT(CheckIn, (), (sitting, at))

struct RecordAttendance {
    static constexpr auto type = "record_attendance";
    SittingId sitting;
    PersonId person;                    // whose
    AttendanceAction action{};          // what happened; clear: always correction_needed
    std::string at;                     // when; of an absence it is not kept; moment
    std::optional<std::string> reason;  // of an absence
};
BOOST_DESCRIBE_STRUCT(RecordAttendance, (), (sitting, person, action, at, reason))

// Replaces what is recorded; the former state goes into the attendance's history. `entries`: how many entries the
// history had when it was looked at. `absence_reason`: with `absent`. An undo is a correction back.
struct CorrectAttendance {
    static constexpr auto type = "correct_attendance";
    SittingId sitting;
    PersonId person;
    AttendanceStatus status{};                  // as it is to be
    std::vector<AttendanceTimes> intervals;     // as they are to be; in order, never overlapping
    std::optional<bool> excused;                // excused or not; with absent
    std::optional<std::string> absence_reason;  // why absent; at most reason_bytes_max bytes
    std::string reason;                         // why it is corrected; not blank
    std::int32_t entries = 0;                   // how many entries the history had when it was looked at; from 0
};
BOOST_DESCRIBE_STRUCT(CorrectAttendance, (),
                      (sitting, person, status, intervals, excused, absence_reason, reason, entries))

// Who checked in is there, or is not: those who wait (Attendance).
struct ConfirmCheckIns {
    static constexpr auto type = "confirm_check_ins";
    SittingId sitting;
    std::vector<PersonId> people;  // who; each once; of those who wait; not empty
    bool present = true;           // they are there, since they checked in; false: nobody has seen them
};
BOOST_DESCRIBE_STRUCT(ConfirmCheckIns, (), (sitting, people, present))

struct PutAnnotation {
    static constexpr auto type = "put_annotation";
    // whole; the server's own fields in it are passed over, but for received_at of a note that is brought back
    Annotation annotation;
    // what the device had seen of it; older than what the author's other device wrote: both are kept, the second
    // under the key in where; seq, 0: new or brought back
    std::int64_t base_seq = 0;
};
BOOST_DESCRIBE_STRUCT(PutAnnotation, (), (annotation, base_seq))

struct DeleteAnnotation {
    static constexpr auto type = "delete_annotation";
    AnnotationId id;
};
BOOST_DESCRIBE_STRUCT(DeleteAnnotation, (), (id))

// The device holds this revision, whole and verified.
struct Received {
    static constexpr auto type = "received";
    DocumentId document;
    std::int32_t revision = 0;  // must be the number these bytes have; from 1
    std::string sha256;         // the revision's bytes; 64 hexadecimal digits
};
BOOST_DESCRIBE_STRUCT(Received, (), (document, revision, sha256))

// The person has this revision before them, for the first time.
struct Opened {
    static constexpr auto type = "opened";
    DocumentId document;
    std::int32_t revision = 0;  // published; from 1
    std::string at;             // when, maybe offline; never after the receipt; moment
};
BOOST_DESCRIBE_STRUCT(Opened, (), (document, revision, at))

// The device no longer holds these bytes: they were withdrawn, or their scope was lost.
struct Purged {
    static constexpr auto type = "purged";
    std::string sha256;  // the revision's bytes; 64 hexadecimal digits
};
BOOST_DESCRIBE_STRUCT(Purged, (), (sha256))

struct ApproveDevice {
    static constexpr auto type = "approve_device";
    std::string code;   // what its screen shows; small letters, spaces and dashes are forgiven; 8 letters and digits
    std::string label;  // what the office calls it; at most 100 bytes
};
BOOST_DESCRIBE_STRUCT(ApproveDevice, (), (code, label))

struct RevokeDevice {
    static constexpr auto type = "revoke_device";
    DeviceId device;
    std::string reason;  // for the journal; may be empty
};
BOOST_DESCRIBE_STRUCT(RevokeDevice, (), (device, reason))

// What the fields said that are to be changed.
struct FormerDocument {
    std::optional<std::string> title;         // absent, here and below: not looked at; at most title_bytes_max bytes
    std::optional<std::string> full_number;   // number and sign; at most title_bytes_max bytes
    std::optional<std::string> issued_on;     // date of issue; day, or empty
    std::optional<AgendaItemId> agenda_item;  // where it stood
    std::optional<Audience> audience;         // who was to read it
    std::optional<std::string> type_code;     // kind of paper; at most name_bytes_max bytes
    std::optional<std::string> type_name;     // its name; at most name_bytes_max bytes
    std::optional<std::string> issuer;        // who issued it; at most title_bytes_max bytes
    std::optional<std::string> place;         // where; at most name_bytes_max bytes
    std::optional<Urgency> urgency;           // how urgent it was
    std::optional<bool> draft;                // dự thảo
    std::optional<bool> scan;                 // a picture of paper
    std::optional<std::string> signer = {};   // who signed it; at most name_bytes_max bytes
    std::optional<std::string> term = {};     // khóa; at most name_bytes_max bytes
    std::optional<std::int32_t> session_number = {};  // kỳ họp thứ
    std::optional<bool> normative = {};               // văn bản quy phạm pháp luật
    std::optional<std::int32_t> position;             // its place in the item's reading order; from 1
};
BOOST_DESCRIBE_STRUCT(FormerDocument, (),
                      (title, full_number, issued_on, agenda_item, audience, type_code, type_name, issuer, place,
                       urgency, draft, scan, signer, term, session_number, normative, position))

struct EditDocument {
    static constexpr auto type = "edit_document";
    DocumentId document;
    std::optional<std::string> title;  // the new one; absent, here and below: stays; at most title_bytes_max bytes
    std::optional<std::string> full_number;   // number and sign; at most title_bytes_max bytes
    std::optional<std::string> issued_on;     // date of issue; day
    std::optional<AgendaItemId> agenda_item;  // of the same session
    std::optional<Audience> audience;  // only before it is published for the first time, because a scope never changes
    std::optional<std::string> type_code = {};        // kind of paper, e.g. "TTr"; at most name_bytes_max bytes
    std::optional<std::string> type_name = {};        // its name; at most name_bytes_max bytes
    std::optional<std::string> issuer = {};           // who issued it; at most title_bytes_max bytes
    std::optional<std::string> place = {};            // where; at most name_bytes_max bytes
    std::optional<Urgency> urgency = {};              // how urgent it is
    std::optional<bool> draft = {};                   // dự thảo
    std::optional<bool> scan = {};                    // a picture of paper
    std::optional<std::int32_t> position = {};        // its place in the item's reading order; the others move; from 1
    std::optional<bool> confirmed = {};               // somebody compared what is said with the page; true
    std::optional<std::string> signer = {};           // who signed it; at most name_bytes_max bytes
    std::optional<std::string> term = {};             // khóa, e.g. "XII"; at most name_bytes_max bytes
    std::optional<std::int32_t> session_number = {};  // kỳ họp thứ; 0: not said
    std::optional<bool> normative = {};               // văn bản quy phạm pháp luật
    // what these fields said when they were looked at: another by now is changed_meanwhile; absent: whatever stands
    std::optional<FormerDocument> former = {};
};
BOOST_DESCRIBE_STRUCT(EditDocument, (),
                      (document, title, full_number, issued_on, agenda_item, audience, type_code, type_name, issuer,
                       place, urgency, draft, scan, position, confirmed, signer, term, session_number, normative,
                       former))

// Makes the waiting revisions visible to their audience. An empty list means all that wait in the session.
struct PublishDocuments {
    static constexpr auto type = "publish_documents";
    SessionId session;
    std::vector<DocumentId> documents;  // which; empty: all that wait
};
BOOST_DESCRIBE_STRUCT(PublishDocuments, (), (session, documents))

// `secret`: it should never have been here; its bytes are destroyed.
struct WithdrawDocument {
    static constexpr auto type = "withdraw_document";
    DocumentId document;
    std::string reason;               // for the journal, and for those who read the document; not blank
    std::optional<bool> secret = {};  // it should never have been here: its bytes are destroyed
};
BOOST_DESCRIBE_STRUCT(WithdrawDocument, (), (document, reason, secret))

// The replacement that waits goes; what is published stays.
struct DropRevision {
    static constexpr auto type = "drop_revision";
    DocumentId document;
    std::string reason;  // for the journal; not blank
};
BOOST_DESCRIBE_STRUCT(DropRevision, (), (document, reason))

struct OpenAgendaItem {
    static constexpr auto type = "open_agenda_item";
    SessionId session;
    std::optional<AgendaItemId> item;  // of that session; absent: none is open
};
BOOST_DESCRIBE_STRUCT(OpenAgendaItem, (), (session, item))

struct SetSessionState {
    static constexpr auto type = "set_session_state";
    SessionId session;
    SessionState state{};  // the next one; the same one again changes nothing
};
BOOST_DESCRIBE_STRUCT(SetSessionState, (), (session, state))

// Who presides over a session, and who writes, from now on.
struct SetChair {
    static constexpr auto type = "set_chair";
    SessionId session;
    std::vector<PersonId> presiding;    // of its participants; the first leads
    std::vector<PersonId> secretaries;  // of its participants
    std::string reason;                 // why; not blank
};
BOOST_DESCRIBE_STRUCT(SetChair, (), (session, presiding, secretaries, reason))

// A guest of one session, new or known.
struct PutGuest {
    static constexpr auto type = "put_guest";
    SessionId session;
    PersonId person;                    // new or known
    std::string name;                   // the name; not blank
    std::string position;               // office held
    std::optional<std::string> seat;    // where they sit
    std::optional<std::string> reason;  // for the history
};
BOOST_DESCRIBE_STRUCT(PutGuest, (), (session, person, name, position, seat, reason))

struct RemoveGuest {
    static constexpr auto type = "remove_guest";
    SessionId session;
    PersonId person;     // the guest
    std::string reason;  // why; not blank
};
BOOST_DESCRIBE_STRUCT(RemoveGuest, (), (session, person, reason))

// An item of the agenda, new or known: all of it as it is to be. `position`: its place in the session's agenda, from 1;
// the others move.
struct PutAgendaItem {
    static constexpr auto type = "put_agenda_item";
    SessionId session;
    AgendaItemId item;                         // new or known
    SittingId sitting;                         // when; of the session
    std::string number;                        // as printed
    std::string name;                          // what it is about; not blank
    std::string item_type;                     // its kind
    std::optional<std::string> presenter;      // a person or a group
    std::optional<std::string> planned_start;  // when it is to begin; moment
    std::int32_t planned_minutes = 0;          // how long it is to take; minutes
    std::int32_t position = 0;                 // its place in the agenda; the others move; from 1
    std::optional<std::string> reason;         // for the history
};
BOOST_DESCRIBE_STRUCT(PutAgendaItem, (),
                      (session, item, sitting, number, name, item_type, presenter, planned_start, planned_minutes,
                       position, reason))

struct RemoveAgendaItem {
    static constexpr auto type = "remove_agenda_item";
    AgendaItemId item;
    std::string reason;  // why; not blank
};
BOOST_DESCRIBE_STRUCT(RemoveAgendaItem, (), (item, reason))

// A session that was planned by mistake: with its sittings, agenda and roll. What was recorded is never removed.
struct RemoveSession {
    static constexpr auto type = "remove_session";
    SessionId session;   // planned, without papers, attendance and archives
    std::string reason;  // why; not blank
};
BOOST_DESCRIBE_STRUCT(RemoveSession, (), (session, reason))

struct RemoveSitting {
    static constexpr auto type = "remove_sitting";
    SittingId sitting;   // without agenda items and attendance
    std::string reason;  // why; not blank
};
BOOST_DESCRIBE_STRUCT(RemoveSitting, (), (sitting, reason))

struct AcknowledgeComment {
    static constexpr auto type = "acknowledge_comment";
    AnnotationId annotation;  // the comment
};
BOOST_DESCRIBE_STRUCT(AcknowledgeComment, (), (annotation))

// Whether unknown tablets and desktops may ask to be enrolled. It closes by itself (limits::enrolment_open_ms).
struct SetEnrolment {
    static constexpr auto type = "set_enrolment";
    bool open = false;  // from now on
};
BOOST_DESCRIBE_STRUCT(SetEnrolment, (), (open))

// When tablets lock themselves, and how long papers may be read without the server (Council).
struct SetDeviceRules {
    static constexpr auto type = "set_device_rules";
    // idle so long, a tablet asks for the PIN; absent: never; minutes, 1 … lock_after_min_max
    std::optional<std::int32_t> lock_after_min;
    // papers stay readable so long after the last word with the server; absent: for ever; hours, 1 … lease_h_max
    std::optional<std::int32_t> lease_h;
};
BOOST_DESCRIBE_STRUCT(SetDeviceRules, (), (lock_after_min, lease_h))

// From how long before a sitting delegates may check in, and whether the office confirms it (Council).
struct SetMeetingRules {
    static constexpr auto type = "set_meeting_rules";
    // absent: check_in_before_min; minutes, 1 … check_in_before_min_max
    std::optional<std::int32_t> check_in_before_min;
    bool confirm_check_ins = false;  // who checks in is present when the office says so
};
BOOST_DESCRIBE_STRUCT(SetMeetingRules, (), (check_in_before_min, confirm_check_ins))

// Somebody of the office has seen to it.
struct SettleAlarm {
    static constexpr auto type = "settle_alarm";
    std::string alarm;  // its id
};
BOOST_DESCRIBE_STRUCT(SettleAlarm, (), (alarm))

// Whoever sits in the hall asks for somebody of the office. The same call that is still open changes nothing.
struct CallForHelp {
    static constexpr auto type = "call_for_help";
    HelpKind kind{};   // what about
    std::string text;  // what else there is to say; may be empty; at most reason_bytes_max bytes
};
BOOST_DESCRIBE_STRUCT(CallForHelp, (), (kind, text))

// Somebody of the office has seen to it, or the caller takes it back.
struct EndHelpCall {
    static constexpr auto type = "end_help_call";
    std::string call;  // its id
};
BOOST_DESCRIBE_STRUCT(EndHelpCall, (), (call))

// What waits is published by the server at that time; one that is there already is changed or taken back.
struct SchedulePublishing {
    static constexpr auto type = "schedule_publishing";
    SessionId session;
    std::vector<DocumentId> documents;  // which; empty: all that wait
    std::optional<std::string> at;      // when; absent: not by itself; to come, within a year; moment
};
BOOST_DESCRIBE_STRUCT(SchedulePublishing, (), (session, documents, at))

// The hall, as every session from now on shows it (Council).
struct SetSeatMap {
    static constexpr auto type = "set_seat_map";
    // absent: there is none; each seat once, at most seat_rows_max rows of seats_per_row_max
    std::optional<SeatMap> seat_map;
};
BOOST_DESCRIBE_STRUCT(SetSeatMap, (), (seat_map))

// The secretary's words in one part of the minutes. `former`: as they stood when they were looked at.
struct WriteMinutes {
    static constexpr auto type = "write_minutes";
    SessionId session;
    std::optional<SittingId> sitting;  // of one sitting; absent: of the session
    std::string part;                  // what the template calls it; 1 … word_bytes_max bytes
    std::string text;                  // as it is to be; blank: nothing; at most minutes_part_bytes_max bytes
    std::string former;                // as it stood; else changed_meanwhile; at most minutes_part_bytes_max bytes
};
BOOST_DESCRIBE_STRUCT(WriteMinutes, (), (session, sitting, part, text, former))

// draft → frozen → signed_back, and frozen → draft with a reason.
struct SetMinutesState {
    static constexpr auto type = "set_minutes_state";
    SessionId session;
    std::optional<SittingId> sitting;    // of one sitting; absent: of the session
    MinutesState state{};                // the next one
    std::optional<DocumentId> document;  // the signed PDF, published; required with signed_back
    std::optional<std::string> reason;   // why they are opened again; required with draft
};
BOOST_DESCRIBE_STRUCT(SetMinutesState, (), (session, sitting, state, document, reason))

// Into the person's own notebook.
struct PutNotebookNote {
    static constexpr auto type = "put_notebook_note";
    // whole; received_at in it is passed over, but of a note that is brought back
    NotebookNote note;
    // what the device had seen of it; older than what the person's other device wrote: both are kept, the second under
    // the key in where; seq, 0: new or brought back
    std::int64_t base_seq = 0;
};
BOOST_DESCRIBE_STRUCT(PutNotebookNote, (), (note, base_seq))

struct RemoveNotebookNote {
    static constexpr auto type = "remove_notebook_note";
    NotebookNoteId id;
};
BOOST_DESCRIBE_STRUCT(RemoveNotebookNote, (), (id))

using CommandBody =
    std::variant<CheckIn, RecordAttendance, PutAnnotation, DeleteAnnotation, Received, Purged, ApproveDevice,
                 RevokeDevice, EditDocument, PublishDocuments, WithdrawDocument, OpenAgendaItem, SetSessionState,
                 AcknowledgeComment, SetEnrolment, SetDeviceRules, SettleAlarm, CorrectAttendance, DropRevision,
                 SetChair, PutGuest, RemoveGuest, PutAgendaItem, RemoveAgendaItem, SetMeetingRules, RemoveSession,
                 RemoveSitting, CallForHelp, EndHelpCall, SchedulePublishing, SetSeatMap, WriteMinutes, SetMinutesState,
                 ConfirmCheckIns, Opened, PutNotebookNote, RemoveNotebookNote>;

struct Command {
    std::int64_t number = 0;
    CommandBody body;
};
BOOST_DESCRIBE_STRUCT(Command, (), (number, body))

// The durable answer to a command: sent only after the commit is on disk. A repeated command gets the same receipt
// again.
struct CommandOutcome {
    std::int64_t number = 0;
    bool done = false;
    std::optional<std::string> code;      // when refused
    std::optional<std::string> sentence;  // Vietnamese
    std::optional<std::string> where;
};
BOOST_DESCRIBE_STRUCT(CommandOutcome, (), (number, done, code, sentence, where))

}  // namespace chamber
