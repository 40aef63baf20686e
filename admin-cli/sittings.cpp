// session sitting: a sitting of a session, added, changed or struck off.
#include "admin-cli/sittings.hpp"

#include "admin-cli/json_line.hpp"
#include "admin-cli/known.hpp"
#include "admin-cli/session_bringing.hpp"
#include "protocol/clock_time.hpp"
#include "protocol/importing.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

// "7h30" on a day, as the moment it is.
Result<std::string> moment_of(const std::string& day, const std::string& typed)
{
    const auto clock = parse_clock(typed);
    if (!clock) return clock.error();
    return format_utc(parse_utc(day + "T" + clock_text(*clock) + ":00+07:00"));
}

Result<void> take_times(const Invocation& invocation, const Session& session, Sitting& sitting)
{
    const auto known = read_utc(sitting.start_at);
    std::string day = known ? vietnamese_day(*known) : session.start_on;
    const std::string was = day;
    if (const auto typed = invocation.maybe("--day")) {
        auto read = day_typed(*typed);
        if (!read) return fail(read.error().code, *typed, "--day");
        day = std::move(*read);
    }
    const std::int64_t days = days_between(was, day);
    for (const auto& [option, field] : {std::pair{"--start", &sitting.start_at}, std::pair{"--end", &sitting.end_at}}) {
        const auto typed = invocation.maybe(option);
        if (!typed && field->empty()) return fail(ErrorCode::missing_field, "phiên mới cần giờ", option);
        if (!typed) {
            *field = moment_later(*field, days);
            continue;
        }
        auto moment = moment_of(day, *typed);
        if (!moment) return fail(moment.error().code, *typed, *typed);
        *field = std::move(*moment);
    }
    return {};
}

Result<ExitCode> strike(const Invocation& invocation, Office& office, const SittingId& sitting)
{
    const auto reason = invocation.maybe("--reason");
    if (!reason) return fail(ErrorCode::reason_required, {}, "--reason");
    if (auto done = office.run(RemoveSitting{sitting, *reason}); !done)
        return fail(done.error().code, done.error().detail, sitting.value);
    invocation.terminal->answer(invocation.json() ? JsonObject{}.add("removed", sitting.value).text()
                                                  : fmt::format("Đã bỏ phiên {}.", sitting.value));
    return ExitCode::done;
}

Result<ExitCode> sitting(const Invocation& invocation)
{
    auto changing = open_changing(invocation, invocation.one("SESSION"));
    if (!changing) return changing.error();
    SessionImport& changed = changing->session;
    const std::string& id = invocation.one("SITTING");
    auto own = std::ranges::find(changed.sittings, SittingId{id}, &Sitting::id);
    if (invocation.given("--remove")) {
        if (own == changed.sittings.end()) return fail(ErrorCode::sitting_unknown, {}, id);
        return strike(invocation, *changing->office, own->id);
    }
    if (own == changed.sittings.end()) {
        Sitting fresh;
        fresh.id = SittingId{id};
        fresh.session = changed.session.id;
        fresh.classification = "phiên họp toàn thể";
        fresh.position = changed.sittings.empty() ? 0 : changed.sittings.back().position + 1;
        changed.sittings.push_back(std::move(fresh));
        own = changed.sittings.end() - 1;
    }
    own->name = invocation.text("--name", own->name);
    own->classification = invocation.text("--kind", own->classification);
    if (invocation.given("--closed")) own->open_to_public = false;
    if (invocation.given("--public")) own->open_to_public = true;
    if (auto taken = take_times(invocation, changed.session, *own); !taken) return taken.error();
    return bring_session(invocation, *changing->office, std::move(changed));
}

}  // namespace

CommandTable sitting_commands()
{
    return {
        {"session sitting",
         "Thêm, sửa hoặc bỏ một phiên họp",
         {{"SESSION", Takes::word, "Mã kỳ họp hoặc số kỳ họp"},
          {"SITTING", Takes::word, "Mã phiên, mới hoặc đã có, ví dụ PH1"},
          {"--name", Takes::option, "Tên phiên, ví dụ \"Phiên khai mạc\""},
          {"--day", Takes::option, "Ngày họp; không ghi: giữ nguyên, phiên mới họp ngày khai mạc"},
          {"--start", Takes::option, "Giờ bắt đầu, ví dụ 7h30"},
          {"--end", Takes::option, "Giờ kết thúc, ví dụ 11h30"},
          {"--kind", Takes::option, "Loại phiên"},
          {"--closed", Takes::flag, "Phiên họp kín"},
          {"--public", Takes::flag, "Phiên họp công khai"},
          {"--remove", Takes::flag, "Bỏ phiên (cần --reason)"},
          {"--reason", Takes::option, "Lý do bỏ, được ghi vào nhật ký"},
          dry_run_option,
          yes_option},
         "  chamber-admin session sitting K12-KH16 PH1 --name \"Phiên khai mạc\" --start 7h30 --end 11h30",
         sitting},
    };
}

}  // namespace chamber::admin
