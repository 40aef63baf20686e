#include "admin-cli/session_changes.hpp"

#include "admin-cli/json_line.hpp"
#include "admin-cli/moment.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/participants.hpp"
#include "admin-cli/words.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

// What was done, for people; for machines the ids.
ExitCode said(const Invocation& invocation, JsonObject object, const std::string& sentence)
{
    invocation.terminal->answer(invocation.json() ? object.text() : sentence);
    return ExitCode::done;
}

std::vector<std::string> split(std::string_view typed)
{
    std::vector<std::string> words;
    while (!typed.empty()) {
        const auto comma = std::min(typed.find(','), typed.size());
        if (comma > 0) words.emplace_back(typed.substr(0, comma));
        typed.remove_prefix(std::min(comma + 1, typed.size()));
    }
    return words;
}

Result<std::vector<PersonId>> find_people(Office& office, const SessionId& session,
                                          const std::vector<std::string>& typed)
{
    std::vector<PersonId> people;
    for (const auto& each : typed) {
        auto found = find_participant(office, session, each);
        if (!found) return found.error();
        people.push_back(found->person);
    }
    return people;
}

Result<std::string> names_of(Office& office, const SessionId& session, const std::vector<PersonId>& ids)
{
    auto people = people_of(office, session);
    if (!people) return people.error();
    std::string names;
    for (const auto& id : ids) {
        const auto found = std::ranges::find(*people, id, &Participant::person);
        names += (names.empty() ? "" : ", ") + (found == people->end() ? id.value : found->name);
    }
    return names;
}

Result<ExitCode> chair(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto session = find_session(**office, invocation.one("SESSION"));
    if (!session) return session.error();
    auto presiding = find_people(**office, session->id, invocation.all("PERSON"));
    if (!presiding) return presiding.error();
    SetChair command{session->id, *presiding, session->secretaries, invocation.one("--reason")};
    if (const auto typed = invocation.maybe("--secretaries")) {
        auto secretaries = find_people(**office, session->id, split(*typed));
        if (!secretaries) return secretaries.error();
        command.secretaries = std::move(*secretaries);
    }
    if (auto done = (*office)->run(command); !done) return done.error();
    auto chairs = names_of(**office, session->id, command.presiding);
    if (!chairs) return chairs.error();
    return said(invocation, JsonObject{}.add("session", session->id.value).add("presiding", *chairs),
                fmt::format("{}: chủ tọa {}.", session->name, *chairs));
}

Result<ExitCode> strike_guest(const Invocation& invocation, Office& office, const Session& session)
{
    auto guest = find_participant(office, session.id, invocation.one("PERSON"));
    if (!guest) return guest.error();
    const auto reason = invocation.maybe("--reason");
    if (!reason) return fail(ErrorCode::reason_required, {}, "--reason");
    if (auto done = office.run(RemoveGuest{session.id, guest->person, *reason}); !done) return done.error();
    return said(invocation, JsonObject{}.add("session", session.id.value).add("removed", guest->person.value),
                fmt::format("{}: đã bỏ khách mời {}.", session.name, guest->name));
}

Result<ExitCode> guest(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto session = find_session(**office, invocation.one("SESSION"));
    if (!session) return session.error();
    if (invocation.given("--remove")) return strike_guest(invocation, **office, *session);
    PutGuest command;
    command.session = session->id;
    command.person = PersonId{invocation.one("PERSON")};
    // What is not said stays as it is.
    const auto known = find_participant(**office, session->id, command.person.value);
    command.name = invocation.text("--name", known ? known->name : "");
    command.position = invocation.text("--position", known ? known->position : "");
    command.seat = known ? known->seat : std::nullopt;
    if (const auto seat = invocation.maybe("--seat")) command.seat = seat->empty() ? std::nullopt : seat;
    command.reason = invocation.maybe("--reason");
    if (command.name.empty()) return fail(ErrorCode::missing_field, "khách mời mới cần họ tên", "--name");
    auto people = (*office)->all<Person>();
    if (!people) return people.error();
    const bool fresh = std::ranges::find(*people, command.person, &Person::id) == people->end();
    if (auto done = (*office)->run(command); !done) return done.error();
    if (fresh)
        invocation.terminal->note("Để khách mời đăng nhập được, hãy cấp mã PIN: chamber-admin person pin " +
                                  command.person.value);
    return said(invocation,
                JsonObject{}.add("session", session->id.value).add("guest", command.person.value).add("new", fresh),
                fmt::format("{}: khách mời {} ({}).", session->name, command.name, command.person.value));
}

