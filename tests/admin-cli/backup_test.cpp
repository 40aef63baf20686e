// backup setup, make, list, verify, restore and drill as a shell runs them.
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace chamber::test {

namespace {

const std::string passphrase = "mot mat khau sao luu dai";

class BackupCommand : public testing::Test {
protected:
    BackupCommand()
    {
        office.import_session();
        words = office.write_file("mat-khau.txt", passphrase + "\n");
        folder = office.path("sao-luu");
    }
    Ran make() const { return office.run({"backup", "make", "--to", folder, "--password-file", words, "--json"}); }
    std::string text(const boost::json::object& object, const char* key) const
    {
        return std::string(object.at(key).as_string());
    }

    Office office;
    std::string words;
    std::string folder;
};

}  // namespace

TEST_F(BackupCommand, MakesListsVerifiesAndDrills)
{
    const auto made = make();
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const std::string name = text(made.objects().at(0), "name");
    EXPECT_TRUE(made.objects().at(0).at("sound").as_bool());
    const auto listed = office.json({"backup", "list", "--from", folder});
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(text(listed[0], "name"), name);
    EXPECT_TRUE(listed[0].at("drilled_at").is_null());
    EXPECT_EQ(office.run({"backup", "verify", name, "--from", folder}).exit_code, 0);
    EXPECT_EQ(office.run({"backup", "verify", folder + "/" + name}).exit_code, 0) << "a path needs no folder";
    const auto drilled =
        office.json({"backup", "drill", "--from", folder, "--password-file", words, "--scratch", office.path("")});
    EXPECT_TRUE(drilled.at(0).at("keys_opened").as_bool());
    EXPECT_EQ(drilled.at(0).at("counts").at("session").as_int64(), 1);
    EXPECT_TRUE(office.json({"backup", "list", "--from", folder}).at(0).at("drilled_at").is_string());
}

TEST_F(BackupCommand, RestoreKeepsTheReplacedDirectoryAndBeginsANewHistory)
{
    const auto made = make();
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const auto wrong =
        office.run({"backup", "restore", "--from", folder, "--password-stdin"}, "khong phai mat khau nay\n");
    EXPECT_EQ(wrong.exit_code, 1);
    EXPECT_EQ(wrong.code(), "backup_locked");
    const auto restored = office.json({"backup", "restore", "--from", folder, "--password-file", words});
    EXPECT_NE(text(restored.at(0), "epoch"), text(made.objects().at(0), "epoch"));
    EXPECT_TRUE(std::filesystem::exists(text(restored.at(0), "replaced") + "/chamber.db"));
    EXPECT_EQ(office.json({"session", "list"}).size(), 1u);
}

TEST_F(BackupCommand, SaysWhatIsWrong)
{
    EXPECT_EQ(office.run({"backup", "make", "--to", folder}).code(), "backup_locked");
    const auto nowhere = office.run({"backup", "list"});
    EXPECT_EQ(nowhere.code(), "backup_unknown");
    EXPECT_EQ(nowhere.exit_code, 3);
    const auto made = make();
    ASSERT_EQ(made.exit_code, 0) << made.err;
    EXPECT_EQ(office.run({"backup", "verify", "2020-01-01T000000Z", "--from", folder}).exit_code, 3);
    std::ofstream(text(made.objects().at(0), "path") + "/data/VERSION") << "chamber-data 2\n";
    const auto damaged = office.run({"backup", "verify", "--from", folder});
    EXPECT_EQ(damaged.exit_code, 1);
    EXPECT_EQ(damaged.code(), "backup_damaged");
    EXPECT_THAT(damaged.err, testing::HasSubstr("data/VERSION"));
    EXPECT_EQ(office.run({"backup", "restore", "--from", folder, "--password-file", words}).code(), "backup_damaged");
}

TEST_F(BackupCommand, DoctorSaysHowOldTheNewestIs)
{
    const auto state = [&] {
        for (const auto& finding : office.run({"doctor", "--json"}).objects())
            if (finding.at("check") == "backup") return std::pair(text(finding, "state"), text(finding, "sentence"));
        return std::pair<std::string, std::string>();
    };
    EXPECT_EQ(state().first, "warning");
    std::ofstream(office.data() / "chamber.toml", std::ios::app) << "\n[backup]\nfolder = \"" << folder << "\"\n";
    EXPECT_EQ(state().first, "failed") << "no passphrase is set";
    ASSERT_EQ(office.run({"backup", "setup", "--password-file", words}).exit_code, 0);
    EXPECT_EQ(state().first, "warning");
    ASSERT_EQ(office.run({"backup", "make"}).exit_code, 0);
    EXPECT_THAT(state().second, testing::HasSubstr("backup drill"));
    ASSERT_EQ(office.run({"backup", "drill"}).exit_code, 0);
    EXPECT_EQ(state().first, "sound") << state().second;
}

TEST_F(BackupCommand, RestoreIsRefusedWhileAServerRunsAndMakeIsNot)
{
    const ServerProcess server(office.data());
    ASSERT_TRUE(server.ready()) << server.output();
    const auto made = make();
    ASSERT_EQ(made.exit_code, 0) << made.err;
    const auto refused = office.run({"backup", "restore", "--from", folder, "--password-file", words});
    EXPECT_EQ(refused.code(), "data_in_use");
    EXPECT_EQ(refused.exit_code, 4);
}

}  // namespace chamber::test
