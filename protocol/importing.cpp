#include "protocol/importing.hpp"

#include "protocol/calendar.hpp"
#include "protocol/text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

namespace chamber {
namespace {

std::string place(std::string_view list, std::size_t index, std::string_view field)
{
    std::string where = "/";
    where.append(list).append("/").append(std::to_string(index));
    if (!field.empty()) where.append("/").append(field);
    return where;
}

class Faults {
public:
    Faults(const SessionImport& imported, const KnownNames& known) : imported_(imported), known_(known)
    {
        for (const Person& each : imported.people) names_.emplace(each.id.value, each.name);
        for (const Group& each : imported.groups) groups_.insert(each.id.value);
        for (const Sitting& each : imported.sittings) sittings_.emplace(each.id.value, &each);
    }

    std::vector<ImportFault> all()
    {
        council();
        session();
        sittings();
        agenda();
        people();
        groups();
        attendance();
        return std::move(found_);
    }

private:
    void add(std::string where, std::string sentence)
    {
        const bool told =
            std::any_of(found_.begin(), found_.end(), [&](const ImportFault& each) { return each.where == where; });
        if (!told) found_.push_back({std::move(where), std::move(sentence)});
    }

    bool knows_person(const PersonId& id) const
    {
        return names_.contains(id.value) || known_.people.contains(id.value);
    }
    bool knows_group(const std::string& id) const { return groups_.contains(id) || known_.groups.contains(id); }

    void want_person(const std::string& where, const PersonId& id)
    {
        if (!id.empty() && !knows_person(id)) add(where, "không có người nào mang mã “" + id.value + "”");
    }

    void want_group(const std::string& where, const std::optional<GroupId>& id)
    {
        if (id && !knows_group(id->value)) add(where, "không có tổ hay Ban nào mang mã “" + id->value + "”");
    }

    void want_name(const std::string& where, const std::string& name, std::string_view whose)
    {
        if (is_blank(name)) add(where, std::string(whose) + " chưa có tên");
    }

    void want_own(const std::string& where, const SessionId& session)
    {
        if (session != imported_.session.id)
            add(where, "ghi mã kỳ họp “" + session.value + "”, không phải “" + imported_.session.id.value + "”");
    }

    template <class Noun>
    void want_once(std::string_view list, const std::vector<Noun>& nouns)
    {
        std::set<std::string> met;
        for (std::size_t i = 0; i < nouns.size(); ++i) {
            const std::string& id = nouns[i].id.value;
            if (id.empty()) add(place(list, i, "id"), "chưa có mã");
            if (!id.empty() && !met.insert(id).second) add(place(list, i, "id"), "mã “" + id + "” viết hai lần");
        }
    }

    void council()
    {
        const Council& council = imported_.council;
        want_name("/council/name", council.name, "cơ quan");
        const std::int32_t in_office = in_office_of(imported_).value_or(council.in_office);
        if (council.seats > 0 && in_office > council.seats)
            add("/council/seats", "ghi " + std::to_string(council.seats) + " đại biểu được bầu nhưng đang có " +
                                      std::to_string(in_office) + " đại biểu đương nhiệm");
    }

    void session()
    {
        if (is_council_only(imported_)) return;
        const Session& session = imported_.session;
        if (session.id.empty()) add("/session/id", "kỳ họp chưa có mã");
        want_name("/session/name", session.name, "kỳ họp");
        if (!session.start_on.empty() && !session.end_on.empty() && session.end_on < session.start_on)
            add("/session/end_on", "kỳ họp kết thúc ngày " + spoken_day(session.end_on) + ", trước ngày khai mạc " +
                                       spoken_day(session.start_on));
        if (session.documents_deadline && !session.end_on.empty() && *session.documents_deadline > session.end_on)
            add("/session/documents_deadline", "hạn gửi tài liệu " + spoken_day(*session.documents_deadline) +
                                                   " sau ngày bế mạc " + spoken_day(session.end_on));
        officers("/session/presiding/", session.presiding, "chủ tọa");
        officers("/session/secretaries/", session.secretaries, "thư ký");
    }

