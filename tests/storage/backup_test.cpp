// Backups: made beside a writer, verified to the last byte, damaged in every kind of file.
#include "storage/backup/snapshot.hpp"
#include "storage/database/checkpointer.hpp"
#include "storage/files/hash.hpp"
#include "storage/keys/seal.hpp"
#include "tests/storage/support/backup_fixture.hpp"
#include "tests/storage/support/faulty_disk.hpp"

#include <atomic>
#include <thread>

namespace chamber::storage::test {

TEST_F(BackupTest, HoldsWhatTheDataDirectoryHoldsAndSaysUpToWhere)
{
    const FeedHead head = store->head();
    const BackupReading backup = made();
    EXPECT_TRUE(backup.sound());
    EXPECT_EQ(backup.manifest.epoch, head.epoch);
    EXPECT_EQ(backup.manifest.seq, head.seq);
    EXPECT_EQ(backup.manifest.journal_hash, store->journal_head());
    EXPECT_EQ(backup.manifest.council, "HDND-SENHONG");
    EXPECT_EQ(backup.counts.at("annotation"), 1);
    for (const char* path : {"data/chamber.db", "data/VERSION", "data/backup-recipient.pem", "keys.cms", "ca.pem"})
        EXPECT_NE(backup.manifest.find(path), nullptr) << path;
    EXPECT_EQ(fault_in(backup.path), "sound");
    EXPECT_EQ(names(), std::vector<std::string>{backup.manifest.name});
}

TEST_F(BackupTest, NamesEachFileInWhichAByteFlipped)
{
    const BackupReading backup = made();
    std::vector<std::string> paths = {"manifest.json", "manifest.p7s"};
    for (const BackupFile& file : backup.manifest.files) paths.push_back(file.path);
    for (const std::string& path : paths) {
        const std::string good = bytes_of(backup.path / path);
        for (const std::size_t at : {std::size_t{0}, good.size() / 2, good.size() - 1}) {
            std::string bad = good;
            bad[at] = static_cast<char>(bad[at] ^ 1);
            std::filesystem::remove(backup.path / path);  // it may be another name of the council's own file
            put_bytes(backup.path / path, bad);
            const std::string named = fault_in(backup.path);
            EXPECT_TRUE(named == path || (path == "manifest.p7s" && named == "manifest.json"))
                << path << " at " << at << ": " << named;
        }
        put_bytes(backup.path / path, good);
    }
    EXPECT_EQ(fault_in(backup.path), "sound");
}

TEST_F(BackupTest, NamesWhatIsMissingTooShortTooMuchOrCalledOtherwise)
{
    const BackupReading backup = made();
    const std::string blob = backup.manifest.files.at(3).path;
    const std::string good = bytes_of(backup.path / blob);
    std::filesystem::remove(backup.path / blob);
    EXPECT_EQ(fault_in(backup.path), blob);
    put_bytes(backup.path / blob, good.substr(1));
    EXPECT_EQ(fault_in(backup.path), blob);
    put_bytes(backup.path / blob, good);
    put_bytes(backup.path / "data" / "chamber.db-wal", "a log of another day");
    EXPECT_EQ(fault_in(backup.path), "data/chamber.db-wal");
    std::filesystem::remove(backup.path / "data" / "chamber.db-wal");
    std::filesystem::rename(backup.path, folder / "2030-01-01T000000Z");
    EXPECT_EQ(fault_in(folder / "2030-01-01T000000Z"), "manifest.json");
    EXPECT_EQ(fault_in(folder / "no such"), "backup_unknown");
}

TEST_F(BackupTest, WhatIsSealedByAStrangerIsNotTaken)
{
    const BackupReading backup = made();
    auto stranger = DataDirectory::create(temporary.path() / "stranger");
    ASSERT_TRUE(stranger && create_authority(*stranger, "khac.local", "Kẻ lạ", clock));
    BackupManifest forged = backup.manifest;
    forged.seq = 1;
    const std::string text = encode_manifest(forged);
    put_bytes(backup.path / "manifest.json", text);
    put_bytes(backup.path / "manifest.p7s", *seal_text(text, *seal_identity(*stranger)));
    EXPECT_EQ(fault_in(backup.path), "manifest.p7s");
    const auto refused = restore(backup.path);
    EXPECT_FALSE(refused.has_value());
}

TEST_F(BackupTest, KeysAreInItButOpenOnlyToThePassphrase)
{
    const BackupReading backup = made();
    const std::string seal = bytes_of(directory->keys / "seal.pem");
    const std::string secret = seal.substr(seal.find("BEGIN PRIVATE KEY") + 20, 60);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(backup.path)) {
        if (!entry.is_regular_file()) continue;
        const std::string bytes = bytes_of(entry.path());
        EXPECT_EQ(bytes.find(secret), std::string::npos) << entry.path();
        EXPECT_EQ(bytes.find("the pepper nobody may read"), std::string::npos) << entry.path();
        EXPECT_EQ(entry.status().permissions() & std::filesystem::perms::others_all, std::filesystem::perms::none)
            << entry.path();
    }
    const auto recipient = backup_recipient(*directory);
    const std::string sealed = bytes_of(backup.path / "keys.cms");
    EXPECT_EQ(open_keys(sealed, *recipient, {"another passphrase", {}}).error().code, ErrorCode::backup_locked);
    EXPECT_EQ(open_keys(sealed, *recipient, {}).error().code, ErrorCode::backup_locked);
    const auto keys = open_keys(sealed, *recipient, {passphrase, {}});
    ASSERT_TRUE(keys.has_value()) << keys.error().detail;
    for (const KeyFile& key : *keys) EXPECT_EQ(key.bytes, bytes_of(directory->keys / key.path)) << key.path;
    EXPECT_EQ(keys->size(), 5u);
    std::string bad = sealed;
    bad[bad.size() - 40] = static_cast<char>(bad[bad.size() - 40] ^ 1);
    EXPECT_FALSE(open_keys(bad, *recipient, {passphrase, {}}).has_value());
}

