// Calls for help from the hall, and the hall as it is drawn.
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class HelpCallTest : public CouncilTest {
protected:
    Viewer delegate = enrol("d2", "DB02");
    Viewer other = enrol("d3", "DB03");

    std::vector<HelpCall> calls()
    {
        std::vector<HelpCall> all;
        for (const Entity& entity : *store->entities(HelpCall::type)) all.push_back(std::get<HelpCall>(entity));
        return all;
    }
};

TEST_F(HelpCallTest, IsTheCallersUntilTheOfficeHasSeenToIt)
{
    ASSERT_TRUE(send(delegate, CallForHelp{HelpKind::document, "Xin bản giấy"}).done);
    ASSERT_EQ(calls().size(), 1U);
    const HelpCall open = calls().front();
    EXPECT_EQ(open.person, PersonId("DB02"));
    EXPECT_EQ(open.text, "Xin bản giấy");
    EXPECT_FALSE(open.ended_at);
    EXPECT_EQ(send(other, EndHelpCall{open.id}).code, "not_found");
    EXPECT_FALSE(calls().front().ended_at);
    ASSERT_TRUE(send(office, EndHelpCall{open.id}).done);
    EXPECT_EQ(calls().front().ended_by, office.person);
}

TEST_F(HelpCallTest, SaidTwiceIsOneCallAndAfterItsEndANewOne)
{
    ASSERT_TRUE(send(delegate, CallForHelp{HelpKind::water, ""}).done);
    ASSERT_TRUE(send(delegate, CallForHelp{HelpKind::water, ""}).done);
    ASSERT_EQ(calls().size(), 1U);
    ASSERT_TRUE(send(delegate, EndHelpCall{calls().front().id}).done);
    EXPECT_EQ(calls().front().ended_by, PersonId("DB02"));
    ASSERT_TRUE(send(delegate, CallForHelp{HelpKind::water, ""}).done);
    EXPECT_EQ(calls().size(), 2U);
}

TEST_F(HelpCallTest, NobodyFillsTheOfficesListAlone)
{
    for (std::uint32_t i = 0; i < limits::help_open_per_person_max; ++i)
        ASSERT_TRUE(send(delegate, CallForHelp{HelpKind::other, "Việc " + std::to_string(i)}).done);
    EXPECT_EQ(send(delegate, CallForHelp{HelpKind::tablet, ""}).code, "help_calls_open");
    EXPECT_TRUE(send(other, CallForHelp{HelpKind::tablet, ""}).done);
    EXPECT_EQ(calls().size(), limits::help_open_per_person_max + 1U);
}

TEST_F(HelpCallTest, AnEndedCallKeepsWhoEndedItFirst)
{
    ASSERT_TRUE(send(delegate, CallForHelp{HelpKind::tablet, ""}).done);
    const std::string id = calls().front().id;
    ASSERT_TRUE(send(office, EndHelpCall{id}).done);
    const std::string ended = *calls().front().ended_at;
    clock.advance_ms(60'000);
    ASSERT_TRUE(send(delegate, EndHelpCall{id}).done);
    EXPECT_EQ(calls().front().ended_at, ended);
    EXPECT_EQ(calls().front().ended_by, office.person);
}

class SeatMapTest : public CouncilTest {
protected:
    static SeatMap map(std::vector<std::vector<std::string>> rows)
    {
        SeatMap drawn;
        for (const auto& row : rows) {
            drawn.rows.emplace_back();
            for (const std::string& seat : row) drawn.rows.back().seats.push_back(Seat{seat});
        }
        return drawn;
    }
    std::optional<SeatMap> kept() { return std::get<Council>(store->entities(Council::type)->front()).seat_map; }
};

TEST_F(SeatMapTest, IsKeptWithTheCouncilAndTakenAwayAgain)
{
    EXPECT_FALSE(kept());
    ASSERT_TRUE(send(office, SetSeatMap{map({{"A1", "A2", "", "A3"}, {"B1", "", "", "B2"}})}).done);
    ASSERT_TRUE(kept());
    EXPECT_EQ(kept()->rows.at(1).seats.at(3).seat, "B2");
    ASSERT_TRUE(send(office, SetSeatMap{}).done);
    EXPECT_FALSE(kept());
}

TEST_F(SeatMapTest, ASeatStandsOnceAndAHallHasAnEnd)
{
    ASSERT_TRUE(send(office, SetSeatMap{map({{"A1"}})}).done);
    const CommandOutcome twice = send(office, SetSeatMap{map({{"A1", "A2"}, {"", "A1"}})});
    EXPECT_EQ(twice.code, "seat_twice");
    EXPECT_EQ(twice.where, "/seat_map/rows/1/seats/1");
    const std::vector<std::vector<std::string>> many(limits::seat_rows_max + 1, std::vector<std::string>{""});
    EXPECT_EQ(send(office, SetSeatMap{map(many)}).code, "seat_map_too_large");
    const std::vector<std::string> wide(limits::seats_per_row_max + 1);
    EXPECT_EQ(send(office, SetSeatMap{map({wide})}).code, "seat_map_too_large");
    EXPECT_EQ(kept()->rows.size(), 1U);
}

TEST_F(SeatMapTest, AnImportedSessionDoesNotRedrawTheHall)
{
    ASSERT_TRUE(send(office, SetSeatMap{map({{"A1"}})}).done);
    SessionImport again = small_session();
    again.session.name = "Kỳ họp thứ Mười ba (sửa)";
    again.secrets.clear();
    const auto plan = store->plan_import(again);
    ASSERT_TRUE(plan.has_value());
    ASSERT_TRUE(store->import_session(again, plan->digest).has_value());
    ASSERT_TRUE(kept());
    EXPECT_EQ(kept()->rows.at(0).seats.at(0).seat, "A1");
}

}  // namespace chamber::storage::test
