// Attendance of each sitting: whether there were enough, the curve, who was absent, everybody's times; and who took
// part.
#include "protocol/roll.hpp"
#include "protocol/labels.hpp"
#include "protocol/legal_profile.hpp"
#include "protocol/natural_order.hpp"
#include "storage/archive/page/parts.hpp"
#include "storage/minutes/presence.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace chamber::storage {
namespace {

std::vector<const Person*> seated(const PageSource& source, Role role)
{
    std::vector<const Person*> people;
    for (const auto& person : source.file.people)
        if (has_role(person, role)) people.push_back(&person);
    std::ranges::sort(people, [](const Person* a, const Person* b) { return BySeat{}(*a, *b); });
    return people;
}

std::int32_t in_office(const SessionFile& file)
{
    return delegates_of(file.council, file.session).in_office;
}

// One sitting's roll: everybody who belongs on it, and what is recorded of them.
struct SittingRoll {
    const Sitting& sitting;
    std::vector<std::pair<const Person*, const Attendance*>> lines;  // delegates by seat, then recorded guests
    std::vector<const Attendance*> counting;
    RollCounts counts;
};

SittingRoll roll_of(const PageSource& source, const Sitting& sitting)
{
    SittingRoll roll{sitting, {}, {}, {}};
    std::map<PersonId, const Attendance*> recorded;
    for (const auto& one : source.file.attendance)
        if (one.sitting == sitting.id) recorded[one.person] = &one;
    const auto found = [&](const Person& person) -> const Attendance* {
        const auto at = recorded.find(person.id);
        return at == recorded.end() ? nullptr : at->second;
    };
    for (const auto* person : seated(source, Role::delegate)) {
        const auto* attendance = found(*person);
        roll.lines.emplace_back(person, attendance);
        count(roll.counts, attendance == nullptr ? Attendance{} : *attendance);
        if (attendance != nullptr && person->counts_for_quorum) roll.counting.push_back(attendance);
    }
    for (const auto* person : seated(source, Role::guest))
        if (const auto* attendance = found(*person); attendance != nullptr && !has_role(*person, Role::delegate))
            roll.lines.emplace_back(person, attendance);
    return roll;
}

// "07:30"; with its day when it is not the sitting's.
std::string clock(UtcMs at, const Sitting& sitting)
{
    const auto moment = format_vietnam(at);
    const auto day = spoken_moment(sitting.start_at).substr(0, 10);
    return moment.starts_with(day) && moment.size() > 11 ? moment.substr(11) : moment;
}

std::string quorum_sentence(const Presence& presence, const Sitting& sitting, std::int32_t needed, std::int32_t office)
{
    std::string text =
        "Cần có mặt " + std::to_string(needed) + "/" + std::to_string(office) + " đại biểu đương nhiệm. ";
    if (presence.steps.empty()) return text + "Hồ sơ không có ghi nhận ai vào phòng họp.";
    text += "Đông nhất " + std::to_string(presence.most) + " lúc " + clock(presence.most_at, sitting) + ". ";
    if (presence.crossings.empty()) return text + "Theo ghi nhận, không lúc nào đủ số.";
    bool first = true;
    for (const auto& crossing : presence.crossings) {
        text += !crossing.reached ? "; dưới mức cần có từ " : first ? "Đủ số từ " : "; đủ lại từ ";
        text += clock(crossing.at, sitting);
        first = false;
    }
    return text + ".";
}

constexpr std::int64_t chart_width = 600;
constexpr std::int64_t chart_height = 96;

Markup curve(const PageSource& source, const SittingRoll& roll, const Presence& presence, std::int32_t needed)
{
    const auto begin = read_utc(roll.sitting.start_at);
    const auto end = read_utc(roll.sitting.end_at);
    const auto top = std::max({in_office(source.file), presence.most, 1});
    if (!begin || !end || *end <= *begin || presence.steps.empty()) return {};
    const auto x = [&](UtcMs at) {
        return std::clamp<std::int64_t>((at.value - begin->value) * chart_width / (end->value - begin->value), 0,
                                        chart_width);
    };
    const auto y = [&](std::int64_t count) { return chart_height - count * (chart_height - 6) / top; };
    std::string path = "M0 " + std::to_string(chart_height) + "V" + std::to_string(y(0));
    for (const auto& step : presence.steps)
        if (step.at < *end) path += "H" + std::to_string(x(step.at)) + "V" + std::to_string(y(step.count));
    path += "H" + std::to_string(chart_width) + "V" + std::to_string(chart_height) + "Z";
    return source.forms.fill("bieu-do", {{"cau", Markup("Số đại biểu có mặt theo thời gian, đông nhất ") +
                                                     escaped(std::to_string(presence.most))},
                                         {"duong", escaped(path)},
                                         {"muc-can", escaped(std::to_string(y(needed)))},
                                         {"tu", escaped(clock(*begin, roll.sitting))},
                                         {"den", escaped(clock(*end, roll.sitting))}});
}

bool waits(const Attendance* attendance)
{
    return attendance != nullptr && attendance->waiting_since.has_value();
}

std::string status_words(const Attendance* attendance)
{
    if (attendance == nullptr) return std::string(label(AttendanceStatus::unknown));
    if (waits(attendance) && attendance->status == AttendanceStatus::unknown) return "Chưa xác nhận";
    if (attendance->status == AttendanceStatus::absent && attendance->excused)
        return *attendance->excused ? "Vắng có phép" : "Vắng không phép";
    return std::string(label(attendance->status));
}

std::string times(const Attendance* attendance, const Sitting& sitting)
{
    if (attendance == nullptr) return {};
    std::string text;
    for (const auto& interval : attendance->intervals) {
        const auto in = read_utc(interval.in_at);
        const auto out = interval.out_at ? read_utc(*interval.out_at) : std::nullopt;
        if (!text.empty()) text += "; ";
        text += (in ? clock(*in, sitting) : interval.in_at) + " – ";
        text += out ? clock(*out, sitting) : interval.out_at ? *interval.out_at : "cuối phiên";
    }
    if (waits(attendance)) {
        const auto since = read_utc(*attendance->waiting_since);
        text += (text.empty() ? "" : "; ") + ("tự điểm danh " + (since ? clock(*since, sitting) : std::string()));
    }
    return text;
}

// Those who were not there, and those nobody said anything of, by name.
Markup absent(const PageSource& source, const SittingRoll& roll)
{
    Markup lines;
    const auto line = [&](const char* what, auto belongs) {
        std::string names;
        for (const auto& [person, attendance] : roll.lines)
            if (has_role(*person, Role::delegate) && belongs(attendance))
                names += (names.empty() ? "" : ", ") + person->name;
        if (!names.empty()) lines += source.forms.fill("dong", {{"noi-dung", escaped(what + names)}});
    };
    const auto away = [](const Attendance* one) { return one != nullptr && one->status == AttendanceStatus::absent; };
    line("Vắng có phép: ", [&](const Attendance* one) { return away(one) && one->excused.value_or(false); });
    line("Vắng không phép: ", [&](const Attendance* one) { return away(one) && !one->excused.value_or(false); });
    line("Chưa ghi nhận: ", [](const Attendance* one) {
        return one == nullptr || (one->status == AttendanceStatus::unknown && !waits(one));
    });
    line("Chưa ghi nhận; tự điểm danh mà chưa ai xác nhận: ", waits);
    return lines.empty() ? lines : source.forms.fill("danh-sach-nho", {{"dong", lines}});
}

Markup figure(const PageSource& source, Literal name, std::int32_t value)
{
    return source.forms.fill("o", {{"ten", name}, {"gia-tri", escaped(std::to_string(value))}});
}

std::string position_and_group(const PageSource& source, const Person& person)
{
    std::string text = person.position;
    if (person.group)
        if (const auto found = source.groups.find(*person.group); found != source.groups.end())
            text += (text.empty() ? "" : " · ") + found->second->name;
    return text;
}

Markup sitting_roll(const PageSource& source, const SittingRoll& roll)
{
    const auto office = in_office(source.file);
    const auto needed = quorum_of(source.file.council, source.file.session);
    const auto presence = presence_of(roll.sitting, roll.counting, needed);
    const bool enough = !presence.crossings.empty() && presence.crossings.back().reached;
    Markup lines;
    for (const auto& [person, attendance] : roll.lines)
        lines += source.forms.fill("dong-diem-danh", {{"ten", escaped(person->name)},
                                                      {"chuc-vu", escaped(position_and_group(source, *person))},
                                                      {"trang-thai", escaped(status_words(attendance))},
                                                      {"gio", escaped(times(attendance, roll.sitting))}});
    const Markup figures =
        figure(source, "Đã dự", roll.counts.attended) + figure(source, "Không ghi giờ về", roll.counts.present) +
        figure(source, "Vắng có phép", roll.counts.excused) + figure(source, "Vắng không phép", roll.counts.unexcused) +
        figure(source, "Chưa ghi nhận", roll.counts.unrecorded);
    return source.forms.fill("diem-danh", {{"ten", escaped(roll.sitting.name)},
                                           {"khi-nao", escaped(spoken_span(roll.sitting))},
                                           {"sac", enough ? Literal("good") : Literal("doubt")},
                                           {"du-so", escaped(quorum_sentence(presence, roll.sitting, needed, office))},
                                           {"bieu-do", curve(source, roll, presence, needed)},
                                           {"o", figures},
                                           {"vang", absent(source, roll)},
                                           {"so-nguoi", escaped(std::to_string(roll.lines.size()) + " người")},
                                           {"dong", lines}});
}

Markup people_list(const PageSource& source, const std::string& title, const std::vector<const Person*>& people)
{
    if (people.empty()) return {};
    Markup lines;
    for (const auto* person : people)
        lines += source.forms.fill("nguoi", {{"ten", escaped(person->name)}, {"chuc-vu", escaped(person->position)}});
    return source.forms.fill("nhom-nguoi", {{"ten", escaped(title)}, {"nguoi", lines}});
}

}  // namespace

