// sheet, template get|use|remove: papers made from what the server knows, and the council's own templates for them.
#include "admin-cli/sheet.hpp"

#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "protocol/labels.hpp"
#include "protocol/sheet_rules.hpp"
#include "server/sheets/templates.hpp"
#include "storage/files/data_directory.hpp"
#include "storage/files/hash.hpp"
#include "storage/files/templates.hpp"

#include <algorithm>
#include <boost/describe/enum_from_string.hpp>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

struct KindWord {
    std::string_view typed;
    SheetKind kind;
    SheetFormat usual;
};

constexpr KindWord kinds[] = {
    {"bien-ban", SheetKind::minutes, SheetFormat::docx},
    {"so-lieu", SheetKind::minutes_facts, SheetFormat::json},
    {"thong-bao", SheetKind::result_notice, SheetFormat::docx},
    {"diem-danh", SheetKind::roll, SheetFormat::xlsx},
    {"gop-y", SheetKind::comments, SheetFormat::docx},
};

Result<KindWord> kind_typed(const std::string& typed)
{
    const auto found = std::ranges::find_if(
        kinds, [&](const KindWord& each) { return each.typed == typed || wire_name(each.kind) == typed; });
    if (found != std::end(kinds)) return *found;
    return fail(ErrorCode::unknown_value, "loại giấy tờ là bien-ban, so-lieu, thong-bao, diem-danh hoặc gop-y", typed);
}

Result<SheetFormat> format_typed(const std::string& typed, SheetKind kind)
{
    SheetFormat format{};
    if (boost::describe::enum_from_string(typed.c_str(), format) && comes_in(kind, format)) return format;
    std::string offered;
    for (const auto each :
         {SheetFormat::docx, SheetFormat::pdf, SheetFormat::xlsx, SheetFormat::csv, SheetFormat::json})
        if (comes_in(kind, each)) offered += (offered.empty() ? "“" : ", “") + std::string(extension_of(each)) + "”";
    return fail(ErrorCode::unknown_value, "loại này có dạng: " + offered, typed);
}

Result<ExitCode> sheet(const Invocation& invocation)
{
    const auto kind = kind_typed(invocation.one("KIND"));
    if (!kind) return kind.error();
    MakeSheet ask;
    ask.kind = kind->kind;
    ask.format = kind->usual;
    if (const auto typed = invocation.maybe("--format")) {
        auto format = format_typed(*typed, kind->kind);
        if (!format) return format.error();
        ask.format = *format;
    }
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto session = find_session(**office, invocation.one("SESSION"));
    if (!session) return session.error();
    ask.session = session->id;
    auto sitting = sitting_typed(**office, session->id, invocation.maybe("--sitting"));
    if (!sitting) return sitting.error();
    ask.sitting = *sitting;
    return write_sheet(invocation, **office, ask);
}

Result<sheets::TemplateKind> template_typed(const std::string& typed)
{
    if (typed == "bien-ban") return sheets::TemplateKind::minutes;
    if (typed == "thong-bao") return sheets::TemplateKind::result_notice;
    if (typed == "gop-y") return sheets::TemplateKind::comments;
    return fail(ErrorCode::unknown_value, "mẫu là bien-ban, thong-bao hoặc gop-y", typed);
}

std::filesystem::path own_template(const storage::DataDirectory& directory, sheets::TemplateKind kind)
{
    return directory.root / storage::templates_folder / sheets::template_file_name(kind);
}

Result<ExitCode> template_get(const Invocation& invocation)
{
    const auto kind = template_typed(invocation.one("KIND"));
    if (!kind) return kind.error();
    const auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    auto bytes = storage::read_template(*directory, sheets::template_file_name(*kind));
    if (!bytes) return bytes.error();
    const bool own = !bytes->empty() && !invocation.given("--default");
    if (!own) bytes = sheets::default_template(*kind);
    if (!bytes) return bytes.error();
    const std::filesystem::path out = invocation.text("--out", sheets::template_file_name(*kind));
    if (auto written = write_new_file(out, *bytes, FileMode::everybody_reads); !written) return written.error();
    if (invocation.json())
        invocation.terminal->answer(
            JsonObject{}.add("file", out.string()).add("bytes", bytes->size()).add("own", own).text());
    else
        invocation.terminal->answer(out.string());
    invocation.terminal->note(own ? "Đây là mẫu của hội đồng." : "Đây là mẫu gốc. Sửa bằng Word, giữ các ô có khóa.");
    return ExitCode::done;
}

