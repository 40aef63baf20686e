// The law as data: the shipped files are right and say what conduct.md's vectors say, a wrong one is refused with its
// place, and which one holds is decided by level and day. The table is read by the TypeScript twin too.
#include "protocol/legal_profile_file.hpp"
#include "tests/protocol/golden.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

namespace chamber::test {

namespace {

namespace json = boost::json;

std::string text(const json::value& row, const char* key)
{
    return std::string(row.at(key).as_string());
}

std::int32_t number(const json::value& row, const char* key)
{
    return static_cast<std::int32_t>(row.at(key).as_int64());
}

// The council and session that a row of the table speaks of.
LawAtHand law_in(const json::value& row)
{
    Council council;
    council.level = text(row, "level");
    Session session;
    session.council_name = text(row, "name");
    session.start_on = text(row, "day");
    return law_of(council, session);
}

void check_profile(const json::value& row)
{
    const LawAtHand law = law_in(row);
    EXPECT_EQ(law.profile->id, text(row, "profile")) << row;
    EXPECT_EQ(law.fit == ProfileFit::holds ? "holds" : "nearest", text(row, "fit")) << row;
}

void check_share(const json::value& row)
{
    const LegalShare share{number(row, "num"), number(row, "den"), row.at("strict").as_bool(), LegalBase::in_office};
    EXPECT_EQ(needed(share, number(row, "base")), number(row, "needed")) << row;
}

void check_quorum(const json::value& row)
{
    const LawAtHand law = law_in(row);
    EXPECT_EQ(quorum(*law.profile, {number(row, "in_office"), number(row, "seats")}), number(row, "needed")) << row;
}

void check_level(const json::value& row)
{
    EXPECT_EQ(level_in_name(text(row, "name")), text(row, "level")) << row;
}

void check_seats(const json::value& row)
{
    const LegalSeats* seats = seats_by_law(legal_profile(text(row, "level"), text(row, "day")), text(row, "place"));
    EXPECT_EQ(seats ? seats->min : 0, number(row, "min")) << row;
    EXPECT_EQ(seats ? seats->max : 0, number(row, "max")) << row;
}

void check_committees(const json::value& row)
{
    const auto* found = committees_by_law(legal_profile(text(row, "level"), text(row, "day")));
    EXPECT_EQ(found ? found->names : std::vector<std::string>{},
              json::value_to<std::vector<std::string>>(row.at("names")))
        << row;
}

void check_shrunken(const json::value& row)
{
    EXPECT_EQ(is_shrunken({number(row, "in_office"), number(row, "seats")}), row.at("shrunken").as_bool()) << row;
}

const std::map<std::string, void (*)(const json::value&)> checks{
    {"profile", check_profile}, {"share", check_share},           {"quorum", check_quorum},    {"level", check_level},
    {"seats", check_seats},     {"committees", check_committees}, {"shrunken", check_shrunken}};

std::string shipped(const std::string& file)
{
    return text_of_file(std::string(CHAMBER_PROTOCOL) + "/law/" + file);
}

// What reading all shipped files says when one of them, the commune's, is changed.
Error refused(const std::function<void(json::object&)>& change)
{
    json::value value = json::parse(shipped("luat-72-2025-cap-xa.json"));
    change(value.as_object());
    const std::string wrong = json::serialize(value);
    const LegalText text{"xa.json", wrong};
    const auto read = read_legal_profiles({&text, 1});
    EXPECT_FALSE(read.has_value()) << "nobody minds";
    return read ? Error{} : read.error();
}

json::object& first(json::object& profile, const char* list)
{
    return profile.at(list).as_array().at(0).as_object();
}

const LegalRule& rule(const LegalProfile& profile, const std::string& id)
{
    return *std::ranges::find(profile.rules, id, &LegalRule::id);
}

}  // namespace

TEST(LegalProfile, HoldsAndCountsAsTheTableSays)
{
    const auto rows = golden("legal_profiles.json");
    ASSERT_GE(rows.size(), 120u);
    for (const auto& row : rows) checks.at(text(row, "what"))(row);
}

TEST(LegalProfile, ShipsEveryFileWithNothingLostOnTheWay)
{
    const auto texts = shipped_legal_texts();
    ASSERT_EQ(texts.size(), legal_profiles().size());
    for (const LegalText& text : texts) {
        EXPECT_EQ(text.json, shipped(std::string(text.name))) << text.name;
        json::object file = json::parse(std::string(text.json)).as_object();
        const auto profile = std::ranges::find(legal_profiles(), file.at("id").as_string().c_str(), &LegalProfile::id);
        ASSERT_NE(profile, legal_profiles().end()) << text.name;
        if (file.at("to").is_null()) file.erase("to");
        EXPECT_EQ(json::parse(encode(*profile)), json::value(file)) << text.name;
    }
}

// conduct.md, below A6: majority, at least two thirds, more than two thirds.
TEST(LegalProfile, OfTheLawInForceMeetsTheVectors)
{
    struct Vector {
        std::int32_t n, majority, two_thirds, more;
    };
    for (const auto* level : {"xã", "tỉnh"}) {
        const LegalProfile& law = *legal_profile(level, "2026-12-17").profile;
        for (const auto& [n, majority, two_thirds, more] : {Vector{15, 8, 10, 11},
                                                            {21, 11, 14, 15},
                                                            {27, 14, 18, 19},
                                                            {30, 16, 20, 21},
                                                            {35, 18, 24, 24},
                                                            {37, 19, 25, 25},
                                                            {50, 26, 34, 34},
                                                            {82, 42, 55, 55},
                                                            {85, 43, 57, 57},
                                                            {125, 63, 84, 84}}) {
            EXPECT_EQ(needed(rule(law, "nghi-quyet"), n), majority) << n;
            EXPECT_EQ(needed(rule(law, "bai-nhiem-dai-bieu"), n), two_thirds) << n;
            EXPECT_EQ(needed(rule(law, "khong-du-hai-phan-ba"), n), more) << n;
            EXPECT_EQ(quorum(law, {n, n}), two_thirds) << n;
        }
    }
}

TEST(LegalProfile, SaysWhatNobodyRead)
{
    for (const LegalProfile& law : legal_profiles()) {
        EXPECT_FALSE(law.quorum.confirmed) << law.id;
        EXPECT_EQ(rule(law, "nghi-quyet").confirmed, law.from >= "2025-07-01") << law.id;
    }
}

TEST(LegalProfile, CountsItsQuorumOfWhatItsFileNames)
{
    LegalProfile law = *legal_profile("xã", "2026-12-17").profile;
    EXPECT_EQ(quorum(law, {20, 30}), 14);
    law.quorum.base = LegalBase::seats_by_law;
    EXPECT_EQ(quorum(law, {20, 30}), 20);
    EXPECT_EQ(quorum(law, {20, 0}), 14) << "nobody said how many were to be elected";
    LegalShare ballots = law.quorum;
    ballots.base = LegalBase::ballots_valid;
    EXPECT_EQ(base_of(ballots, {20, 30}), std::nullopt);
}

TEST(LegalProfile, AsksTheSessionBeforeTheCouncil)
{
    Council council;
    council.seats = 30;
    council.in_office = 27;
    Session session;
    EXPECT_EQ(delegates_of(council, session).in_office, 27);
    EXPECT_EQ(delegates_of(council, session).seats, 30);
    session.in_office = 25;
    session.seats = 28;
    EXPECT_EQ(delegates_of(council, session).in_office, 25);
    EXPECT_EQ(delegates_of(council, session).seats, 28);
}

TEST(LegalProfileFile, IsRefusedWithItsPlace)
{
    struct Wrong {
        std::function<void(json::object&)> change;
        ErrorCode code;
        std::string where;
    };
    const std::vector<Wrong> wrongs{
        {[](auto& p) { p["quorums"] = 1; }, ErrorCode::unknown_field, "xa.json/quorums"},
        {[](auto& p) { first(p, "rules")["percent"] = 50; }, ErrorCode::unknown_field, "xa.json/rules/0/percent"},
        {[](auto& p) { p.erase("quorum"); }, ErrorCode::missing_field, "xa.json/quorum"},
        {[](auto& p) { p["from"] = "2025-02-30"; }, ErrorCode::bad_day, "xa.json/from"},
        {[](auto& p) { p["to"] = "2025-06-30"; }, ErrorCode::bad_day, "xa.json/to"},
        {[](auto& p) { p["levels"] = json::array{}; }, ErrorCode::missing_field, "xa.json/levels"},
        {[](auto& p) { p["quorum"].as_object()["den"] = 0; }, ErrorCode::out_of_range, "xa.json/quorum/den"},
        {[](auto& p) { p["quorum"].as_object()["num"] = 4; }, ErrorCode::out_of_range, "xa.json/quorum/num"},
        {[](auto& p) { p["quorum"].as_object()["base"] = "present"; }, ErrorCode::unknown_value, "xa.json/quorum/base"},
        {[](auto& p) { p["quorum"].as_object()["base"] = "those"; }, ErrorCode::unknown_value, "xa.json/quorum/base"},
        {[](auto& p) { p["quorum"].as_object()["num"] = 0.5; }, ErrorCode::wrong_type, "xa.json/quorum/num"},
        {[](auto& p) { p["quorum"].as_object().erase("why"); }, ErrorCode::missing_field, "xa.json/quorum/why"},
        {[](auto& p) { first(p, "rules")["why"] = "Không rõ."; }, ErrorCode::missing_field, "xa.json/rules/0/why"},
        {[](auto& p) { first(p, "rules")["num"] = 2; }, ErrorCode::out_of_range, "xa.json/rules/0/strict"},
        {[](auto& p) { first(p, "rules")["id"] = "khac"; }, ErrorCode::missing_field, "xa.json/rules"},
        {[](auto& p) { first(p, "rules")["id"] = "bau-cu"; }, ErrorCode::out_of_range, "xa.json/rules"},
        {[](auto& p) { first(p, "rules")["cite"] = " "; }, ErrorCode::unclean_text, "xa.json/rules/0/cite"},
        {[](auto& p) { first(p, "seats")["min"] = 31; }, ErrorCode::out_of_range, "xa.json/seats/0/max"},
        {[](auto& p) { first(p, "seats")["levels"] = {"tỉnh"}; }, ErrorCode::unknown_value, "xa.json/seats/0/levels"},
        {[](auto& p) { p["committees"] = json::array{}; }, ErrorCode::missing_field, "xa.json/committees"},
        {[](auto& p) { first(p, "days")["n"] = 0; }, ErrorCode::out_of_range, "xa.json/days/0/n"},
        {[](auto& p) { first(p, "days")["id"] = "later"; }, ErrorCode::missing_field, "xa.json/days"},
        {[](auto& p) { first(p, "turns")["seconds"] = -1; }, ErrorCode::out_of_range, "xa.json/turns/0/seconds"},
        {[](auto& p) { first(p["holidays"].as_object(), "fixed")["on"] = "02-29"; }, ErrorCode::bad_day,
         "xa.json/holidays/fixed/0/on"},
    };
    for (const Wrong& wrong : wrongs) {
        const Error error = refused(wrong.change);
        EXPECT_EQ(error_name(error.code), error_name(wrong.code)) << wrong.where << ": " << error.detail;
        EXPECT_EQ(error.where, wrong.where) << error.detail;
    }
}

TEST(LegalProfileFile, IsRefusedWhenItIsNoJson)
{
    const LegalText text{"xa.json", "{\"id\": "};
    const auto read = read_legal_profiles({&text, 1});
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().code, ErrorCode::not_json);
    EXPECT_EQ(read.error().where, "xa.json");
}

TEST(LegalProfileFile, HasNoRivalForItsLevelAndDays)
{
    const std::string commune = shipped("luat-72-2025-cap-xa.json");
    json::value other = json::parse(commune);
    const auto with = [&](const char* id, const char* from) {
        other.as_object()["id"] = id;
        other.as_object()["from"] = from;
        const std::string changed = json::serialize(other);
        const LegalText texts[] = {{"xa.json", commune}, {"khac.json", changed}};
        const auto read = read_legal_profiles(texts);
        return read ? std::string() : read.error().where;
    };
    EXPECT_EQ(with("luat-khac", "2030-01-01"), "khac.json");
    other.as_object()["to"] = "2025-06-30";
    EXPECT_EQ(with("luat-khac", "2025-01-01"), "");
    EXPECT_EQ(with("luat-72-2025/cap-xa", "2025-01-01"), "khac.json");
}

TEST(LegalProfileFile, MustBeThereForACommune)
{
    const std::string province = shipped("luat-72-2025-cap-tinh.json");
    const LegalText text{"tinh.json", province};
    const auto read = read_legal_profiles({&text, 1});
    ASSERT_FALSE(read.has_value());
    EXPECT_EQ(read.error().where, "levels");
}

}  // namespace chamber::test