    void officers(const std::string& list, const std::vector<PersonId>& people, std::string_view office)
    {
        std::set<std::string> met;
        for (std::size_t i = 0; i < people.size(); ++i) {
            const std::string where = list + std::to_string(i);
            want_person(where, people[i]);
            if (!met.insert(people[i].value).second)
                add(where, "“" + people[i].value + "” viết hai lần trong danh sách " + std::string(office));
            for (const Person& each : imported_.people)
                if (each.id == people[i] && !sits_in(each, imported_.session))
                    add(where, each.name + " không còn nhiệm vụ đại biểu vào ngày họp nên không làm " +
                                   std::string(office) + " được");
        }
    }

    void sittings()
    {
        want_once("sittings", imported_.sittings);
        for (std::size_t i = 0; i < imported_.sittings.size(); ++i) {
            const Sitting& sitting = imported_.sittings[i];
            want_name(place("sittings", i, "name"), sitting.name, "phiên họp");
            want_own(place("sittings", i, "session"), sitting.session);
            const auto start = read_utc(sitting.start_at);
            const auto end = read_utc(sitting.end_at);
            if (start && end && *end <= *start)
                add(place("sittings", i, "end_at"),
                    "phiên kết thúc lúc " + format_vietnam(*end) + ", không sau lúc bắt đầu " + format_vietnam(*start));
            within_session(place("sittings", i, "start_at"), start);
            within_session(place("sittings", i, "end_at"), end);
            for (std::size_t earlier = 0; earlier < i; ++earlier) apart(i, imported_.sittings[earlier], sitting);
        }
    }

    // People cannot be in two sittings at once.
    void apart(std::size_t index, const Sitting& one, const Sitting& other)
    {
        const auto start = read_utc(one.start_at);
        const auto end = read_utc(one.end_at);
        const auto other_start = read_utc(other.start_at);
        const auto other_end = read_utc(other.end_at);
        if (!start || !end || !other_start || !other_end || *end <= *start || *other_end <= *other_start) return;
        if (*start < *other_end && *other_start < *end)
            add(place("sittings", index, "start_at"),
                "trùng giờ với " + one.name + " (" + format_vietnam(*start) + " đến " + format_vietnam(*end) + ")");
    }

    // A sitting that goes on past midnight belongs to the day before.
    void within_session(const std::string& where, const std::optional<UtcMs>& at)
    {
        const Session& session = imported_.session;
        if (!at || session.start_on.empty() || session.end_on.empty() || session.end_on < session.start_on) return;
        constexpr std::int64_t night_ms = 6 * 3'600'000;
        const bool early = vietnamese_day(*at) < session.start_on;
        const bool late = vietnamese_day(UtcMs{at->value - night_ms}) > session.end_on;
        if (early || late)
            add(where, format_vietnam(*at) + " nằm ngoài kỳ họp (" + spoken_day(session.start_on) + " đến " +
                           spoken_day(session.end_on) + ")");
    }

    void agenda()
    {
        want_once("agenda", imported_.agenda);
        std::set<std::pair<std::string, std::string>> numbers;
        for (std::size_t i = 0; i < imported_.agenda.size(); ++i) {
            const AgendaItem& item = imported_.agenda[i];
            want_name(place("agenda", i, "name"), item.name, "nội dung");
            want_own(place("agenda", i, "session"), item.session);
            const auto sitting = sittings_.find(item.sitting.value);
            if (sitting == sittings_.end()) {
                if (!item.sitting.empty())
                    add(place("agenda", i, "sitting"), "không có phiên họp nào mang mã “" + item.sitting.value + "”");
            } else if (item.planned_start) {
                within_sitting(place("agenda", i, "planned_start"), *item.planned_start, *sitting->second);
            }
            if (!is_blank(item.number) && !numbers.emplace(item.sitting.value, item.number).second)
                add(place("agenda", i, "number"), "số “" + item.number + "” viết hai lần trong cùng một phiên");
            if (item.presenter && !knows_person(PersonId(*item.presenter)) && !knows_group(*item.presenter))
                add(place("agenda", i, "presenter"),
                    "không có người, tổ hay Ban nào mang mã “" + *item.presenter + "”");
        }
    }

