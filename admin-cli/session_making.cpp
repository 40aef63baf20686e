// session create|copy|edit|remove|export, council edit: a session is made of what is known and a few words, and brought
// in like a file.
#include "admin-cli/commands.hpp"
#include "admin-cli/import/session_json.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/known.hpp"
#include "admin-cli/new_file.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/session_bringing.hpp"
#include "protocol/importing.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <map>

namespace chamber::admin {

namespace {

Result<std::int32_t> number_typed(const Invocation& invocation, std::string_view name, std::int32_t otherwise)
{
    const auto typed = invocation.maybe(name);
    if (!typed) return otherwise;
    std::int32_t number = 0;
    const auto read = std::from_chars(typed->data(), typed->data() + typed->size(), number);
    if (read.ec != std::errc{} || read.ptr != typed->data() + typed->size() || number < 0)
        return fail(ErrorCode::wrong_type, "cần một số", std::string{name});
    return number;
}

// Whoever sits in it: the delegates whose mandate holds, the staff of the roll it is made after (all of them for the
// first one), and its guests when they are wanted; all as they are known today.
std::vector<Person> people_for(const KnownCouncil& known, const Session& session, const std::optional<SessionId>& after,
                               bool guests)
{
    std::vector<Person> people;
    for (const Person& each : known.people) {
        const bool listed = !after || std::ranges::any_of(known.participants, [&](const Participant& other) {
            return other.session == *after && other.person == each.id;
        });
        const bool delegate = has_role(each, Role::delegate);
        const bool guest = has_role(each, Role::guest);
        if (delegate ? sits_in(each, session) : listed && (!guest || guests)) people.push_back(each);
    }
    return people;
}

// What was typed over what there is; what was not typed stays.
Result<void> take_typed(const Invocation& invocation, Session& session)
{
    auto number = number_typed(invocation, "--number", session.number);
    if (!number) return number.error();
    session.number = *number;
    session.name = invocation.text("--name", session.name);
    session.classification = invocation.text("--kind", session.classification);
    session.venue = invocation.text("--venue", session.venue);
    for (const auto& [option, field] : {std::pair{"--from", &session.start_on}, std::pair{"--to", &session.end_on}}) {
        const auto typed = invocation.maybe(option);
        if (!typed) continue;
        auto day = day_typed(*typed);
        if (!day) return fail(day.error().code, *typed, option);
        *field = std::move(*day);
    }
    if (const auto typed = invocation.maybe("--deadline")) {
        session.documents_deadline.reset();
        if (!typed->empty()) {
            auto day = day_typed(*typed);
            if (!day) return fail(day.error().code, *typed, "--deadline");
            session.documents_deadline = std::move(*day);
        }
    }
    return {};
}

// "K12-KH15" and 16 → "K12-KH16"; without a former one "KH16".
std::string wished_id(const std::optional<Session>& former, std::int32_t number)
{
    std::string stem = former ? former->id.value : "KH0";
    while (!stem.empty() && stem.back() >= '0' && stem.back() <= '9') stem.pop_back();
    const bool numbered = former && stem + std::to_string(former->number) == former->id.value;
    return (numbered || !former ? stem : "KH") + std::to_string(number);
}

SessionId new_id(const Invocation& invocation, const KnownCouncil& known, std::int32_t number)
{
    const std::string wish = invocation.text("--id", wished_id(newest_session(known), number));
    if (invocation.given("--id")) return SessionId{wish};
    return SessionId{free_id(wish, [&](const std::string& id) {
        return std::ranges::any_of(known.sessions, [&](const Session& each) { return each.id.value == id; });
    })};
}

// A council that becomes the newest session's brings its groups; those of an earlier one stay as they are.
void take_council(const KnownCouncil& known, SessionImport& made)
{
    made.council = known.council;
    made.council.in_office = 0;  // it is counted
    const auto newest = newest_session(known);
    if (!newest || newest->start_on <= made.session.start_on) made.groups = known.groups;
}

Result<void> must_be_new(const KnownCouncil& known, const SessionId& id)
{
    const bool taken = std::ranges::any_of(known.sessions, [&](const Session& each) { return each.id == id; });
    return taken ? Result<void>(fail(ErrorCode::already_exists, id.value, id.value)) : Result<void>();
}

Result<ExitCode> create(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto known = known_council(**office);
    if (!known) return known.error();
    SessionImport made;
    made.session.classification = "thường lệ";
    if (auto typed = take_typed(invocation, made.session); !typed) return typed.error();
    if (made.session.name.empty()) made.session.name = fmt::format("Kỳ họp thứ {}", made.session.number);
    if (made.session.end_on.empty()) made.session.end_on = made.session.start_on;
    made.session.id = new_id(invocation, *known, made.session.number);
    if (auto fresh = must_be_new(*known, made.session.id); !fresh) return fresh.error();
    take_council(*known, made);
    const auto newest = newest_session(*known);
    // Guests who came in before there was a session are the first one's.
    made.people = people_for(*known, made.session, newest ? std::optional{newest->id} : std::nullopt, !newest);
    return bring_session(invocation, **office, std::move(made));
}

// Sittings and items of the former session on the days of the new one, under names of their own.
void take_programme(const KnownCouncil& known, const SessionImport& former, SessionImport& made)
{
    const std::int64_t days = days_between(former.session.start_on, made.session.start_on);
    const std::string& old_id = former.session.id.value;
    const auto named = [&](const std::string& id, const auto& taken) {
        const std::string own = id.starts_with(old_id + "-") ? id.substr(old_id.size() + 1) : id;
        return free_id(made.session.id.value + "-" + own, taken);
    };
    std::map<std::string, SittingId> sittings;
    for (Sitting sitting : former.sittings) {
        const SittingId id{named(sitting.id.value, [&](const std::string& wish) {
            return std::ranges::any_of(known.sittings, [&](const Sitting& each) { return each.id.value == wish; });
        })};
        sittings.emplace(sitting.id.value, id);
        sitting.id = id;
        sitting.session = made.session.id;
        sitting.start_at = moment_later(sitting.start_at, days);
        sitting.end_at = moment_later(sitting.end_at, days);
        made.sittings.push_back(std::move(sitting));
    }
    for (AgendaItem item : former.agenda) {
        item.id = AgendaItemId{named(item.id.value, [&](const std::string& wish) {
            return std::ranges::any_of(known.agenda, [&](const AgendaItem& each) { return each.id.value == wish; });
        })};
        item.session = made.session.id;
        item.sitting = sittings[item.sitting.value];
        if (item.planned_start) item.planned_start = moment_later(*item.planned_start, days);
        item.documents.clear();
        made.agenda.push_back(std::move(item));
    }
}

Result<ExitCode> copy(const Invocation& invocation)
{
    const auto opened = open_changing(invocation, invocation.one("SESSION"));
    if (!opened) return opened.error();
    const KnownCouncil& known = opened->known;
    const SessionImport& former = opened->session;
    SessionImport made;
    made.session = former.session;
    made.session.number = newest_session(known).value_or(former.session).number + 1;
    made.session.name.clear();
    made.session.state = SessionState::planned;
    made.session.current_item.reset();
    if (auto typed = take_typed(invocation, made.session); !typed) return typed.error();
    const std::int64_t days = days_between(former.session.start_on, made.session.start_on);
    if (!invocation.given("--to")) made.session.end_on = days_later(former.session.end_on, days);
    if (!invocation.given("--deadline") && made.session.documents_deadline)
        made.session.documents_deadline = moment_later(*made.session.documents_deadline, days);
    if (made.session.name.empty()) made.session.name = fmt::format("Kỳ họp thứ {}", made.session.number);
    made.session.id = new_id(invocation, known, made.session.number);
    if (auto fresh = must_be_new(known, made.session.id); !fresh) return fresh.error();
    take_council(known, made);
    made.people = people_for(known, made.session, former.session.id, true);
    // Whoever is no longer a delegate neither presides nor writes.
    for (auto* officers : {&made.session.presiding, &made.session.secretaries})
        std::erase_if(*officers, [&](const PersonId& each) {
            return std::ranges::find(made.people, each, &Person::id) == made.people.end();
        });
    take_programme(known, former, made);
    return bring_session(invocation, *opened->office, std::move(made));
}

Result<ExitCode> edit(const Invocation& invocation)
{
    auto changing = open_changing(invocation, invocation.one("SESSION"));
    if (!changing) return changing.error();
    if (auto typed = take_typed(invocation, changing->session.session); !typed) return typed.error();
    return bring_session(invocation, *changing->office, std::move(changing->session));
}

Result<ExitCode> remove(const Invocation& invocation)
{
    auto changing = open_changing(invocation, invocation.one("SESSION"));
    if (!changing) return changing.error();
    const Session& session = changing->session.session;
    if (auto done = changing->office->run(RemoveSession{session.id, invocation.one("--reason")}); !done)
        return fail(done.error().code, done.error().detail, session.id.value);
    invocation.terminal->answer(invocation.json() ? JsonObject{}.add("removed", session.id.value).text()
                                                  : fmt::format("Đã xóa {} ({}).", session.name, session.id.value));
    return ExitCode::done;
}

Result<ExitCode> write_out(const Invocation& invocation)
{
    auto changing = open_changing(invocation, invocation.one("SESSION"));
    if (!changing) return changing.error();
    const std::string text = exported_session(changing->session);
    if (const auto file = invocation.maybe("--out")) {
        if (auto written = write_new_file(*file, text, FileMode::owner_only); !written) return written.error();
        invocation.terminal->note(fmt::format("Đã ghi {} ra {}.", changing->session.session.name, *file));
    } else {
        invocation.terminal->answer_raw(text);
    }
    return ExitCode::done;
}

// What is known of the council today is what its newest session says; before the first one it stands by itself.
Result<ExitCode> edit_council(const Invocation& invocation)
{
    auto changing = open_changing(invocation, {});
    if (!changing) return changing.error();
    Council& council = changing->session.council;
    council.name = invocation.text("--name", council.name);
    council.level = invocation.text("--level", council.level);
    council.province = invocation.text("--province", council.province);
    council.organ_id = invocation.text("--organ-id", council.organ_id);
    council.term_name = invocation.text("--term", council.term_name);
    auto seats = number_typed(invocation, "--seats", council.seats);
    if (!seats) return seats.error();
    council.seats = *seats;
    return bring_session(invocation, *changing->office, std::move(changing->session));
}

std::vector<Parameter> with(std::vector<Parameter> own, std::vector<Parameter> more)
{
    own.insert(own.end(), more.begin(), more.end());
    return own;
}

}  // namespace

CommandTable session_making_commands()
{
    const Parameter session{"SESSION", Takes::word, "Mã kỳ họp hoặc số kỳ họp"};
    const std::vector<Parameter> fields{
        {"--name", Takes::option, "Tên kỳ họp"},
        {"--kind", Takes::option, "Loại: thường lệ, chuyên đề, bất thường"},
        {"--to", Takes::option, "Ngày bế mạc"},
        {"--venue", Takes::option, "Nơi họp"},
        {"--deadline", Takes::option, "Hạn gửi tài liệu; để trống: không có hạn"},
    };
    const std::vector<Parameter> bringing{dry_run_option, yes_option};
    const Parameter number{"--number", Takes::option, "Số kỳ họp"};
    const Parameter from{"--from", Takes::option, "Ngày khai mạc"};
    const Parameter id{"--id", Takes::option, "Mã kỳ họp; không ghi: đặt theo số"};
    return {
        {"session create", "Tạo kỳ họp mới, với đại biểu đang còn nhiệm vụ; sau đó thêm phiên và chương trình",
         with({{"--number", Takes::needed_option, "Số kỳ họp"},
               {"--from", Takes::needed_option, "Ngày khai mạc, ví dụ 18/12/2026"},
               id},
              with(fields, bringing)),
         "  chamber-admin session create --number 16 --from 01/07/2027 --to 02/07/2027 --venue \"Hội trường\"", create},
        {"session copy",
         "Tạo kỳ họp mới theo một kỳ họp cũ: phiên và chương trình dời ngày, không có tài liệu và điểm danh",
         with({session, {"--from", Takes::needed_option, "Ngày khai mạc mới, ví dụ 2027-07-01"}, number, id},
              with(fields, bringing)),
         "  chamber-admin session copy K12-KH15 --from 2027-07-01 --number 16 --dry-run", copy},
        {"session edit", "Sửa thông tin của kỳ họp; giá trị cũ được giữ trong lịch sử",
         with({session, number, from}, with(fields, bringing)),
         "  chamber-admin session edit K12-KH16 --venue \"Hội trường lớn\" --yes", edit},
        {"session remove",
         "Xóa kỳ họp còn dự kiến, chưa có tài liệu, điểm danh và hồ sơ",
         {session, {"--reason", Takes::needed_option, "Lý do, được ghi vào nhật ký"}},
         "  chamber-admin session remove K12-KH16 --reason \"Lập nhầm\"",
         remove},
        {"session export",
         "Ghi kỳ họp ra tệp JSON để sửa rồi nạp lại",
         {session, {"--out", Takes::option, "Ghi vào tệp này; không ghi: in ra"}},
         "  chamber-admin session export K12-KH15 --out ky-hop-15.json",
         write_out},
        {"council edit",
         "Sửa thông tin của hội đồng, từ kỳ họp mới nhất trở đi, hoặc trước kỳ họp đầu; kỳ họp cũ giữ tên cũ",
         with({{"--name", Takes::option, "Tên đầy đủ"},
               {"--level", Takes::option, "Cấp: xã, tỉnh"},
               {"--province", Takes::option, "Tỉnh, thành phố"},
               {"--organ-id", Takes::option, "Mã định danh, ví dụ H99.15"},
               {"--term", Takes::option, "Khóa, nhiệm kỳ"},
               {"--seats", Takes::option, "Số đại biểu được bầu"}},
              bringing),
         "  chamber-admin council edit --seats 25 --dry-run", edit_council},
    };
}

}  // namespace chamber::admin
