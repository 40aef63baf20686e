// Check-ins that the office confirms, from the terminal: DB01 and DB02 have said on their tablets at 07:20 and 07:25
// that they are in PH1 of the small session.
#include "storage/database/database.hpp"
#include "storage/files/disk.hpp"
#include "storage/store.hpp"
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chamber::test {

namespace {

using testing::HasSubstr;

class MorningClock : public Clock {
public:
    UtcMs utc() const override { return now; }
    SteadyMs steady() const override { return SteadyMs{now.value}; }
    UtcMs now = parse_utc("2024-12-18T00:20:00Z");
};

class CountedEntropy : public Entropy {
public:
    std::string draw(std::size_t bytes) override { return std::string(bytes, static_cast<char>('a' + n_++ % 26)); }

private:
    int n_ = 0;
};

class AttendanceConfirm : public testing::Test {
protected:
    AttendanceConfirm()
    {
        office.import_session();
        EXPECT_EQ(office.run({"attendance", "opens", "--confirm", "co"}).exit_code, 0);
    }

    // On tablets of their own; nobody has recorded them yet.
    void check_in(const std::vector<std::string>& people)
    {
        // What the office says today, years later, would stand against what they say that morning.
        storage::Database::open(office.data() / "chamber.db", storage::OpenMode::existing, "")
            .value()
            ->script(
                "DELETE FROM absence_reason; DELETE FROM attendance; DELETE FROM feed WHERE type IN ('attendance', 'absence_reason');");
        auto directory = storage::DataDirectory::open(office.data());
        ASSERT_TRUE(directory.has_value());
        auto opened = storage::Store::open(*directory, clock, entropy, storage::Disk::real());
        ASSERT_TRUE(opened.has_value()) << opened.error().detail;
        storage::Store& store = **opened;
        for (const std::string& person : people) {
            const DeviceId device("may" + person);
            auto met = store.meet_device(device, "key " + person, DeviceKind::tablet, "iPad");
            ASSERT_TRUE(met.has_value()) << met.error().detail;
            auto applied = store.apply(store.local_viewer(), "i1",
                                       {Command{++number, ApproveDevice{met->code.value_or(""), "MTB-" + person}}});
            ASSERT_TRUE(applied && applied->outcomes.at(0).done);
            const auto viewer = store.sign_in(PersonId(person), device);
            ASSERT_TRUE(viewer.has_value());
            applied = store.apply(*viewer, "i1", {Command{1, CheckIn{SittingId("PH1"), format_utc(clock.now)}}});
            ASSERT_TRUE(applied && applied->outcomes.at(0).done) << applied->outcomes.at(0).code.value_or("");
            clock.now.value += 300'000;
        }
    }
    boost::json::object row(const std::string& person) const
    {
        for (auto& one : office.json({"attendance", "list", "15", "--sitting", "PH1"}))
            if (one.at("person").as_string() == person) return one;
        return {};
    }
    Ran confirm(std::vector<std::string> more) const
    {
        std::vector<std::string> words{"attendance", "confirm", "15", "--sitting", "PH1"};
        words.insert(words.end(), more.begin(), more.end());
        return office.run(words);
    }

    Office office;
    MorningClock clock;
    CountedEntropy entropy;
    std::int64_t number = 0;
};

}  // namespace

TEST_F(AttendanceConfirm, SaysWhoWaitsAndConfirmsAll)
{
    check_in({"DB01", "DB02"});
    EXPECT_EQ(row("DB01").at("status").as_string(), "unknown");
    EXPECT_EQ(row("DB01").at("waiting_since").as_string(), "2024-12-18T00:20:00Z");
    const Ran listed = office.run({"attendance", "list", "15", "--sitting", "PH1"});
    EXPECT_THAT(listed.out, HasSubstr("chờ xác nhận"));
    EXPECT_THAT(listed.err, HasSubstr("đang có mặt 0/2 đại biểu, đã dự 0/2, vắng 0, chưa ghi nhận 2, chờ xác nhận 2;"));

    const Ran nobody = confirm({});
    EXPECT_EQ(nobody.code(), "missing_field");
    EXPECT_THAT(nobody.err, HasSubstr("DB01"));
    const Ran all = confirm({"--all"});
    EXPECT_EQ(all.exit_code, 0) << all.err;
    EXPECT_THAT(all.out, HasSubstr("có mặt 07:20"));
    EXPECT_THAT(all.out, HasSubstr("có mặt 07:25"));
    EXPECT_EQ(row("DB02").at("intervals").as_array().at(0).at("method").as_string(), "self");
    EXPECT_TRUE(row("DB02").at("intervals").as_array().at(0).at("confirmed_by").is_string());
    EXPECT_TRUE(row("DB02").at("waiting_since").is_null());
    const Ran again = confirm({"--all"});
    EXPECT_EQ(again.exit_code, 0);
    EXPECT_THAT(again.err, HasSubstr("Không có ai chờ xác nhận"));
}

TEST_F(AttendanceConfirm, OneByOneAndNotSeen)
{
    check_in({"DB01", "DB02"});
    EXPECT_EQ(confirm({"DB01", "--not-seen"}).exit_code, 0);
    EXPECT_EQ(row("DB01").at("status").as_string(), "unknown");
    EXPECT_TRUE(row("DB01").at("waiting_since").is_null());
    EXPECT_EQ(confirm({"DB01", "DB02"}).code(), "nobody_waits");
    EXPECT_FALSE(row("DB02").at("waiting_since").is_null()) << "all or nobody";
    EXPECT_EQ(confirm({"DB02", "DB02"}).exit_code, 0) << "named twice is named";
    EXPECT_EQ(row("DB02").at("status").as_string(), "present");
    EXPECT_EQ(confirm({"DB99"}).code(), "person_unknown");
    EXPECT_EQ(confirm({"DB02", "--all"}).code(), "out_of_range");
}

TEST_F(AttendanceConfirm, OneRuleIsSetWithoutTheOther)
{
    const auto stands = [&] { return office.json({"attendance", "opens"}).at(0); };
    EXPECT_EQ(office.run({"attendance", "opens", "45"}).exit_code, 0);
    EXPECT_TRUE(stands().at("confirm_check_ins").as_bool()) << "it was on, and nobody spoke of it";
    EXPECT_EQ(office.run({"attendance", "opens", "--confirm", "khong"}).exit_code, 0);
    EXPECT_FALSE(stands().at("confirm_check_ins").as_bool());
    EXPECT_EQ(stands().at("check_in_before_min").as_int64(), 45);
    EXPECT_EQ(office.run({"attendance", "opens", "--confirm", "có"}).code(), "unknown_value");
    EXPECT_THAT(office.run({"attendance", "opens", "--confirm", "co"}).out, HasSubstr("khi thư ký xác nhận"));
}

}  // namespace chamber::test
