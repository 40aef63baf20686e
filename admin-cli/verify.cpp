// verify: the signatures of PDF files, without a server and without a data directory.
#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/moment.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "protocol/codec.hpp"
#include "server/inspect/client.hpp"
#include "storage/files/data_directory.hpp"
#include "storage/system_world.hpp"

#include <algorithm>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chamber::admin {

namespace {

Result<Inspection> verify_file(const std::string& path, const inspect::InspectOptions& options)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return fail(errno == ENOENT ? ErrorCode::not_found : ErrorCode::io_failed, "không mở được tệp", path);
    struct stat status {};
    auto checked = [&]() -> Result<Inspection> {
        if (::fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
            return fail(ErrorCode::not_pdf, "không phải tệp thường", path);
        return inspect::check(descriptor, static_cast<std::uint64_t>(status.st_size), options);
    }();
    ::close(descriptor);
    return checked;
}

bool is_good(const SignatureReport& report)
{
    return report.verdict == Verdict::valid || report.verdict == Verdict::valid_with_allowed_changes;
}

std::string when(const SignatureFinding& signature)
{
    if (!signature.proven_at.empty()) return wall_time(signature.proven_at) + " (có dấu thời gian)";
    if (!signature.claimed_at.empty()) return wall_time(signature.claimed_at) + " (người ký tự ghi)";
    return "";
}

std::string revocation_of(const SignatureFinding& signature)
{
    std::string text = label_in_sentence(signature.revocation);
    if (!signature.revocation_source.empty()) text += " (" + signature.revocation_source + ")";
    if (!signature.revoked_at.empty()) text += ", thu hồi " + wall_time(signature.revoked_at);
    return text;
}

// The table of a file's signatures, then what no column holds.
void show(const Invocation& invocation, const std::string& path, const Inspection& checked)
{
    const SignatureReport& report = checked.report;
    auto& terminal = *invocation.terminal;
    terminal.answer(fmt::format("{}: {}", path, verdict_sentence(report)));
    Table table{{"  #", "KẾT QUẢ", "ĐỘ TIN CẬY", "NGƯỜI KÝ", "CƠ QUAN", "CHỨNG THƯ LÚC KÝ", "THU HỒI", "THỜI ĐIỂM KÝ"}};
    for (const auto& signature : report.signatures) {
        table.add({fmt::format("  {}", signature.index + 1),
                   std::string{verdict_word(signature.verdict, signature.trust)}, label_in_sentence(signature.trust),
                   signature.signer_name, signature.signer_organisation, label_in_sentence(signature.standing),
                   revocation_of(signature), when(signature)});
    }
    if (!table.empty()) terminal.answer_raw(table.text(terminal.columns()));
    for (const auto& signature : report.signatures) {
        for (const auto& reason : signature.reasons)
            terminal.answer(fmt::format("  chữ ký {}: {}", signature.index + 1, reason));
    }
    for (const auto& reason : report.reasons) terminal.answer("  " + reason);
    for (const auto& missing : report.missing) terminal.answer("  " + missing);
    for (const auto& remark : checked.remarks) terminal.answer("  " + remark);
    for (const auto& change : report.changes) {
        const auto page = change.page > 0 ? fmt::format(", trang {}", change.page) : std::string{};
        terminal.answer(fmt::format("  thay đổi sau khi ký ({}{}): {}",
                                    change.allowed ? "được phép" : "KHÔNG được phép", page, change.sentence));
    }
}

// {"file":…} followed by the report's own members.
std::string json_of(const std::string& path, const Inspection& checked)
{
    const SignatureReport& report = checked.report;
    JsonArray remarks;
    for (const auto& remark : checked.remarks) remarks.add(remark);
    const auto words = JsonObject{}
                           .add("file", path)
                           .add("remarks", remarks)
                           .add("word", verdict_word(report.verdict, report.trust))
                           .add("sentence", verdict_sentence(report))
                           .text();
    return words.substr(0, words.size() - 1) + "," + encode(report).substr(1);
}

std::string json_of(const std::string& path, const Error& error)
{
    JsonObject object;
    object.add("file", path).add_encoded("verdict", "null").add_encoded("trust", "null").add("signatures", JsonArray{});
    return object.add("code", error_name(error.code)).add("sentence", error_sentence(error.code)).text();
}

Result<ExitCode> verify(const Invocation& invocation)
{
    storage::SystemClock clock;
    inspect::InspectOptions options;
    options.now = clock.utc();
    if (const auto at = invocation.maybe("--at")) {
        auto moment = parse_moment(*at);
        if (!moment) return moment.error();
        options.now = *moment;
    }
    if (const auto trust = invocation.maybe("--trust")) {
        std::error_code failed;
        if (!std::filesystem::is_directory(*trust, failed))
            return fail(ErrorCode::not_found, "không có thư mục này", *trust);
        options.trust = *trust;
    } else if (auto directory = storage::DataDirectory::open(invocation.data)) {
        options.trust = directory->trust;
    }

    bool all_good = true;
    std::optional<ErrorCode> first;
    for (const auto& path : invocation.all("FILE")) {
        const auto checked = verify_file(path, options);
        if (checked) {
            all_good = all_good && is_good(checked->report);
            if (invocation.json()) {
                invocation.terminal->answer(json_of(path, *checked));
            } else {
                show(invocation, path, *checked);
            }
            continue;
        }
        if (!first) first = checked.error().code;
        if (invocation.json()) invocation.terminal->answer(json_of(path, checked.error()));
        invocation.terminal->error(checked.error(), path);
    }
    if (!all_good) return ExitCode::failed;
    return first ? exit_code_of(*first) : ExitCode::done;
}

}  // namespace

CommandTable verify_commands()
{
    return {
        {"verify",
         "Kiểm tra chữ ký số của tệp PDF, không cần máy chủ",
         {{"FILE", Takes::words, "Một hay nhiều tệp PDF"},
          {"--trust", Takes::option,
           "Thư mục chứng thư gốc, trung gian và danh sách thu hồi; mặc định: trust/ của thư mục dữ liệu"},
          {"--at", Takes::option,
           "Kết luận như vào thời điểm này: 2024-12-18, \"2024-12-18 09:30\" (giờ Việt Nam) hoặc RFC 3339"}},
         "  chamber-admin verify nghi-quyet.pdf --trust tin-cay/\n"
         "  chamber-admin verify nghi-quyet.pdf --at \"2024-12-18 09:30\"\n"
         "  chamber-admin verify *.pdf --json | jq -r '[.file, .verdict] | @tsv'\n\n"
         "Mã thoát 0 chỉ khi mọi tệp hợp lệ.",
         verify},
    };
}

}  // namespace chamber::admin
