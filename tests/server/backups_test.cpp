// The schedule of the running server: made at start, told to the office, a failure is an alarm.
#include "tests/server/meeting.hpp"

#include "server/config.hpp"
#include "storage/backup/backup.hpp"
#include "storage/files/disk.hpp"
#include "storage/store.hpp"
#include "storage/system_world.hpp"

namespace chamber::test {
namespace {

class BackupsTest : public Meeting {
protected:
    std::filesystem::path backups() const { return folder.path() / "sao-luu"; }
    void plan(const std::string& more = {})
    {
        server->stop();
        std::ofstream(data() / "chamber.toml", std::ios::app)
            << "\n[backup]\nfolder = \"" << backups().string() << "\"\n"
            << more;
        const auto directory = storage::DataDirectory::open(data());
        storage::SystemClock clock;
        ASSERT_TRUE(directory && storage::set_backup_passphrase(*directory, "mot mat khau sao luu dai", clock,
                                                                storage::Disk::real()));
        start();
    }
    static const Backup* told(Tablet& desk, const std::function<bool(const Backup&)>& wanted)
    {
        const auto seen = desk.read_until([&] {
            const auto* backup = desk.find<Backup>("backup");
            return backup != nullptr && wanted(*backup);
        });
        return seen ? desk.find<Backup>("backup") : nullptr;
    }
    static bool is_verified(const Backup& backup) { return backup.verified_at.has_value(); }
};

TEST_F(BackupsTest, OneIsMadeAtStartVerifiedAndTold)
{
    plan();
    auto desk = office();
    const Backup* backup = told(*desk, is_verified);
    ASSERT_NE(backup, nullptr) << log();
    const auto listed = storage::list_backups(backups());
    ASSERT_TRUE(listed && listed->size() == 1);
    EXPECT_EQ(listed->front().name, backup->name);
    EXPECT_EQ(listed->front().manifest->seq, backup->seq);
    EXPECT_EQ(backup->folder, backups().string());
    EXPECT_FALSE(backup->failure.has_value());
    // Another start has a young one and makes none.
    server->stop();
    start();
    desk = office();
    EXPECT_NE(told(*desk, is_verified), nullptr);
    EXPECT_EQ(storage::list_backups(backups())->size(), 1u);
}

TEST_F(BackupsTest, ASecondFolderCountsBeforeTheWatermarkMoves)
{
    const auto second = folder.path() / "khong-gan" / "o-thu-hai";
    plan("second_folder = \"" + second.string() + "\"\n");
    auto desk = office();
    const Backup* backup = told(*desk, [](const Backup& seen) { return seen.failure.has_value(); });
    ASSERT_NE(backup, nullptr) << log();
    EXPECT_FALSE(backup->verified_at.has_value());
    EXPECT_TRUE(desk->read_until([&] { return desk->find<Alarm>("backup_failed") != nullptr; }));
    std::filesystem::create_directories(second.parent_path());
    desk.reset();
    server->stop();
    {
        const auto directory = storage::DataDirectory::open(data());
        storage::SystemClock clock;
        storage::SystemEntropy entropy;
        EXPECT_EQ((*storage::Store::open(*directory, clock, entropy))->backed_up(), 0);
    }
    start();
    desk = office();
    ASSERT_NE(told(*desk, is_verified), nullptr) << log();
    EXPECT_EQ(storage::list_backups(second)->size(), 1u);
    EXPECT_TRUE(desk->read_until([&] { return desk->find<Alarm>("backup_failed")->settled_at.has_value(); }));
    desk.reset();
    server->stop();
    const auto directory = storage::DataDirectory::open(data());
    storage::SystemClock clock;
    storage::SystemEntropy entropy;
    EXPECT_GT((*storage::Store::open(*directory, clock, entropy))->backed_up(), 0);
    server.reset();
}

TEST_F(BackupsTest, ClosingASessionMakesOne)
{
    plan();
    auto desk = office();
    const Backup* first = told(*desk, is_verified);
    ASSERT_NE(first, nullptr) << log();
    const std::string name = first->name;
    EXPECT_TRUE(desk->run(SetSessionState{session, SessionState::closed})->done);
    EXPECT_NE(told(*desk, [&](const Backup& seen) { return seen.name != name && seen.verified_at; }), nullptr) << log();
    EXPECT_EQ(storage::list_backups(backups())->size(), 1u) << "two of one day: the retention keeps the newer one";
}

TEST(Config, RefusesAPlanItDoesNotUnderstand)
{
    const Folder folder;
    const auto file = folder.path() / "chamber.toml";
    std::ofstream(file) << "[backup]\nfolder = \"/srv/a\"\nkeep = 3\n";
    const auto refused = server::read_config(file);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().where, "backup.keep");
    std::ofstream(file) << "[backup]\nfolder = \"/srv/a\"\n";
    EXPECT_EQ(server::read_config(file)->backup->folder, "/srv/a");
}

}  // namespace
}  // namespace chamber::test