TEST_F(BackupTest, IsOneMomentWhileAWriterWritesAndCheckpoints)
{
    auto checkpointer = store->checkpointer();
    ASSERT_TRUE(checkpointer.has_value());
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        for (int i = 2; !stop; ++i) {
            write_note(std::to_string(i));
            if (i % 20 == 0) (*checkpointer)->run();
        }
    });
    {
        StillClock other = clock;
        for (int i = 0; i < 4; ++i) {
            other.advance_ms(60'000);
            const auto reading = make_backup(*directory, {folder, "0.9", {}}, other, Disk::real());
            EXPECT_TRUE(reading && reading->sound()) << (reading ? "" : reading.error().detail);
        }
    }
    stop = true;
    writer.join();
    EXPECT_EQ(names().size(), 4u);
    EXPECT_TRUE(store->check_database().has_value());
}

TEST_F(BackupTest, NothingThatCountsIsLeftWhenTheDiskFailsAtAnyStep)
{
    for (const Fault fault : {Fault::disk_full, Fault::io_failed}) {
        for (std::uint64_t step = 0;; step += 3) {
            ASSERT_LT(step, 600u);
            FaultyDisk faulty;
            const std::size_t before = names().size();
            faulty.arm(step, fault, Duration::once);
            const auto reading = make(faulty);
            const bool survived = faulty.disarm() <= step;
            for (const std::string& name : names()) EXPECT_EQ(fault_in(folder / name), "sound") << "step " << step;
            if (survived) {
                EXPECT_TRUE(reading.has_value()) << (reading ? "" : reading.error().detail);
                break;
            }
            EXPECT_FALSE(reading.has_value()) << "step " << step;
            if (!reading && fault == Fault::disk_full)
                EXPECT_EQ(reading.error().code, ErrorCode::backup_target_full) << step << " " << reading.error().detail;
            EXPECT_LE(names().size(), before + 1);  // named already, and only the word that it was verified is missing
        }
    }
}

TEST_F(BackupTest, WhatAKilledMakerLeftIsNoBackupAndGoesWithTheNext)
{
    const BackupReading backup = made();
    const auto left = folder / ".making-2024-12-18T000000Z";
    std::filesystem::copy(backup.path, left, std::filesystem::copy_options::recursive);
    std::filesystem::create_directories(folder / "2023-01-01T000000Z");
    std::filesystem::create_directories(folder / "ảnh của ai đó");
    EXPECT_EQ(list_backups(folder)->at(0).name, backup.manifest.name);
    made();
    EXPECT_FALSE(std::filesystem::exists(left));
    EXPECT_TRUE(std::filesystem::exists(folder / "ảnh của ai đó"));
}

