// agenda paste: an agenda as a clerk has it in Word becomes items of a sitting.
#include "admin-cli/commands.hpp"
#include "admin-cli/known.hpp"
#include "admin-cli/session_bringing.hpp"
#include "admin-cli/typed_file.hpp"
#include "protocol/agenda_text.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

constexpr std::uint64_t text_bytes_max = 1'048'576;

std::string line_of(const std::string& text, std::int32_t number)
{
    std::size_t at = 0;
    for (std::int32_t n = 1; n < number && at != std::string::npos; ++n) at = text.find('\n', at) + 1;
    return text.substr(at, std::min(text.find_first_of("\r\n", at), text.size()) - at);
}

Result<SittingId> sitting_of(const SessionImport& session, const std::string& typed)
{
    if (typed.empty() && session.sittings.size() == 1) return session.sittings.front().id;
    for (const Sitting& each : session.sittings)
        if (each.id.value == typed || each.name == typed) return each.id;
    if (typed.empty()) return fail(ErrorCode::missing_field, "kỳ họp có nhiều phiên, hãy ghi mã phiên", "--sitting");
    return fail(ErrorCode::sitting_unknown, {}, typed);
}

// Behind what is there already.
void append(const AgendaText& read, const SittingId& sitting, const KnownCouncil& known, SessionImport& session)
{
    std::int32_t position = 0;
    for (const AgendaItem& each : session.agenda) position = std::max(position, each.position + 1);
    int number = 0;
    for (const AgendaTextItem& item : read.items) {
        AgendaItem made;
        const auto taken = [&](const std::string& id) {
            const auto is = [&](const AgendaItem& each) { return each.id.value == id; };
            return std::ranges::any_of(known.agenda, is) || std::ranges::any_of(session.agenda, is);
        };
        do made.id = AgendaItemId{fmt::format("{}-ND{:02}", session.session.id.value, ++number)};
        while (taken(made.id.value));
        made.session = session.session.id;
        made.sitting = sitting;
        made.number = item.number;
        made.name = item.name;
        made.position = position++;
        session.agenda.push_back(std::move(made));
    }
}

Result<ExitCode> paste(const Invocation& invocation)
{
    auto text = read_file_or_input(invocation.one("FILE"), text_bytes_max);
    if (!text) return text.error();
    const AgendaText read = read_agenda_text(*text);
    if (read.items.empty())
        return fail(ErrorCode::missing_field, "không đọc được nội dung nào từ văn bản này", invocation.one("FILE"));
    auto changing = open_changing(invocation, invocation.one("SESSION"));
    if (!changing) return changing.error();
    auto sitting = sitting_of(changing->session, invocation.text("--sitting", ""));
    if (!sitting) return sitting.error();
    for (const AgendaTextItem& item : read.items)
        invocation.terminal->note(fmt::format("{}{}{}{}", std::string(static_cast<std::size_t>(item.level) * 2, ' '),
                                              item.number, item.number.empty() ? "- " : ". ", item.name));
    for (const std::int32_t line : read.unsure)
        invocation.terminal->note(fmt::format("Chưa chắc, dòng {}: {}", line, line_of(*text, line)));
    if (!read.unsure.empty() && !invocation.given("--yes") && !invocation.given("--dry-run"))
        return fail(ErrorCode::import_overwrites,
                    fmt::format("{} dòng chưa chắc; hãy sửa văn bản, hoặc thêm --yes để nhận phần đã đọc được",
                                read.unsure.size()),
                    invocation.one("FILE"));
    append(read, *sitting, changing->known, changing->session);
    return bring_session(invocation, *changing->office, std::move(changing->session));
}

}  // namespace

CommandTable agenda_commands()
{
    return {
        {"agenda paste",
         "Thêm nội dung vào chương trình từ văn bản: “1. …”, “a) …”, số La Mã, “- …”; chỗ chưa chắc được nêu theo dòng",
         {{"SESSION", Takes::word, "Mã kỳ họp hoặc số kỳ họp"},
          {"FILE", Takes::word, "Tệp văn bản UTF-8, hoặc - để đọc từ đầu vào"},
          {"--sitting", Takes::option, "Mã phiên họp; không cần khi kỳ họp chỉ có một phiên"},
          {"--dry-run", Takes::flag, "Chỉ cho xem sẽ thêm gì, không ghi"},
          {"--yes", Takes::flag, "Nhận phần đã đọc được dù còn dòng chưa chắc"}},
         "  chamber-admin agenda paste K12-KH16 chuong-trinh.txt --sitting PH1 --dry-run",
         paste},
    };
}

}  // namespace chamber::admin
