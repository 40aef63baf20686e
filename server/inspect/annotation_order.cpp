#include "server/inspect/annotation_order.hpp"

#include "server/inspect/object_geometry.hpp"

#include <map>

namespace chamber::inspect {
namespace {

constexpr std::size_t compared_by_place_max = 1'000;  // pairs are looked at; above it any change of order counts

// By number, or for a direct object by its text.
std::string identity_of(Object annotation)
{
    if (annotation.isIndirect())
        return std::to_string(annotation.getObjectID()) + ' ' + std::to_string(annotation.getGeneration());
    return annotation.unparse();
}

std::vector<std::string> identities_of(const std::vector<Object>& list)
{
    std::vector<std::string> identities;
    for (auto annotation : list)
        identities.push_back(annotation.isDictionary() ? identity_of(annotation) : std::string());
    return identities;
}

std::map<std::string, std::size_t> count(const std::vector<std::string>& identities)
{
    std::map<std::string, std::size_t> counts;
    for (const auto& identity : identities) ++counts[identity];
    return counts;
}

// Of both lists, what is in the other too.
std::vector<std::size_t> common(const std::vector<std::string>& identities,
                                const std::map<std::string, std::size_t>& other)
{
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < identities.size(); ++i)
        if (!identities[i].empty() && other.count(identities[i]) > 0) places.push_back(i);
    return places;
}

// Nothing of it is drawn outside its rectangle. Readers draw lines and marks without a picture along points of their
// own, and what does not turn with the page beside the rectangle.
bool stays_in_rectangle(Object annotation)
{
    constexpr long long no_zoom = 1 << 3, no_rotate = 1 << 4;
    Object flags = annotation.getKey("/F");
    if (flags.isInteger() && (flags.getIntValue() & (no_zoom | no_rotate)) != 0) return false;
    return annotation.getKey("/AP").isDictionary() ||
           in(name_value(annotation.getKey("/Subtype")), {"/Widget", "/Link"});
}

bool may_meet(Object one, Object other)
{
    if (!stays_in_rectangle(one) || !stays_in_rectangle(other)) return true;
    const auto here = box_of(one.getKey("/Rect")), there = box_of(other.getKey("/Rect"));
    return here && there && here->meets(*there);
}

}  // namespace

AnnotationOrder compare_annotation_order(const std::vector<Object>& older, const std::vector<Object>& newer)
{
    const auto before = identities_of(older), after = identities_of(newer);
    const auto counted_before = count(before), counted_after = count(after);
    for (const auto& [identity, times] : counted_after) {
        const auto known = counted_before.find(identity);
        if (!identity.empty() && times > (known == counted_before.end() ? 1 : known->second))
            return AnnotationOrder::repeated;
    }
    const auto was = common(before, counted_after), is = common(after, counted_before);
    bool same = was.size() == is.size();
    for (std::size_t i = 0; same && i < was.size(); ++i) same = before[was[i]] == after[is[i]];
    if (same) return AnnotationOrder::same;
    std::map<std::string, std::size_t> now;  // where in `is`
    for (std::size_t i = 0; i < is.size(); ++i) now.emplace(after[is[i]], i);
    if (was.size() > compared_by_place_max || was.size() != is.size() || now.size() != is.size())
        return AnnotationOrder::changed;
    for (std::size_t i = 0; i < was.size(); ++i) {
        for (std::size_t j = i + 1; j < was.size(); ++j) {
            const std::size_t one = now.at(before[was[i]]), other = now.at(before[was[j]]);
            if (one < other) continue;
            if (may_meet(older[was[i]], older[was[j]]) || may_meet(newer[is[one]], newer[is[other]]))
                return AnnotationOrder::changed;
        }
    }
    return AnnotationOrder::same;
}

}  // namespace chamber::inspect
