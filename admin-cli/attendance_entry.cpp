#include "admin-cli/attendance_entry.hpp"

#include "admin-cli/attendance_roll.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "protocol/limits.hpp"
#include "protocol/sitting_time.hpp"
#include "storage/system_world.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

// Whom, and where it is written.
struct Place {
    Roll roll;
    Sitting sitting;
    Person person;
};

Result<Place> place_of(Office& office, const Invocation& invocation)
{
    auto roll = read_roll(office, invocation.one("SESSION"));
    if (!roll) return roll.error();
    auto sitting = sitting_of(*roll, invocation.maybe("--sitting"));
    if (!sitting) return sitting.error();
    auto person = person_of(*roll, invocation.one("PERSON"));
    if (!person) return person.error();
    return Place{std::move(*roll), std::move(*sitting), std::move(*person)};
}

UtcMs now()
{
    return storage::SystemClock{}.utc();
}

// A sitting with an item that is on takes place now, whatever was planned.
Result<SittingHours> hours_now(Office& office, const Place& place)
{
    const SittingHours hours =
        hours_of(place.sitting, place.roll.council.check_in_before_min.value_or(limits::check_in_before_min));
    const Session& session = place.roll.session;
    if (!session.current_item || (session.state != SessionState::in_session && session.state != SessionState::recess))
        return hours;
    auto items = office.all<AgendaItem>();
    if (!items) return items.error();
    for (const AgendaItem& item : *items)
        if (item.id == *session.current_item && item.sitting == place.sitting.id) return held_at(hours, now());
    return hours;
}

// Outside the sitting's hours somebody is asked; where nobody sits, --yes says it was meant.
Result<void> confirm(const Invocation& invocation, const SittingHours& hours, UtcMs at,
                     const std::optional<UtcMs>& instead, const std::string& typed)
{
    if (place_in(hours, at) == SittingPlace::inside || invocation.given("--yes")) return {};
    std::string words = fmt::format("{} nằm ngoài giờ họp, {} đến {}", format_vietnam(at), format_vietnam(hours.start),
                                    format_vietnam(hours.end));
    if (instead) words += fmt::format("; có phải {}?", format_vietnam(*instead));
    if (!invocation.terminal->can_ask())
        return fail(ErrorCode::outside_sitting, words + " – thêm --yes nếu đúng là giờ này", typed);
    auto answer = invocation.terminal->ask(words + ". Gõ đúng để ghi giờ này");
    if (!answer) return answer.error();
    if (*answer == "đúng" || *answer == "dung") return {};
    return fail(ErrorCode::outside_sitting, "chưa ghi gì", typed);
}

// Errors: bad_clock, outside_sitting (also: still to come).
Result<UtcMs> moment_of(const Invocation& invocation, const SittingHours& hours, const std::string& typed)
{
    auto clock = parse_clock(typed);
    if (!clock) return clock.error();
    const SittingMoment moment = moment_in(hours, *clock, now());
    if (moment.at > now()) return fail(ErrorCode::outside_sitting, format_vietnam(moment.at) + " chưa tới", typed);
    if (auto confirmed = confirm(invocation, hours, moment.at, moment.instead, typed); !confirmed)
        return confirmed.error();
    return moment.at;
}

struct Word {
    std::string_view typed;
    AttendanceAction action;
};
constexpr std::array entries{Word{"co-mat", AttendanceAction::arrive}, Word{"ve", AttendanceAction::leave},
                             Word{"vang-co-phep", AttendanceAction::absent_excused},
                             Word{"vang-khong-phep", AttendanceAction::absent_unexcused}};

Result<AttendanceAction> action_of(const std::string& typed)
{
    for (const Word& word : entries)
        if (word.typed == typed) return word.action;
    return fail(ErrorCode::unknown_value, "co-mat, ve, vang-co-phep hoặc vang-khong-phep", typed);
}

std::string trimmed(std::string_view text)
{
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return std::string(text);
}

// "7h30-9h, 9h30-": one pair after another.
Result<std::vector<AttendanceTimes>> times_of(const Invocation& invocation, const SittingHours& hours,
                                              std::string_view typed)
{
    std::vector<AttendanceTimes> times;
    while (!trimmed(typed).empty()) {
        const auto comma = typed.find(',');
        const std::string pair = trimmed(typed.substr(0, comma));
        typed.remove_prefix(comma == std::string_view::npos ? typed.size() : comma + 1);
        std::size_t dash = pair.find('-');
        std::size_t dash_bytes = 1;
        if (const auto en_dash = pair.find("–"); en_dash != std::string::npos) {
            dash = en_dash;
            dash_bytes = std::string_view("–").size();
        }
        auto in = moment_of(invocation, hours, trimmed(pair.substr(0, dash)));
        if (!in) return in.error();
        AttendanceTimes span{format_utc(*in), std::nullopt};
        const std::string out = dash == std::string::npos ? std::string() : trimmed(pair.substr(dash + dash_bytes));
        if (!out.empty()) {
            auto left = moment_of(invocation, hours, out);
            if (!left) return left.error();
            span.out_at = format_utc(*left);
        }
        times.push_back(std::move(span));
    }
    return times;
}

