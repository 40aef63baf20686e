#include "storage/minutes/presence.hpp"

#include <map>

namespace chamber::storage {

Presence presence_of(const Sitting& sitting, const std::vector<const Attendance*>& attendance, std::int32_t needed)
{
    // By moment: somebody who leaves as another comes makes no dent.
    std::map<UtcMs, std::int32_t> changes;
    for (const auto* one : attendance) {
        for (const auto& interval : one->intervals) {
            const auto in = read_utc(interval.in_at);
            if (!in) continue;
            ++changes[*in];
            const auto out = interval.out_at ? read_utc(*interval.out_at) : std::nullopt;
            if (out) --changes[*out];
        }
    }
    const auto end = read_utc(sitting.end_at);
    Presence presence;
    std::int32_t count = 0;
    for (const auto& [at, change] : changes) {
        if (change == 0) continue;
        const bool enough = count >= needed;
        count += change;
        presence.steps.push_back({at, count});
        if (count > presence.most) {
            presence.most = count;
            presence.most_at = at;
        }
        const bool going_home = end && at >= *end && change < 0;
        if (needed > 0 && enough != (count >= needed) && !going_home)
            presence.crossings.push_back({at, count >= needed});
    }
    return presence;
}

}  // namespace chamber::storage
