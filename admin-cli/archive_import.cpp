// archive import: a session that was sealed elsewhere, taken in as a read-only one, with the server stopped.
#include "server/workflows/archive_import.hpp"
#include "admin-cli/archive_stamp.hpp"
#include "admin-cli/commands.hpp"
#include "admin-cli/json_line.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "storage/system_world.hpp"

#include <fmt/format.h>

namespace chamber::admin {

namespace {

ExitCode refuse(const Invocation& invocation, const Error& error, const std::string& file)
{
    const auto say = [&](const std::string& sentence) {
        invocation.terminal->complain(sentence, error_name(error.code));
        return exit_code_of(error.code);
    };
    switch (error.code) {
    case ErrorCode::data_in_use:
        return say(
            "Máy chủ đang chạy trên thư mục dữ liệu này nên chưa nhập gì. Hãy dừng máy chủ, nhập hồ sơ, rồi khởi động lại.");
    case ErrorCode::archive_is_draft: return say(file + " là bản nháp, không ai bảo đảm cho nó; chưa nhập gì.");
    case ErrorCode::archive_foreign_seal:
        return say(fmt::format(
            "{} nguyên vẹn, nhưng không có chứng thư gốc nào đã đưa là của người niêm phong ({}, dấu vân tay {}); chưa nhập gì. Hãy đưa chứng thư gốc của cơ quan ấy, lấy từ nơi khác: --root GOC.pem.",
            file, error.detail, error.where));
    case ErrorCode::archive_damaged:
    case ErrorCode::archive_incomplete:
        return say(fmt::format("{} không còn nguyên vẹn: {} ({}) Chưa nhập gì; hãy lấy bản lưu khác.", file,
                               error.detail, error.where));
    case ErrorCode::not_found: return say((error.where.empty() ? file : error.where) + ": không có tệp này.");
    default: invocation.terminal->error(error, file); return exit_code_of(error.code);
    }
}

void tell(const Invocation& invocation, const workflow::ArchiveImport& arrival, std::string_view done)
{
    const auto& file = arrival.session().file;
    std::size_t attended = 0;
    for (const auto& one : file.attendance) attended += one.intervals.empty() ? 0 : 1;
    if (invocation.json()) {
        JsonObject object;
        object.add("session", arrival.id().value).add("name", file.session.name);
        object.add("imported_from", arrival.session().from).add("state", done);
        object.add("documents", static_cast<std::uint32_t>(file.documents.size()));
        object.add("sealed_by", arrival.verdict().sealed_by)
            .add("unread", static_cast<std::uint32_t>(arrival.unread()));
        invocation.terminal->answer(object.text());
        return;
    }
    Table table{{"MỤC", ""}};
    table.add({"Kỳ họp", file.session.name});
    table.add({"Nhập từ", arrival.session().from});
    table.add({"Mã ở đây", arrival.id().value});
    table.add({"Phiên họp", std::to_string(file.sittings.size())});
    table.add({"Nội dung", std::to_string(file.agenda.size())});
    table.add({"Tài liệu", fmt::format("{} ({}), {} đã thu hồi", file.documents.size(), format_bytes(arrival.bytes()),
                                       file.withdrawn.size())});
    table.add({"Lượt có mặt", std::to_string(attended)});
    table.add({"Góp ý chính thức", std::to_string(file.public_annotations.size())});
    table.add({"Niêm phong", arrival.verdict().sealed_by});
    invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
}

Result<ExitCode> take_in(const Invocation& invocation)
{
    const auto& file = invocation.one("FILE");
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    const auto roots = seal_roots_for(invocation);
    if (!roots) return roots.error();
    // The server holds what it told its tablets; a second writer there must not be.
    auto lock = directory->lock();
    if (!lock) return refuse(invocation, lock.error(), file);
    auto arrival = workflow::ArchiveImport::examine(file, *roots);
    if (!arrival) return refuse(invocation, arrival.error(), file);
    if (invocation.given("--dry-run")) {
        tell(invocation, *arrival, "planned");
        invocation.terminal->note("Chạy thử: chưa ghi gì.");
        return ExitCode::done;
    }
    storage::SystemClock clock;
    storage::SystemEntropy entropy;
    auto store = storage::Store::open(*directory, clock, entropy);
    if (!store) return store.error();
    inspect::InspectOptions options;
    options.trust = directory->trust;
    auto received =
        arrival->receive(**store, *directory, std::move(options), clock, [&](std::uint64_t done, std::uint64_t total) {
            invocation.terminal->progress("đang nhập tài liệu", done, total);
        });
    invocation.terminal->clear_progress();
    if (!received && received.error().code == ErrorCode::archive_known) {
        tell(invocation, *arrival, "known");
        invocation.terminal->note("Hồ sơ này đã được nhập trước đây; không nhập lần nữa.");
        return ExitCode::done;
    }
    if (!received) return refuse(invocation, received.error(), file);
    // Who vouched for the seal when it came in is known as long as the archive is here.
    if (invocation.given("--root")) {
        const auto beside = accepted_root_beside(directory->archives / arrival->session().archive.file_name);
        std::error_code failed;
        if (!std::filesystem::exists(beside, failed))
            if (auto kept = write_new_file(beside, *roots, FileMode::everybody_reads); !kept)
                invocation.terminal->error(kept.error(), beside.string());
    }
    tell(invocation, *arrival, "imported");
    invocation.terminal->note("Kỳ họp này chỉ để xem và tra cứu: không ai sửa được gì trong đó.");
    invocation.terminal->note(fmt::format(
        "Kết quả kiểm tra chữ ký là của lúc niêm phong. Kiểm tra lại theo kho tin cậy ở đây, kết quả cũ vẫn được giữ: chamber-admin trust recheck {}",
        arrival->id().value));
    if (arrival->unread() > 0)
        invocation.terminal->note(
            fmt::format("{} tài liệu không đọc được chữ nên không tìm được theo nội dung.", arrival->unread()));
    return ExitCode::done;
}

}  // namespace

CommandTable archive_import_commands()
{
    return {
        {"archive import",
         "Nhập một hồ sơ đã niêm phong ở nơi khác thành kỳ họp chỉ để xem và tra cứu (máy chủ phải dừng)",
         {{"FILE", Takes::word, "Tệp hồ sơ .zip đã niêm phong"},
          {"--root", Takes::option,
           "Chứng thư gốc của cơ quan đã niêm phong, lấy từ nơi khác; mặc định: của thư mục dữ liệu"},
          {"--dry-run", Takes::flag, "Chỉ kiểm tra và cho biết sẽ nhập gì"}},
         "  chamber-admin archive import HS_H99.15_K12-KH15_2024-12-19.zip --root ca-sen-hong.pem --dry-run",
         take_in},
    };
}

}  // namespace chamber::admin
