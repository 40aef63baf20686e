#include "storage/archive/page/parts.hpp"

#include "protocol/sealing.hpp"
#include "protocol/world.hpp"

#include <algorithm>
#include <tuple>

namespace chamber::storage {

PageSource::PageSource(const SessionFile& of, const Filing& filed) : file(of), filing(filed), forms(page_forms())
{
    for (const auto& person : file.people) people[person.id] = &person;
    for (const auto& group : file.groups) groups[group.id] = &group;
    for (const auto& one : filing.revisions)
        if (one.in_force()) in_force[one.document->id] = &one;
    for (const auto& note : file.public_annotations)
        if (goes_into_archive(note)) ++comments[note.document];
    for (const auto& sitting : file.sittings) sittings.push_back(&sitting);
    std::ranges::sort(sittings, {}, [](const Sitting* one) { return std::tuple(one->position, one->id); });
    for (const auto& item : file.agenda) agenda.push_back(&item);
    std::ranges::sort(agenda, {}, [](const AgendaItem* one) { return std::tuple(one->position, one->id); });
}

std::string PageSource::name(const PersonId& id) const
{
    const auto found = people.find(id);
    return found == people.end() ? id.value : found->second->name;
}

std::string PageSource::presenter(const std::string& who) const
{
    if (const auto group = groups.find(GroupId(who)); group != groups.end()) return group->second->name;
    return name(PersonId(who));
}

Markup PageSource::section(Literal id, Literal title, const Markup& content) const
{
    return forms.fill("phan", {{"noi", id}, {"ten", title}, {"noi-dung", content}});
}

Markup PageSource::link(const std::string& to, const std::string& words) const
{
    return forms.fill("lien-ket", {{"noi", escaped(to)}, {"ten", escaped(words)}});
}

Markup PageSource::pill(std::string_view words) const
{
    return forms.fill("mot-nhan", {{"ten", escaped(words)}});
}

std::string spoken_moment(const std::string& rfc3339)
{
    const auto at = read_utc(rfc3339);
    return at ? format_vietnam(*at) : rfc3339;
}

std::string spoken_span(const Sitting& sitting)
{
    const auto begin = spoken_moment(sitting.start_at);
    const auto end = spoken_moment(sitting.end_at);
    if (begin.empty() || end.empty()) return begin + end;
    const auto day = begin.find(' ');
    // Within one day the day is said once.
    if (day != std::string::npos && end.starts_with(begin.substr(0, day + 1)))
        return begin.substr(0, day) + ", " + begin.substr(day + 1) + " đến " + end.substr(day + 1);
    return begin + " đến " + end;
}

std::string spoken_count(std::uint64_t count)
{
    auto digits = std::to_string(count);
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > 0; at -= 3)
        digits.insert(static_cast<std::size_t>(at), 1, '.');
    return digits;
}

std::string spoken_size(std::uint64_t bytes)
{
    if (bytes < 1'000) return std::to_string(bytes) + " byte";
    if (bytes < 1'000'000) return std::to_string((bytes + 500) / 1'000) + " KB";
    const auto tenths = (bytes + 50'000) / 100'000;
    return spoken_count(tenths / 10) + (tenths % 10 == 0 ? "" : "," + std::to_string(tenths % 10)) + " MB";
}

std::string numbered_name(const AgendaItem& item)
{
    if (item.number.empty()) return item.name;
    const bool marked = item.number.back() == ')' || item.number.back() == '.';
    return item.number + (marked ? " " : ". ") + item.name;
}

Literal seal_tone(Verdict verdict, Trust trust)
{
    switch (verdict) {
    case Verdict::valid:
    case Verdict::valid_with_allowed_changes: return trust == Trust::trusted ? Literal("good") : Literal("doubt");
    case Verdict::invalid: return "broken";
    case Verdict::unsigned_document: return "none";
    case Verdict::suspicious:
    case Verdict::unreadable:
    case Verdict::unsupported: break;
    }
    return "doubt";
}

}  // namespace chamber::storage
