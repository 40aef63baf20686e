// archive build|verify|list.
#include "storage/archive/archive.hpp"
#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "storage/authority.hpp"

#include <fmt/format.h>

namespace chamber::admin {

namespace {

JsonObject json_of(const Archive& archive, const std::filesystem::path& path)
{
    JsonObject object;
    object.add("id", archive.id.value).add("session", archive.session.value).add("state", wire_name(archive.state));
    object.add("file_name", archive.file_name).add("sha256", archive.sha256).add("bytes", archive.bytes).add("built_at", archive.built_at);
    return object.add("path", path.string());
}

// A copy beside, then a rename: nobody sees half an archive under its name.
Result<std::filesystem::path> copy_to(const std::filesystem::path& archive, const std::filesystem::path& directory)
{
    std::error_code failed;
    if (!std::filesystem::is_directory(directory, failed)) return fail(ErrorCode::not_found, "không có thư mục này", directory.string());
    const auto target = directory / archive.filename();
    auto half = target;
    half += ".part";
    std::filesystem::copy_file(archive, half, std::filesystem::copy_options::overwrite_existing, failed);
    if (!failed) std::filesystem::rename(half, target, failed);
    if (!failed) return target;
    std::error_code ignored;
    std::filesystem::remove(half, ignored);
    const bool full = failed == std::errc::no_space_on_device;
    return fail(full ? ErrorCode::disk_full : ErrorCode::io_failed, failed.message(), target.string());
}

Result<ExitCode> build(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto session = find_session(**office, invocation.one("SESSION"));
    if (!session) return session.error();
    auto archive = (*office)->build_archive(session->id, [&](JobStage stage, std::uint64_t done, std::uint64_t total) {
        invocation.terminal->progress(stage == JobStage::sealing ? "đang niêm phong" : "đang đóng gói hồ sơ", done, total);
    });
    if (!archive) return archive.error();
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    // The server's archives lie in the same data directory: no download is needed, also while it runs.
    auto path = directory->archives / archive->file_name;
    if (const auto out = invocation.maybe("--out")) {
        auto copied = copy_to(path, *out);
        if (!copied) return copied.error();
        path = *copied;
    }
    if (invocation.json()) {
        invocation.terminal->answer(json_of(*archive, path).text());
    } else {
        invocation.terminal->answer(path.string());
        invocation.terminal->note(fmt::format("{}, SHA-256 {}", format_bytes(archive->bytes), archive->sha256));
    }
    return ExitCode::done;
}

Result<ExitCode> list(const Invocation& invocation)
{
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    std::optional<SessionId> session;
    if (const auto typed = invocation.maybe("SESSION")) {
        auto found = find_session(**office, *typed);
        if (!found) return found.error();
        session = found->id;
    }
    auto archives = (*office)->all<Archive>();
    if (!archives) return archives.error();
    Table table{{"KỲ HỌP", "ĐÓNG LÚC", "CỠ", "TỆP"}};
    for (const auto& archive : *archives) {
        if (session && archive.session != *session) continue;
        if (invocation.json()) {
            invocation.terminal->answer(json_of(archive, directory->archives / archive.file_name).text());
        } else {
            table.add({archive.session.value, wall_time(archive.built_at), format_bytes(archive.bytes), archive.file_name});
        }
    }
    if (!invocation.json()) invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
    return ExitCode::done;
}

// The root named, else this council's own, else none.
Result<std::string> root_for(const Invocation& invocation)
{
    if (const auto path = invocation.maybe("--root")) return read_whole_file(*path, 1'000'000);
    auto directory = storage::DataDirectory::open(invocation.data);
    return directory ? storage::ca_certificate_pem(*directory) : std::string{};
}

Result<ExitCode> verify(const Invocation& invocation)
{
    const std::filesystem::path zip = invocation.one("FILE");
    std::error_code failed;
    if (!std::filesystem::is_regular_file(zip, failed)) return fail(ErrorCode::not_found, "không có tệp này", zip.string());
    auto root = root_for(invocation);
    if (!root) return root.error();
    auto verdict = storage::verify_archive(zip, *root);
    if (!verdict) return verdict.error();

    JsonArray checks;
    Table table{{"KẾT QUẢ", "BƯỚC", "GIẢI THÍCH"}};
    for (const auto& check : verdict->checks) {
        checks.add(JsonObject{}.add("step", check.step).add("passed", check.passed).add("sentence", check.sentence));
        table.add({check.passed ? "đạt" : "KHÔNG ĐẠT", check.step, check.sentence});
    }
    if (invocation.json()) {
        JsonObject object;
        object.add("file", zip.string())
            .add("intact", verdict->intact)
            .add("session", verdict->session_name)
            .add("documents", verdict->documents);
        object.add("sealed_by", verdict->sealed_by).add("seal_fingerprint", verdict->seal_fingerprint).add("checks", checks);
        invocation.terminal->answer(object.text());
    } else {
        invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
        if (!verdict->sealed_by.empty())
            invocation.terminal->answer("Niêm phong: " + verdict->sealed_by + "\n  " + verdict->seal_fingerprint);
        invocation.terminal->answer(
            fmt::format("{}: {}", zip.filename().string(), verdict->intact ? "hồ sơ nguyên vẹn." : "HỒ SƠ KHÔNG NGUYÊN VẸN."));
    }
    return verdict->intact ? ExitCode::done : ExitCode::failed;
}

}  // namespace

CommandTable archive_commands()
{
    return {
        {"archive build",
         "Đóng gói và niêm phong hồ sơ của kỳ họp",
         {{"SESSION", Takes::word, "Mã kỳ họp hoặc số kỳ họp"}, {"--out", Takes::option, "Chép hồ sơ vào thư mục này"}},
         "  chamber-admin archive build K12-KH15 --out /media/usb",
         build},
        {"archive list",
         "Liệt kê hồ sơ đã đóng",
         {{"SESSION", Takes::optional_word, "Chỉ của kỳ họp này"}},
         "  chamber-admin archive list",
         list},
        {"archive verify",
         "Kiểm tra một tệp hồ sơ: nguyên vẹn, đủ tệp, đúng dấu niêm phong",
         {{"FILE", Takes::word, "Tệp hồ sơ .zip"},
          {"--root", Takes::option, "Chứng thư gốc (PEM) lấy từ nơi khác; mặc định: của thư mục dữ liệu"}},
         "  chamber-admin archive verify HS_H99.15_K12-KH15_2024-12-19.zip --root ca.pem",
         verify},
    };
}

}  // namespace chamber::admin
