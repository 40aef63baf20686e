#include "storage/archive/roll_call.hpp"

#include "tests/storage/archive/world.hpp"

#include <gmock/gmock.h>

namespace chamber::storage {
namespace {

using testing::HasSubstr;
using testing::Not;

class RollCall : public testing::Test {
protected:
    RollCall()
    {
        Person guest;
        guest.id = PersonId("KM01");
        guest.name = "Khách Thị Mời";
        guest.roles = {Role::guest};
        Person clerk;
        clerk.id = PersonId("NV01");
        clerk.name = "Đỗ Thị Văn Thư";
        clerk.roles = {Role::clerk};
        world_.file.people.push_back(guest);
        world_.file.people.push_back(clerk);
    }
    std::string text(const std::string& name) const
    {
        for (const auto& file : roll_call(world_.file))
            if (file.path == "data/04-diem-danh/" + name) return std::get<std::string>(file.bytes);
        return {};
    }
    ArchiveWorld world_;
};

TEST_F(RollCall, NamesWhomNobodyRecorded)
{
    EXPECT_THAT(
        text("diem-danh.csv"),
        HasSubstr(
            "\"PH1\",\"Phiên khai mạc\",\"DB24\",\"Kiều Thị Phấn Trắng\",\"Đại biểu\",\"Tổ đại biểu số 1\",\"Chưa ghi nhận\""));
    EXPECT_THAT(text("diem-danh.json"), HasSubstr("\"id\": \"PH1/DB24\""));
    EXPECT_THAT(text("diem-danh.json"), HasSubstr("\"status\": \"unknown\""));
    EXPECT_THAT(text("danh-sach-vang.csv"),
                HasSubstr("\"DB24\",\"Kiều Thị Phấn Trắng\",\"Đại biểu\",\"Chưa ghi nhận\",\"\",\"\""));
    EXPECT_THAT(text("danh-sach-vang.csv"), HasSubstr("\"Vắng có phép\",\"Có phép\""));
}

TEST_F(RollCall, GuestsStandInTheRollAndNotAmongTheAbsent)
{
    EXPECT_THAT(text("diem-danh.csv"), HasSubstr("\"KM01\",\"Khách Thị Mời\",\"\",\"\",\"Chưa ghi nhận\""));
    EXPECT_THAT(text("danh-sach-vang.csv"), Not(HasSubstr("KM01")));
    EXPECT_THAT(text("diem-danh.csv"), Not(HasSubstr("NV01")));
}

TEST_F(RollCall, TellsTheRoomFromThoseWhoWereThere)
{
    // DB01 has left, DB02 is absent, nobody recorded DB24.
    EXPECT_THAT(text("tong-hop.csv"),
                testing::EndsWith("\"PH1\",\"Phiên khai mạc\",\"3\",\"35\",\"1\",\"0\",\"1\",\"0\",\"1\",\"0\"\r\n"));
}

TEST_F(RollCall, NamesWhoWaitsAndCountsThemAsNotRecorded)
{
    Attendance waits;
    waits.id = "PH1/DB24";
    waits.sitting = SittingId("PH1");
    waits.person = PersonId("DB24");
    waits.waiting_since = "2024-12-18T00:20:00Z";
    world_.file.attendance.push_back(waits);
    EXPECT_THAT(text("diem-danh.csv"),
                HasSubstr("\"Chưa xác nhận\",\"\",\"\",\"\",\"\",\"\",\"18/12/2024 07:20\"\r\n"));
    EXPECT_THAT(text("danh-sach-vang.csv"),
                HasSubstr("\"DB24\",\"Kiều Thị Phấn Trắng\",\"Đại biểu\",\"Chưa xác nhận\""));
    EXPECT_THAT(text("tong-hop.csv"),
                testing::EndsWith("\"PH1\",\"Phiên khai mạc\",\"3\",\"35\",\"1\",\"0\",\"1\",\"0\",\"1\",\"1\"\r\n"));
    EXPECT_THAT(text("diem-danh.json"), HasSubstr("\"waiting_since\": \"2024-12-18T00:20:00Z\""));
}

TEST_F(RollCall, TellsWhoConfirmedACheckIn)
{
    Attendance seen;
    seen.id = "PH1/DB24";
    seen.sitting = SittingId("PH1");
    seen.person = PersonId("DB24");
    seen.status = AttendanceStatus::present;
    seen.intervals = {
        {"2024-12-18T00:20:00Z", std::nullopt, AttendanceMethod::self, PersonId("DB24"), PersonId("NV01")}};
    world_.file.attendance.push_back(seen);
    EXPECT_THAT(
        text("diem-danh.csv"),
        HasSubstr(
            "\"18/12/2024 07:20\",\"\",\"Tự điểm danh trên máy\",\"Kiều Thị Phấn Trắng\",\"Đỗ Thị Văn Thư\",\"\"\r\n"));
}

TEST_F(RollCall, ShowsWhatStoodBeforeEachCorrection)
{
    AttendanceHistory history{"PH1/DB02", {}};
    history.entries.push_back(
        {"2024-12-18T04:40:00Z",
         PersonId("NV01"),
         "Ghi nhầm người",
         AttendanceStatus::left,
         {{"2024-12-18T00:30:00Z", "2024-12-18T04:20:00Z", AttendanceMethod::self, PersonId("DB02")}},
         {}});
    history.entries.push_back(
        {"2024-12-18T05:00:00Z", PersonId("NV01"), "Có giấy xin phép", AttendanceStatus::absent, {}, false});
    world_.file.attendance_history = {history};
    EXPECT_THAT(
        text("dinh-chinh.csv"),
        HasSubstr(
            "\"1\",\"18/12/2024 11:40\",\"Đỗ Thị Văn Thư\",\"Ghi nhầm người\",\"Đã về\",\"18/12/2024 07:30 đến 18/12/2024 11:20\""));
    EXPECT_THAT(
        text("dinh-chinh.csv"),
        HasSubstr("\"2\",\"18/12/2024 12:00\",\"Đỗ Thị Văn Thư\",\"Có giấy xin phép\",\"Vắng không phép\",\"\""));
}

TEST_F(RollCall, ExplainsItsColumns)
{
    for (const auto* name : {"diem-danh.csv", "tong-hop.csv", "dinh-chinh.csv"}) {
        std::string header = text(name).substr(3);
        header = header.substr(0, header.find("\r\n"));
        for (const auto& column : roll_columns())
            if (std::string(column.file).ends_with(name))
                EXPECT_THAT(header, HasSubstr("\"" + std::string(column.field) + "\""));
    }
}

}  // namespace
}  // namespace chamber::storage
