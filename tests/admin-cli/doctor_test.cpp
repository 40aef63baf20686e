#include "protocol/plain_words.hpp"
#include "tests/admin-cli/program.hpp"
#include "tests/support/pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <map>

namespace chamber::test {

namespace {

std::map<std::string, std::string> states_of(const Ran& ran)
{
    std::map<std::string, std::string> states;
    for (const auto& finding : ran.objects())
        states[std::string{finding.at("check").as_string()}] = finding.at("state").as_string();
    return states;
}

}  // namespace

TEST(Doctor, FindsAYoungOfficeSound)
{
    const Office office;
    const auto ran = office.run({"doctor", "--json"});
    EXPECT_EQ(ran.exit_code, 0) << ran.out;
    auto states = states_of(ran);
    for (const char* check : {"data_directory", "server", "database", "blobs", "devices", "certificate", "keys",
                              "access", "sqlite", "ballast"})
        EXPECT_EQ(states[check], "sound") << check;
    EXPECT_EQ(states["trust"], "warning");
    EXPECT_NE(states["inspector"], "failed");
    EXPECT_TRUE(states.contains("disk"));
}

TEST(Doctor, SeesADamagedDocument)
{
    const Office office;
    office.import_session();
    const auto added =
        office.json({"document", "add", "15", office.write_file("a.pdf", make_pdf({"To trinh"})), "--item", "1"});
    ASSERT_EQ(added.size(), 1u);
    const std::string sha256{added[0].at("waiting").at(0).at("sha256").as_string()};
    const auto blob = office.data() / "blobs" / sha256.substr(0, 2) / sha256;
    std::filesystem::permissions(blob, std::filesystem::perms::owner_all);
    std::fstream{blob, std::ios::in | std::ios::out | std::ios::binary}.write("XXXX", 4);
    const auto ran = office.run({"doctor", "--json"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_EQ(states_of(ran)["blobs"], "failed");
}

TEST(Doctor, ReadsArchivesBackAndNamesThoseThatAreNotAsTheyWere)
{
    const Office office;
    office.import_session("hoàn thiện hồ sơ");
    EXPECT_EQ(states_of(office.run({"doctor", "--json"}))["archives"], "sound");
    const auto built = office.json({"archive", "build", "15"});
    ASSERT_EQ(built.size(), 1u);
    const std::string name{built[0].at("file_name").as_string()};
    const auto path = office.data() / "archives" / name;
    EXPECT_EQ(states_of(office.run({"doctor", "--json"}))["archives"], "sound");
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    std::fstream{path, std::ios::in | std::ios::out | std::ios::binary}.write("XX", 2);
    const auto changed = office.run({"doctor", "--json"});
    EXPECT_EQ(changed.exit_code, 1);
    EXPECT_EQ(states_of(changed)["archives"], "failed");
    EXPECT_THAT(changed.out, ::testing::HasSubstr("đã bị thay đổi " + name));
    std::filesystem::remove(path);
    const auto missing = office.run({"doctor", "--json"});
    EXPECT_EQ(states_of(missing)["archives"], "failed");
    EXPECT_THAT(missing.out, ::testing::HasSubstr("thiếu " + name));
    ASSERT_EQ(office.json({"archive", "build", "15"}).size(), 1u);  // the same bytes again
    EXPECT_EQ(states_of(office.run({"doctor", "--json"}))["archives"], "sound");
    std::filesystem::copy(path, office.data() / "archives" / "HS_la.zip");
    EXPECT_EQ(states_of(office.run({"doctor", "--json"}))["archives"], "warning");
}

TEST(Doctor, SeesFilesThatOthersReadAndAMissingBallast)
{
    const Office office;
    std::filesystem::permissions(office.data() / "keys" / "ca.key", std::filesystem::perms::group_read,
                                 std::filesystem::perm_options::add);
    std::filesystem::remove(office.data() / "ballast");
    auto states = states_of(office.run({"doctor", "--json"}));
    EXPECT_EQ(states["access"], "warning");
    EXPECT_EQ(states["ballast"], "warning");
}

TEST(Doctor, SaysInVietnameseWhatItFindsAndOnceThatNobodyIsTrusted)
{
    const Office office;
    std::filesystem::remove(office.data() / "keys" / "server.pem");
    std::size_t trust_said = 0;
    for (const auto& finding : office.run({"doctor", "--json"}).objects()) {
        const std::string sentence{finding.at("sentence").as_string()};
        const std::string check{finding.at("check").as_string()};
        if (check == "sqlite" || check == "inspector") continue;  // names of programs and kernels
        EXPECT_EQ(foreign_words(sentence), std::vector<std::string>{}) << check << ": " << sentence;
        if (sentence.find("Kho tin cậy chưa có chứng thư nào") != std::string::npos) ++trust_said;
    }
    EXPECT_EQ(trust_said, 1u);
}

TEST(Doctor, SaysWhatIsNoDataDirectory)
{
    const Folder folder;
    const auto ran = run_admin({"--data", folder.path().string(), "doctor"});
    EXPECT_EQ(ran.exit_code, 1);
    EXPECT_THAT(ran.out, testing::HasSubstr("HỎNG"));
}

}  // namespace chamber::test