// "7h45", "07:45", "0745" on the sitting's day, or a whole moment.
Result<std::string> planned_start(const std::string& typed, const Sitting& sitting)
{
    std::string digits;
    for (const char letter : typed) {
        if (letter >= '0' && letter <= '9')
            digits += letter;
        else if (letter == ':' || letter == 'h' || letter == 'H' || letter == 'g')
            digits.insert(0, digits.size() == 1 ? "0" : "");
        else
            return parse_moment(typed) ? Result<std::string>(format_utc(*parse_moment(typed)))
                                       : Result<std::string>(fail(ErrorCode::bad_clock, {}, typed));
    }
    if (digits.size() == 3) digits.insert(0, "0");
    if (digits.size() == 1 || digits.size() == 2) digits = (digits.size() == 1 ? "0" : "") + digits + "00";
    if (digits.size() != 4 || digits.substr(0, 2) > "23" || digits.substr(2) > "59")
        return fail(ErrorCode::bad_clock, {}, typed);
    constexpr std::int64_t ahead_ms = 7 * 3'600'000;
    const auto day = format_utc(UtcMs{parse_utc(sitting.start_at).value + ahead_ms}).substr(0, 10);
    return format_utc(parse_utc(day + "T" + digits.substr(0, 2) + ":" + digits.substr(2) + ":00+07:00"));
}

Result<std::int32_t> read_number(const Invocation& invocation, std::string_view name, std::int32_t otherwise)
{
    const auto typed = invocation.maybe(name);
    if (!typed) return otherwise;
    std::int32_t number = 0;
    const auto read = std::from_chars(typed->data(), typed->data() + typed->size(), number);
    if (read.ec != std::errc{} || read.ptr != typed->data() + typed->size())
        return fail(ErrorCode::wrong_type, "cần một số", std::string{name});
    return number;
}

Result<Sitting> sitting_of(Office& office, const Session& session, const std::string& wanted)
{
    auto sittings = office.all<Sitting>();
    if (!sittings) return sittings.error();
    std::erase_if(*sittings, [&](const Sitting& each) { return each.session != session.id; });
    if (wanted.empty() && sittings->size() == 1) return sittings->front();
    for (const auto& each : *sittings)
        if (each.id.value == wanted || each.name == wanted) return each;
    return fail(wanted.empty() ? ErrorCode::missing_field : ErrorCode::sitting_unknown, {},
                wanted.empty() ? "--sitting" : wanted);
}

std::vector<AgendaItem> in_order(std::vector<AgendaItem> items, const SessionId& session)
{
    std::erase_if(items, [&](const AgendaItem& each) { return each.session != session; });
    std::ranges::sort(items, {}, [](const AgendaItem& each) { return std::tuple{each.position, each.id}; });
    return items;
}

// The item with what was said of it; everything else stays.
Result<PutAgendaItem> item_command(const Invocation& invocation, Office& office, const Session& session,
                                   const std::optional<AgendaItem>& known)
{
    auto items = office.all<AgendaItem>();
    if (!items) return items.error();
    const auto order = in_order(*items, session.id);
    auto sitting = sitting_of(office, session, invocation.text("--sitting", known ? known->sitting.value : ""));
    if (!sitting) return sitting.error();
    PutAgendaItem command;
    command.session = session.id;
    command.item = known ? known->id : AgendaItemId{invocation.one("ITEM")};
    command.sitting = sitting->id;
    command.number = invocation.text("--number", known ? known->number : "");
    command.name = invocation.text("--name", known ? known->name : "");
    command.item_type = invocation.text("--type", known ? known->item_type : "");
    command.presenter = known ? known->presenter : std::nullopt;
    if (const auto presenter = invocation.maybe("--presenter"))
        command.presenter = presenter->empty() ? std::nullopt : presenter;
    command.planned_start = known ? known->planned_start : std::nullopt;
    if (const auto start = invocation.maybe("--start")) {
        auto at = planned_start(*start, *sitting);
        if (!at) return at.error();
        command.planned_start = *at;
    }
    auto minutes = read_number(invocation, "--minutes", known ? known->planned_minutes : 0);
    if (!minutes) return minutes.error();
    command.planned_minutes = *minutes;
    const auto own = std::ranges::find(order, command.item, &AgendaItem::id);
    auto position = read_number(invocation, "--position", static_cast<std::int32_t>(own - order.begin()) + 1);
    if (!position) return position.error();
    command.position = *position;
    command.reason = invocation.maybe("--reason");
    if (command.name.empty()) return fail(ErrorCode::missing_field, "nội dung mới cần tên", "--name");
    return command;
}