TEST_F(BackupTest, ARottenBlobIsTakenFromTheBackupBeforeOrNamed)
{
    const Sha256 sha256 = sha256_of("%PDF Báo cáo");
    const auto blob = store->blobs().path(sha256);
    std::filesystem::remove(blob);
    put_bytes(blob, "%PDF rotten");
    const auto refused = make();
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, ErrorCode::blob_damaged);
    EXPECT_NE(refused.error().where.find(sha256.hex()), std::string::npos);
    EXPECT_TRUE(names().empty());
    ASSERT_TRUE(store->note_damage(sha256, DamageKind::wrong_bytes).has_value());
    EXPECT_EQ(made().manifest.damaged, std::vector<std::string>{sha256.hex()});  // known: left out and told

    put_bytes(blob, "%PDF Báo cáo");
    ASSERT_TRUE(store->note_repair(sha256, DeviceId()).has_value());
    const BackupReading whole = made();
    EXPECT_TRUE(whole.manifest.damaged.empty());
    std::filesystem::remove(blob);
    EXPECT_TRUE(made().manifest.damaged.empty());  // from the backup before
}

TEST_F(BackupTest, ADatabaseThatDoesNotHoldTogetherIsNoBackup)
{
    store.reset();
    std::fstream file(directory->database, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(3 * 4'096);
    file.write(std::string(4'096, 'x').data(), 4'096);
    file.close();
    const auto refused = make();
    EXPECT_FALSE(refused.has_value());
    EXPECT_TRUE(names().empty());
}

TEST_F(BackupTest, AFolderInsideTheDataDirectoryOrWithoutItsDiskIsRefused)
{
    folder = directory->root / "backups";
    EXPECT_EQ(make().error().code, ErrorCode::backup_failed);
    folder = temporary.path() / "not mounted" / "backups";
    EXPECT_EQ(make().error().code, ErrorCode::backup_failed);
    EXPECT_FALSE(std::filesystem::exists(temporary.path() / "not mounted"));
}

TEST_F(BackupTest, WithoutARecipientNothingIsMade)
{
    std::filesystem::remove(directory->root / "backup-recipient.pem");
    EXPECT_EQ(make().error().code, ErrorCode::backup_locked);
    EXPECT_EQ(set_backup_passphrase(*directory, "ngan", clock, Disk::real()).error().code, ErrorCode::secret_too_weak);
    const std::string seal = bytes_of(directory->keys / "seal.pem");
    EXPECT_EQ(set_backup_recipient(*directory, seal, Disk::real()).error().code, ErrorCode::trust_private_key);
    const std::string signer = seal.substr(seal.find("-----BEGIN CERTIFICATE"));
    EXPECT_EQ(set_backup_recipient(*directory, signer, Disk::real()).error().code, ErrorCode::certificate_failed)
        << "a key for signatures only";
    EXPECT_EQ(set_backup_recipient(*directory, "x", Disk::real()).error().code, ErrorCode::trust_unreadable);
    ASSERT_TRUE(set_backup_passphrase(*directory, passphrase, clock, Disk::real()).has_value());
    EXPECT_EQ(set_backup_passphrase(*directory, passphrase, clock, Disk::real()).error().code,
              ErrorCode::already_exists);
}

TEST_F(BackupTest, ASecondFolderGetsTheSameAndSharesWhatItHolds)
{
    const auto second = temporary.path() / "second";
    const std::string root = ca_certificate_pem(*directory);
    const BackupReading first = made();
    auto copied = copy_backup(first.path, {second, "0.9", {}}, root, Disk::real());
    ASSERT_TRUE(copied.has_value()) << copied.error().detail;
    EXPECT_TRUE(copied->sound());
    EXPECT_EQ(copied->manifest, first.manifest);
    put_bytes(second / first.manifest.name / "ca.pem", "x");
    EXPECT_FALSE(copy_backup(first.path, {second, "0.9", {}}, root, Disk::real())->sound());
    const BackupReading next = made();
    copied = copy_backup(next.path, {second, "0.9", {}}, root, Disk::real());
    EXPECT_TRUE(copied && copied->sound());
}

TEST_F(BackupTest, ManifestHasOneSpelling)
{
    const BackupManifest manifest = made().manifest;
    const std::string text = encode_manifest(manifest);
    EXPECT_EQ(*decode_manifest(text), manifest);
    std::string other = text;
    other.replace(other.find("0.9"), 3, "0\\u002e9");
    EXPECT_EQ(decode_manifest(other).error().code, ErrorCode::backup_damaged);
    EXPECT_FALSE(decode_manifest(text + " ").has_value());
    EXPECT_FALSE(decode_manifest("{}").has_value());
    BackupManifest leaving = manifest;
    leaving.files.front().path = "../keys/ca.key";
    EXPECT_FALSE(decode_manifest(encode_manifest(leaving)).has_value());
    EXPECT_EQ(backup_name("2026-11-29T15:00:00Z"), "2026-11-29T150000Z");
    EXPECT_TRUE(is_backup_name("2026-11-29T150000Z"));
    EXPECT_FALSE(is_backup_name("2026-11-29T150000Z.json"));
}

}  // namespace chamber::storage::test
