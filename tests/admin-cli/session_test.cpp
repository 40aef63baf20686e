// session import, chair, guest and item, as an office uses them: all faults at once, nothing overwritten unasked, typos
// mended later.
#include "storage/store.hpp"
#include "storage/system_world.hpp"
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace chamber::test {

namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

std::string with(std::string text, const std::string& from, const std::string& to)
{
    const auto at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error{"the file does not say " + from};
    return text.replace(at, from.size(), to);
}

class SessionFiles : public testing::Test {
protected:
    Ran import(const std::string& json, std::vector<std::string> more = {}) const
    {
        std::vector<std::string> arguments{"session", "import", office.write_file("ky-hop.json", json)};
        arguments.insert(arguments.end(), more.begin(), more.end());
        return office.run(arguments);
    }
    std::map<std::string, Participant> roll(const std::string& session) const
    {
        storage::SystemClock clock;
        storage::SystemEntropy entropy;
        const auto directory = storage::DataDirectory::open(office.data()).value();
        const auto store = storage::Store::open(directory, clock, entropy).value();
        std::map<std::string, Participant> people;
        for (const Entity& each : store->entities(Participant::type).value()) {
            const auto& participant = std::get<Participant>(each);
            if (participant.session.value == session) people.emplace(participant.person.value, participant);
        }
        return people;
    }
    const Office office;
};

// The next session, of a council whose name was mistyped, with another seat for DB02.
std::string next_session()
{
    auto json = session_json();
    for (const auto& [from, to] :
         {std::pair<std::string, std::string>{"\"id\": \"K12-KH15\", \"number\": 15",
                                              "\"id\": \"K12-KH16\", \"number\": 16"},
          {"\"start\": \"2024-12-18\", \"end\": \"2024-12-19\"", "\"start\": \"2025-07-01\", \"end\": \"2025-07-01\""},
          {"\"documents_deadline\": \"2024-12-11\"", "\"documents_deadline\": null"},
          {"\"seat\": \"A2\"", "\"seat\": \"B7\""},
          {"đang họp", "dự kiến"}})
        json = with(json, from, to);
    const auto begin = json.find("\"sittings\"");
    const auto end = json.find("\"annotations\"");
    return json.replace(begin, end - begin,
                        "\"sittings\": [], \"agenda\": [], \"documents\": [], \"attendance\": [], ");
}

}  // namespace

TEST_F(SessionFiles, EveryFaultIsToldWithItsLineAndNothingIsImported)
{
    auto json = with(session_json(), "\"seat\": \"A2\"", "\"seat\": \"A1\"");
    json = with(json, "\"seats\": 2, \"in_office\": 2", "\"seats\": 1, \"in_office\": 2");
    json = with(json, "\"end\": \"2024-12-19\"", "\"end\": \"2024-12-17\"");
    json = with(json, "2024-12-18T11:30:00+07:00\", \"public\"", "2024-02-30T11:30:00+07:00\", \"public\"");
    json = with(json, "Trần Thị Ví Dụ", "");
    const auto ran = import(json);
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_EQ(ran.code(), "import_faulty");
    EXPECT_THAT(ran.err, AllOf(HasSubstr("/delegates/1/seat"), HasSubstr("/term/seats"), HasSubstr("/session/end"),
                               HasSubstr("/sittings/0/end"), HasSubstr("/delegates/1/name")));
    EXPECT_THAT(ran.err, HasSubstr("dòng 9, cột 121"));
    EXPECT_TRUE(office.json({"session", "list"}).empty());
}

TEST_F(SessionFiles, BrokenJsonIsToldWithLineAndColumnInVietnamese)
{
    const auto ran = import(with(session_json(), "\"committees\": [],", "\"committees\": [,"));
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_EQ(ran.code(), "not_json");
    EXPECT_THAT(ran.err, AllOf(HasSubstr("ky-hop.json: dòng 5, cột 16"), Not(HasSubstr("syntax"))));
}

TEST_F(SessionFiles, ADryRunShowsThePlanAndChangesNothing)
{
    const auto ran = import(session_json(), {"--dry-run"});
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_THAT(ran.out, AllOf(HasSubstr("Kỳ họp mới"), HasSubstr("Nạp thử, chưa đổi gì")));
    EXPECT_TRUE(office.json({"session", "list"}).empty());
    EXPECT_FALSE(std::filesystem::exists(office.data() / "ma-pin-K12-KH15.csv"));
}

