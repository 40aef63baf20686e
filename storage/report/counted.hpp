// Which records a year is counted from: sessions that were held, sittings on their own days, papers on a day of their
// session. Internal to the report.
//
// A record counts on one day and so in one year: summed over the years nothing is missing and nothing counts twice.
#pragma once

#include "storage/report/direction.hpp"
#include "storage/report/year_report.hpp"

#include <map>

namespace chamber::storage {

// Of those who count for the quorum and whose mandate holds on the day.
struct RollEntry {
    const Participant* person = nullptr;
    const Attendance* attendance = nullptr;  // null: nothing is recorded

    bool attended() const;
};

struct CountedSitting {
    const Sitting* sitting = nullptr;
    const Session* session = nullptr;
    std::string day;
    bool paperless = false;       // papers of its session lay in the system before it ended
    bool recorded = false;        // of somebody at least
    std::vector<RollEntry> roll;  // by name

    std::int64_t attended() const;
};

struct CountedPaper {
    const Document* document = nullptr;
    const Session* session = nullptr;
    const Revision* revision = nullptr;         // the newest one of the span
    std::vector<const Revision*> replacements;  // from the second published one on
    std::string day;
    Direction direction = Direction::unknown;
    bool outcome = false;  // what the session decided: resolutions and minutes
    std::int64_t recipients = 0;

    std::string sent_day() const;  // of the first revision
    bool is_signed() const { return revision->verdict != Verdict::unsigned_document; }
    FigureItem item(std::string note = {}) const;
};

struct Counted {
    const ReportRecords& records;
    ReportSpan span;
    std::vector<const Session*> sessions;   // by day
    std::vector<const Session*> not_held;   // postponed, cancelled
    std::vector<const Session*> elsewhere;  // another council's, brought in with its archive: they count nowhere
    std::vector<CountedSitting> sittings;   // by time
    std::vector<CountedPaper> papers;       // by session and day
    std::map<std::string, const Session*> every_session;  // by id, of all years

    bool covers(std::string_view day) const;
    const Session* session(const SessionId& id) const;
};

Counted count_records(const ReportRecords& records, const ReportSpan& span);

// The Vietnamese day of a moment; empty for none.
std::string day_of(std::string_view rfc3339);
// A day of the session: whatever came earlier counts on its first, whatever came later on its last one.
std::string day_within(const Session& session, std::string day);
// "18/12/2024 07:30" → "07:30".
std::string clock_of(std::string_view rfc3339);

}  // namespace chamber::storage
