// What others on the machine can see of a council, and what is said of keys and pages that are not as they were.
#include "tests/admin-cli/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fcntl.h>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chamber::test {

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using testing::Not;

std::pair<std::string, std::string> finding(const Office& office, const std::string& check)
{
    for (const auto& object : office.run({"doctor", "--json"}).objects())
        if (object.at("check").as_string() == check)
            return {std::string{object.at("state").as_string()}, std::string{object.at("sentence").as_string()}};
    return {};
}

// What the server says when it does not start; fails when it does.
std::string refusal_of(const Office& office)
{
    fs::remove(office.data().string() + ".log");
    const ServerProcess server{office.data()};
    EXPECT_FALSE(server.ready()) << server.output();
    return read_file(office.data().string() + ".log");
}

void turn_a_byte(const fs::path& file, std::streamoff at)
{
    std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
    bytes.seekg(at);
    const char was = static_cast<char>(bytes.get());
    bytes.seekp(at);
    bytes.put(static_cast<char>(was ^ 0x55));
}

}  // namespace

TEST(Private, FolderMadeBeforeInitIsClosedAndEveryFileIsTheOwnersAlone)
{
    const Folder folder;
    const auto data = folder.path() / "made-before";
    fs::create_directory(data);
    fs::permissions(data, fs::perms(0755));
    const auto umask_before = ::umask(0);
    const auto ran =
        run_admin({"--data", data.string(), "init", "--host", "localhost", "--council", "HĐND xã", "--password-stdin"},
                  office_password + "\n");
    ::umask(umask_before);
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    EXPECT_EQ(fs::status(data).permissions(), fs::perms(0700));
    for (const auto& entry : fs::recursive_directory_iterator(data))
        EXPECT_EQ(fs::status(entry).permissions() & (fs::perms::group_all | fs::perms::others_all), fs::perms::none)
            << entry.path();
}

TEST(Private, OpenFolderIsRefusedByTheServerAndSeenByDoctor)
{
    const Office office;
    for (const auto mode : {0755, 0711, 0777}) {
        fs::permissions(office.data(), fs::perms(mode));
        EXPECT_THAT(refusal_of(office),
                    testing::AllOf(HasSubstr("[folder_open]"), HasSubstr("chmod 700 " + office.data().string())));
        EXPECT_EQ(finding(office, "access").first, "failed");
    }
    fs::permissions(office.data(), fs::perms(0700));
    fs::permissions(office.data() / "chamber.db", fs::perms(0644));
    EXPECT_EQ(finding(office, "access").first, "warning");
    EXPECT_THAT(finding(office, "access").second, HasSubstr("chamber.db"));
    ServerProcess server{office.data()};
    EXPECT_TRUE(server.ready()) << server.output();
    EXPECT_EQ(finding(office, "access").first, "sound") << finding(office, "access").second;
    EXPECT_EQ(server.stop(), 0);
}

TEST(Private, EachKeyThatIsMissingOrAnothersIsNamedAndNoneIsMadeAnew)
{
    const Office office;
    for (const std::string name : {"pepper", "ca.pem", "server.pem", "seal.pem"}) {
        const auto file = office.data() / "keys" / name;
        const auto whole = read_file(file);
        fs::remove(file);
        const auto said = refusal_of(office);
        EXPECT_THAT(said, testing::AllOf(HasSubstr("[key_missing]"), HasSubstr(file.string()),
                                         HasSubstr("chamber-admin backup restore")))
            << name;
        EXPECT_FALSE(fs::exists(file)) << name;
        EXPECT_EQ(finding(office, "keys").first, "failed") << name;
        std::ofstream(file, std::ios::binary) << std::string(32, 'x');
        EXPECT_THAT(refusal_of(office), testing::AllOf(HasSubstr("[key_missing]"), HasSubstr(file.string()))) << name;
        EXPECT_THAT(finding(office, "keys").second, HasSubstr(file.string())) << name;
        std::ofstream(file, std::ios::binary | std::ios::trunc) << whole;
    }
    std::ofstream(office.data() / "keys" / "pepper", std::ios::binary | std::ios::trunc) << std::string(32, 'x');
    EXPECT_EQ(office.run({"person", "password", "van-phong", "--password-stdin"}, office_password + "\n").code(),
              "key_missing");
}

TEST(Private, DamagedDatabaseAndBrokenJournalAreRefusedAndTheBackupIsNamed)
{
    const Office office;
    const auto database = office.data() / "chamber.db";
    const auto whole = read_file(database);
    const auto line = whole.find("\"verb\":\"create\"");
    ASSERT_NE(line, std::string::npos);
    turn_a_byte(database, static_cast<std::streamoff>(line) + 10);
    const auto journal = refusal_of(office);
    EXPECT_THAT(journal, testing::AllOf(HasSubstr("[journal_broken]"), HasSubstr("journal/1"),
                                        HasSubstr("backup restore"), Not(HasSubstr("thử lại"))));
    EXPECT_EQ(finding(office, "database").first, "failed");
    std::ofstream(database, std::ios::binary | std::ios::trunc) << whole.substr(0, whole.size() / 2);
    const auto pages = refusal_of(office);
    EXPECT_THAT(
        pages, testing::AllOf(HasSubstr("[database_damaged]"), HasSubstr("backup restore"), Not(HasSubstr("thử lại"))));
    const auto [state, sentence] = finding(office, "database");
    EXPECT_EQ(state, "failed");
    EXPECT_THAT(sentence, Not(HasSubstr("thử lại")));
}

TEST(Private, DoctorChecksTheDatabaseBesideTheRunningServer)
{
    const Office office;
    ServerProcess server{office.data()};
    ASSERT_TRUE(server.ready()) << server.output();
    const auto [state, sentence] = finding(office, "database");
    EXPECT_EQ(state, "sound");
    EXPECT_THAT(sentence, HasSubstr("chuỗi nhật ký liền"));
    EXPECT_THAT(finding(office, "sqlite").second, HasSubstr("3."));
    EXPECT_EQ(server.stop(), 0);
}

TEST(Private, ServerLeavesNoCoreAndIsNobodysToRead)
{
    const Office office;
    ServerProcess server{office.data()};
    ASSERT_TRUE(server.ready()) << server.output();
    rlimit cores{};
    ASSERT_EQ(::prlimit(server.pid(), RLIMIT_CORE, nullptr, &cores), 0);
    EXPECT_EQ(cores.rlim_cur, 0U);
    EXPECT_EQ(cores.rlim_max, 0U);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    // What is not dumpable belongs to root under /proc, whoever runs it; as root the files' owner tells nothing.
    struct stat memory {};
    ASSERT_EQ(::stat(("/proc/" + std::to_string(server.pid()) + "/mem").c_str(), &memory), 0);
    EXPECT_EQ(memory.st_uid, 0U);
    if (::geteuid() != 0)
        EXPECT_LT(::open(("/proc/" + std::to_string(server.pid()) + "/mem").c_str(), O_RDONLY | O_CLOEXEC), 0);
#endif
}

}  // namespace chamber::test