Markup roll_part(const PageSource& source)
{
    Markup content;
    for (const auto* sitting : source.sittings) content += sitting_roll(source, roll_of(source, *sitting));
    if (source.sittings.empty())
        content = source.forms.fill("trong", {{"cau", Markup("Kỳ họp không có phiên nào được ghi.")}});
    return source.section("diem-danh", "Điểm danh", content);
}

Markup people_part(const PageSource& source)
{
    Markup content;
    std::set<const Person*> told;
    std::vector<const Group*> delegations;
    for (const auto& group : source.file.groups)
        if (group.kind == GroupKind::delegation) delegations.push_back(&group);
    std::ranges::sort(delegations, [](const Group* a, const Group* b) { return NaturalLess{}(a->name, b->name); });
    const auto delegates = seated(source, Role::delegate);
    for (const auto* group : delegations) {
        std::vector<const Person*> members;
        for (const auto* person : delegates)
            if (person->group && *person->group == group->id && told.insert(person).second) members.push_back(person);
        content += people_list(source, group->name + " (" + std::to_string(members.size()) + " đại biểu)", members);
    }
    std::vector<const Person*> others;
    for (const auto* person : delegates)
        if (!told.contains(person)) others.push_back(person);
    content += people_list(source, "Đại biểu không thuộc tổ nào", others);
    content += people_list(source, "Khách mời", seated(source, Role::guest));
    if (content.empty()) return {};
    return source.section("nguoi-du", "Đại biểu và khách mời", content);
}

}  // namespace chamber::storage
