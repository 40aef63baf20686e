#include "storage/report/counted.hpp"

#include "protocol/importing.hpp"
#include "protocol/roll.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace chamber::storage {

namespace {

bool was_held(SessionState state)
{
    return state == SessionState::in_session || state == SessionState::recess || state == SessionState::closed ||
           state == SessionState::filing || state == SessionState::archived;
}

bool was_called_off(SessionState state)
{
    return state == SessionState::postponed || state == SessionState::cancelled;
}

bool is_recorded(const Attendance& attendance)
{
    return attendance.status != AttendanceStatus::unknown || !attendance.intervals.empty() || attendance.waiting_since;
}

// When the office handed it out. What was entered after the session (imported history) tells by the time it was added
// with.
const std::string& sent_at(const Session& session, const Revision& revision)
{
    return day_of(*revision.published_at) <= session.end_on ? *revision.published_at : revision.added_at;
}

class Counting {
public:
    explicit Counting(Counted& counted) : counted_(counted), records_(counted.records) {}

    void run()
    {
        for (const Session& session : records_.sessions) counted_.every_session.emplace(session.id.value, &session);
        for (const Sitting& sitting : records_.sittings) sessions_of_.emplace(sitting.id.value, sitting.session.value);
        for (const Attendance& each : records_.attendance) {
            attendance_.emplace(std::pair(each.sitting.value, each.person.value), &each);
            const auto session = sessions_of_.find(each.sitting.value);
            if (is_recorded(each) && session != sessions_of_.end()) sessions_with_roll_.insert(session->second);
        }
        for (const Person& person : records_.people) people_.emplace(person.id.value, &person);
        for (const Participant& each : records_.participants) rolls_[each.session.value].push_back(&each);
        for (auto& [session, roll] : rolls_)
            std::ranges::sort(roll, {}, [](const Participant* each) {
                return std::tie(each->sort_name, each->name, each->person.value);
            });
        sessions();
        papers();
        sittings();
    }

private:
    // What this council held before it moved to another machine is its own.
    bool is_elsewhere(const Session& session) const
    {
        return session.imported_from && *session.imported_from != records_.council.name;
    }

    // Called off is called off, whatever was recorded before; else it was opened, or somebody came.
    bool held(const Session& session) const
    {
        if (was_called_off(session.state) || is_elsewhere(session)) return false;
        return was_held(session.state) || sessions_with_roll_.contains(session.id.value);
    }

    void sessions()
    {
        for (const Session& session : records_.sessions) {
            if (!counted_.covers(session.start_on)) continue;
            if (held(session)) counted_.sessions.push_back(&session);
            if (is_elsewhere(session))
                counted_.elsewhere.push_back(&session);
            else if (was_called_off(session.state))
                counted_.not_held.push_back(&session);
        }
        const auto by_day = [](const Session* each) { return std::tie(each->start_on, each->number, each->id.value); };
        std::ranges::sort(counted_.sessions, {}, by_day);
        std::ranges::sort(counted_.not_held, {}, by_day);
        std::ranges::sort(counted_.elsewhere, {}, by_day);
    }

    bool in_office(const Participant& who, const std::string& day) const
    {
        if (!who.counts_for_quorum) return false;
        const auto person = people_.find(who.person.value);
        if (person == people_.end()) return true;
        const Person& known = *person->second;
        return (!known.mandate_from || *known.mandate_from <= day) && (!known.mandate_to || day <= *known.mandate_to);
    }

    void sittings()
    {
        for (const Sitting& sitting : records_.sittings) {
            const Session* const session = counted_.session(sitting.session);
            CountedSitting one{&sitting, session, day_of(sitting.start_at), false, false, {}};
            if (session == nullptr || !held(*session) || !counted_.covers(one.day)) continue;
            for (const Participant* who : rolls_[sitting.session.value]) {
                if (!in_office(*who, one.day)) continue;
                const auto said = attendance_.find(std::pair(sitting.id.value, who->person.value));
                RollEntry entry{who, said == attendance_.end() ? nullptr : said->second};
                one.recorded = one.recorded || (entry.attendance != nullptr && is_recorded(*entry.attendance));
                one.roll.push_back(entry);
            }
            const auto first = first_sent_.find(session->id.value);
            one.paperless = first != first_sent_.end() && first->second < read_utc(sitting.end_at).value_or(UtcMs{});
            counted_.sittings.push_back(std::move(one));
        }
        std::ranges::sort(counted_.sittings, {}, [](const CountedSitting& each) {
            return std::pair(read_utc(each.sitting->start_at).value_or(UtcMs{}), each.sitting->id.value);
        });
    }

    void papers()
    {
        for (const Holding& held : records_.holdings) received(held);
        for (const Document& document : records_.documents) {
            const Session* const session = counted_.session(document.session);
            if (session != nullptr && held(*session)) paper(document, *session);
        }
        std::ranges::sort(counted_.papers, {}, [](const CountedPaper& each) {
            return std::tie(each.session->start_on, each.session->id.value, each.day, each.document->agenda_item.value,
                            each.document->position, each.document->id.value);
        });
    }

