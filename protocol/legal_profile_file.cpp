#include "protocol/legal_profile_file.hpp"

#include "protocol/calendar.hpp"
#include "protocol/json_shape.hpp"
#include "protocol/limits.hpp"
#include "protocol/text.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <set>

namespace chamber {
namespace {

namespace json = boost::json;

constexpr std::int32_t den_max = 100;
constexpr std::int32_t seats_max = 1'000;
constexpr std::int32_t days_max = 3'650;
constexpr std::int32_t seconds_max = 36'000;

// Walks a profile and keeps the first thing that is wrong with it.
class Check {
public:
    explicit Check(const LegalProfile& profile) : profile_(profile) {}

    std::optional<Error> run()
    {
        head();
        seats_and_committees();
        rules();
        lists();
        required("rules", profile_.rules, {"nghi-quyet", "bai-nhiem-dai-bieu"});
        required("choices", profile_.choices, {"bieu-quyet"});
        required("days", profile_.days, {"convening_ordinary", "convening_other", "documents"});
        return fault_;
    }

private:
    void must(bool holds, ErrorCode code, const std::string& where, const std::string& detail)
    {
        if (!holds && !fault_) fault_ = fail(code, detail, where);
    }
    void text(const std::string& value, const std::string& where)
    {
        const auto read = parse_text(value, Lines::one);
        must(!is_blank(value) && read && *read == value, ErrorCode::unclean_text, where,
             "blank, or not as it would be typed");
    }
    void within(std::int32_t value, std::int32_t least, std::int32_t most, const std::string& where)
    {
        must(value >= least && value <= most, ErrorCode::out_of_range, where,
             std::to_string(least) + " to " + std::to_string(most) + " expected");
    }
    void source(const LegalSource& one, const std::string& where)
    {
        text(one.cite, where + "/cite");
        must(one.confirmed != one.why.has_value(), ErrorCode::missing_field, where + "/why",
             "an unconfirmed figure says why, a confirmed one does not");
        if (one.why) text(*one.why, where + "/why");
    }
    void share(const LegalShare& one, const std::string& where)
    {
        within(one.den, 1, den_max, where + "/den");
        within(one.num, 1, one.den, where + "/num");
        must(one.num < one.den || !one.strict, ErrorCode::out_of_range, where + "/strict", "more than all");
    }
    void levels(const std::vector<std::string>& some, const std::string& where)
    {
        must(!some.empty(), ErrorCode::missing_field, where, "no level");
        for (const auto& one : some)
            must(std::ranges::find(profile_.levels, one) != profile_.levels.end(), ErrorCode::unknown_value, where,
                 one + " is none of the profile's levels");
    }
    void named(const std::vector<std::string>& some, const std::string& where)
    {
        must(!some.empty(), ErrorCode::missing_field, where, "nothing named");
        for (const auto& one : some) text(one, where);
    }

    void head()
    {
        must(is_id(profile_.id), ErrorCode::out_of_range, "/id", "not an id");
        text(profile_.name, "/name");
        must(is_day(profile_.from), ErrorCode::bad_day, "/from", profile_.from);
        must(!profile_.to || (is_day(*profile_.to) && profile_.from <= *profile_.to), ErrorCode::bad_day, "/to",
             "no day, or before the first");
        named(profile_.levels, "/levels");
        named(profile_.laws, "/laws");
        source(profile_, {});
    }
    void seats_and_committees()
    {
        each("seats", profile_.seats, [this](const LegalSeats& one, const std::string& where) {
            levels(one.levels, where + "/levels");
            within(one.min, 1, seats_max, where + "/min");
            within(one.max, one.min, seats_max, where + "/max");
            if (one.places) named(*one.places, where + "/places");
        });
        each("committees", profile_.committees, [this](const LegalCommittees& one, const std::string& where) {
            levels(one.levels, where + "/levels");
            named(one.names, where + "/names");
        });
    }
    void rules()
    {
        share(profile_.quorum, "/quorum");
        source(profile_.quorum, "/quorum");
        // Known before anybody came: else a room could never be too empty.
        must(profile_.quorum.base == LegalBase::in_office || profile_.quorum.base == LegalBase::seats_by_law,
             ErrorCode::unknown_value, "/quorum/base", "delegates in office or seats by law");
        each("rules", profile_.rules, [this](const LegalRule& one, const std::string& where) {
            share(one, where);
            text(one.name, where + "/name");
        });
    }
    void lists()
    {
        each("choices", profile_.choices, [this](const LegalChoices& one, const std::string& where) {
            text(one.name, where + "/name");
            named(one.names, where + "/names");
        });
        each("turns", profile_.turns, [this](const LegalTurn& one, const std::string& where) {
            text(one.name, where + "/name");
            within(one.nth, 1, 100, where + "/nth");
            within(one.seconds, 1, seconds_max, where + "/seconds");
        });
        each("days", profile_.days, [this](const LegalDays& one, const std::string& where) {
            text(one.name, where + "/name");
            within(one.n, 1, days_max, where + "/n");
        });
        source(profile_.holidays, "/holidays");
        for (std::size_t i = 0; i < profile_.holidays.fixed.size(); ++i) {
            const std::string where = "/holidays/fixed/" + std::to_string(i);
            // 2023 has no 29 February: a holiday comes every year.
            must(is_day("2023-" + profile_.holidays.fixed[i].on), ErrorCode::bad_day, where + "/on", "month and day");
            text(profile_.holidays.fixed[i].name, where + "/name");
        }
    }