    void within_sitting(const std::string& where, const std::string& planned, const Sitting& sitting)
    {
        const auto at = read_utc(planned);
        const auto start = read_utc(sitting.start_at);
        const auto end = read_utc(sitting.end_at);
        if (at && start && end && (*at < *start || *at > *end))
            add(where, format_vietnam(*at) + " nằm ngoài " + sitting.name + " (" + format_vietnam(*start) + " đến " +
                           format_vietnam(*end) + ")");
    }

    void people()
    {
        want_once("people", imported_.people);
        std::map<std::string, std::string> seats;  // whose it is
        for (std::size_t i = 0; i < imported_.people.size(); ++i) {
            const Person& person = imported_.people[i];
            want_name(place("people", i, "name"), person.name, "người này");
            want_group(place("people", i, "group"), person.group);
            want_group(place("people", i, "committee"), person.committee);
            if (person.mandate_from && person.mandate_to && *person.mandate_to < *person.mandate_from)
                add(place("people", i, "mandate_to"), "nhiệm vụ đại biểu kết thúc ngày " +
                                                          spoken_day(*person.mandate_to) + ", trước ngày bắt đầu " +
                                                          spoken_day(*person.mandate_from));
            if (person.suspended_to && !person.suspended_from)
                add(place("people", i, "suspended_from"), "có ngày cuối tạm đình chỉ mà chưa có ngày bắt đầu");
            if (person.suspended_from && person.suspended_to && *person.suspended_to < *person.suspended_from)
                add(place("people", i, "suspended_to"), "tạm đình chỉ hết ngày " + spoken_day(*person.suspended_to) +
                                                            ", trước ngày bắt đầu " +
                                                            spoken_day(*person.suspended_from));
            if (person.counts_for_quorum && !has_role(person, Role::delegate))
                add(place("people", i, "counts_for_quorum"), "chỉ đại biểu mới được tính vào túc số");
            if (!person.seat || is_blank(*person.seat) || !sits_in(person, imported_.session)) continue;
            const auto [taken, fresh] = seats.emplace(*person.seat, person.name);
            if (!fresh) add(place("people", i, "seat"), "ghế “" + *person.seat + "” đã xếp cho " + taken->second);
        }
    }

    void groups()
    {
        want_once("groups", imported_.groups);
        for (std::size_t i = 0; i < imported_.groups.size(); ++i) {
            const Group& group = imported_.groups[i];
            want_name(place("groups", i, "name"), group.name, "tổ hoặc Ban");
            if (group.leader) want_person(place("groups", i, "leader"), *group.leader);
            if (group.deputy) want_person(place("groups", i, "deputy"), *group.deputy);
            for (std::size_t m = 0; m < group.members.size(); ++m)
                want_person(place("groups", i, "members/" + std::to_string(m)), group.members[m]);
        }
    }

    void attendance()
    {
        std::set<std::pair<std::string, std::string>> met;
        for (std::size_t i = 0; i < imported_.attendance.size(); ++i) {
            const Attendance& one = imported_.attendance[i];
            want_person(place("attendance", i, "person"), one.person);
            if (!one.sitting.empty() && !sittings_.contains(one.sitting.value))
                add(place("attendance", i, "sitting"), "không có phiên họp nào mang mã “" + one.sitting.value + "”");
            if (!met.emplace(one.sitting.value, one.person.value).second)
                add(place("attendance", i, "person"), "điểm danh của người này trong phiên viết hai lần");
            for (const Person& each : imported_.people)
                if (each.id == one.person && !sits_in(each, imported_.session))
                    add(place("attendance", i, "person"),
                        each.name + " không còn nhiệm vụ đại biểu vào ngày họp nên không điểm danh được");
        }
    }