Result<ExitCode> item(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto session = find_session(**office, invocation.one("SESSION"));
    if (!session) return session.error();
    auto found = find_item(**office, session->id, invocation.one("ITEM"));
    if (invocation.given("--remove")) {
        if (!found) return found.error();
        const auto reason = invocation.maybe("--reason");
        if (!reason) return fail(ErrorCode::reason_required, {}, "--reason");
        if (auto done = (*office)->run(RemoveAgendaItem{found->id, *reason}); !done) return done.error();
        return said(invocation, JsonObject{}.add("session", session->id.value).add("removed", found->id.value),
                    fmt::format("{}: đã bỏ nội dung {}.", session->name, found->name));
    }
    auto command = item_command(invocation, **office, *session, found ? std::optional{*found} : std::nullopt);
    if (!command) return command.error();
    if (auto done = (*office)->run(*command); !done) return done.error();
    return said(invocation,
                JsonObject{}
                    .add("session", session->id.value)
                    .add("item", command->item.value)
                    .add("position", command->position)
                    .add("new", !found.has_value()),
                fmt::format("{}: nội dung {} {} ở vị trí {}.", session->name, command->number, command->name,
                            command->position));
}

}  // namespace

CommandTable session_change_commands()
{
    const Parameter session{"SESSION", Takes::word, "Mã kỳ họp hoặc số kỳ họp"};
    const Parameter reason{"--reason", Takes::option, "Lý do, được lưu cùng thay đổi"};
    const Parameter remove{"--remove", Takes::flag, "Bỏ ra khỏi kỳ họp (cần --reason)"};
    return {
        {"session chair",
         "Đổi chủ tọa, thư ký của kỳ họp, cả khi đang họp",
         {session,
          {"PERSON", Takes::words, "Mã hoặc ghế của (các) chủ tọa"},
          {"--secretaries", Takes::option, "Mã các thư ký, cách nhau bằng dấu phẩy; không ghi: giữ nguyên"},
          {"--reason", Takes::needed_option, "Lý do, được lưu cùng thay đổi"}},
         "  chamber-admin session chair K12-KH15 DB02 --reason \"Chủ tịch vắng buổi chiều\"",
         chair},
        {"session guest",
         "Thêm, sửa hoặc bỏ khách mời của kỳ họp",
         {session,
          {"PERSON", Takes::word, "Mã khách mời, mới hoặc đã có, ví dụ KM09"},
          {"--name", Takes::option, "Họ tên"},
          {"--position", Takes::option, "Chức vụ"},
          {"--seat", Takes::option, "Ghế"},
          reason,
          remove},
         "  chamber-admin session guest K12-KH15 KM09 --name \"Lê Thị Khách\" --position \"Chủ tịch Hội Nông dân\"",
         guest},
        {"session item",
         "Thêm, sửa, chuyển hoặc bỏ một nội dung của chương trình",
         {session,
          {"ITEM", Takes::word, "Mã hoặc số nội dung; mã lạ: nội dung mới"},
          {"--name", Takes::option, "Tên nội dung"},
          {"--number", Takes::option, "Số in trên chương trình, ví dụ 3a"},
          {"--sitting", Takes::option, "Mã phiên họp"},
          {"--position", Takes::option,
           "Thứ tự trong chương trình, từ 1; không ghi: giữ nguyên, nội dung mới đứng cuối"},
          {"--type", Takes::option, "Loại nội dung"},
          {"--presenter", Takes::option, "Mã người, tổ hoặc Ban trình bày; để trống: không ai"},
          {"--start", Takes::option, "Giờ dự kiến, ví dụ 7h45"},
          {"--minutes", Takes::option, "Số phút dự kiến"},
          reason,
          remove},
         "  chamber-admin session item K12-KH15 MUC03A --number 3a --name \"Báo cáo bổ sung\" --sitting PH1 --position 4",
         item},
    };
}

}  // namespace chamber::admin
