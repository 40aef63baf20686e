// minutes show|facts|draft|write|freeze|reopen|sign.
#include "admin-cli/commands.hpp"
#include "admin-cli/filed_document.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/sheet.hpp"
#include "admin-cli/typed_file.hpp"
#include "admin-cli/words.hpp"
#include "protocol/labels.hpp"
#include "protocol/limits.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

// Which minutes were meant, and how they stand; those nobody has begun are an empty draft.
struct Meant {
    std::unique_ptr<Office> office;
    Minutes minutes;
};

Result<Minutes> minutes_now(Office& office, const SessionId& session, const std::optional<SittingId>& sitting)
{
    auto all = office.all<Minutes>();
    if (!all) return all.error();
    for (auto& each : *all)
        if (each.session == session && each.sitting == sitting) return std::move(each);
    Minutes fresh;
    fresh.id = sitting ? sitting->value : session.value;
    fresh.session = session;
    fresh.sitting = sitting;
    return fresh;
}

Result<Meant> find_meant(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto session = find_session(**office, invocation.one("SESSION"));
    if (!session) return session.error();
    auto sitting = sitting_typed(**office, session->id, invocation.maybe("--sitting"));
    if (!sitting) return sitting.error();
    auto minutes = minutes_now(**office, session->id, *sitting);
    if (!minutes) return minutes.error();
    return Meant{std::move(*office), std::move(*minutes)};
}

void report(const Invocation& invocation, const Minutes& minutes)
{
    if (invocation.json()) {
        JsonObject object;
        object.add("id", minutes.id).add("session", minutes.session.value).add("state", wire_name(minutes.state));
        object.add("parts", minutes.parts.size())
            .add("facts_sha256", minutes.facts_sha256)
            .add("frozen_at", minutes.frozen_at.value_or(""))
            .add("document", minutes.document ? minutes.document->value : "");
        invocation.terminal->answer(object.text());
        return;
    }
    invocation.terminal->answer(
        fmt::format("{}  {}, {} phần đã viết", minutes.id, label_in_sentence(minutes.state), minutes.parts.size()));
    if (!minutes.facts_sha256.empty()) invocation.terminal->note("Mã băm SHA-256 của số liệu: " + minutes.facts_sha256);
}

Result<ExitCode> show(const Invocation& invocation)
{
    auto meant = find_meant(invocation);
    if (!meant) return meant.error();
    report(invocation, meant->minutes);
    for (const auto& part : meant->minutes.parts) {
        if (invocation.json())
            invocation.terminal->answer(JsonObject{}
                                            .add("part", part.part)
                                            .add("text", part.text)
                                            .add("by", part.by.value)
                                            .add("at", part.at)
                                            .text());
        else
            invocation.terminal->answer(
                fmt::format("\n[{}]  {}, {}\n{}", part.part, part.by.value, wall_time(part.at), part.text));
    }
    return ExitCode::done;
}

Result<ExitCode> make(const Invocation& invocation, SheetKind kind, SheetFormat format)
{
    auto meant = find_meant(invocation);
    if (!meant) return meant.error();
    MakeSheet ask;
    ask.kind = kind;
    ask.format = format;
    ask.session = meant->minutes.session;
    ask.sitting = meant->minutes.sitting;
    return write_sheet(invocation, *meant->office, ask);
}

Result<ExitCode> facts(const Invocation& invocation)
{
    return make(invocation, SheetKind::minutes_facts, SheetFormat::json);
}

Result<ExitCode> draft(const Invocation& invocation)
{
    const auto typed = invocation.text("--format", "docx");
    if (typed != "docx" && typed != "pdf")
        return fail(ErrorCode::unknown_value, "biên bản có dạng docx hoặc pdf", typed);
    return make(invocation, SheetKind::minutes, typed == "pdf" ? SheetFormat::pdf : SheetFormat::docx);
}

// A line feed at the end is the editor's.
Result<std::string> text_typed(const std::string& file)
{
    auto read = read_file_or_input(file, limits::minutes_part_bytes_max + 1);
    if (!read) return read.error();
    std::string text = std::move(*read);
    while (text.ends_with('\n') || text.ends_with('\r')) text.pop_back();
    if (text.size() > limits::minutes_part_bytes_max) return fail(ErrorCode::too_long, {}, file);
    return text;
}

