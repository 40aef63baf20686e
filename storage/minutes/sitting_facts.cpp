#include "storage/minutes/sitting_facts.hpp"

#include "protocol/legal_profile.hpp"
#include "protocol/natural_order.hpp"
#include "protocol/roll.hpp"
#include "storage/minutes/presence.hpp"

#include <algorithm>

namespace chamber::storage {
namespace {

const Attendance* recorded(const SessionFile& file, const SittingId& sitting, const PersonId& person)
{
    const auto found = std::ranges::find_if(
        file.attendance, [&](const Attendance& one) { return one.sitting == sitting && one.person == person; });
    return found == file.attendance.end() ? nullptr : &*found;
}

std::vector<const Person*> by_seat(const SessionFile& file, Role role)
{
    std::vector<const Person*> people;
    for (const auto& person : file.people)
        if (has_role(person, role)) people.push_back(&person);
    std::ranges::sort(people, [](const Person* a, const Person* b) { return BySeat{}(*a, *b); });
    return people;
}

FactAttendance line_of(const Attendance* attendance, const PersonId& person, const KnownPeople& people,
                       const FactSitting& sitting)
{
    FactAttendance line;
    line.person = people.fact(person);
    if (attendance == nullptr) return line;
    line.status = attendance->status;
    line.attended = attended(*attendance);
    if (line.status == AttendanceStatus::absent) line.excused = attendance->excused.value_or(false);
    line.waiting_since = attendance->waiting_since;
    for (const auto& interval : attendance->intervals) {
        FactTimes times{interval.in_at, interval.out_at.value_or(""), interval.method};
        if (interval.confirmed_by) times.confirmed_by = people.name(*interval.confirmed_by);
        line.times.push_back(std::move(times));
    }
    if (!line.attended || line.times.empty()) return line;
    const auto opened = read_utc(sitting.opened_at);
    const auto closed = read_utc(sitting.closed_at);
    const auto in = read_utc(line.times.front().in_at);
    const auto out = read_utc(line.times.back().out_at);
    line.late = opened && in && *in > *opened;
    line.left_early = closed && out && *out < *closed;
    return line;
}

FactQuorum quorum_of(const SessionFile& file, const Sitting& sitting, const FactSitting& fact)
{
    FactQuorum quorum;
    quorum.in_office = delegates_of(file.council, file.session).in_office;
    quorum.needed = chamber::quorum_of(file.council, file.session);
    RollCounts counts;
    std::vector<const Attendance*> counting;
    for (const auto& line : fact.roll) {
        if (line.guest) continue;
        const auto* attendance = recorded(file, sitting.id, line.person.id);
        count(counts, attendance == nullptr ? Attendance{} : *attendance);
        if (attendance != nullptr && line.counts) counting.push_back(attendance);
    }
    quorum.attended = counts.attended;
    quorum.excused = counts.excused;
    quorum.unexcused = counts.unexcused;
    quorum.unrecorded = counts.unrecorded;
    quorum.delegates = counts.attended + counts.excused + counts.unexcused + counts.unrecorded;
    const auto presence = presence_of(sitting, counting, quorum.needed);
    quorum.most = presence.most;
    if (presence.most > 0) quorum.most_at = format_utc(presence.most_at);
    std::int32_t present = 0;
    const auto count_at = [&](UtcMs at) {
        present = 0;
        for (const auto& step : presence.steps)
            if (step.at <= at) present = step.count;
        return FactPresence{format_utc(at), present, present >= quorum.needed};
    };
    if (const auto opened = read_utc(fact.opened_at)) quorum.at_opening = count_at(*opened);
    for (const auto& crossing : presence.crossings) quorum.crossings.push_back(count_at(crossing.at));
    return quorum;
}

FactItem item_of(const AgendaItem& item, const KnownPeople& people, const std::vector<ItemSpans>& spans)
{
    FactItem fact{item.id, item.number, item.name, item.item_type, {}, {}, item.documents};
    if (item.presenter && !item.presenter->empty()) fact.presenter = people.presenter(*item.presenter);
    const auto found = std::ranges::find(spans, item.id, &ItemSpans::item);
    if (found == spans.end()) return fact;
    for (const auto& span : found->spans)
        fact.spans.push_back({format_utc(span.began), span.ended ? format_utc(*span.ended) : std::string()});
    return fact;
}

// Papers that are no longer in force stand among the withdrawn.
void keep_known(FactItem& item, const SessionFile& file)
{
    std::erase_if(item.documents, [&](const DocumentId& id) {
        return std::ranges::find(file.documents, id, &Document::id) == file.documents.end();
    });
}

std::vector<FactItem> items_of(const SessionFile& file, const Sitting& sitting, const KnownPeople& people,
                               const std::vector<Deed>& deeds)
{
    std::vector<const AgendaItem*> planned;
    for (const auto& item : file.agenda)
        if (item.sitting == sitting.id) planned.push_back(&item);
    std::ranges::sort(planned, [](const AgendaItem* a, const AgendaItem* b) {
        return std::pair(a->position, a->id) < std::pair(b->position, b->id);
    });
    const auto spans = spans_of(deeds);
    std::vector<FactItem> items;
    for (const auto* item : planned) {
        items.push_back(item_of(*item, people, spans));
        keep_known(items.back(), file);
    }
    std::ranges::stable_sort(items, [](const FactItem& a, const FactItem& b) {
        if (a.spans.empty() || b.spans.empty()) return !a.spans.empty() && b.spans.empty();
        return a.spans.front().began_at < b.spans.front().began_at;
    });
    return items;
}

}  // namespace

FactSitting sitting_fact(const SessionFile& file, const Sitting& sitting, const KnownPeople& people,
                         const std::vector<Deed>& deeds)
{
    FactSitting fact;
    fact.id = sitting.id;
    fact.name = sitting.name;
    fact.classification = sitting.classification;
    fact.open_to_public = sitting.open_to_public;
    fact.planned_start_at = sitting.start_at;
    fact.planned_end_at = sitting.end_at;
    const auto times = times_of(file, sitting, deeds);
    fact.opening_recorded = times.opened.has_value();
    fact.closing_recorded = times.closed.has_value();
    fact.opened_at = times.opened ? format_utc(*times.opened) : sitting.start_at;
    fact.closed_at = times.closed ? format_utc(*times.closed) : sitting.end_at;
    for (const auto* person : by_seat(file, Role::delegate)) {
        fact.roll.push_back(line_of(recorded(file, sitting.id, person->id), person->id, people, fact));
        fact.roll.back().counts = person->counts_for_quorum;
    }
    for (const auto* person : by_seat(file, Role::guest)) {
        const auto* attendance = recorded(file, sitting.id, person->id);
        if (attendance == nullptr || has_role(*person, Role::delegate)) continue;
        fact.roll.push_back(line_of(attendance, person->id, people, fact));
        fact.roll.back().guest = true;
    }
    fact.quorum = quorum_of(file, sitting, fact);
    fact.items = items_of(file, sitting, people, deeds);
    return fact;
}

}  // namespace chamber::storage
