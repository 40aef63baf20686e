#include "protocol/limits.hpp"
#include "storage/database/database.hpp"
#include "storage/files/disk.hpp"
#include "tests/storage/support/council.hpp"

#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

namespace chamber::storage::test {

namespace fs = std::filesystem;

class DataDirectoryTest : public CouncilTest {};

TEST_F(DataDirectoryTest, RefusesADirectoryThatHoldsSomething)
{
    EXPECT_EQ(DataDirectory::create(directory->root).error().code, ErrorCode::data_directory_not_empty);
    EXPECT_EQ(DataDirectory::open(temporary.path()).error().code, ErrorCode::not_a_data_directory);
    EXPECT_TRUE(DataDirectory::open(directory->root).has_value());
}

TEST_F(DataDirectoryTest, OtherVersionsAreNotTouched)
{
    std::ofstream(directory->root / "VERSION") << "chamber-data 2\n";
    auto opened = DataDirectory::open(directory->root);
    EXPECT_EQ(opened.error().code, ErrorCode::data_version);
    EXPECT_NE(opened.error().detail.find('2'), std::string::npos);
    std::ofstream(directory->root / "VERSION") << "something else";
    EXPECT_EQ(DataDirectory::open(directory->root).error().code, ErrorCode::not_a_data_directory);
}

TEST_F(DataDirectoryTest, DatabaseOfANewerProgramIsNotTouched)
{
    store.reset();
    {
        auto database = Database::open(directory->database, OpenMode::existing, "");
        (*database)->script("PRAGMA user_version = 99");
    }
    EXPECT_EQ(Store::open(*directory, clock, entropy).error().code, ErrorCode::data_version);
    {
        auto database = Database::open(directory->database, OpenMode::existing, "");
        (*database)->script("PRAGMA user_version = 1; PRAGMA application_id = 7");
    }
    EXPECT_EQ(Store::open(*directory, clock, entropy).error().code, ErrorCode::data_version);
}

TEST_F(DataDirectoryTest, MissingDatabaseIsNotMadeByOpening)
{
    store.reset();
    fs::remove(directory->database);
    EXPECT_EQ(Store::open(*directory, clock, entropy).error().code, ErrorCode::database_damaged);
    EXPECT_FALSE(fs::exists(directory->database));
}

TEST_F(DataDirectoryTest, SecondProcessIsToldWhoHoldsTheLock)
{
    auto lock = directory->lock();
    ASSERT_TRUE(lock.has_value());
    const std::string holder = std::to_string(::getpid());
    const pid_t child = ::fork();
    if (child == 0) {
        auto refused = directory->lock();
        const bool told =
            !refused && refused.error().code == ErrorCode::data_in_use && refused.error().detail == holder;
        ::_exit(told ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
}

TEST_F(DataDirectoryTest, LockEndsWithItsHolder)
{
    {
        auto lock = directory->lock();
        ASSERT_TRUE(lock.has_value());
        EXPECT_EQ(directory->lock().error().code, ErrorCode::data_in_use);
    }
    EXPECT_TRUE(directory->lock().has_value());
}

TEST_F(DataDirectoryTest, BallastIsThereGivenBackAndTakenAgain)
{
    EXPECT_EQ(fs::file_size(directory->ballast), limits::ballast_bytes);
    directory->release_ballast();
    EXPECT_FALSE(fs::exists(directory->ballast));
    reopen();
    store->tend();
    EXPECT_EQ(fs::file_size(directory->ballast), limits::ballast_bytes);
}

TEST_F(DataDirectoryTest, FilesAreTheOwnersAlone)
{
    EXPECT_EQ(fs::status(directory->root).permissions(), fs::perms::owner_all);
    EXPECT_EQ(fs::status(directory->keys).permissions(), fs::perms::owner_all);
    for (const char* suffix : {"", "-wal", "-shm"})
        EXPECT_EQ(fs::status(directory->database.string() + suffix).permissions(),
                  fs::perms::owner_read | fs::perms::owner_write)
            << suffix;
    EXPECT_TRUE(directory->check_private());
    EXPECT_TRUE(directory->others_read(10).empty());
}

TEST_F(DataDirectoryTest, FolderThatWasThereIsClosedToOthers)
{
    const fs::path folder = temporary.path() / "made-before";
    fs::create_directory(folder);
    fs::permissions(folder, fs::perms::owner_all | fs::perms::group_all | fs::perms::others_all);
    ASSERT_TRUE(DataDirectory::create(folder));
    EXPECT_EQ(fs::status(folder).permissions(), fs::perms::owner_all);
}

TEST_F(DataDirectoryTest, FolderOfSomebodyElseIsRefused)
{
    if (::geteuid() != 0) GTEST_SKIP() << "needs root to make one";
    const fs::path folder = temporary.path() / "theirs";
    fs::create_directory(folder);
    fs::permissions(folder, fs::perms::owner_all | fs::perms::others_read | fs::perms::others_exec);
    ASSERT_EQ(::chown(folder.c_str(), 65'534, 65'534), 0);
    const auto refused = DataDirectory::create(folder);
    EXPECT_EQ(refused.error().code, ErrorCode::folder_open);
    EXPECT_EQ(refused.error().where, folder.string());
    EXPECT_TRUE(fs::is_empty(folder));
}

TEST_F(DataDirectoryTest, EveryRightOfOthersIsSeenAndTakenFromFilesOfOurs)
{
    for (const auto right : {fs::perms::group_read, fs::perms::group_exec, fs::perms::others_read,
                             fs::perms::others_exec, fs::perms::others_write}) {
        fs::permissions(directory->root, right, fs::perm_options::add);
        const auto refused = directory->check_private();
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::folder_open);
        EXPECT_NE(refused.error().detail.find("chmod 700"), std::string::npos);
        fs::permissions(directory->root, fs::perms::owner_all);
    }
    fs::permissions(directory->database, fs::perms::others_read, fs::perm_options::add);
    EXPECT_EQ(directory->others_read(10), std::vector<fs::path>{directory->database});
    directory->tighten();
    EXPECT_TRUE(directory->others_read(10).empty());
}

}  // namespace chamber::storage::test