Result<ExitCode> write(const Invocation& invocation)
{
    const auto text = text_typed(invocation.one("FILE"));
    if (!text) return text.error();
    auto meant = find_meant(invocation);
    if (!meant) return meant.error();
    const auto& minutes = meant->minutes;
    WriteMinutes body{minutes.session, minutes.sitting, invocation.one("PART"), *text, {}};
    const auto known = std::ranges::find(minutes.parts, body.part, &MinutesPart::part);
    if (known != minutes.parts.end()) {
        body.former = known->text;
        if (body.former != body.text && !invocation.given("--replace"))
            return fail(ErrorCode::already_exists, "phần này đã có lời; để thay, thêm --replace", body.part);
    }
    if (auto written = meant->office->run(body); !written) return written.error();
    const auto now = minutes_now(*meant->office, minutes.session, minutes.sitting);
    if (!now) return now.error();
    report(invocation, *now);
    return ExitCode::done;
}

Result<ExitCode> move_to(const Invocation& invocation, MinutesState state)
{
    auto meant = find_meant(invocation);
    if (!meant) return meant.error();
    SetMinutesState body{meant->minutes.session, meant->minutes.sitting, state, {}, invocation.maybe("--reason")};
    if (state == MinutesState::signed_back) {
        auto document = find_document(*meant->office, invocation.one("DOCUMENT"));
        if (!document) return document.error();
        body.document = document->id;
    }
    if (auto moved = meant->office->run(body); !moved) return moved.error();
    const auto now = minutes_now(*meant->office, meant->minutes.session, meant->minutes.sitting);
    if (!now) return now.error();
    report(invocation, *now);
    return ExitCode::done;
}

Result<ExitCode> freeze(const Invocation& invocation)
{
    return move_to(invocation, MinutesState::frozen);
}

Result<ExitCode> reopen(const Invocation& invocation)
{
    return move_to(invocation, MinutesState::draft);
}

Result<ExitCode> sign(const Invocation& invocation)
{
    return move_to(invocation, MinutesState::signed_back);
}

constexpr Parameter session{"SESSION", Takes::word, "Mã hoặc số kỳ họp"};
constexpr Parameter sitting{"--sitting", Takes::option, "Biên bản của một phiên: mã hoặc thứ tự của phiên"};
constexpr Parameter out{"--out", Takes::option, "Tệp sẽ ghi, chưa có sẵn; - là ghi ra màn hình"};

}  // namespace

CommandTable minutes_commands()
{
    return {
        {"minutes show",
         "Trạng thái và các phần đã viết của biên bản",
         {session, sitting},
         "  chamber-admin minutes show 15",
         show},
        {"minutes facts",
         "Số liệu của biên bản, dạng JSON; biên bản đã khóa thì là số liệu lúc khóa",
         {session, sitting, out},
         "  chamber-admin minutes facts 15 --out - | jq '.sittings[].quorum'",
         facts},
        {"minutes draft",
         "Biên bản dạng Word hoặc PDF",
         {session, sitting, {"--format", Takes::option, "docx hoặc pdf; không ghi thì docx"}, out},
         "  chamber-admin minutes draft 15 --format pdf",
         draft},
        {"minutes write",
         "Viết một phần của biên bản; tệp trống là xóa phần đó",
         {session,
          {"PART", Takes::word,
           "“opening” khai mạc, “item:MÃ” nội dung, “votes” biểu quyết, “closing” kết thúc, “number” số, “dated” địa danh và ngày"},
          {"FILE", Takes::word, "Tệp chữ; - là đọc từ bàn phím hoặc ống dẫn"},
          sitting,
          {"--replace", Takes::flag, "Thay lời đã viết ở phần này"}},
         "  chamber-admin minutes write 15 opening khai-mac.txt\n"
         "  echo 04 | chamber-admin minutes write 15 number -",
         write},
        {"minutes freeze",
         "Khóa biên bản: số liệu được giữ đúng như lúc này",
         {session, sitting},
         "  chamber-admin minutes freeze 15",
         freeze},
        {"minutes reopen",
         "Mở khóa biên bản để sửa",
         {session, sitting, {"--reason", Takes::needed_option, "Vì sao mở khóa"}},
         "  chamber-admin minutes reopen 15 --reason \"Sai tên một đại biểu\"",
         reopen},
        {"minutes sign",
         "Gắn bản PDF đã ký, đã phát hành trong kỳ họp, vào biên bản đã khóa",
         {session, {"DOCUMENT", Takes::word, "Mã tài liệu"}, sitting},
         "  chamber-admin minutes sign 15 TL27",
         sign},
    };
}

}  // namespace chamber::admin
