#include "tests/simulation/plan.hpp"

#include "tests/simulation/world/chance.hpp"

#include <algorithm>
#include <array>

namespace chamber::simulation {
namespace {

constexpr EvilRow evils[] = {
    {Evil::loss, "loss"},
    {Evil::delay, "delay"},
    {Evil::reorder, "reorder"},
    {Evil::duplicate, "duplicate"},
    {Evil::half_open, "half_open"},
    {Evil::clog, "clog"},
    {Evil::sleep, "sleep"},
    {Evil::two_devices, "two_devices"},
    {Evil::app, "app"},
    {Evil::kill, "kill"},
    {Evil::power, "power"},
    {Evil::disk_full, "disk_full"},
    {Evil::io_error, "io_error"},
    {Evil::slow_disk, "slow_disk"},
    {Evil::damage, "damage"},
    {Evil::restore, "restore"},
    {Evil::clock, "clock"},
    {Evil::rights, "rights"},
    {Evil::copy, "copy"},
};

// How a deed comes into a plan: of which evil, and how often beside the others.
struct Recipe {
    DeedKind kind;
    std::optional<Evil> evil;
    std::uint64_t weight;
    std::string_view name;
};

constexpr Recipe recipes[] = {
    {DeedKind::write_note, std::nullopt, 30, "write_note"},
    {DeedKind::edit_note, std::nullopt, 18, "edit_note"},
    {DeedKind::delete_note, std::nullopt, 6, "delete_note"},
    {DeedKind::check_in, std::nullopt, 4, "check_in"},
    {DeedKind::publish, std::nullopt, 4, "publish"},
    {DeedKind::withdraw, std::nullopt, 2, "withdraw"},
    {DeedKind::edit_document, std::nullopt, 3, "edit_document"},
    {DeedKind::upload, std::nullopt, 3, "upload"},
    {DeedKind::revise, std::nullopt, 3, "revise"},
    {DeedKind::record_attendance, std::nullopt, 3, "record_attendance"},
    {DeedKind::acknowledge, std::nullopt, 2, "acknowledge"},
    {DeedKind::open_item, std::nullopt, 2, "open_item"},
    {DeedKind::pry, std::nullopt, 1, "pry"},
    {DeedKind::hand_over, Evil::rights, 3, "hand_over"},
    {DeedKind::sign_out, Evil::rights, 3, "sign_out"},
    {DeedKind::revoke, Evil::rights, 1, "revoke"},
    {DeedKind::change_rights, Evil::rights, 5, "change_rights"},
    {DeedKind::cut, Evil::loss, 8, "cut"},
    {DeedKind::shed, Evil::loss, 4, "shed"},
    {DeedKind::offline, Evil::loss, 4, "offline"},
    {DeedKind::delay, Evil::delay, 6, "delay"},
    {DeedKind::reconnect, Evil::reorder, 6, "reconnect"},
    {DeedKind::say_again, Evil::duplicate, 5, "say_again"},
    {DeedKind::half_open, Evil::half_open, 5, "half_open"},
    {DeedKind::clog, Evil::clog, 5, "clog"},
    {DeedKind::sleep, Evil::sleep, 4, "sleep"},
    {DeedKind::end_app, Evil::app, 4, "end_app"},
    {DeedKind::end_app_at_commit, Evil::app, 8, "end_app_at_commit"},
    {DeedKind::kill, Evil::kill, 3, "kill"},
    {DeedKind::kill_at_operation, Evil::kill, 4, "kill_at_operation"},
    {DeedKind::power_cut, Evil::power, 4, "power_cut"},
    {DeedKind::disk_full, Evil::disk_full, 4, "disk_full"},
    {DeedKind::io_error, Evil::io_error, 3, "io_error"},
    {DeedKind::slow_disk, Evil::slow_disk, 3, "slow_disk"},
    {DeedKind::damage, Evil::damage, 2, "damage"},
    {DeedKind::back_up, Evil::restore, 4, "back_up"},
    {DeedKind::put_back, Evil::restore, 3, "put_back"},
    {DeedKind::jump_clock, Evil::clock, 4, "jump_clock"},
};

constexpr std::size_t office_device = 4;
constexpr std::uint64_t copied_percent = 40;  // of the backups that are put back
constexpr std::array<std::string_view, 8> owners = {"DB01", "DB02", "DB03", "DB02", "VP01", "KM01", "DB03", "DB01"};

bool allowed(const PlanOptions& options, Evil evil)
{
    return options.evils.empty() || std::find(options.evils.begin(), options.evils.end(), evil) != options.evils.end();
}

}  // namespace

std::span<const EvilRow> all_evils()
{
    return evils;
}

std::optional<Evil> parse_evil(std::string_view name)
{
    for (const EvilRow& row : evils)
        if (row.name == name) return row.evil;
    return std::nullopt;
}

std::string_view deed_name(DeedKind kind)
{
    if (kind == DeedKind::copy_back) return "copy_back";
    for (const Recipe& recipe : recipes)
        if (recipe.kind == kind) return recipe.name;
    return "";
}

Plan make_plan(std::uint64_t seed, const PlanOptions& options)
{
    Chance chance = Chance::stream(seed, 1);
    Plan plan;
    plan.seed = seed;
    plan.bug = options.bug;
    plan.strict = seed % 16 == 0;
    // Few evils at a time go deep, many together go wide.
    const std::uint64_t evil_percent = chance.percent(50) ? 25 : 65;
    std::vector<Evil> chosen;
    for (const EvilRow& row : evils)
        if (row.evil != Evil::copy && chance.percent(evil_percent) && allowed(options, row.evil))
            chosen.push_back(row.evil);
    const bool two = std::find(chosen.begin(), chosen.end(), Evil::two_devices) != chosen.end();

    std::vector<std::size_t> pool = {0, 1, 2, 5, 6, 7};
    for (std::size_t i = pool.size(); i > 1; --i) std::swap(pool[i - 1], pool[chance.below(i)]);
    if (two) pool.insert(pool.begin(), {1, 3}), pool.erase(std::find(pool.begin() + 2, pool.end(), std::size_t{1}));
    const std::size_t count = std::min<std::size_t>(
        options.tablets > 0 ? options.tablets : 2 + chance.below(3) + (two ? 1 : 0), pool.size() + 1);
    plan.devices.assign(pool.begin(), pool.begin() + static_cast<std::ptrdiff_t>(count > 0 ? count - 1 : 0));
    plan.devices.push_back(office_device);
    for (const std::size_t device : plan.devices) plan.owners.emplace_back(owners[device]);

    std::vector<const Recipe*> usable;
    std::uint64_t weights = 0;
    for (const Recipe& recipe : recipes) {
        if (recipe.evil && std::find(chosen.begin(), chosen.end(), *recipe.evil) == chosen.end()) continue;
        usable.push_back(&recipe);
        weights += recipe.weight;
    }
    const std::uint64_t deeds = 10 + chance.below(40);
    std::int64_t at_ms = 1'500;
    for (std::uint64_t i = 0; i < deeds; ++i) {
        at_ms += static_cast<std::int64_t>(chance.percent(30) ? chance.below(50) : chance.below(1'500));
        std::uint64_t drawn = chance.below(weights);
        const Recipe* recipe = usable.front();
        for (const Recipe* each : usable) {
            recipe = each;
            if (drawn < each->weight) break;
            drawn -= each->weight;
        }
        plan.deeds.push_back(Deed{at_ms, recipe->kind, chance.below(plan.devices.size()), chance.next()});
    }
    plan.until_ms = at_ms + 500;
    // Chance of its own, so that the other deeds of every seed stay what they were.
    Chance hand = Chance::stream(seed, 3);
    for (Deed& deed : plan.deeds)
        if (deed.kind == DeedKind::put_back && hand.percent(copied_percent) && allowed(options, Evil::copy))
            deed.kind = DeedKind::copy_back;
    return plan;
}

}  // namespace chamber::simulation
