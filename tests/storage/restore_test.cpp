// The way back: wholly or not at all, in a new history, with the replaced directory kept.
#include "storage/files/hash.hpp"
#include "tests/storage/support/backup_fixture.hpp"
#include "tests/storage/support/faulty_disk.hpp"

#include <algorithm>

namespace chamber::storage::test {

TEST_F(BackupTest, RestoreGivesEverythingBackInANewHistory)
{
    const FeedHead before = store->head();
    const BackupReading backup = made();
    write_note("2");
    write_note("3");
    const std::string pepper = bytes_of(directory->keys / "pepper");
    store.reset();
    put_bytes(directory->keys / "pepper", "another one");
    const auto restored = restore(backup.path);
    ASSERT_TRUE(restored.has_value()) << restored.error().detail;
    EXPECT_EQ(restored->missing.at("annotation"), 2);
    EXPECT_NE(restored->sentence.find("2 ghi chú"), std::string::npos) << restored->sentence;
    EXPECT_EQ(bytes_of(restored->replaced / "keys" / "pepper"), "another one");
    EXPECT_EQ(bytes_of(directory->keys / "pepper"), pepper);
    open();
    EXPECT_NE(store->head().epoch, before.epoch);
    EXPECT_EQ(store->head().epoch, restored->epoch);
    EXPECT_EQ(notes(), 1u);
    EXPECT_TRUE(store->blobs().verify(sha256_of("%PDF Báo cáo")).has_value());
    EXPECT_TRUE(store->check_database().has_value());
    const Alarm alarm = held<Alarm>("restored");
    EXPECT_EQ(alarm.sentence, restored->sentence);
    EXPECT_FALSE(alarm.settled_at.has_value());
}

TEST_F(BackupTest, RestoreOnANewMachineNeedsOnlyTheBackupAndThePassphrase)
{
    const BackupReading backup = made();
    store.reset();
    RestoreOrder order;
    order.backup = backup.path;
    order.target = temporary.path() / "elsewhere";
    order.unlock.passphrase = passphrase;
    const auto restored = restore_backup(order, clock, entropy, Disk::real());
    ASSERT_TRUE(restored.has_value()) << restored.error().detail;
    EXPECT_TRUE(restored->replaced.empty());
    EXPECT_EQ(bytes_of(order.target / "keys" / "ca.key"), bytes_of(directory->keys / "ca.key"));
    EXPECT_TRUE(Store::open(*DataDirectory::open(order.target), clock, entropy).has_value());
}

TEST_F(BackupTest, RestoreRefusesAndChangesNothing)
{
    const BackupReading backup = made();
    EXPECT_EQ(restore(folder / "2020-01-01T000000Z").error().code, ErrorCode::backup_unknown);
    {
        const auto lock = directory->lock();
        EXPECT_EQ(restore(backup.path).error().code, ErrorCode::data_in_use);
    }
    const std::string epoch = store->head().epoch;
    store.reset();
    EXPECT_EQ(restore(backup.path, "khong dung mat khau").error().code, ErrorCode::backup_locked);
    std::filesystem::remove(backup.path / "data" / "VERSION");
    EXPECT_EQ(restore(backup.path).error().code, ErrorCode::backup_damaged);
    RestoreOrder order;
    order.backup = backup.path;
    order.target = folder;
    EXPECT_EQ(restore_backup(order, clock, entropy, Disk::real()).error().code, ErrorCode::data_directory_not_empty);
    open();
    EXPECT_EQ(store->head().epoch, epoch);
    EXPECT_FALSE(std::filesystem::exists(directory->root.string() + ".building"));
}

TEST_F(BackupTest, RestoreLeavesTheOldOrTheNewWholeWhereverItFails)
{
    const BackupReading backup = made();
    write_note("2");
    const std::string epoch = store->head().epoch;
    store.reset();
    for (const Fault fault : {Fault::disk_full, Fault::io_failed}) {
        for (std::uint64_t step = fault == Fault::disk_full ? 0 : 3;; step += 9) {
            ASSERT_LT(step, 900u);
            FaultyDisk faulty;
            faulty.arm(step, fault, Duration::once);
            const auto restored = restore(backup.path, passphrase, faulty);
            const bool survived = faulty.disarm() <= step;
            open();
            EXPECT_TRUE(store->check_database().has_value()) << "step " << step;
            EXPECT_EQ(notes(), restored ? 1u : 2u) << "step " << step;
            EXPECT_EQ(store->head().epoch == epoch, !restored.has_value()) << "step " << step;
            store.reset();
            if (!restored) continue;
            // Put the directory before back for the next round.
            std::filesystem::remove_all(directory->root);
            std::filesystem::rename(restored->replaced, directory->root);
            if (survived) break;
        }
    }
}

TEST_F(BackupTest, WhatAKilledRestoreLeftIsClearedButNeverTheOldDirectory)
{
    const BackupReading backup = made();
    store.reset();
    const std::string root = directory->root.string();
    std::filesystem::create_directories(root + ".building/blobs");
    std::filesystem::copy(root, root + ".restoring",
                          std::filesystem::copy_options::recursive);  // killed between the two renames
    const auto restored = restore(backup.path);
    ASSERT_TRUE(restored.has_value()) << restored.error().detail;
    std::size_t kept = 0;
    for (const auto& entry : std::filesystem::directory_iterator(directory->root.parent_path()))
        if (entry.path().filename().string().find(".replaced-") != std::string::npos) ++kept;
    EXPECT_EQ(kept, 2u);
    EXPECT_FALSE(std::filesystem::exists(root + ".building"));
}

TEST_F(BackupTest, DrillOpensItElsewhereCountsAndLeavesNothing)
{
    const BackupReading backup = made();
    const auto scratch = temporary.path() / "scratch";
    std::filesystem::create_directories(scratch);
    const std::string root = ca_certificate_pem(*directory);
    const auto drilled =
        drill_backup(backup.path, scratch, BackupUnlock{passphrase, {}}, root, {}, clock, entropy, Disk::real());
    ASSERT_TRUE(drilled.has_value()) << drilled.error().detail;
    EXPECT_TRUE(drilled->keys_opened);
    EXPECT_EQ(drilled->blobs, 2u);
    EXPECT_EQ(drilled->journal_entries, backup.manifest.journal_n);
    EXPECT_TRUE(std::filesystem::is_empty(scratch));
    EXPECT_TRUE(list_backups(folder)->at(0).drilled_at.has_value());
    EXPECT_EQ(fault_in(backup.path), "sound");
    EXPECT_EQ(drill_backup(backup.path, scratch, BackupUnlock{"khong phai", {}}, root, {}, clock, entropy, Disk::real())
                  .error()
                  .code,
              ErrorCode::backup_locked);
    EXPECT_FALSE(drill_backup(backup.path, scratch, std::nullopt, root, {}, clock, entropy, Disk::real())->keys_opened);
}

TEST_F(BackupTest, RetentionKeepsTheNewestOfDaysWeeksAndMonths)
{
    std::vector<std::string> names;
    for (std::int64_t at = parse_utc("2024-12-31T16:00:00Z").value, n = 0; n < 400; ++n, at -= 12 * 3'600'000)
        names.push_back(backup_name(format_utc(UtcMs{at})));
    const auto outlived = outlived_backups(names, {3, 2, 4});
    std::vector<std::string> kept;
    for (const std::string& name : names)
        if (std::ranges::find(outlived, name) == outlived.end()) kept.push_back(name);
    // Days end at 17:00 UTC, weeks on Sunday (29 December), months on their last day in Vietnam.
    const std::vector<std::string> expected = {"2024-12-31T160000Z", "2024-12-30T160000Z", "2024-12-29T160000Z",
                                               "2024-11-30T160000Z", "2024-10-31T160000Z", "2024-09-30T160000Z"};
    EXPECT_EQ(kept, expected);
    EXPECT_EQ(outlived_backups(names, {0, 0, 0}).size(), 399u);
    EXPECT_TRUE(outlived_backups({}, {}).empty());
}

TEST_F(BackupTest, ThinningTouchesOnlyOursAndNeverTheNewestVerified)
{
    const BackupReading first = made();
    made();
    const BackupReading last = made();
    BackupManifest foreign = first.manifest;
    foreign.council = "another";
    foreign.name = "2020-01-01T000000Z";
    std::filesystem::create_directories(folder / foreign.name);
    put_bytes(folder / foreign.name / "manifest.json", encode_manifest(foreign));
    std::filesystem::create_directories(folder / "2020-01-02T000000Z");
    std::filesystem::remove(folder / (last.manifest.name + ".json"));  // nobody says that it was found whole
    const auto removed = thin_backups(folder, "HDND-SENHONG", {0, 0, 0}, Disk::real());
    ASSERT_TRUE(removed.has_value());
    EXPECT_EQ(*removed, std::vector<std::string>{first.manifest.name});
    EXPECT_EQ(names().size(), 4u);
}

TEST_F(BackupTest, TheScheduleKnowsWhatItHasToDo)
{
    BackupPlan plan;
    plan.folder = folder;
    const std::string epoch = store->head().epoch;
    Backup noted;
    EXPECT_EQ(backup_duty(plan, noted, epoch, clock.utc()), BackupDuty::make);
    const BackupReading backup = made();
    EXPECT_EQ(backup_duty(plan, noted, epoch, clock.utc()), BackupDuty::look) << "made by hand, not told yet";
    const BackupOutcome seen = look_at_backups(*directory, plan, "0.9", {}, clock);
    EXPECT_EQ(seen.newest.name, backup.manifest.name);
    EXPECT_TRUE(seen.newest.verified_at.has_value());
    noted = seen.newest;
    EXPECT_EQ(backup_duty(plan, noted, epoch, clock.utc()), BackupDuty::nothing);
    // A newer one of another council in the same folder is nobody's business here.
    BackupManifest foreign = backup.manifest;
    foreign.council = foreign.epoch = "another";
    foreign.name = "2030-01-01T000000Z";
    std::filesystem::create_directories(folder / foreign.name);
    put_bytes(folder / foreign.name / "manifest.json", encode_manifest(foreign));
    EXPECT_EQ(backup_duty(plan, noted, epoch, clock.utc()), BackupDuty::nothing);
    EXPECT_EQ(look_at_backups(*directory, plan, "0.9", {}, clock).newest.name, backup.manifest.name);
    noted.failure = "Đầy.";
    EXPECT_EQ(backup_duty(plan, noted, epoch, clock.utc()), BackupDuty::look);
    noted.failure.reset();
    EXPECT_EQ(backup_duty(plan, noted, "a new history", clock.utc()), BackupDuty::make);
    clock.advance_ms(24 * 3'600'000);
    EXPECT_EQ(backup_duty(plan, noted, epoch, clock.utc()), BackupDuty::make);
}

TEST_F(BackupTest, PlanRefusesWhatItDoesNotKnow)
{
    const auto read = [&](const std::string& text) {
        put_bytes(directory->configuration, text);
        return read_backup_plan(directory->configuration);
    };
    EXPECT_FALSE(read("port = 1\n")->has_value());
    const auto plan = read("[backup]\nfolder = \"/srv/a\"\nsecond_folder = \"/srv/b\"\nevery_h = 6\nkeep_daily = 3\n");
    ASSERT_TRUE(plan && *plan);
    EXPECT_EQ((*plan)->every_h, 6u);
    EXPECT_EQ((*plan)->retention.daily, 3u);
    const std::pair<const char*, const char*> wrong[] = {
        {"[backup]\nevery_h = 6\n", "backup.folder"},
        {"[backup]\nfolder = \"a\"\n", "backup.folder"},
        {"[backup]\nfolder = \"/a\"\nevery_h = 0\n", "backup.every_h"},
        {"[backup]\nfolder = \"/a\"\nevery_h = 1.5\n", "backup.every_h"},
        {"[backup]\nfolder = \"/a\"\nkeep_weekly = -1\n", "backup.keep_weekly"},
        {"[backup]\nfolder = \"/a\"\nsecond_folder = \"/a\"\n", "backup.second_folder"},
        {"[backup]\nfolder = \"/a\"\nkeep = 3\n", "backup.keep"},
        {"backup = \"/a\"\n", "backup"}};
    for (const auto& [text, where] : wrong) {
        const auto refused = read(text);
        ASSERT_FALSE(refused.has_value()) << text;
        EXPECT_EQ(refused.error().where, where);
    }
}

TEST_F(BackupTest, TheWatermarkIsOfThisHistoryAndOfVerifiedBackupsOnly)
{
    const std::string epoch = store->head().epoch;
    EXPECT_EQ(store->backed_up(), 0);
    Backup backup{"backup",     "/srv/sl",    "2024-12-18T003000Z", "2024-12-18T00:30:00Z", 7, 100,
                  std::nullopt, std::nullopt, std::nullopt};
    ASSERT_TRUE(store->note_backup(backup, epoch).has_value());
    EXPECT_EQ(store->backed_up(), 0);
    backup.verified_at = "2024-12-18T00:31:00Z";
    ASSERT_TRUE(store->note_backup(backup, "another epoch").has_value());
    EXPECT_EQ(store->backed_up(), 0);
    ASSERT_TRUE(store->note_backup(backup, epoch).has_value());
    EXPECT_EQ(store->backed_up(), 7);
    const std::int64_t head = store->head().seq;
    ASSERT_TRUE(store->note_backup(backup, epoch).has_value());
    EXPECT_EQ(store->head().seq, head) << "saying the same twice changed something";
    backup.seq = 5;
    ASSERT_TRUE(store->note_backup(backup, epoch).has_value());
    EXPECT_EQ(store->backed_up(), 7);
    reopen();
    EXPECT_EQ(store->backed_up(), 7);
    ASSERT_TRUE(store->begin_new_history().has_value());
    EXPECT_EQ(store->backed_up(), 0);
}

TEST_F(BackupTest, AFailureIsOneAlarmThatEndsByItself)
{
    const std::string epoch = store->head().epoch;
    Backup backup;
    backup.failure = "Nơi chứa bản sao lưu đã đầy.";
    ASSERT_TRUE(store->note_backup(backup, epoch).has_value());
    EXPECT_EQ(held<Alarm>("backup_failed").sentence, *backup.failure);
    EXPECT_TRUE(send(office, SettleAlarm{"backup_failed"}).done);
    ASSERT_TRUE(store->note_backup(backup, epoch).has_value());
    EXPECT_TRUE(held<Alarm>("backup_failed").settled_at.has_value()) << "the same failure was raised again";
    backup.failure = "Khác.";
    ASSERT_TRUE(store->note_backup(backup, epoch).has_value());
    EXPECT_FALSE(held<Alarm>("backup_failed").settled_at.has_value());
    backup.failure.reset();
    ASSERT_TRUE(store->note_backup(backup, epoch).has_value());
    EXPECT_TRUE(held<Alarm>("backup_failed").settled_at.has_value());
}

}  // namespace chamber::storage::test