    template <class One, class Look>
    void each(const std::string& list, const std::vector<One>& all, Look look)
    {
        must(!all.empty(), ErrorCode::missing_field, "/" + list, "nothing in it");
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string where = "/" + list + "/" + std::to_string(i);
            source(all[i], where);
            look(all[i], where);
        }
    }
    // Those that the program asks for by name, and no name twice.
    template <class One>
    void required(const std::string& list, const std::vector<One>& all, std::initializer_list<const char*> wanted)
    {
        std::set<std::string> ids;
        for (const One& one : all)
            must(is_id(one.id) && ids.insert(one.id).second, ErrorCode::out_of_range, "/" + list,
                 "no id, or twice: " + one.id);
        for (const char* id : wanted) must(ids.contains(id), ErrorCode::missing_field, "/" + list, id);
    }

    const LegalProfile& profile_;
    std::optional<Error> fault_;
};

Result<LegalProfile> read_one(const LegalText& text)
{
    json::parse_options options;
    options.max_depth = limits::json_depth_max;
    json::error_code failed;
    const json::value value = json::parse(json::string_view(text.json.data(), text.json.size()), failed, {}, options);
    const std::string file(text.name);
    if (failed) return fail(ErrorCode::not_json, failed.message(), file);
    json_shape::Reader reader;
    LegalProfile profile;
    if (!json_shape::Shape<LegalProfile>::read(profile, value, reader))
        return fail(reader.error()->code, reader.error()->detail, file + reader.error()->where);
    if (auto fault = Check(profile).run()) return fail(fault->code, fault->detail, file + fault->where);
    return profile;
}

bool overlap(const LegalProfile& a, const LegalProfile& b)
{
    const bool apart = (a.to && *a.to < b.from) || (b.to && *b.to < a.from);
    return !apart && std::ranges::any_of(a.levels, [&](const std::string& level) {
        return std::ranges::find(b.levels, level) != b.levels.end();
    });
}

}  // namespace

Result<std::vector<LegalProfile>> read_legal_profiles(std::span<const LegalText> texts)
{
    std::vector<LegalProfile> profiles;
    for (const LegalText& text : texts) {
        auto read = read_one(text);
        if (!read) return read.error();
        for (const LegalProfile& other : profiles)
            if (other.id == read->id || overlap(other, *read))
                return fail(ErrorCode::out_of_range, "same id, or same level and days, as " + other.id,
                            std::string(text.name));
        profiles.push_back(std::move(*read));
    }
    const auto commune = [](const LegalProfile& one) {
        return std::ranges::find(one.levels, "xã") != one.levels.end();
    };
    if (!std::ranges::any_of(profiles, commune))
        return fail(ErrorCode::missing_field, "no profile is for a commune", "levels");
    std::ranges::sort(profiles, {}, &LegalProfile::id);
    return profiles;
}

std::string encode(const LegalProfile& profile)
{
    std::string text;
    json_shape::Shape<LegalProfile>::write(profile, text);
    return text;
}

}  // namespace chamber
