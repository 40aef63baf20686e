#include "storage/backup/plan.hpp"

#include "protocol/world.hpp"

#include <algorithm>
#include <set>
#include <toml++/toml.h>

namespace chamber::storage {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t vietnam_ms = 7 * 3'600'000;

Result<std::filesystem::path> folder_of(const toml::node& node, const std::string& key)
{
    const auto text = node.value<std::string>();
    if (!text || !std::filesystem::path(*text).is_absolute())
        return fail(ErrorCode::bad_configuration, "cần đường dẫn đầy đủ, bắt đầu bằng /", key);
    return std::filesystem::path(*text);
}

Result<std::uint32_t> count_of(const toml::node& node, const std::string& key, std::int64_t least, std::int64_t most)
{
    const auto number = node.value_exact<std::int64_t>();
    if (!number || *number < least || *number > most)
        return fail(ErrorCode::bad_configuration,
                    "phải là số từ " + std::to_string(least) + " đến " + std::to_string(most), key);
    return static_cast<std::uint32_t>(*number);
}

Result<void> take(BackupPlan& plan, std::string_view name, const toml::node& node)
{
    const std::string key = "backup." + std::string(name);
    if (name == "folder" || name == "second_folder") {
        auto folder = folder_of(node, key);
        if (!folder) return folder.error();
        if (name == "folder")
            plan.folder = std::move(*folder);
        else
            plan.second_folder = std::move(*folder);
        return {};
    }
    const std::pair<std::string_view, std::uint32_t*> counts[] = {{"every_h", &plan.every_h},
                                                                  {"keep_daily", &plan.retention.daily},
                                                                  {"keep_weekly", &plan.retention.weekly},
                                                                  {"keep_monthly", &plan.retention.monthly}};
    for (const auto& [known, place] : counts) {
        if (name != known) continue;
        const auto count = name == "every_h" ? count_of(node, key, 1, 168) : count_of(node, key, 0, 400);
        if (!count) return count.error();
        *place = *count;
        return {};
    }
    return fail(ErrorCode::bad_configuration, "không có mục mang tên này", key);
}

// The day, week or month a backup of this name belongs to.
std::int64_t day_of(const std::string& name)
{
    const std::string time = name.substr(0, 13) + ":" + name.substr(13, 2) + ":" + name.substr(15);
    return (parse_utc(time).value + vietnam_ms) / day_ms;
}

std::string month_of(const std::string& name)
{
    return format_utc(UtcMs{day_of(name) * day_ms}).substr(0, 7);
}

}  // namespace

Result<std::optional<BackupPlan>> read_backup_plan(const std::filesystem::path& configuration)
{
    std::error_code failed;
    if (!std::filesystem::exists(configuration, failed)) return std::optional<BackupPlan>();
    try {
        const toml::table whole = toml::parse_file(configuration.string());
        const toml::node* node = whole.get("backup");
        if (node == nullptr) return std::optional<BackupPlan>();
        if (!node->is_table())
            return fail(ErrorCode::bad_configuration, "phải là bảng “[backup]” với các mục riêng", "backup");
        BackupPlan plan;
        for (const auto& [key, value] : *node->as_table())
            if (auto taken = take(plan, key.str(), value); !taken) return taken.error();
        if (plan.folder.empty()) return fail(ErrorCode::bad_configuration, "còn thiếu mục này", "backup.folder");
        if (plan.second_folder && plan.second_folder->lexically_normal() == plan.folder.lexically_normal())
            return fail(ErrorCode::bad_configuration, "trùng với thư mục thứ nhất", "backup.second_folder");
        return std::optional(std::move(plan));
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::bad_configuration, std::string(error.description()),
                    "dòng " + std::to_string(error.source().begin.line));
    }
}

std::vector<std::string> outlived_backups(const std::vector<std::string>& names, const BackupRetention& retention)
{
    std::set<std::int64_t> days, weeks;
    std::set<std::string> months;
    std::vector<std::string> outlived;
    // 1970-01-01 was a Thursday: weeks begin on Monday.
    const auto week_of = [](std::int64_t day) { return (day + 3) / 7; };
    for (const std::string& name : names) {
        bool kept = &name == &names.front();
        if (days.size() < retention.daily && days.insert(day_of(name)).second) kept = true;
        if (weeks.size() < retention.weekly && weeks.insert(week_of(day_of(name))).second) kept = true;
        if (months.size() < retention.monthly && months.insert(month_of(name)).second) kept = true;
        if (!kept) outlived.push_back(name);
    }
    return outlived;
}

}  // namespace chamber::storage