// What is asked for. Errors: unknown_value, bad_clock, outside_sitting, missing_field (present without times).
Result<CorrectAttendance> correction_of(const Invocation& invocation, const Place& place, const SittingHours& hours)
{
    CorrectAttendance command;
    command.sitting = place.sitting.id;
    command.person = place.person.id;
    const std::string what = invocation.one("WHAT");
    if (what == "co-mat") {
        auto times = times_of(invocation, hours, invocation.text("--times", ""));
        if (!times) return times.error();
        if (times->empty()) return fail(ErrorCode::missing_field, "co-mat cần --times, ví dụ 7h30-11h20", "--times");
        command.status = times->back().out_at ? AttendanceStatus::left : AttendanceStatus::present;
        command.intervals = std::move(*times);
    } else if (what == "vang-co-phep" || what == "vang-khong-phep") {
        command.status = AttendanceStatus::absent;
        command.excused = what == "vang-co-phep";
        command.absence_reason = invocation.maybe("--absence");
    } else if (what != "chua-ghi-nhan") {
        return fail(ErrorCode::unknown_value, "co-mat, vang-co-phep, vang-khong-phep hoặc chua-ghi-nhan", what);
    }
    command.reason = invocation.one("--reason");
    return command;
}

// Says what stands now, as the server has it.
Result<ExitCode> say(Office& office, const Invocation& invocation, const Place& place)
{
    auto roll = read_roll(office, place.roll.session.id.value);
    if (!roll) return roll.error();
    const auto attendance = roll->attendance_of(place.sitting.id, place.person.id);
    const auto words = state_words(attendance);
    if (invocation.json()) {
        JsonObject object;
        object.add("sitting", attendance.sitting.value)
            .add("person", attendance.person.value)
            .add("status", wire_name(attendance.status));
        invocation.terminal->answer(object.add("words", words).text());
    } else {
        invocation.terminal->answer(fmt::format("{}, {}: {}.", place.person.name, place.sitting.name, words));
    }
    return ExitCode::done;
}

Result<ExitCode> send_correction(Office& office, const Invocation& invocation, const Place& place,
                                 CorrectAttendance command)
{
    const auto attendance = place.roll.attendance_of(place.sitting.id, place.person.id);
    command.entries = static_cast<std::int32_t>(place.roll.former_of(attendance.id).size());
    if (auto ran = office.run(command); !ran) return ran.error();
    return say(office, invocation, place);
}

}  // namespace

Result<ExitCode> record(const Invocation& invocation)
{
    const auto action = action_of(invocation.one("WHAT"));
    if (!action) return action.error();
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto place = place_of(**office, invocation);
    if (!place) return place.error();
    const auto hours = hours_now(**office, *place);
    if (!hours) return hours.error();
    UtcMs at = now();
    const auto typed = invocation.maybe("--at");
    const bool timed = *action == AttendanceAction::arrive || *action == AttendanceAction::leave;
    if (typed) {
        auto moment = moment_of(invocation, *hours, *typed);
        if (!moment) return moment.error();
        at = *moment;
    } else if (timed) {
        if (auto confirmed = confirm(invocation, *hours, at, std::nullopt, "--at"); !confirmed)
            return confirmed.error();
    }
    const RecordAttendance command{place->sitting.id, place->person.id, *action, format_utc(at),
                                   invocation.maybe("--reason")};
    if (auto ran = (*office)->run(command); !ran) return ran.error();
    return say(**office, invocation, *place);
}

Result<ExitCode> correct(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto place = place_of(**office, invocation);
    if (!place) return place.error();
    const auto hours = hours_now(**office, *place);
    if (!hours) return hours.error();
    auto command = correction_of(invocation, *place, *hours);
    if (!command) return command.error();
    return send_correction(**office, invocation, *place, std::move(*command));
}

