#include "protocol/legal_profile.hpp"

#include "protocol/calendar.hpp"
#include "protocol/legal_profile_file.hpp"
#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <limits>

namespace chamber {
namespace {

std::string plain_level(std::string_view text)
{
    const auto words = vietnamese::running(vietnamese::lower(vietnamese::normalised(text)));
    return vietnamese::utf8(vietnamese::trimmed(words));
}

bool names(const std::vector<std::string>& list, std::string_view word)
{
    return std::ranges::find(list, word) != list.end();
}

// Days that may be compared, not counted: "2025-07-01" → 20250701.
std::int64_t figure(std::string_view day)
{
    std::int64_t value = 0;
    for (const char c : day)
        if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
    return value;
}

// 0: the day lies in the profile's time.
std::int64_t away(const LegalProfile& profile, std::string_view day)
{
    if (day < profile.from) return figure(profile.from) - figure(day);
    if (profile.to && day > *profile.to) return figure(day) - figure(*profile.to);
    return 0;
}

constexpr std::string_view usual_level = "xã";

}  // namespace

const std::vector<LegalProfile>& legal_profiles()
{
    static const std::vector<LegalProfile> profiles = [] {
        auto read = read_legal_profiles(shipped_legal_texts());
        if (!read) must_failed((read.error().where + ": " + read.error().detail).c_str(), __FILE__, __LINE__);
        return std::move(*read);
    }();
    return profiles;
}

LawAtHand legal_profile(std::string_view level, std::string_view day)
{
    LawAtHand law;
    law.level = plain_level(level);
    const auto& profiles = legal_profiles();
    const bool known = std::ranges::any_of(profiles, [&](const auto& one) { return names(one.levels, law.level); });
    const std::string_view wanted = known ? std::string_view(law.level) : usual_level;
    const bool dated = is_day(day);
    std::int64_t nearest = std::numeric_limits<std::int64_t>::max();
    for (const LegalProfile& one : profiles) {
        if (!names(one.levels, wanted)) continue;
        const std::int64_t distance = dated ? away(one, day) : one.to ? figure("2199-12-31") - figure(*one.to) : 0;
        if (distance >= nearest) continue;
        nearest = distance;
        law.profile = &one;
    }
    MUST(law.profile != nullptr);  // checked when the files are read: a commune has its law
    law.fit = known && dated && nearest == 0 ? ProfileFit::holds : ProfileFit::nearest;
    return law;
}

std::string level_in_name(std::string_view council_name)
{
    std::string name = plain_level(council_name);
    for (const std::string_view body : {"hội đồng nhân dân ", "hđnd "})
        if (name.starts_with(body)) {
            name.erase(0, body.size());
            break;
        }
    std::string found;
    for (const LegalProfile& profile : legal_profiles())
        for (const std::string& level : profile.levels)
            if (level.size() > found.size() && name.starts_with(level + " ")) found = level;
    return found;
}

LawAtHand law_of(const Council& council, const Session& session)
{
    const std::string named = level_in_name(session.council_name);
    // “thành phố” in a name may be one of a province: what the council says of itself is narrower.
    const bool narrower = named.empty() || plain_level(council.level).starts_with(named);
    return legal_profile(narrower ? council.level : named, session.start_on);
}

DelegateCount delegates_of(const Council& council, const Session& session)
{
    return {session.in_office > 0 ? session.in_office : council.in_office,
            session.seats > 0 ? session.seats : council.seats};
}

std::int32_t needed(const LegalShare& share, std::int32_t base)
{
    return needed(Threshold{share.num, share.den, share.strict}, base);
}

std::optional<std::int32_t> base_of(const LegalShare& share, DelegateCount count)
{
    if (share.base == LegalBase::in_office) return count.in_office;
    if (share.base == LegalBase::seats_by_law) return count.seats > 0 ? count.seats : count.in_office;
    return std::nullopt;
}

std::int32_t quorum(const LegalProfile& profile, DelegateCount count)
{
    return needed(profile.quorum, base_of(profile.quorum, count).value_or(count.in_office));
}

std::int32_t quorum_of(const Council& council, const Session& session)
{
    return quorum(*law_of(council, session).profile, delegates_of(council, session));
}

bool is_shrunken(DelegateCount count)
{
    return count.seats > 0 && 3 * std::int64_t{count.in_office} < 2 * std::int64_t{count.seats};
}

const LegalSeats* seats_by_law(const LawAtHand& law, std::string_view place)
{
    const std::string here = plain_level(place);
    const auto lies_in = [&](const std::string& one) { return here.find(plain_level(one)) != std::string::npos; };
    for (const LegalSeats& one : law.profile->seats)
        if (names(one.levels, law.level) && (!one.places || std::ranges::any_of(*one.places, lies_in))) return &one;
    return nullptr;
}

const LegalCommittees* committees_by_law(const LawAtHand& law)
{
    for (const LegalCommittees& one : law.profile->committees)
        if (names(one.levels, law.level)) return &one;
    return nullptr;
}

}  // namespace chamber
