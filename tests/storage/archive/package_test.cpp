// The package for the historical archive: checked by a reader that shares nothing with what writes it, and by xmllint.
#include "storage/archive/package/package.hpp"

#include "storage/archive/package/codes.hpp"
#include "storage/archive/package/plan.hpp"
#include "tests/storage/archive/world.hpp"

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;

class PackageTest : public testing::Test {
protected:
    PackageTest()
    {
        sealed = world.build().path;
        fs::create_directory(out);
    }

    Result<BuiltPackage> make(const fs::path& archive, const fs::path& directory,
                              const std::function<bool(std::uint64_t, std::uint64_t)>& progress = {})
    {
        return build_package({archive, directory, 1, printer}, progress);
    }
    // What a reader says who knows METS, PREMIS and BagIt and nothing of us.
    Ran look_at(const fs::path& package)
    {
        const auto folder = world.place.path / ("looked-" + std::to_string(++looked));
        fs::create_directory(folder);
        const char* official = std::getenv("CHAMBER_SIP_SCHEMAS");
        return run("python3 " CHECK_PACKAGE " '" + package.string() + "' '" + folder.string() + "' " +
                   (official != nullptr ? "'" + std::string(official) + "'" : ""));
    }
    std::vector<std::string> left() const
    {
        std::vector<std::string> names;
        for (const auto& entry : fs::directory_iterator(out)) names.push_back(entry.path().filename().string());
        return names;
    }

    ArchiveWorld world;
    fs::path sealed;
    fs::path out = world.place.path / "giao-nop";
    SheetPrinter printer = [](const PackageFacts& facts) -> Result<std::string> { return "giấy " + facts.objid; };
    int looked = 0;
};

TEST_F(PackageTest, IsWhatItsOwnListsAndSchemasSay)
{
    const auto built = make(sealed, out);
    ASSERT_TRUE(built) << built.error().detail << built.error().where;
    const auto seen = look_at(built->path);
    EXPECT_EQ(seen.exit_code, 0) << seen.output;
    EXPECT_EQ(seen.output, "");
    EXPECT_EQ(run("cd '" + out.string() + "' && sha256sum -c --quiet *.sha256").exit_code, 0);
    EXPECT_EQ(read_file(built->sheet_path), "giấy " + built->facts.objid);
    EXPECT_EQ(left().size(), 3u);
}

TEST_F(PackageTest, TheSameArchiveGivesTheSameBytesWhereverItLies)
{
    const auto first = make(sealed, out);
    ASSERT_TRUE(first);
    const auto elsewhere = world.place.path / "nơi khác";
    fs::create_directory(elsewhere);
    fs::copy_file(sealed, elsewhere / "ten-khac.zip");
    const auto second = make(elsewhere / "ten-khac.zip", elsewhere);
    ASSERT_TRUE(second);
    EXPECT_EQ(first->facts.package_sha256, second->facts.package_sha256);
    EXPECT_EQ(first->facts.package_name, second->facts.package_name);
}

TEST_F(PackageTest, NoByteOfItIsOfAPrivateNote)
{
    const auto built = make(sealed, out);
    ASSERT_TRUE(built);
    for (const auto* canary : {private_canary, group_canary})
        EXPECT_EQ(read_file(built->path).find(canary), std::string::npos) << canary;
}

TEST_F(PackageTest, WithdrawnPapersGoAlongButAreNoDocumentsInForce)
{
    const auto before = make(sealed, out);
    ASSERT_TRUE(before);
    world.withdraw(false);
    const auto after = make(world.build().path, out);
    ASSERT_TRUE(after) << after.error().detail << after.error().where;
    EXPECT_EQ(after->facts.documents + 1, before->facts.documents);
    EXPECT_NE(after->facts.objid, before->facts.objid);
    const auto seen = look_at(after->path);
    EXPECT_EQ(seen.exit_code, 0) << seen.output;
}

TEST_F(PackageTest, ADraftADamagedZipAndNoZipAreToldApart)
{
    const auto draft = make(world.build(ArchiveKind::draft).path, out);
    ASSERT_FALSE(draft);
    EXPECT_EQ(draft.error().code, ErrorCode::archive_is_draft);
    const auto damaged = world.place.path / "hong.zip";
    auto bytes = read_file(sealed);
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    write_file(damaged, bytes);
    const auto bad = make(damaged, out);
    ASSERT_FALSE(bad);
    EXPECT_EQ(bad.error().code, ErrorCode::archive_damaged);
    EXPECT_EQ(make(world.place.path / "khong-co.zip", out).error().code, ErrorCode::not_found);
    EXPECT_EQ(make(sealed, out / "khong-co").error().code, ErrorCode::not_found);
    EXPECT_TRUE(left().empty());
}

TEST_F(PackageTest, WhatIsThereIsNotOverwritten)
{
    const auto first = make(sealed, out);
    ASSERT_TRUE(first);
    const auto bytes = read_file(first->path);
    const auto again = make(sealed, out);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::already_exists);
    EXPECT_EQ(again.error().where, first->path.string());
    fs::remove(first->path);
    EXPECT_EQ(make(sealed, out).error().where, first->digest_path.string());
    EXPECT_FALSE(fs::exists(first->path));
    EXPECT_FALSE(bytes.empty());
}

TEST_F(PackageTest, WhoeverStopsItHalfWayFindsNothing)
{
    const auto stopped = make(sealed, out, [](std::uint64_t done, std::uint64_t total) { return done * 2 < total; });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::cancelled);
    EXPECT_TRUE(left().empty());
    printer = [](const PackageFacts&) -> Result<std::string> { return fail(ErrorCode::internal, "no font"); };
    EXPECT_EQ(make(sealed, out).error().code, ErrorCode::internal);
    EXPECT_TRUE(left().empty());
}

TEST_F(PackageTest, WhatAKillLeftGoesWithTheNextOne)
{
    // No process has this number: above the kernel's greatest.
    fs::create_directories(out / ".dang-dong-goi-99999999");
    write_file(out / ".dang-dong-goi-99999999" / "nua.zip", "nửa");
    ASSERT_TRUE(make(sealed, out));
    EXPECT_EQ(left().size(), 3u);
}

TEST(PackageNames, AreMadeOfWhatWasSealed)
{
    const PackageNames names("a");
    EXPECT_EQ(names.uuid("x"), PackageNames("a").uuid("x"));
    EXPECT_NE(names.uuid("x"), names.uuid("y"));
    EXPECT_NE(names.uuid("x"), PackageNames("b").uuid("x"));
    EXPECT_EQ(names.id("x"), "uuid-" + names.uuid("x"));
}

TEST(PackageCodes, AreThoseOfTheCircular)
{
    EXPECT_EQ(type_code("Tờ trình"), "15");
    EXPECT_EQ(type_code("NGHỊ QUYẾT"), "01");
    EXPECT_EQ(type_code("Thư ngỏ"), "32");
    EXPECT_EQ(maintenance_code("Vĩnh viễn"), "01");
    EXPECT_EQ(mode_code("Công khai"), "01");
    EXPECT_EQ(mode_code("ai cũng được"), "02") << "what nobody knows is not wider than it was";
    EXPECT_EQ(circular_day("2024-12-18"), "18/12/2024");
    EXPECT_EQ(circular_day(""), "");
    EXPECT_EQ(vietnam_moment("2025-01-06T17:30:00Z"), "2025-01-07T00:30:00+07:00");
    EXPECT_EQ(confidence_code(true, true), "03");
}

}  // namespace
}  // namespace chamber::storage