TEST_F(SessionFiles, NothingIsOverwrittenUnasked)
{
    office.import_session();
    const auto other = with(next_session(), "Hội đồng nhân dân xã Mẫu", "Hội đồng nhân dân xã Nhầm");
    const auto refused = import(other);
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_EQ(refused.code(), "import_overwrites");
    EXPECT_THAT(refused.out,
                AllOf(HasSubstr("Hội đồng nhân dân xã Mẫu → Hội đồng nhân dân xã Nhầm"), HasSubstr("ghế: A2 → B7")));
    EXPECT_EQ(office.json({"session", "list"}).size(), 1u);
    EXPECT_EQ(import(other, {"--yes"}).exit_code, 0);
    EXPECT_EQ(office.json({"session", "list"}).size(), 2u);
    EXPECT_EQ(roll("K12-KH15").at("DB02").seat, "A2") << "the earlier session keeps its seats";
    EXPECT_EQ(roll("K12-KH16").at("DB02").seat, "B7");
}

TEST_F(SessionFiles, ATypoIsMendedByRunningTheImportAgain)
{
    office.import_session();
    EXPECT_THAT(import(session_json(), {"--dry-run"}).out, HasSubstr("Không có gì thay đổi."));
    const auto mended = with(session_json(), "Thông qua nghị quyết", "Thông qua các nghị quyết");
    EXPECT_THAT(import(mended, {"--dry-run"}).out, HasSubstr("tên: Thông qua nghị quyết → Thông qua các nghị quyết"));
    EXPECT_EQ(import(mended).code(), "import_overwrites");
    EXPECT_EQ(import(mended, {"--yes"}).exit_code, 0);
    EXPECT_THAT(import(mended, {"--dry-run"}).out, HasSubstr("Không có gì thay đổi."));
    EXPECT_FALSE(std::filesystem::exists(office.data() / "ma-pin-K12-KH15-2.csv"));
}

TEST_F(SessionFiles, AMandateThatEndedIsNotInTheRoll)
{
    auto json = with(
        session_json(), "\"committee_id\": null, \"seat\": \"A2\"",
        "\"committee_id\": null, \"mandate\": {\"start\": \"2021-07-01\", \"end\": \"2024-03-31\"}, \"seat\": \"A2\"");
    EXPECT_EQ(import(json).code(), "import_faulty");  // in office: 2, and attendance of one who sits no more
    json = with(json, "\"in_office\": 2", "\"in_office\": 1");
    const auto begin = json.find("{\"sitting_id\": \"PH1\", \"person_id\": \"DB02\"");
    json.erase(json.rfind(',', begin), json.find('}', begin) - json.rfind(',', begin) + 1);
    const auto ran = import(json);
    EXPECT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_TRUE(roll("K12-KH15").contains("DB01"));
    EXPECT_FALSE(roll("K12-KH15").contains("DB02"));
}

TEST_F(SessionFiles, ChairGuestAndItemAreChangedByCommand)
{
    office.import_session();
    EXPECT_EQ(office.run({"session", "chair", "15", "DB02", "--reason", "Chủ tịch vắng"}).exit_code, 0);
    EXPECT_EQ(office.run({"session", "chair", "15", "KM01", "--reason", "Thử"}).exit_code, 1);
    EXPECT_EQ(office.run({"session", "guest", "15", "KM09", "--name", "Lê Thị Khách", "--seat", "K1"}).exit_code, 0);
    EXPECT_EQ(office.run({"session", "guest", "15", "KM09", "--position", "Chủ tịch Hội"}).exit_code, 0);
    EXPECT_EQ(office.run({"session", "guest", "15", "KM09", "--remove"}).code(), "reason_required");
    EXPECT_EQ(office.run({"session", "guest", "15", "KM09", "--remove", "--reason", "Không dự"}).exit_code, 0);
    const auto added = office.json({"session", "item", "15", "MUC03", "--number", "1a", "--name", "Báo cáo bổ sung",
                                    "--sitting", "PH1", "--start", "8h15", "--position", "2"});
    ASSERT_EQ(added.size(), 1u);
    EXPECT_EQ(added[0].at("position").as_int64(), 2);
    EXPECT_EQ(office.run({"session", "item", "15", "1a", "--start", "giờ ăn"}).code(), "bad_clock");
    EXPECT_EQ(office.run({"session", "item", "15", "1a", "--start", "6h"}).code(), "outside_sitting");
    EXPECT_EQ(office.run({"session", "item", "15", "1a", "--remove", "--reason", "Rút"}).exit_code, 0);
    EXPECT_EQ(office.run({"session", "item", "15", "MUC09", "--sitting", "PH1"}).code(), "missing_field");
}

}  // namespace chamber::test
