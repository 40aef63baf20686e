// Entity: one thing a device can hold, in its newest state; Change: where that stands in the feed.
#pragma once

#include "protocol/alarm.hpp"
#include "protocol/amendment.hpp"
#include "protocol/annotation.hpp"
#include "protocol/attendance.hpp"
#include "protocol/backup.hpp"
#include "protocol/damage.hpp"
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

enum class ArchiveState { building, sealed };
BOOST_DESCRIBE_ENUM(ArchiveState, building, sealed)

// A sealed zip of a session.
// What there is of a sealed archive: the zip, and what lies beside it, because it was made from the finished zip.
// seal_record: biên bản niêm phong. time_stamp: when an authority gave one. checksum: the zip's SHA-256, for sha256sum.
// root: the certificate behind the seal.
enum class ArchivePart { zip, seal_record, hand_over_sheet, time_stamp, checksum, root };
BOOST_DESCRIBE_ENUM(ArchivePart, zip, seal_record, hand_over_sheet, time_stamp, checksum, root)

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

using Entity =
    std::variant<Council, Session, Sitting, AgendaItem, Person, Group, Document, DraftDocument, Report, Attendance,
                 AbsenceReason, Annotation, Device, Holding, Opening, Archive, Damage, Enrolment, Backup, Alarm,
                 Withdrawal, Participant, AttendanceHistory, Amendments, HelpCall, Minutes, NotebookNote>;

// The newest durable entry of the journal: its number and its hash (hexadecimal). Devices keep what they were told last
// and repeat it: witnesses that the history was neither rewritten nor cut off. n = 0: nothing known.
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

}  // namespace chamber