Result<ExitCode> template_use(const Invocation& invocation)
{
    const auto kind = template_typed(invocation.one("KIND"));
    if (!kind) return kind.error();
    const auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    const auto bytes = read_whole_file(invocation.one("FILE"), template_bytes_max);
    if (!bytes) return bytes.error();
    if (auto sound = sheets::check_template(*kind, *bytes); !sound)
        return fail(sound.error().code, sound.error().detail, invocation.one("FILE"));
    const auto place = own_template(*directory, *kind);
    std::error_code failed;
    std::filesystem::create_directory(place.parent_path(), failed);
    // Beside, then over the one before: whoever makes a sheet meanwhile reads the old one or the new one.
    auto half = place;
    half += ".part";
    std::filesystem::remove(half, failed);
    if (auto written = write_new_file(half, *bytes, FileMode::owner_only); !written) return written.error();
    std::filesystem::rename(half, place, failed);
    if (failed) return fail(ErrorCode::io_failed, failed.message(), place.string());
    if (invocation.json())
        invocation.terminal->answer(JsonObject{}.add("file", place.string()).add("bytes", bytes->size()).text());
    else
        invocation.terminal->answer(place.string());
    invocation.terminal->note("Từ giờ giấy tờ được làm theo mẫu này.");
    return ExitCode::done;
}

Result<ExitCode> template_remove(const Invocation& invocation)
{
    const auto kind = template_typed(invocation.one("KIND"));
    if (!kind) return kind.error();
    const auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    const auto place = own_template(*directory, *kind);
    std::error_code failed;
    if (!std::filesystem::remove(place, failed))
        return fail(failed ? ErrorCode::io_failed : ErrorCode::not_found, "hội đồng đang dùng mẫu gốc", place.string());
    if (invocation.json())
        invocation.terminal->answer(JsonObject{}.add("file", place.string()).add("removed", true).text());
    else
        invocation.terminal->answer("Đã bỏ mẫu riêng, dùng lại mẫu gốc.");
    return ExitCode::done;
}

}  // namespace

Result<std::optional<SittingId>> sitting_typed(Office& office, const SessionId& session,
                                               const std::optional<std::string>& typed)
{
    if (!typed) return std::optional<SittingId>();
    auto all = office.all<Sitting>();
    if (!all) return all.error();
    for (const auto& each : *all)
        if (each.session == session && (each.id.value == *typed || std::to_string(each.position) == *typed))
            return std::optional(each.id);
    return fail(ErrorCode::sitting_unknown, {}, *typed);
}

Result<ExitCode> write_sheet(const Invocation& invocation, Office& office, MakeSheet ask)
{
    const auto out = invocation.maybe("--out");
    std::error_code failed;
    // Found out before anything is made.
    if (out && *out != "-" && std::filesystem::exists(*out, failed)) return fail(ErrorCode::already_exists, {}, *out);
    const auto made = office.make_sheet(ask);
    if (!made) return made.error();
    if (out && *out == "-") {
        invocation.terminal->answer_raw(made->bytes);
        return ExitCode::done;
    }
    const std::filesystem::path path = out ? *out : made->file_name;
    if (auto written = write_new_file(path, made->bytes, FileMode::owner_only); !written) return written.error();
    if (invocation.json()) {
        invocation.terminal->answer(JsonObject{}
                                        .add("kind", wire_name(ask.kind))
                                        .add("format", wire_name(ask.format))
                                        .add("session", ask.session->value)
                                        .add("file", path.string())
                                        .add("bytes", made->bytes.size())
                                        .add("sha256", storage::sha256_of(made->bytes).hex())
                                        .text());
    } else {
        invocation.terminal->answer(path.string());
        invocation.terminal->note(fmt::format("{}, {}.", label(ask.kind), format_bytes(made->bytes.size())));
    }
    return ExitCode::done;
}

CommandTable sheet_commands()
{
    const Parameter kind{"KIND", Takes::word, "bien-ban, thong-bao hoặc gop-y"};
    return {
        {"sheet",
         "Làm một giấy tờ của kỳ họp từ số liệu trên máy chủ",
         {{"KIND", Takes::word, "bien-ban, so-lieu, thong-bao, diem-danh hoặc gop-y"},
          {"SESSION", Takes::word, "Mã hoặc số kỳ họp"},
          {"--sitting", Takes::option, "Chỉ một phiên họp: mã hoặc thứ tự của phiên"},
          {"--format", Takes::option, "docx, pdf, xlsx, csv hoặc json; không ghi thì lấy dạng thường dùng của loại đó"},
          {"--out", Takes::option, "Tệp sẽ ghi, chưa có sẵn; - là ghi ra màn hình"}},
         "  chamber-admin sheet bien-ban 15\n"
         "  chamber-admin sheet diem-danh 15 --sitting PH1 --format pdf --out diem-danh.pdf",
         sheet},
        {"template get",
         "Ghi ra mẫu Word đang dùng, để sửa",
         {kind,
          {"--default", Takes::flag, "Mẫu gốc, dù hội đồng có mẫu riêng"},
          {"--out", Takes::option, "Tệp sẽ ghi, chưa có sẵn"}},
         "  chamber-admin template get bien-ban --out mau-bien-ban.docx",
         template_get},
        {"template use",
         "Dùng mẫu Word đã sửa; mẫu thiếu ô bắt buộc thì không nhận và nói thiếu ô nào",
         {kind, {"FILE", Takes::word, "Tệp .docx"}},
         "  chamber-admin template use bien-ban mau-bien-ban.docx",
         template_use},
        {"template remove",
         "Bỏ mẫu riêng, dùng lại mẫu gốc",
         {kind},
         "  chamber-admin template remove bien-ban",
         template_remove},
    };
}

}  // namespace chamber::admin
