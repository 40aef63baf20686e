// archive build|verify|list.
#include "storage/archive/archive.hpp"
#include "admin-cli/archive_stamp.hpp"
#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/office.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "storage/keys/authority.hpp"
#include "storage/records/archive_names.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fmt/format.h>
#include <set>
#include <tuple>
#include <unistd.h>

namespace chamber::admin {

namespace {

JsonObject json_of(const Archive& archive, const std::filesystem::path& path)
{
    JsonObject object;
    object.add("id", archive.id.value).add("session", archive.session.value).add("state", wire_name(archive.state));
    object.add("draft", archive.draft)
        .add("file_name", archive.file_name)
        .add("sha256", archive.sha256)
        .add("bytes", archive.bytes)
        .add("built_at", archive.built_at);
    return object.add("path", path.string());
}

bool is_full(const std::error_code& failed)
{
    return failed == std::errc::no_space_on_device;
}

// Whether a file can be made there, found out before anything is built. Errors: not_found (no such folder),
// not_allowed, disk_full, io_failed.
Result<void> check_target(const std::filesystem::path& directory)
{
    std::error_code failed;
    if (!std::filesystem::exists(directory, failed))
        return fail(ErrorCode::not_found, "không có thư mục này; chưa đóng gói gì", directory.string());
    if (!std::filesystem::is_directory(directory, failed))
        return fail(ErrorCode::not_found, "đây không phải thư mục; chưa đóng gói gì", directory.string());
    auto probe = (directory / ".chamber-XXXXXX").string();
    const int descriptor = ::mkstemp(probe.data());
    if (descriptor < 0) {
        const std::error_code why(errno, std::generic_category());
        return fail(is_full(why) ? ErrorCode::disk_full : ErrorCode::io_failed,
                    "không ghi được vào thư mục này; chưa đóng gói gì", directory.string());
    }
    ::close(descriptor);
    ::unlink(probe.c_str());
    return {};
}

// A copy beside, then a rename: nobody sees half an archive under its name.
Result<std::filesystem::path> copy_to(const std::filesystem::path& archive, const std::filesystem::path& directory)
{
    std::error_code failed;
    const auto target = directory / archive.filename();
    auto half = target;
    half += ".part";
    std::filesystem::copy_file(archive, half, std::filesystem::copy_options::overwrite_existing, failed);
    if (!failed) std::filesystem::rename(half, target, failed);
    if (!failed) return target;
    std::error_code ignored;
    std::filesystem::remove(half, ignored);
    return fail(is_full(failed) ? ErrorCode::disk_full : ErrorCode::io_failed,
                "hồ sơ đã đóng gói và nằm ở " + archive.string() + ", nhưng không chép được sang đây", target.string());
}

// What lies beside the zip and goes with it: its digest, the record of sealing, the time-stamp. Archives of older
// versions have no record.
Result<std::vector<std::filesystem::path>> copy_beside(const std::filesystem::path& archive,
                                                       const std::filesystem::path& directory)
{
    std::vector<std::filesystem::path> copies;
    for (const std::string_view suffix :
         {storage::digest_suffix, storage::sealing_record_suffix, storage::time_stamp_suffix}) {
        auto one = archive;
        one += suffix;
        std::error_code failed;
        if (!std::filesystem::exists(one, failed)) continue;
        auto copied = copy_to(one, directory);
        if (!copied) return copied.error();
        copies.push_back(*copied);
    }
    return copies;
}

Result<ExitCode> build(const Invocation& invocation)
{
    const auto out = invocation.maybe("--out");
    if (out)
        if (auto possible = check_target(*out); !possible) return possible.error();
    auto office = open_office(invocation.data);
    if (!office) return office.error();
    auto session = find_session(**office, invocation.one("SESSION"));
    if (!session) return session.error();
    const auto kind = invocation.given("--draft") ? storage::ArchiveKind::draft : storage::ArchiveKind::sealed;
    auto archive =
        (*office)->build_archive(session->id, kind, [&](JobStage stage, std::uint64_t done, std::uint64_t total) {
            invocation.terminal->progress(stage == JobStage::sealing ? "đang niêm phong" : "đang đóng gói hồ sơ", done,
                                          total);
        });
    if (!archive && archive.error().code == ErrorCode::not_sealable)
        return fail(ErrorCode::not_sealable, "để lập bản nháp ngay bây giờ, thêm --draft", session->id.value);
    if (!archive) return archive.error();
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    // The server's archives lie in the same data directory: no download is needed, also while it runs.
    auto path = directory->archives / archive->file_name;
    if (!archive->draft) stamp_after_sealing(invocation, path);
    if (out) {
        auto copied = copy_to(path, *out);
        if (!copied) return copied.error();
        path = *copied;
    }
    std::vector<std::filesystem::path> beside;
    if (out) {
        auto copied = copy_beside(directory->archives / archive->file_name, *out);
        if (!copied) return copied.error();
        beside = std::move(*copied);
    }
    if (invocation.json()) {
        invocation.terminal->answer(json_of(*archive, path).text());
    } else {
        invocation.terminal->answer(path.string());
        for (const auto& one : beside) invocation.terminal->note("kèm theo: " + one.filename().string());
        invocation.terminal->note(fmt::format("{}, SHA-256 {}", format_bytes(archive->bytes), archive->sha256));
        invocation.terminal->note(
            archive->draft ? "Bản nháp: không niêm phong, không phải hồ sơ lưu trữ."
                           : fmt::format("Nội dung này được niêm phong lúc {}.", wall_time(archive->built_at)));
    }
    return ExitCode::done;
}

// By session, the oldest first; each distinct archive once, also where older versions noted it at every build.
std::vector<Archive> distinct(std::vector<Archive> archives)
{
    std::ranges::sort(archives, {},
                      [](const Archive& one) { return std::tuple(one.session, one.built_at, one.file_name, one.id); });
    std::set<std::pair<SessionId, std::string>> seen;
    std::erase_if(archives, [&](const Archive& one) { return !seen.emplace(one.session, one.sha256).second; });
    return archives;
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
    auto sessions = (*office)->all<Session>();
    if (!sessions) return sessions.error();
    Table table{{"KỲ HỌP", "ĐÓNG LÚC", "LOẠI", "CỠ", "TỆP"}};
    for (const auto& archive : distinct(std::move(*archives))) {
        if (session && archive.session != *session) continue;
        if (invocation.json()) {
            invocation.terminal->answer(json_of(archive, directory->archives / archive.file_name).text());
        } else {
            const auto of = std::ranges::find(*sessions, archive.session, &Session::id);
            const bool elsewhere = of != sessions->end() && of->imported_from;
            const std::string kind = archive.draft ? "bản nháp"
                                     : elsewhere   ? "niêm phong ở " + *of->imported_from
                                                   : "niêm phong";
            table.add({archive.session.value, wall_time(archive.built_at), kind, format_bytes(archive.bytes),
                       archive.file_name});
        }
    }
    if (!invocation.json()) invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
    return ExitCode::done;
}

std::string_view wire_name_of(storage::FaultKind kind)
{
    switch (kind) {
    case storage::FaultKind::missing: return "missing";
    case storage::FaultKind::changed: return "changed";
    case storage::FaultKind::extra: return "extra";
    case storage::FaultKind::unreadable: return "unreadable";
    }
    return "";
}

std::string_view label(storage::FaultKind kind)
{
    switch (kind) {
    case storage::FaultKind::missing: return "thiếu";
    case storage::FaultKind::changed: return "đã bị thay đổi";
    case storage::FaultKind::extra: return "thừa";
    case storage::FaultKind::unreadable: return "không đọc được";
    }
    return "";
}

std::string_view wire_name_of(storage::Vouching vouching)
{
    switch (vouching) {
    case storage::Vouching::root: return "root";
    case storage::Vouching::nobody: return "nobody";
    case storage::Vouching::another: return "another";
    }
    return "";
}

// The answer in one sentence and one exit code: the bytes first, then who stands behind them.
std::pair<std::string_view, ExitCode> conclusion(const storage::ArchiveVerdict& verdict)
{
    if (!verdict.intact) return {"HỒ SƠ KHÔNG CÒN NGUYÊN VẸN. Không dùng bản này; lấy bản lưu khác.", ExitCode::failed};
    if (verdict.draft)
        return {"bản nháp nguyên vẹn; không niêm phong, không ai bảo đảm, không phải hồ sơ lưu trữ.",
                ExitCode::nobody_vouches};
    switch (verdict.vouching) {
    case storage::Vouching::root: break;
    case storage::Vouching::nobody:
        return {
            "hồ sơ nguyên vẹn, nhưng CHƯA AI BẢO ĐẢM người niêm phong là ai. Chạy lại với --root CHỨNG-THƯ-GỐC.pem lấy từ nơi khác.",
            ExitCode::nobody_vouches};
    case storage::Vouching::another:
        return {
            "hồ sơ nguyên vẹn, nhưng CHỨNG THƯ GỐC ĐÃ ĐƯA KHÔNG PHẢI của người niêm phong. Hãy kiểm tra lại chứng thư gốc trước khi kết luận về hồ sơ.",
            ExitCode::wrong_root};
    }
    return {"hồ sơ nguyên vẹn và đúng niêm phong.", ExitCode::done};
}

void say_for_machines(const Invocation& invocation, const std::filesystem::path& zip,
                      const storage::ArchiveVerdict& verdict)
{
    JsonArray checks;
    for (const auto& check : verdict.checks)
        checks.add(JsonObject{}.add("step", check.step).add("passed", check.passed).add("sentence", check.sentence));
    JsonArray faults;
    for (const auto& fault : verdict.faults)
        faults.add(JsonObject{}.add("path", fault.path).add("fault", wire_name_of(fault.kind)));
    JsonObject object;
    object.add("file", zip.string())
        .add("intact", verdict.intact)
        .add("vouching", wire_name_of(verdict.vouching))
        .add("draft", verdict.draft);
    object.add("session", verdict.session_name).add("documents", verdict.documents);
    object.add("sealed_by", verdict.sealed_by)
        .add("seal_fingerprint", verdict.seal_fingerprint)
        .add("stamped_at", verdict.stamp ? verdict.stamp->at : std::string())
        .add("checks", checks)
        .add("faults", faults);
    invocation.terminal->answer(object.text());
}

void say_for_people(const Invocation& invocation, const std::filesystem::path& zip,
                    const storage::ArchiveVerdict& verdict)
{
    Table table{{"KẾT QUẢ", "BƯỚC", "GIẢI THÍCH"}};
    for (const auto& check : verdict.checks) {
        const bool is_open = !check.passed && (check.step == "root" || (check.step == "time stamp" && verdict.stamp));
        table.add({check.passed ? "đạt" : is_open ? "chưa rõ" : "KHÔNG ĐẠT", check.step, check.sentence});
    }
    invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
    if (!verdict.faults.empty()) {
        Table bad{{"TỆP HỎNG", ""}};
        for (const auto& fault : verdict.faults) bad.add({std::string(label(fault.kind)), fault.path});
        invocation.terminal->answer_raw(bad.text(0));
    }
    if (!verdict.sealed_by.empty())
        invocation.terminal->answer("Niêm phong: " + verdict.sealed_by + "\n  " + verdict.seal_fingerprint);
    invocation.terminal->answer(fmt::format("{}: {}", zip.filename().string(), conclusion(verdict).first));
}

Result<ExitCode> verify(const Invocation& invocation)
{
    const std::filesystem::path zip = invocation.one("FILE");
    std::error_code failed;
    if (!std::filesystem::is_regular_file(zip, failed))
        return fail(ErrorCode::not_found, "không có tệp này", zip.string());
    auto root = seal_roots_for(invocation, zip);
    if (!root) {
        // The file is not blamed for a root that cannot be read.
        invocation.terminal->complain("Không đọc được chứng thư gốc " + *invocation.maybe("--root") +
                                          ". Hồ sơ chưa được kiểm tra; hãy đưa đúng chứng thư gốc.",
                                      error_name(root.error().code));
        return root.error().code == ErrorCode::not_found ? ExitCode::not_found : ExitCode::wrong_root;
    }
    const auto time_roots = time_roots_for(invocation);
    if (!time_roots) return time_roots.error();
    auto verdict = storage::verify_archive(zip, *root, *time_roots);
    if (!verdict) return verdict.error();
    if (invocation.json())
        say_for_machines(invocation, zip, *verdict);
    else
        say_for_people(invocation, zip, *verdict);
    return conclusion(*verdict).second;
}

}  // namespace

CommandTable archive_commands()
{
    return {
        {"archive build",
         "Đóng gói và niêm phong hồ sơ của kỳ họp",
         {{"SESSION", Takes::word, "Mã kỳ họp hoặc số kỳ họp"},
          {"--out", Takes::option, "Chép hồ sơ, mã băm và biên bản niêm phong vào thư mục này"},
          {"--draft", Takes::flag, "Bản nháp, ở bất cứ trạng thái nào của kỳ họp; không niêm phong"}},
         "  chamber-admin archive build K12-KH15 --out /media/usb",
         build},
        {"archive list",
         "Liệt kê hồ sơ đã đóng",
         {{"SESSION", Takes::optional_word, "Chỉ của kỳ họp này"}},
         "  chamber-admin archive list",
         list},
        {"archive verify",
         "Kiểm tra một tệp hồ sơ: nguyên vẹn, đủ tệp, đúng dấu niêm phong. Mã thoát 0 đạt; 1 không nguyên vẹn; 6 nguyên vẹn nhưng chưa ai bảo đảm; "
         "7 sai chứng thư gốc",
         {{"FILE", Takes::word, "Tệp hồ sơ .zip"},
          {"--root", Takes::option, "Chứng thư gốc lấy từ nơi khác; mặc định: của thư mục dữ liệu"},
          {"--time-root", Takes::option,
           "Chứng thư gốc của dịch vụ cấp dấu thời gian; mặc định: kho tin cậy của thư mục dữ liệu"}},
         "  chamber-admin archive verify HS_H99.15_K12-KH15_2024-12-19.zip --root ca.pem",
         verify},
    };
}

}  // namespace chamber::admin
