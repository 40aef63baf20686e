// council profile: the legal profile that holds for a session, or for a level and a day that are asked for; each figure
// with what it comes to here, where it stands and whether that was read.
#include "admin-cli/council_profile.hpp"

#include "admin-cli/json_line.hpp"
#include "admin-cli/known.hpp"
#include "admin-cli/legal_words.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "protocol/importing.hpp"
#include "storage/system_world.hpp"

#include <fmt/format.h>

namespace chamber::admin {

namespace {

// What is asked, and of whom.
struct Asked {
    LawAtHand law;
    DelegateCount count;
    std::string place;    // the council's name and province
    std::string session;  // its name; empty: none is meant
};

Result<Asked> asked(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto known = known_council(**office);
    if (!known) return known.error();
    std::optional<Session> session = newest_session(*known);
    if (const auto typed = invocation.maybe("SESSION")) {
        auto found = known_session(*known, *typed);
        if (!found) return found.error();
        session = std::move(*found);
    }
    Asked result;
    std::string day = vietnamese_day(storage::SystemClock{}.utc());
    if (const auto typed = invocation.maybe("--on")) {
        auto read = day_typed(*typed);
        if (!read) return read.error();
        day = std::move(*read);
        if (!invocation.given("SESSION")) session.reset();
    } else if (session) {
        day = session->start_on;
    }
    // Of no session: the council as it is known today.
    Session meant = session.value_or(Session{});
    meant.start_on = day;
    Council council = known->council;
    if (!session) meant.council_name = council.name;
    result.count = delegates_of(council, meant);
    result.law = law_of(council, meant);
    if (const auto level = invocation.maybe("--level")) result.law = legal_profile(*level, day);
    result.place = (meant.council_name.empty() ? council.name : meant.council_name) + " " + council.province;
    if (session) result.session = session->name;
    return result;
}

std::string joined(const std::vector<std::string>& words)
{
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

// Whether it was read, and if not, what its place says of it.
std::string doubt(const LawAtHand& law, const LegalSource& source)
{
    return is_confirmed(law, source) ? "đã đọc" : "chưa xác nhận";
}

std::vector<std::string> share_row(const Asked& of, const std::string& what, const LegalShare& share,
                                   const LegalSource& source)
{
    const auto base = base_of(share, of.count);
    return {what, share_words(share) + " " + base_words(share.base),
            base && *base > 0 ? fmt::format("{}/{}", needed(share, *base), *base) : "–", source.cite,
            doubt(of.law, source)};
}

void tell_shares(const Asked& of, const Terminal& terminal, std::string& text)
{
    Table table{{"VIỆC", "TỶ LỆ", "CẦN", "CĂN CỨ", "XÁC NHẬN"}};
    const LegalProfile& profile = *of.law.profile;
    table.add(share_row(of, "Điều kiện tiến hành phiên họp", profile.quorum, profile.quorum));
    for (const LegalRule& rule : profile.rules) {
        const bool secret = rule.form == VoteForm::secret;
        table.add(share_row(of, rule.name + (secret ? " (bỏ phiếu kín)" : ""), rule, rule));
    }
    text += table.text(terminal.columns());
}

void tell_lists(const Asked& of, const Terminal& terminal, std::string& text)
{
    Table table{{"QUY ĐỊNH", "NỘI DUNG", "CĂN CỨ", "XÁC NHẬN"}};
    const LegalProfile& profile = *of.law.profile;
    const auto add = [&](const std::string& what, const std::string& content, const LegalSource& source) {
        table.add({what, content, source.cite, doubt(of.law, source)});
    };
    if (const LegalSeats* seats = seats_by_law(of.law, of.place))
        add("Số đại biểu được bầu",
            seats->min == seats->max ? std::to_string(seats->min) : fmt::format("{} – {}", seats->min, seats->max),
            *seats);
    if (const LegalCommittees* committees = committees_by_law(of.law))
        add("Các Ban", joined(committees->names), *committees);
    for (const LegalDays& days : profile.days) add(days.name, day_words(days), days);
    for (const LegalChoices& choices : profile.choices) add(choices.name, joined(choices.names), choices);
    for (const LegalTurn& turn : profile.turns)
        add(turn.name,
            turn.seconds % 60 == 0 ? fmt::format("{} phút", turn.seconds / 60) : fmt::format("{} giây", turn.seconds),
            turn);
    std::string days;
    for (const LegalHoliday& one : profile.holidays.fixed)
        days += (days.empty() ? "" : ", ") + one.on.substr(3) + "/" + one.on.substr(0, 2);
    add("Ngày nghỉ lễ, ngoài Tết Nguyên đán và Giỗ Tổ", days, profile.holidays);
    text += table.text(terminal.columns());
}

void tell(const Asked& of, Terminal& terminal)
{
    const LegalProfile& profile = *of.law.profile;
    std::string text = fmt::format("{}, {} ({})\n", profile.name, period_words(profile), profile.id);
    if (!of.session.empty()) text += of.session + "\n";
    if (of.law.fit == ProfileFit::nearest)
        text += fmt::format(
            "Không có quy định cho cấp “{}” vào ngày này: đây là quy định gần nhất, mọi số đều chưa xác nhận.\n",
            of.law.level);
    if (of.count.in_office > 0)
        text += fmt::format("{} đại biểu đương nhiệm{}\n", of.count.in_office,
                            of.count.seats > 0 ? fmt::format(" trên {} được bầu", of.count.seats) : "");
    if (is_shrunken(of.count))
        text += "Hội đồng không còn đủ hai phần ba số đại biểu được bầu: xem điều luật về trường hợp này.\n";
    text += "\n";
    tell_shares(of, terminal, text);
    text += "\n";
    tell_lists(of, terminal, text);
    terminal.answer_raw(text);
    if (profile.why) terminal.note(*profile.why);
}

JsonObject line(const Asked& of, const char* kind, const std::string& id, const std::string& name,
                const LegalSource& source)
{
    JsonObject object;
    object.add("profile", of.law.profile->id).add("kind", kind).add("id", id).add("name", name);
    return object.add("cite", source.cite).add("confirmed", is_confirmed(of.law, source)).add("why", source.why);
}

JsonObject with_share(JsonObject object, const Asked& of, const LegalShare& share)
{
    const auto base = base_of(share, of.count);
    object.add("num", share.num).add("den", share.den).add("strict", share.strict).add("base", wire_name(share.base));
    if (!base)
        return object.add("base_number", std::optional<std::string>{}).add("needed", std::optional<std::string>{});
    return object.add("base_number", *base).add("needed", needed(share, *base));
}

JsonArray json_of(const std::vector<std::string>& words)
{
    JsonArray array;
    for (const auto& word : words) array.add(word);
    return array;
}

void tell_machines(const Asked& of, Terminal& terminal)
{
    const LegalProfile& profile = *of.law.profile;
    const auto answer = [&](const JsonObject& object) { terminal.answer(object.text()); };
    answer(line(of, "profile", profile.id, profile.name, profile)
               .add("from", profile.from)
               .add("to", profile.to)
               .add("fit", of.law.fit == ProfileFit::holds ? "holds" : "nearest")
               .add("level", of.law.level)
               .add("in_office", of.count.in_office)
               .add("seats", of.count.seats)
               .add("shrunken", is_shrunken(of.count)));
    answer(
        with_share(line(of, "quorum", "quorum", "Điều kiện tiến hành phiên họp", profile.quorum), of, profile.quorum));
    for (const LegalRule& rule : profile.rules)
        answer(with_share(line(of, "rule", rule.id, rule.name, rule), of, rule)
                   .add("form", rule.form ? std::optional{wire_name(*rule.form)} : std::nullopt)
                   .add("when", rule.when ? std::optional{wire_name(*rule.when)} : std::nullopt));
    if (const LegalSeats* seats = seats_by_law(of.law, of.place))
        answer(
            line(of, "seats", "seats", "Số đại biểu được bầu", *seats).add("min", seats->min).add("max", seats->max));
    if (const LegalCommittees* committees = committees_by_law(of.law))
        answer(line(of, "committees", "committees", "Các Ban", *committees).add("names", json_of(committees->names)));
    for (const LegalDays& days : profile.days)
        answer(line(of, "days", days.id, days.name, days).add("n", days.n).add("days", wire_name(days.kind)));
    for (const LegalChoices& choices : profile.choices)
        answer(line(of, "choices", choices.id, choices.name, choices).add("names", json_of(choices.names)));
    for (const LegalTurn& turn : profile.turns)
        answer(
            line(of, "turn", wire_name(turn.kind), turn.name, turn).add("nth", turn.nth).add("seconds", turn.seconds));
    for (const LegalHoliday& holiday : profile.holidays.fixed)
        answer(line(of, "holiday", holiday.on, holiday.name, profile.holidays));
}

Result<ExitCode> profile(const Invocation& invocation)
{
    const auto of = asked(invocation);
    if (!of) return of.error();
    if (invocation.json())
        tell_machines(*of, *invocation.terminal);
    else
        tell(*of, *invocation.terminal);
    return ExitCode::done;
}

}  // namespace

CommandTable council_profile_commands()
{
    return {
        {"council profile",
         "Cho xem quy định pháp luật áp dụng: số cần có mặt, tỷ lệ thông qua, số đại biểu, các Ban, thời hạn; số nào chưa xác nhận thì nói rõ",
         {{"SESSION", Takes::optional_word,
           "Mã kỳ họp hoặc số kỳ họp; không ghi: kỳ họp mới nhất, chưa có thì hôm nay"},
          {"--on", Takes::option, "Xem quy định của ngày này, ví dụ 30/06/2025"},
          {"--level", Takes::option, "Xem quy định của cấp này: xã, phường, đặc khu, tỉnh, thành phố, huyện"}},
         "  chamber-admin council profile\n  chamber-admin council profile K12-KH15 --json\n  chamber-admin council profile --level \"tỉnh\" --on 30/06/2025",
         profile},
    };
}

}  // namespace chamber::admin