Result<ExitCode> undo(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto place = place_of(**office, invocation);
    if (!place) return place.error();
    const auto former = place->roll.former_of(place->roll.attendance_of(place->sitting.id, place->person.id).id);
    if (former.empty())
        return fail(ErrorCode::not_found, "chưa có lần đính chính nào của người này ở phiên này",
                    place->person.id.value);
    const FormerAttendance& last = former.back();
    CorrectAttendance command;
    command.sitting = place->sitting.id;
    command.person = place->person.id;
    command.status = last.status;
    command.excused = last.excused;
    for (const auto& interval : last.intervals) command.intervals.push_back({interval.in_at, interval.out_at});
    command.reason = invocation.text("--reason", "Hoàn tác");
    return send_correction(**office, invocation, *place, std::move(command));
}

Result<ExitCode> history(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto roll = read_roll(**office, invocation.one("SESSION"), invocation.maybe("--sitting"));
    if (!roll) return roll.error();
    auto everybody = (*office)->all<Person>();
    if (!everybody) return everybody.error();
    const auto named = [&](const PersonId& id) {
        const auto found = std::ranges::find(*everybody, id, &Person::id);
        return found == everybody->end() ? id.value : found->name;
    };
    Table table{{"PHIÊN", "MÃ", "HỌ TÊN", "LÚC", "NGƯỜI ĐÍNH CHÍNH", "TRƯỚC ĐÓ", "LÝ DO"}};
    for (const auto& sitting : roll->sittings) {
        for (const auto& person : roll->people) {
            for (const auto& one : roll->former_of(sitting.id.value + "/" + person.id.value)) {
                const auto words = state_words(one.status, one.intervals, one.excused);
                if (invocation.json()) {
                    JsonObject object;
                    object.add("sitting", sitting.id.value)
                        .add("person", person.id.value)
                        .add("name", person.name)
                        .add("at", one.at);
                    object.add("by", one.by.value)
                        .add("status", wire_name(one.status))
                        .add("words", words)
                        .add("reason", one.reason);
                    invocation.terminal->answer(object.text());
                } else {
                    table.add({sitting.id.value, person.id.value, person.name, wall_time(one.at), named(one.by), words,
                               one.reason});
                }
            }
        }
    }
    if (invocation.json()) return ExitCode::done;
    if (table.empty()) {
        invocation.terminal->note("Chưa có lần đính chính nào.");
    } else {
        invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
    }
    return ExitCode::done;
}

namespace {

// What is to be set, the rest as it stands; nothing: nothing is to be set. Errors: out_of_range, unknown_value.
Result<std::optional<SetMeetingRules>> rules_of(const Invocation& invocation, const Council& council)
{
    SetMeetingRules rules{council.check_in_before_min, council.confirm_check_ins};
    const auto typed = invocation.maybe("MINUTES");
    const auto confirm = invocation.maybe("--confirm");
    if (!typed && !confirm) return std::optional<SetMeetingRules>();
    if (typed) {
        std::int32_t minutes = 0;
        const auto [end, fault] = std::from_chars(typed->data(), typed->data() + typed->size(), minutes);
        const bool whole = fault == std::errc{} && end == typed->data() + typed->size();
        if (!whole || minutes < 1 || minutes > limits::check_in_before_min_max)
            return fail(ErrorCode::out_of_range, fmt::format("số phút từ 1 đến {}", limits::check_in_before_min_max),
                        *typed);
        rules.check_in_before_min = minutes;
    }
    if (confirm && *confirm != "co" && *confirm != "khong")
        return fail(ErrorCode::unknown_value, "ghi co hoặc khong", *confirm);
    if (confirm) rules.confirm_check_ins = *confirm == "co";
    return std::optional(rules);
}

}  // namespace

Result<ExitCode> opens(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto council = (*office)->all<Council>();
    if (!council) return council.error();
    Council stands = council->empty() ? Council{} : council->front();
    const auto rules = rules_of(invocation, stands);
    if (!rules) return rules.error();
    if (*rules) {
        if (auto ran = (*office)->run(**rules); !ran) return ran.error();
        stands.check_in_before_min = (*rules)->check_in_before_min;
        stands.confirm_check_ins = (*rules)->confirm_check_ins;
    }
    const std::int32_t minutes = stands.check_in_before_min.value_or(limits::check_in_before_min);
    if (invocation.json()) {
        invocation.terminal->answer(
            JsonObject{}.add("check_in_before_min", minutes).add("confirm_check_ins", stands.confirm_check_ins).text());
    } else {
        invocation.terminal->answer(
            fmt::format("Đại biểu tự điểm danh được từ {} phút trước giờ họp đến khi phiên họp kết thúc{}.", minutes,
                        stands.confirm_check_ins ? "; chỉ tính là có mặt khi thư ký xác nhận" : ""));
    }
    return ExitCode::done;
}

}  // namespace chamber::admin
