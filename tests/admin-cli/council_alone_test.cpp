// A council right after `init`, before its first session: named, staffed and filled, with and without a running server.
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>

namespace chamber::test {

namespace {

using testing::AllOf;
using testing::HasSubstr;

enum class With { nobody, server };

class CouncilAlone : public testing::TestWithParam<With> {
protected:
    void SetUp() override
    {
        if (GetParam() == With::nobody) return;
        server = std::make_unique<ServerProcess>(office.data());
        ASSERT_TRUE(server->ready()) << server->output();
    }
    Ran must(std::vector<std::string> arguments) const
    {
        Ran ran = office.run(std::move(arguments));
        EXPECT_EQ(ran.exit_code, 0) << ran.out << ran.err;
        return ran;
    }
    boost::json::object person(const std::string& id) const
    {
        for (const auto& each : office.json({"person", "list"}))
            if (each.at("id").as_string() == id) return each;
        ADD_FAILURE() << id << " is nobody";
        return {};
    }
    const Office office;
    std::unique_ptr<ServerProcess> server;
};

TEST_P(CouncilAlone, IsNamedAnew)
{
    const auto dry =
        must({"council", "edit", "--name", "Hội đồng nhân dân xã Hương Sen", "--seats", "25", "--dry-run"});
    EXPECT_THAT(dry.out, AllOf(HasSubstr("→ Hội đồng nhân dân xã Hương Sen"), HasSubstr("25")));
    EXPECT_EQ(office.run({"council", "edit", "--name", "Hội đồng nhân dân xã Hương Sen"}).code(), "import_overwrites");
    EXPECT_THAT(must({"council", "edit", "--name", "Hội đồng nhân dân xã Hương Sen", "--seats", "25", "--yes"}).out,
                HasSubstr("Hội đồng nhân dân xã Hương Sen"));
    const auto same = must({"council", "edit", "--seats", "25", "--dry-run"});
    EXPECT_THAT(same.out, HasSubstr("Không có gì thay đổi."));
    const auto json = office.json({"council", "edit", "--term", "Khóa II", "--yes"});
    EXPECT_TRUE(json.at(0).at("session").is_null());
    EXPECT_EQ(office.run({"council", "edit", "--seats", "nhiều"}).exit_code, 1);
    EXPECT_EQ(office.run({"council", "edit", "--name", " "}).exit_code, 1);
    // The first session takes it over.
    must({"session", "create", "--number", "1", "--from", "18/12/2026"});
    EXPECT_THAT(must({"session", "export", "KH1"}).out,
                AllOf(HasSubstr("Hội đồng nhân dân xã Hương Sen"), HasSubstr("Khóa II"), HasSubstr("\"seats\":25")));
}

TEST_P(CouncilAlone, HasStaffWhoseRolesChange)
{
    must({"staff", "add", "Trần Thị Văn", "--roles", "van-thu", "--id", "NV77", "--pins", office.path("mk.csv")});
    EXPECT_THAT(read_file(office.path("mk.csv")), HasSubstr("nv77"));
    EXPECT_EQ(office.run({"staff", "add", "Ai Đó", "--roles", "van-thu", "--id", "NV77"}).code(), "already_exists");
    EXPECT_EQ(office.run({"staff", "role", "NV77", "--roles", "thu-ky"}).code(), "import_overwrites");
    must({"staff", "role", "NV77", "--roles", "thu-ky,luu-tru", "--yes"});
    EXPECT_EQ(person("NV77").at("roles").as_array().size(), 2U);
    EXPECT_EQ(office.run({"staff", "role", "KHONG", "--roles", "thu-ky"}).code(), "person_unknown");
    // A second sheet beside the first.
    must({"staff", "add", "Lê Văn Trữ", "--roles", "luu-tru"});
    must({"staff", "add", "Vũ Thị Kiểm", "--roles", "kiem-tra"});
    EXPECT_TRUE(std::filesystem::exists(office.data() / "ma-pin-hoi-dong.csv"));
    EXPECT_TRUE(std::filesystem::exists(office.data() / "ma-pin-hoi-dong-2.csv"));
    must({"session", "create", "--number", "1", "--from", "18/12/2026"});
    EXPECT_THAT(must({"session", "export", "KH1"}).out, AllOf(HasSubstr("NV77"), HasSubstr("Lê Văn Trữ")));
}

TEST_P(CouncilAlone, HasDelegatesWhoCountWhileTheirMandateHolds)
{
    const auto csv = office.write_file("dai-bieu.csv",
                                       "Mã;Họ và tên;Tổ;Ghế;Từ ngày;Đến ngày\nDB01;Lê Văn Đức;Tổ 1;A1;01/07/2026;\n"
                                       "DB02;Trần Thị Ánh;Tổ 1;A2;01/07/2026;\nDB03;Vũ An;;;01/07/2021;30/06/2026\n");
    must({"person", "import", csv, "--pins", office.path("pin.csv")});
    must({"person", "edit", "DB02", "--seat", "A3", "--yes"});
    EXPECT_EQ(person("DB02").at("seat").as_string(), "A3");
    const auto taken = office.run({"person", "edit", "DB02", "--seat", "A1"});
    EXPECT_EQ(taken.code(), "import_faulty");
    EXPECT_THAT(taken.err, HasSubstr("Lê Văn Đức"));
    EXPECT_EQ(office.run({"council", "edit", "--seats", "1"}).code(), "import_faulty");
    must({"session", "create", "--number", "1", "--from", "18/12/2026"});
    const auto exported = must({"session", "export", "KH1"}).out;
    EXPECT_THAT(exported, AllOf(HasSubstr("\"id\":\"DB02\""), testing::Not(HasSubstr("\"id\":\"DB03\""))));
    // From now on the session says what is known.
    must({"council", "edit", "--seats", "5", "--yes"});
    EXPECT_THAT(must({"session", "export", "KH1"}).out, HasSubstr("\"seats\":5"));
}

INSTANTIATE_TEST_SUITE_P(Both, CouncilAlone, testing::Values(With::nobody, With::server), [](const auto& each) {
    return std::string(each.param == With::nobody ? "AtRest" : "BesideAServer");
});

}  // namespace

}  // namespace chamber::test
