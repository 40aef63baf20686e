// backup setup|make|list|verify|restore|drill.
//
// make only reads the data directory: a server may run. restore takes its lock. Where the backups lie: --to or --from,
// else [backup] in chamber.toml.
#include "storage/backup/backup.hpp"
#include "admin-cli/backup_words.hpp"
#include "admin-cli/commands.hpp"
#include "admin-cli/password_source.hpp"
#include "admin-cli/private_file.hpp"
#include "admin-cli/table.hpp"
#include "admin-cli/words.hpp"
#include "protocol/build_id.hpp"
#include "storage/files/disk.hpp"
#include "storage/keys/authority.hpp"
#include "storage/system_world.hpp"

#include <fmt/format.h>

namespace chamber::admin {

namespace {

constexpr std::uint64_t pem_bytes_max = 1'000'000;
constexpr std::string_view passphrase_question = "Mật khẩu bản sao lưu";

// The folder named, else the configuration's.
Result<std::filesystem::path> folder_for(const Invocation& invocation, std::string_view option)
{
    if (const auto named = invocation.maybe(option)) return std::filesystem::path(*named);
    const auto plan = storage::read_backup_plan(invocation.data / "chamber.toml");
    if (!plan) return plan.error();
    if (*plan) return (*plan)->folder;
    return fail(ErrorCode::backup_unknown, "no folder named, none configured", std::string{option});
}

// Whose seals count: the root named, else this council's own, else anybody's (a new machine knows nobody yet).
Result<std::string> root_for(const Invocation& invocation)
{
    if (const auto path = invocation.maybe("--root")) return read_whole_file(*path, pem_bytes_max);
    auto own = read_whole_file(invocation.data / "keys" / "ca.pem", pem_bytes_max);
    return own ? *own : std::string();
}

Result<std::filesystem::path> backup_for(const Invocation& invocation)
{
    const std::string named = invocation.text("BACKUP", "");
    auto folder = folder_for(invocation, "--from");
    // A backup named by its path needs no folder.
    if (!folder && named.empty()) return folder.error();
    return storage::find_backup(folder ? *folder : std::filesystem::path(), named);
}

storage::BackupProgress progress_on(Terminal& terminal)
{
    return [&terminal](storage::BackupStage stage, std::uint64_t done, std::uint64_t total) {
        terminal.progress(label(stage), done, total);
        return true;
    };
}

bool gives_passphrase(const Invocation& invocation)
{
    return invocation.given(password_file) || invocation.given(password_stdin) || invocation.terminal->can_ask();
}

Result<storage::BackupRecipient> set_recipient(const Invocation& invocation, const storage::DataDirectory& directory)
{
    auto& disk = storage::Disk::real();
    if (const auto path = invocation.maybe("--recipient")) {
        auto pem = read_whole_file(*path, pem_bytes_max);
        if (!pem) return pem.error();
        return storage::set_backup_recipient(directory, *pem, disk);
    }
    auto passphrase = read_password(invocation, passphrase_question);
    if (!passphrase) return passphrase.error();
    storage::SystemClock clock;
    return storage::set_backup_passphrase(directory, *passphrase, clock, disk);
}

Result<ExitCode> setup(const Invocation& invocation)
{
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    const auto recipient = set_recipient(invocation, *directory);
    if (!recipient) return recipient.error();
    const std::string fingerprint = storage::recipient_fingerprint(*recipient);
    if (invocation.json()) {
        invocation.terminal->answer(JsonObject{}
                                        .add("fingerprint", fingerprint)
                                        .add("private_key_elsewhere", recipient->private_key_pem.empty())
                                        .text());
        return ExitCode::done;
    }
    invocation.terminal->answer(fmt::format("Khóa của bản sao lưu đã đặt; dấu vân tay {}.", fingerprint));
    invocation.terminal->note(
        recipient->private_key_pem.empty()
            ? "Muốn phục hồi phải có khóa riêng của chứng thư này. Hãy giữ nó ở nơi khác."
            : "Muốn phục hồi phải có mật khẩu này, không ai lấy lại được. Hãy niêm phong một bản ghi trên giấy.");
    return ExitCode::done;
}

Result<ExitCode> make(const Invocation& invocation)
{
    auto directory = storage::DataDirectory::open(invocation.data);
    if (!directory) return directory.error();
    const auto folder = folder_for(invocation, "--to");
    if (!folder) return folder.error();
    Terminal& terminal = *invocation.terminal;
    if (!storage::backup_recipient(*directory)) {
        // A backup that nobody set up, made by a script: what is missing is more than this run's password.
        if (!invocation.given("--recipient") && !gives_passphrase(invocation))
            return fail(ErrorCode::backup_locked,
                        "chưa đặt mật khẩu bản sao lưu, hãy chạy: chamber-admin backup setup");
        if (const auto set = set_recipient(invocation, *directory); !set) return set.error();
    }
    const auto plan = storage::read_backup_plan(directory->configuration);
    if (!plan) return plan.error();
    storage::SystemClock clock;
    storage::BackupOutcome after;
    if (*plan && !invocation.given("--to")) {
        after = storage::follow_backup_plan(*directory, **plan, std::string(build_id()), progress_on(terminal), clock);
    } else {
        auto one = storage::make_backup(*directory, {*folder, std::string(build_id()), progress_on(terminal)}, clock,
                                        storage::Disk::real());
        if (one)
            after.made = std::move(*one);
        else
            after.failure = one.error();
    }
    terminal.clear_progress();
    if (!after.made) return *after.failure;
    const auto& made = after.made;
    if (invocation.json()) {
        JsonArray removed;
        for (const auto& name : after.removed) removed.add(name);
        terminal.answer(json_of(*made)
                            .add("second_path", after.second ? std::optional(after.second->string()) : std::nullopt)
                            .add("removed", removed)
                            .text());
    } else {
        terminal.answer(made->path.string());
        terminal.note(fmt::format("{} tệp, {}, đến thay đổi số {}; đã đọc lại và kiểm tra.",
                                  made->manifest.files.size(), format_bytes(made->manifest.bytes()),
                                  made->manifest.seq));
        if (!made->manifest.damaged.empty())
            terminal.note(fmt::format("{} tệp tài liệu đã bị hỏng từ trước nên không có trong bản sao lưu: {}.",
                                      made->manifest.damaged.size(), made->manifest.damaged.front()));
        if (after.second) terminal.note("Bản thứ hai: " + after.second->string());
    }
    if (!after.failure) return ExitCode::done;
    terminal.error(*after.failure, "bản thứ hai");
    return ExitCode::partly;
}

Result<ExitCode> list(const Invocation& invocation)
{
    const auto folder = folder_for(invocation, "--from");
    if (!folder) return folder.error();
    const auto backups = storage::list_backups(*folder);
    if (!backups) return backups.error();
    storage::SystemClock clock;
    Table table{{"BẢN SAO LƯU", "TUỔI", "CỠ", "THAY ĐỔI", "ĐÃ KIỂM TRA", "ĐÃ PHỤC HỒI THỬ"}};
    for (const auto& backup : *backups) {
        if (invocation.json()) {
            invocation.terminal->answer(json_of(backup, clock.utc()).text());
            continue;
        }
        const bool readable = backup.manifest.has_value();
        table.add({backup.name, readable ? age_of(backup.manifest->made_at, clock.utc()) : "?",
                   readable ? format_bytes(backup.manifest->bytes()) : "không đọc được",
                   readable ? std::to_string(backup.manifest->seq) : "?", wall_time(backup.verified_at.value_or("")),
                   wall_time(backup.drilled_at.value_or(""))});
    }
    if (!invocation.json()) invocation.terminal->answer_raw(table.text(invocation.terminal->columns()));
    return ExitCode::done;
}

Result<ExitCode> verify(const Invocation& invocation)
{
    const auto backup = backup_for(invocation);
    if (!backup) return backup.error();
    const auto root = root_for(invocation);
    if (!root) return root.error();
    Terminal& terminal = *invocation.terminal;
    const auto reading = storage::verify_backup(*backup, *root, progress_on(terminal));
    terminal.clear_progress();
    if (!reading) return reading.error();
    storage::SystemClock clock;
    // A stick that may only be read is no reason to refuse the answer.
    if (reading->sound() && !storage::note_verified(reading->path, format_utc(clock.utc()), storage::Disk::real()))
        terminal.note("Không ghi lại được ngày kiểm tra.");
    if (invocation.json()) {
        terminal.answer(json_of(*reading).text());
        return reading->sound() ? ExitCode::done : ExitCode::failed;
    }
    for (const Error& fault : reading->faults) terminal.error(fault);
    if (!reading->sound()) return ExitCode::failed;
    terminal.answer(fmt::format("{}: bản sao lưu nguyên vẹn.", reading->manifest.name));
    terminal.note(fmt::format("{} tệp, {}, nhật ký {} dòng. Ký bởi {}.", reading->manifest.files.size(),
                              format_bytes(reading->manifest.bytes()), reading->manifest.journal_n,
                              reading->sealed_by));
    if (root->empty())
        terminal.note("Chưa biết hội đồng này: hãy so dấu vân tay chứng thư gốc với phiếu đăng ký máy: " +
                      reading->root_fingerprint);
    return ExitCode::done;
}

Result<storage::BackupUnlock> unlock_from(const Invocation& invocation)
{
    storage::BackupUnlock unlock;
    if (const auto path = invocation.maybe("--recipient-key")) {
        auto pem = read_whole_file(*path, pem_bytes_max);
        if (!pem) return pem.error();
        unlock.private_key_pem = std::move(*pem);
        if (unlock.private_key_pem->find("ENCRYPTED") == std::string::npos) return unlock;
    }
    auto passphrase = read_passphrase(invocation, passphrase_question);
    if (!passphrase && passphrase.error().code == ErrorCode::io_failed)
        return fail(ErrorCode::backup_locked, passphrase.error().detail);
    if (!passphrase) return passphrase.error();
    unlock.passphrase = std::move(*passphrase);
    return unlock;
}

Result<ExitCode> restore(const Invocation& invocation)
{
    const auto backup = backup_for(invocation);
    if (!backup) return backup.error();
    storage::RestoreOrder order;
    order.backup = *backup;
    order.target = invocation.data;
    if (const auto path = invocation.maybe("--root")) {
        auto root = read_whole_file(*path, pem_bytes_max);
        if (!root) return root.error();
        order.root_pem = std::move(*root);
    }
    auto unlock = unlock_from(invocation);
    if (!unlock) return unlock.error();
    order.unlock = std::move(*unlock);
    Terminal& terminal = *invocation.terminal;
    order.progress = progress_on(terminal);
    storage::SystemClock clock;
    storage::SystemEntropy entropy;
    const auto restored = storage::restore_backup(order, clock, entropy, storage::Disk::real());
    terminal.clear_progress();
    if (!restored) return restored.error();
    if (invocation.json()) {
        terminal.answer(json_of(*restored, order.target).text());
        return ExitCode::done;
    }
    terminal.answer(fmt::format("{}: đã phục hồi từ {}.", order.target.string(), restored->backup.manifest.name));
    terminal.note(restored->sentence);
    if (!restored->replaced.empty())
        terminal.note("Thư mục cũ còn nguyên ở " + restored->replaced.string() + "; chỉ xóa khi mọi việc đã đủ.");
    return ExitCode::done;
}

Result<ExitCode> drill(const Invocation& invocation)
{
    const auto backup = backup_for(invocation);
    if (!backup) return backup.error();
    const auto root = root_for(invocation);
    if (!root) return root.error();
    std::optional<storage::BackupUnlock> unlock;
    const bool given =
        invocation.given(password_file) || invocation.given(password_stdin) || invocation.given("--recipient-key");
    if (given) {
        auto read = unlock_from(invocation);
        if (!read) return read.error();
        unlock = std::move(*read);
    }
    Terminal& terminal = *invocation.terminal;
    const std::filesystem::path scratch = invocation.text("--scratch", std::filesystem::temp_directory_path().string());
    storage::SystemClock clock;
    storage::SystemEntropy entropy;
    const auto drilled = storage::drill_backup(*backup, scratch, unlock, *root, progress_on(terminal), clock, entropy,
                                               storage::Disk::real());
    terminal.clear_progress();
    if (!drilled) return drilled.error();
    if (invocation.json()) {
        terminal.answer(json_of(*drilled).text());
        return ExitCode::done;
    }
    terminal.answer(
        fmt::format("{}: phục hồi thử được. Nhật ký liền {} dòng; {} tệp tài liệu đúng mã băm; khóa {}.",
                    drilled->backup.manifest.name, drilled->journal_entries, drilled->blobs,
                    drilled->keys_opened ? "mở được" : "không thử (hãy đưa --password-file để thử cả khóa)"));
    return ExitCode::done;
}

}  // namespace

CommandTable backup_commands()
{
    const Parameter from{"--from", Takes::option,
                         "Thư mục chứa các bản sao lưu; mặc định: mục “[backup]” trong chamber.toml"};
    const Parameter which{"BACKUP", Takes::optional_word, "Tên hoặc đường dẫn của bản sao lưu; mặc định: bản mới nhất"};
    const Parameter root{"--root", Takes::option, "Chứng thư gốc (PEM) lấy từ nơi khác; mặc định: của thư mục dữ liệu"};
    const Parameter key{"--recipient-key", Takes::option,
                        "Khóa riêng (PEM) của người nhận, nếu bản sao lưu dùng chứng thư riêng"};
    return {
        {"backup setup",
         "Đặt mật khẩu (hoặc chứng thư người nhận) để mã hóa khóa trong các bản sao lưu; làm một lần",
         {{"--recipient", Takes::option, "Chứng thư (PEM) của người nhận thay cho mật khẩu"},
          password_stdin_parameter(),
          password_file_parameter()},
         "  chamber-admin backup setup",
         setup},
        {"backup make",
         "Tạo một bản sao lưu đã kiểm tra, cả khi máy chủ đang chạy",
         {{"--to", Takes::option, "Thư mục chứa các bản sao lưu; mặc định: mục “[backup]” trong chamber.toml"},
          password_stdin_parameter(),
          password_file_parameter()},
         "  chamber-admin backup make --to /media/usb/sao-luu",
         make},
        {"backup list",
         "Liệt kê các bản sao lưu",
         {from},
         "  chamber-admin backup list --from /media/usb/sao-luu",
         list},
        {"backup verify",
         "Đọc lại từng byte của một bản sao lưu, kiểm tra chữ ký, cơ sở dữ liệu và nhật ký",
         {which, from, root},
         "  chamber-admin backup verify",
         verify},
        {"backup restore",
         "Phục hồi thư mục dữ liệu từ một bản sao lưu; thư mục cũ được giữ dưới tên khác",
         {which, from, root, key, password_stdin_parameter(), password_file_parameter()},
         "  chamber-admin --data /srv/hoidong backup restore --from /media/usb/sao-luu",
         restore},
        {"backup drill",
         "Phục hồi thử vào một thư mục tạm, mở ra kiểm tra, rồi xóa",
         {which,
          from,
          root,
          key,
          {"--scratch", Takes::option, "Nơi đặt thư mục tạm"},
          password_stdin_parameter(),
          password_file_parameter()},
         "  chamber-admin backup drill --password-file mat-khau.txt --json",
         drill},
    };
}

}  // namespace chamber::admin