    // A tablet that came for a later session and looked up this one's papers is nobody's copy.
    void received(const Holding& held)
    {
        const auto device = std::ranges::find(records_.devices, held.device, &Device::id);
        if (device == records_.devices.end() || device->kind != DeviceKind::tablet) return;
        receipts_[held.document.value].emplace_back(day_of(held.received_at), held.device.value);
    }

    // Resolutions and minutes of the session itself, not those that were laid before it.
    static bool is_outcome(const Document& document, const Session& session, Direction direction,
                           const std::string& first_day)
    {
        if (document.draft || direction != Direction::outgoing) return false;
        if (document.type_code != "NQ" && document.type_code != "BB") return false;
        return document.issued_on.empty() ? first_day > session.start_on : document.issued_on >= session.start_on;
    }

    void note_sent(const Session& session, const Revision& first)
    {
        const UtcMs sent = read_utc(sent_at(session, first)).value_or(UtcMs{});
        const auto [known, fresh] = first_sent_.try_emplace(session.id.value, sent);
        if (!fresh) known->second = std::min(known->second, sent);
    }

    void paper(const Document& document, const Session& session)
    {
        const auto first = std::ranges::find_if(document.revisions,
                                                [](const Revision& each) { return each.published_at.has_value(); });
        if (first == document.revisions.end()) return;
        CountedPaper one{&document, &session, &*first, {}, {}, Direction::unknown, false, 0};
        one.day = day_within(session, day_of(sent_at(session, *first)));
        one.direction =
            direction_of(document, session.council_name.empty() ? records_.council.name : session.council_name);
        one.outcome = is_outcome(document, session, one.direction, one.day);
        if (!one.outcome) note_sent(session, *first);
        if (!counted_.covers(one.day)) return;
        for (auto next = first + 1; next != document.revisions.end(); ++next) {
            if (!next->published_at) continue;
            const std::string day = day_within(session, day_of(sent_at(session, *next)));
            if (day > counted_.span.as_of) break;
            one.revision = &*next;
            one.replacements.push_back(&*next);
        }
        one.recipients = recipients(document, session);
        counted_.papers.push_back(std::move(one));
    }

    std::int64_t recipients(const Document& document, const Session& session)
    {
        std::int64_t delegates = 0;
        for (const Participant* who : rolls_[session.id.value]) delegates += in_office(*who, session.start_on) ? 1 : 0;
        std::set<std::string> tablets;
        for (const auto& [day, device] : receipts_[document.id.value])
            if (day <= session.end_on && day <= counted_.span.as_of) tablets.insert(device);
        return std::max(delegates, static_cast<std::int64_t>(tablets.size()));
    }

    Counted& counted_;
    const ReportRecords& records_;
    std::map<std::string, std::string> sessions_of_;  // by sitting
    std::map<std::pair<std::string, std::string>, const Attendance*> attendance_;
    std::set<std::string> sessions_with_roll_;
    std::map<std::string, const Person*> people_;
    std::map<std::string, std::vector<const Participant*>> rolls_;
    std::map<std::string, std::vector<std::pair<std::string, std::string>>> receipts_;  // day and device, by document
    std::map<std::string, UtcMs> first_sent_;                                           // by session
};

}  // namespace

bool RollEntry::attended() const
{
    return attendance != nullptr && (!attendance->intervals.empty() || chamber::attended(*attendance));
}

std::int64_t CountedSitting::attended() const
{
    return std::ranges::count_if(roll, [](const RollEntry& each) { return each.attended(); });
}

std::string CountedPaper::sent_day() const
{
    for (const Revision& each : document->revisions)
        if (each.published_at) return day_of(sent_at(*session, each));
    return {};
}

FigureItem CountedPaper::item(std::string note) const
{
    const std::string& number = document->full_number;
    return FigureItem{document->id.value, number.empty() ? document->title : number + " · " + document->title, day,
                      std::move(note)};
}

bool Counted::covers(std::string_view day) const
{
    return day.size() == 10 && day.substr(0, 4) == std::to_string(span.year) && day <= span.as_of;
}

const Session* Counted::session(const SessionId& id) const
{
    const auto found = every_session.find(id.value);
    return found == every_session.end() ? nullptr : found->second;
}

Counted count_records(const ReportRecords& records, const ReportSpan& span)
{
    Counted counted{records, span, {}, {}, {}, {}, {}, {}};
    Counting(counted).run();
    return counted;
}

std::string day_of(std::string_view rfc3339)
{
    const auto at = read_utc(rfc3339);
    return at ? vietnamese_day(*at) : std::string();
}

std::string day_within(const Session& session, std::string day)
{
    if (day < session.start_on) return session.start_on;
    if (!session.end_on.empty() && day > session.end_on) return std::max(session.end_on, session.start_on);
    return day;
}

std::string clock_of(std::string_view rfc3339)
{
    const auto at = read_utc(rfc3339);
    return at ? format_vietnam(*at).substr(11) : std::string();
}

}  // namespace chamber::storage
