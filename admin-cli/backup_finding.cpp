#include "admin-cli/backup_finding.hpp"

#include "admin-cli/backup_words.hpp"
#include "storage/backup/backup.hpp"
#include "storage/system_world.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace chamber::admin {

namespace {

constexpr std::int64_t hour_ms = 3'600'000;
constexpr std::int64_t drill_warning_ms = 31LL * 24 * hour_ms;

Finding finding_of(Fitness fitness, std::string sentence)
{
    return {"backup", "bản sao lưu", fitness, std::move(sentence)};
}

bool others_read(const std::filesystem::path& folder)
{
    using std::filesystem::perms;
    std::error_code failed;
    const auto status = std::filesystem::status(folder, failed);
    return !failed && (status.permissions() & (perms::group_all | perms::others_all)) != perms::none;
}

// What must be seen to, one sentence each; empty: nothing.
std::string concerns(const storage::BackupPlan& plan, const std::vector<storage::ListedBackup>& listed, UtcMs now)
{
    std::string text;
    const auto add = [&text](std::string_view sentence) { text += " " + std::string(sentence); };
    const storage::ListedBackup& newest = listed.front();
    const auto age_ms = [now](const std::string& at) { return now.value - parse_utc(at).value; };
    if (!newest.manifest) add("Bản mới nhất không đọc được. Hãy chạy: chamber-admin backup verify.");
    if (newest.manifest && age_ms(newest.manifest->made_at) > (plan.every_h + 12) * hour_ms)
        add("Bản mới nhất đã quá hạn. Hãy xem nhật ký máy chủ, hoặc chạy: chamber-admin backup make.");
    if (!newest.verified_at) add("Bản mới nhất chưa được kiểm tra. Hãy chạy: chamber-admin backup verify.");
    const bool drilled = std::ranges::any_of(
        listed, [&](const auto& backup) { return backup.drilled_at && age_ms(*backup.drilled_at) < drill_warning_ms; });
    if (!drilled) add("Chưa phục hồi thử trong 31 ngày qua. Hãy chạy: chamber-admin backup drill.");
    if (others_read(newest.path))
        add("Người khác đọc được bản sao lưu. Hãy chạy: chmod 700 " + newest.path.string() + ".");
    if (plan.second_folder) {
        const auto second = storage::list_backups(*plan.second_folder);
        if (!second || second->empty() || second->front().name != newest.name)
            add("Nơi chứa thứ hai (" + plan.second_folder->string() + ") chưa có bản mới nhất.");
    }
    return text;
}

}  // namespace

Finding backup_finding(const storage::DataDirectory& directory)
{
    const auto plan = storage::read_backup_plan(directory.configuration);
    if (!plan)
        return finding_of(Fitness::failed, fmt::format("{} ({}: {})", error_sentence(plan.error().code),
                                                       plan.error().where, plan.error().detail));
    if (!*plan)
        return finding_of(Fitness::warning,
                          "Chưa đặt lịch sao lưu. Hãy ghi mục “[backup]” với “folder = …” trong chamber.toml.");
    if (const auto recipient = storage::backup_recipient(directory); !recipient)
        return finding_of(
            Fitness::failed,
            "Chưa đặt mật khẩu bản sao lưu nên chưa tạo được bản nào. Hãy chạy: chamber-admin backup setup.");
    const auto listed = storage::list_backups((*plan)->folder);
    if (!listed)
        return finding_of(Fitness::failed,
                          fmt::format("Không đọc được {}: {}", (*plan)->folder.string(), listed.error().detail));
    if (listed->empty())
        return finding_of(Fitness::warning,
                          fmt::format("Chưa có bản sao lưu nào trong {}. Hãy chạy: chamber-admin backup make.",
                                      (*plan)->folder.string()));
    storage::SystemClock clock;
    const storage::ListedBackup& newest = listed->front();
    std::string sentence =
        fmt::format("{}: {} trước", newest.name, newest.manifest ? age_of(newest.manifest->made_at, clock.utc()) : "?");
    if (newest.verified_at) sentence += fmt::format(", kiểm tra {} trước", age_of(*newest.verified_at, clock.utc()));
    const std::string wrong = concerns(**plan, *listed, clock.utc());
    return finding_of(wrong.empty() ? Fitness::sound : Fitness::warning, sentence + "." + wrong);
}

}  // namespace chamber::admin