    const SessionImport& imported_;
    const KnownNames& known_;
    std::map<std::string, std::string> names_;
    std::set<std::string> groups_;
    std::map<std::string, const Sitting*> sittings_;
    std::vector<ImportFault> found_;
};

}  // namespace

std::string participant_id(const SessionId& session, const PersonId& person)
{
    return session.value + "/" + person.value;
}

Participant participant_of(const Person& person, const SessionId& session)
{
    Participant made;
    made.id = participant_id(session, person.id);
    made.session = session;
    made.person = person.id;
    made.name = person.name;
    made.sort_name = person.sort_name;
    made.position = person.position;
    made.roles = person.roles;
    made.group = person.group;
    made.committee = person.committee;
    made.seat = person.seat;
    made.counts_for_quorum = person.counts_for_quorum;
    return made;
}

Person person_of(const Participant& participant)
{
    Person made;
    made.id = participant.person;
    made.name = participant.name;
    made.sort_name = participant.sort_name;
    made.position = participant.position;
    made.roles = participant.roles;
    made.group = participant.group;
    made.committee = participant.committee;
    made.seat = participant.seat;
    made.counts_for_quorum = participant.counts_for_quorum;
    return made;
}

bool sits_in(const Person& person, const Session& session)
{
    if (!has_role(person, Role::delegate)) return true;
    const bool over = person.mandate_to && !session.start_on.empty() && *person.mandate_to < session.start_on;
    const bool to_come = person.mandate_from && !session.end_on.empty() && *person.mandate_from > session.end_on;
    const bool barred = person.suspended_from && !session.start_on.empty() &&
                        *person.suspended_from <= session.start_on &&
                        (!person.suspended_to || *person.suspended_to >= std::max(session.start_on, session.end_on));
    return !over && !to_come && !barred;
}

bool in_mandate(const Person& person, const std::string& day)
{
    if (!has_role(person, Role::delegate)) return true;
    return !(person.mandate_to && *person.mandate_to < day) && !(person.mandate_from && *person.mandate_from > day);
}

bool may_serve(const Person& person, const std::string& day)
{
    if (!has_role(person, Role::delegate)) return true;
    const bool suspended =
        person.suspended_from && *person.suspended_from <= day && (!person.suspended_to || day <= *person.suspended_to);
    return in_mandate(person, day) && !suspended;
}

Person in_groups(Person person, const std::vector<Group>& groups)
{
    for (const Group& group : groups) {
        std::optional<GroupId>& of = group.kind == GroupKind::committee ? person.committee : person.group;
        if (!of && std::find(group.members.begin(), group.members.end(), person.id) != group.members.end())
            of = group.id;
    }
    return person;
}

bool is_council_only(const SessionImport& imported)
{
    const Session& session = imported.session;
    return session.id.empty() && session.name.empty() && session.number == 0 && session.start_on.empty() &&
           imported.sittings.empty() && imported.agenda.empty() && imported.attendance.empty() &&
           imported.absence_reasons.empty() && imported.annotations.empty() && imported.archive_fields.empty();
}

std::optional<std::int32_t> in_office_of(const SessionImport& imported)
{
    const std::string& day = imported.session.start_on;
    // Before the first session there is no day to ask of: whose mandate has no end is in office.
    const bool alone = is_council_only(imported);
    const auto counted = std::count_if(imported.people.begin(), imported.people.end(), [&](const Person& each) {
        const bool holds = alone         ? !each.mandate_to
                           : day.empty() ? sits_in(each, imported.session)
                                         : in_mandate(each, day);
        return each.counts_for_quorum && has_role(each, Role::delegate) && holds;
    });
    return counted > 0 ? std::optional(static_cast<std::int32_t>(counted)) : std::nullopt;
}

std::string vietnamese_day(UtcMs at)
{
    constexpr std::int64_t ahead_ms = 7 * 3'600'000;
    return format_utc(UtcMs{at.value + ahead_ms}).substr(0, 10);
}

std::vector<ImportFault> import_faults(const SessionImport& imported, const KnownNames& known)
{
    return Faults(imported, known).all();
}

}  // namespace chamber
