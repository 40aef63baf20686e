// The rows of field_rules.hpp. Internal to field_rules.cpp, which looks them up while it is compiled.
#pragma once

#include "protocol/field_rules.hpp"
#include "protocol/limits.hpp"

namespace chamber {

inline constexpr FieldRule field_table[] = {
    // What a device says of itself, and what it repeats of ours.
    {"Hello", "build", FieldKind::said, Presence::optional, limits::said_bytes_max},
    {"Hello", "device_key", FieldKind::elsewhere},  // dialogue: proof_failed
    {"Hello", "signature", FieldKind::elsewhere},
    {"Hello", "model", FieldKind::said, Presence::optional, limits::said_bytes_max},
    {"Hello", "incarnation", FieldKind::elsewhere},  // dialogue: its own length; storage: is_id
    {"Hello", "epoch", FieldKind::word, Presence::optional, limits::word_bytes_max},
    {"Hello", "access", FieldKind::word, Presence::optional, limits::access_bytes_max},
    {"JournalMark", "hash", FieldKind::word, Presence::optional, limits::word_bytes_max},
    {"SignIn", "account", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"SignIn", "secret", FieldKind::secret},
    {"ChangeSecret", "current", FieldKind::secret},
    {"ChangeSecret", "secret", FieldKind::secret},
    {"Unlock", "secret", FieldKind::secret},
    {"Fetch", "sha256", FieldKind::elsewhere},  // answered with fetch_refused
    {"Progress", "sha256", FieldKind::digest},
    {"AskUpload", "file_name", FieldKind::file_name, Presence::optional, limits::title_bytes_max},
    {"AskUpload", "reason", FieldKind::line, Presence::optional, limits::reason_bytes_max},
    {"AskUpload", "not_secret", FieldKind::line, Presence::reason, limits::reason_bytes_max},
    {"AskDownload", "sha256", FieldKind::elsewhere},  // the blob door: blob_unknown
    {"SetSecret", "hash", FieldKind::word, Presence::optional, limits::word_bytes_max},
    {"Search", "query", FieldKind::line, Presence::required, limits::search_query_bytes_max},
    {"Search", "after", FieldKind::word, Presence::optional, limits::word_bytes_max},
    {"ListEntities", "entity_type", FieldKind::word, Presence::required, limits::word_bytes_max},
    {"ListEntities", "after", FieldKind::word, Presence::optional, limits::word_bytes_max},

    // Commands.
    {"CheckIn", "at", FieldKind::moment, Presence::required},
    {"RecordAttendance", "at", FieldKind::moment, Presence::required},
    {"RecordAttendance", "reason", FieldKind::line, Presence::optional, limits::reason_bytes_max},
    {"CorrectAttendance", "absence_reason", FieldKind::line, Presence::optional, limits::reason_bytes_max},
    {"CorrectAttendance", "reason", FieldKind::line, Presence::reason, limits::reason_bytes_max},
    {"AttendanceTimes", "in_at", FieldKind::moment, Presence::required},
    {"AttendanceTimes", "out_at", FieldKind::moment, Presence::required},
    {"Received", "sha256", FieldKind::digest},
    {"Purged", "sha256", FieldKind::digest},
    {"ApproveDevice", "code", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"ApproveDevice", "label", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"RevokeDevice", "reason", FieldKind::line, Presence::optional, limits::reason_bytes_max},
    {"EditDocument", "title", FieldKind::line, Presence::required, limits::title_bytes_max},
    {"EditDocument", "full_number", FieldKind::line, Presence::optional, limits::title_bytes_max},
    {"EditDocument", "issued_on", FieldKind::day},
    {"EditDocument", "type_code", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"EditDocument", "type_name", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"EditDocument", "issuer", FieldKind::line, Presence::optional, limits::title_bytes_max},
    {"EditDocument", "place", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"WithdrawDocument", "reason", FieldKind::line, Presence::reason, limits::reason_bytes_max},
    {"DropRevision", "reason", FieldKind::line, Presence::reason, limits::reason_bytes_max},
    {"SetChair", "reason", FieldKind::line, Presence::reason, limits::reason_bytes_max},
    {"PutGuest", "name", FieldKind::line, Presence::required, limits::name_bytes_max},
    {"PutGuest", "position", FieldKind::line, Presence::optional, limits::title_bytes_max},
    {"PutGuest", "seat", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"PutGuest", "reason", FieldKind::line, Presence::optional, limits::reason_bytes_max},
    {"RemoveGuest", "reason", FieldKind::line, Presence::reason, limits::reason_bytes_max},
    {"PutAgendaItem", "number", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"PutAgendaItem", "name", FieldKind::line, Presence::required, limits::reason_bytes_max},
    {"PutAgendaItem", "item_type", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"PutAgendaItem", "presenter", FieldKind::line, Presence::optional, limits::title_bytes_max},
    {"PutAgendaItem", "planned_start", FieldKind::moment},
    {"PutAgendaItem", "reason", FieldKind::line, Presence::optional, limits::reason_bytes_max},
    {"RemoveAgendaItem", "reason", FieldKind::line, Presence::reason, limits::reason_bytes_max},
    {"RemoveSession", "reason", FieldKind::line, Presence::reason, limits::reason_bytes_max},
    {"RemoveSitting", "reason", FieldKind::line, Presence::reason, limits::reason_bytes_max},
    {"SettleAlarm", "alarm", FieldKind::word, Presence::optional, limits::word_bytes_max},
    {"Annotation", "revision_sha256", FieldKind::elsewhere},  // check_annotation, await_revision
    {"Annotation", "colour", FieldKind::elsewhere},
    {"Annotation", "text", FieldKind::lines, Presence::optional, limits::note_bytes_max},
    {"Annotation", "created_at", FieldKind::moment, Presence::required},
    {"Annotation", "received_at", FieldKind::moment},
    {"Annotation", "acknowledged_at", FieldKind::moment},

    // A session as it is imported.
    {"ImportSession", "accepted", FieldKind::word, Presence::optional, limits::word_bytes_max},
    {"SessionImport", "archive_fields", FieldKind::lines, Presence::optional, limits::archive_fields_bytes_max},
    {"ImportedSecret", "account", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"ImportedSecret", "hash", FieldKind::word, Presence::optional, limits::word_bytes_max},
    {"Council", "id", FieldKind::elsewhere},  // importing: is_id
    {"Council", "name", FieldKind::line, Presence::required, limits::title_bytes_max},
    {"Council", "level", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"Council", "province", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"Council", "organ_id", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"Council", "term_name", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"Session", "name", FieldKind::line, Presence::required, limits::title_bytes_max},
    {"Session", "classification", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"Session", "start_on", FieldKind::day},
    {"Session", "end_on", FieldKind::day},
    {"Session", "venue", FieldKind::line, Presence::optional, limits::title_bytes_max},
    {"Session", "documents_deadline", FieldKind::day_or_moment},
    {"Session", "council_name", FieldKind::line, Presence::optional, limits::title_bytes_max},
    {"Session", "term_name", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"Sitting", "name", FieldKind::line, Presence::required, limits::title_bytes_max},
    {"Sitting", "classification", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"Sitting", "start_at", FieldKind::moment},
    {"Sitting", "end_at", FieldKind::moment},
    {"AgendaItem", "number", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"AgendaItem", "name", FieldKind::line, Presence::required, limits::reason_bytes_max},
    {"AgendaItem", "item_type", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"AgendaItem", "presenter", FieldKind::line, Presence::optional, limits::title_bytes_max},
    {"AgendaItem", "planned_start", FieldKind::moment},
    {"Person", "name", FieldKind::line, Presence::required, limits::name_bytes_max},
    {"Person", "sort_name", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"Person", "position", FieldKind::line, Presence::optional, limits::title_bytes_max},
    {"Person", "seat", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"Person", "mandate_from", FieldKind::day},
    {"Person", "mandate_to", FieldKind::day},
    {"Group", "name", FieldKind::line, Presence::required, limits::title_bytes_max},
    {"Group", "room", FieldKind::line, Presence::optional, limits::title_bytes_max},
    {"Attendance", "id", FieldKind::elsewhere},  // importing makes it anew
    {"AttendanceInterval", "in_at", FieldKind::moment, Presence::required},
    {"AttendanceInterval", "out_at", FieldKind::moment, Presence::required},
    {"AbsenceReason", "id", FieldKind::word, Presence::optional, limits::word_bytes_max},
    {"AbsenceReason", "reason", FieldKind::line, Presence::optional, limits::reason_bytes_max},

    // A document as it is taken in: suggested by its first page, or brought along.
    {"DocumentFields", "title", FieldKind::line, Presence::required, limits::title_bytes_max},
    {"DocumentFields", "type_code", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"DocumentFields", "type_name", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"DocumentFields", "full_number", FieldKind::line, Presence::optional, limits::title_bytes_max},
    {"DocumentFields", "issued_on", FieldKind::day},
    {"DocumentFields", "place", FieldKind::line, Presence::optional, limits::name_bytes_max},
    {"DocumentFields", "issuer", FieldKind::line, Presence::optional, limits::title_bytes_max},
    {"DocumentFields", "file_name", FieldKind::file_name, Presence::optional, limits::title_bytes_max},
};

}  // namespace chamber
