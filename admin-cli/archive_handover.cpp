// archive handover: the package for the historical archive, made of a sealed zip and of nothing else.
#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "server/workflows/hand_over_sheet.hpp"

#include <charconv>
#include <fmt/format.h>

namespace chamber::admin {

namespace {

constexpr std::int32_t ordinal_max = 9'999;

Result<std::int32_t> ordinal_of(const Invocation& invocation)
{
    const auto typed = invocation.text("--number", "1");
    std::int32_t number = 0;
    const auto read = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    if (read.ec == std::errc() && read.ptr == typed.data() + typed.size() && number >= 1 && number <= ordinal_max)
        return number;
    return fail(ErrorCode::out_of_range, "số thứ tự gói là một số từ 1 đến 9999", "--number");
}

// Which file is in question, and what to do about it.
ExitCode refuse(const Invocation& invocation, const Error& error, const std::string& archive)
{
    const auto say = [&](const std::string& sentence) {
        invocation.terminal->complain(sentence, error_name(error.code));
        return exit_code_of(error.code);
    };
    switch (error.code) {
    case ErrorCode::archive_is_draft:
        return say(
            archive +
            " là bản nháp nên không giao nộp được; chưa ghi gì. Hãy niêm phong hồ sơ rồi giao nộp: chamber-admin archive build KY_HOP.");
    case ErrorCode::archive_damaged:
    case ErrorCode::archive_incomplete:
        return say(fmt::format(
            "{} không còn nguyên vẹn ({}); chưa ghi gì. Hãy lấy bản lưu khác rồi xem: chamber-admin archive verify HO_SO.zip.",
            archive, error.where));
    case ErrorCode::already_exists:
        return say(error.where +
                   " đã có sẵn nên không ghi đè. Hãy chọn thư mục khác ở --out, hoặc số khác ở --number.");
    case ErrorCode::not_found:
        return say((error.where.empty() ? archive : error.where) + ": không có tệp hoặc thư mục này; chưa ghi gì.");
    default: invocation.terminal->error(error); return exit_code_of(error.code);
    }
}

Result<ExitCode> handover(const Invocation& invocation)
{
    const auto ordinal = ordinal_of(invocation);
    if (!ordinal) return ordinal.error();
    const auto& archive = invocation.one("FILE");
    auto built =
        workflow::hand_over(archive, invocation.one("--out"), *ordinal, [&](std::uint64_t done, std::uint64_t total) {
            invocation.terminal->progress("đang lập gói giao nộp", done, total);
        });
    invocation.terminal->clear_progress();
    if (!built) return refuse(invocation, built.error(), archive);
    const auto& facts = built->facts;
    if (invocation.json()) {
        JsonObject object;
        object.add("path", built->path.string()).add("sheet", built->sheet_path.string());
        object.add("digest", built->digest_path.string()).add("objid", facts.objid).add("file_code", facts.file_code);
        object.add("sha256", facts.package_sha256).add("bytes", facts.package_bytes);
        object.add("documents", static_cast<std::uint32_t>(facts.documents));
        invocation.terminal->answer(object.add("archive_sha256", facts.archive_sha256).text());
        return ExitCode::done;
    }
    invocation.terminal->answer(built->path.string());
    invocation.terminal->note("kèm theo: " + built->sheet_path.filename().string() +
                              " (biên bản giao nhận, để hai bên ký)");
    invocation.terminal->note("kèm theo: " + built->digest_path.filename().string());
    invocation.terminal->note(fmt::format("{} tài liệu, {}, SHA-256 {}", facts.documents,
                                          format_bytes(facts.package_bytes), facts.package_sha256));
    return ExitCode::done;
}

}  // namespace

CommandTable archive_handover_commands()
{
    return {
        {"archive handover",
         "Lập gói giao nộp vào lưu trữ lịch sử (SIP theo Thông tư 05/2025/TT-BNV) từ một tệp hồ sơ đã niêm phong, kèm biên bản giao nhận và mã băm",
         {{"FILE", Takes::word, "Tệp hồ sơ .zip đã niêm phong"},
          {"--out", Takes::needed_option, "Thư mục ghi gói giao nộp; không ghi đè gì"},
          {"--number", Takes::option, "Số thứ tự gói trong lần nộp; mặc định 1"}},
         "  chamber-admin archive handover HS_H99.15_K12-KH15_2024-12-19.zip --out /media/usb",
         handover},
    };
}

}  // namespace chamber::admin
