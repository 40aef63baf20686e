#include "storage/import_changes.hpp"

#include "protocol/codec.hpp"
#include "storage/files/hash.hpp"

#include <algorithm>

namespace chamber::storage {

void ImportChanges::fault(std::string where, std::string sentence)
{
    plan_.faults.push_back({std::move(where), std::move(sentence)});
}

void ImportChanges::tell(std::string_view type, const std::string& entity, std::string_view field,
                         const std::string& what, const std::string& after)
{
    add(type, entity, field, what, "", after);
}

void ImportChanges::compare(std::string_view type, const std::string& entity, std::string_view field,
                            const std::string& what, const std::string& before, const std::string& after)
{
    if (before != after)
        add(type, entity, field, what, before.empty() ? "(trống)" : before, after.empty() ? "(trống)" : after);
}

void ImportChanges::add(std::string_view type, const std::string& entity, std::string_view field,
                        const std::string& what, const std::string& before, const std::string& after)
{
    const bool told = std::any_of(plan_.changes.begin(), plan_.changes.end(), [&](const PlannedChange& each) {
        return each.told.what == what && each.told.before == before && each.told.after == after;
    });
    if (!told) plan_.changes.push_back({std::string(type), entity, std::string(field), {what, before, after}});
}

bool PlannedImport::overwrites() const
{
    return std::any_of(changes.begin(), changes.end(),
                       [](const PlannedChange& each) { return !each.told.before.empty(); });
}

ImportPlan PlannedImport::told() const
{
    ImportPlan plan;
    plan.faults = faults;
    for (const PlannedChange& each : changes) plan.changes.push_back(each.told);
    plan.digest = sha256_of(encode(ToDevice(plan))).hex();
    return plan;
}

}  // namespace chamber::storage
