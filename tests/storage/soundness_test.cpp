#include "storage/soundness.hpp"

#include "storage/database/database.hpp"
#include "tests/storage/support/council.hpp"

#include <fstream>

namespace chamber::storage::test {
namespace {

class SoundnessTest : public CouncilTest {
protected:
    // Everything into the one file, nothing open.
    void close()
    {
        store->tend();
        store.reset();
    }
    // Zeros over one page of the file, counted from 1.
    void blank_page(int page)
    {
        std::fstream file(directory->database, std::ios::in | std::ios::out | std::ios::binary);
        file.seekp((page - 1) * 4'096LL);
        file.write(std::string(4'096, '\0').data(), 4'096);
    }
    int root_page_of(const std::string& table)
    {
        auto database = Database::open(directory->database, OpenMode::existing, "").value();
        return static_cast<int>(database->integer("SELECT rootpage FROM sqlite_schema WHERE name = ?1", table).value());
    }
    Error failure(Thoroughness thoroughness = Thoroughness::quick)
    {
        auto sound = check_soundness(*directory, thoroughness);
        EXPECT_FALSE(sound);
        return sound ? Error{} : sound.error();
    }
};

TEST_F(SoundnessTest, IsSeenBesideAnOpenStore)
{
    ASSERT_TRUE(store->set_secret(PersonId("DB01"), "h"));
    for (const auto thoroughness : {Thoroughness::quick, Thoroughness::whole}) {
        auto sound = check_soundness(*directory, thoroughness);
        ASSERT_TRUE(sound) << sound.error().detail;
        EXPECT_EQ(sound->journal_head, store->journal_head());
        EXPECT_GT(sound->journal_entries, 0);
    }
    EXPECT_TRUE(is_checked_at_once(*directory));
}

TEST_F(SoundnessTest, ADamagedPageIsADamagedDatabase)
{
    close();
    blank_page(root_page_of("annotation"));
    EXPECT_EQ(failure().code, ErrorCode::database_damaged);
    EXPECT_EQ(failure().where, "quick_check");
    open();
    EXPECT_EQ(store->check_database(Thoroughness::quick).error().code, ErrorCode::database_damaged);
}

TEST_F(SoundnessTest, AVerbThatMeetsADamagedPageIsTheLast)
{
    close();
    blank_page(root_page_of("person"));
    auto opened = Store::open(*directory, clock, entropy);
    ASSERT_TRUE(opened);
    EXPECT_EQ((*opened)->set_secret(PersonId("DB01"), "h").error().code, ErrorCode::database_damaged);
    EXPECT_EQ((*opened)->touch_device(DeviceId("d1")).error().code, ErrorCode::database_damaged);
}

TEST_F(SoundnessTest, AnAlteredJournalIsBrokenAtThatEntry)
{
    close();
    Database::open(directory->database, OpenMode::existing, "")
        .value()
        ->script("UPDATE journal SET line = replace(line, 'create', 'creat3') WHERE n = 1");
    EXPECT_EQ(failure().code, ErrorCode::journal_broken);
    EXPECT_EQ(failure().where, "journal/1");
}

TEST_F(SoundnessTest, WhatIsNoDatabaseIsNotTakenForABlankOne)
{
    close();
    for (
        const std::string bytes :
        {"",
         "not a database at all, but long enough to have a header, were it one ........................................................"}) {
        std::ofstream(directory->database, std::ios::binary | std::ios::trunc) << bytes;
        EXPECT_EQ(Store::open(*directory, clock, entropy).error().code, ErrorCode::database_damaged);
        EXPECT_EQ(failure().code, ErrorCode::database_damaged);
    }
}

TEST_F(SoundnessTest, ThePepperIsKnownFromTheFirstSecretOn)
{
    EXPECT_TRUE(store->check_pepper("aa"));
    EXPECT_EQ(known_pepper_check(*directory).value(), std::nullopt);
    ASSERT_TRUE(store->remember_pepper("aa"));
    ASSERT_TRUE(store->remember_pepper("aa"));
    EXPECT_EQ(known_pepper_check(*directory).value(), "aa");
    EXPECT_TRUE(store->check_pepper("aa"));
    EXPECT_EQ(store->check_pepper("bb").error().code, ErrorCode::key_missing);
    EXPECT_EQ(store->remember_pepper("bb").error().code, ErrorCode::key_missing);
    EXPECT_TRUE(store->check_pepper("bb").error().where.ends_with("keys/pepper"));
}

}  // namespace
}  // namespace chamber::storage::test
