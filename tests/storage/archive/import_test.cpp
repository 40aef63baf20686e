// A session that was sealed in one council's data directory, taken into another's.
#include "server/workflows/archive_import.hpp"

#include "storage/archive/session_reading.hpp"
#include "storage/system_world.hpp"
#include "tests/storage/archive/world.hpp"

#include <algorithm>
#include <gmock/gmock.h>

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;

// A council that never heard of the archive's.
class ImportTest : public testing::Test {
protected:
    ImportTest() : sealed(world.build().path)
    {
        auto created = DataDirectory::create(world.place.path / "noi-nhan");
        MUST(created.has_value());
        directory.emplace(*created);
        Council council;
        council.id = "XA";
        council.name = "Hội đồng nhân dân xã Lúa Vàng";
        Person staff;
        staff.id = PersonId("DB01");  // the archive has a DB01, too
        staff.name = "Vũ Văn Máy";
        staff.sort_name = "Máy";
        staff.roles = {Role::administrator, Role::secretary, Role::clerk};
        auto made =
            Store::create(*directory, council, staff, ImportedSecret{staff.id, "quantri", "hash"}, clock, entropy);
        MUST(made.has_value());
        open();
    }
    void open()
    {
        store.reset();
        auto opened = Store::open(*directory, clock, entropy);
        MUST(opened.has_value());
        store = std::move(*opened);
    }
    Result<Session> take(const fs::path& zip)
    {
        auto import = workflow::ArchiveImport::examine(zip, world.root_pem());
        if (!import) return import.error();
        return import->receive(*store, *directory, {}, clock, [](std::uint64_t, std::uint64_t) {});
    }
    template <class Noun>
    std::vector<Noun> all()
    {
        std::vector<Noun> nouns;
        for (auto& entity : *store->entities(Noun::type)) nouns.push_back(std::get<Noun>(std::move(entity)));
        return nouns;
    }
    std::size_t files_in(const fs::path& folder) const
    {
        std::size_t count = 0;
        for (const auto& entry : fs::recursive_directory_iterator(folder)) count += entry.is_regular_file() ? 1 : 0;
        return count;
    }

    ArchiveWorld world;
    fs::path sealed;
    SystemClock clock;
    SystemEntropy entropy;
    std::optional<DataDirectory> directory;
    std::unique_ptr<Store> store;
};

TEST_F(ImportTest, BecomesAReadOnlySessionThatSaysWhoseItWas)
{
    const auto session = take(sealed);
    ASSERT_TRUE(session) << session.error().detail << " " << session.error().where;
    EXPECT_EQ(session->state, SessionState::archived);
    EXPECT_EQ(session->name, world.file.session.name);
    ASSERT_TRUE(session->imported_from);
    EXPECT_THAT(*session->imported_from, testing::HasSubstr(world.file.council.organ_id));
    EXPECT_EQ(all<Sitting>().size(), world.file.sittings.size());
    ASSERT_EQ(all<AgendaItem>().size(), world.file.agenda.size() + 1) << "TL04 stands on no item of the agenda";
    const auto items = all<AgendaItem>();
    const auto other = std::ranges::find(items, "Tài liệu khác", &AgendaItem::name);
    ASSERT_NE(other, items.end());
    ASSERT_EQ(other->documents.size(), 1u);
    EXPECT_TRUE(other->documents.front().value.ends_with(":TL04"));
    EXPECT_EQ(all<Document>().size(), world.file.documents.size());
    EXPECT_EQ(all<Archive>().front().session, session->id);
    EXPECT_EQ(all<Council>().front().name, "Hội đồng nhân dân xã Lúa Vàng") << "ours stays ours";
    const auto applied = store->apply(store->local_viewer(), "i1",
                                      {Command{1, OpenAgendaItem{session->id, all<AgendaItem>().front().id}}});
    ASSERT_TRUE(applied);
    EXPECT_EQ(applied->outcomes.front().code, "session_sealed");
}

TEST_F(ImportTest, EveryByteAndEveryReportIsAsItWasSealed)
{
    ASSERT_TRUE(take(sealed));
    const auto zip = ZipReader::open(sealed);
    const auto read = read_session(*zip);
    ASSERT_TRUE(read);
    for (const auto& document : read->file.documents)
        for (const auto& revision : document.revisions)
            EXPECT_TRUE(store->blobs().contains(*Sha256::parse(revision.sha256))) << document.id.value;
    const auto reports = all<Report>();
    EXPECT_EQ(reports.size(), read->file.reports.size());
    for (const auto& report : reports) {
        const bool same = std::ranges::any_of(read->file.reports, [&](const Report& sealed_one) {
            return report.id.ends_with(":" + sealed_one.id) &&
                   report.report.checked_at == sealed_one.report.checked_at &&
                   report.report.verdict == sealed_one.report.verdict;
        });
        EXPECT_TRUE(same) << report.id;
    }
    const auto archive = all<Archive>().front();
    EXPECT_EQ(read_file(directory->archives / archive.file_name), read_file(sealed));
    EXPECT_EQ(verify_archive(directory->archives / archive.file_name, world.root_pem())->vouching, Vouching::root);
}

TEST_F(ImportTest, TheirPeopleAreNamesAndNobodySignsInAsThem)
{
    ASSERT_TRUE(take(sealed));
    std::size_t ours = 0;
    for (const auto& person : all<Person>()) {
        if (person.id.value == "DB01") {
            ++ours;
            EXPECT_EQ(person.name, "Vũ Văn Máy");
            continue;
        }
        EXPECT_TRUE(person.roles.empty()) << person.id.value;
    }
    EXPECT_EQ(ours, 1u);
    EXPECT_TRUE(store->candidates()->empty());
}

TEST_F(ImportTest, CommentsAndRollCameAlong)
{
    ASSERT_TRUE(take(sealed));
    const auto zip = ZipReader::open(sealed);
    const auto read = read_session(*zip);
    EXPECT_EQ(all<Annotation>().size(), read->file.public_annotations.size());
    std::size_t recorded = 0;
    for (const auto& one : read->file.attendance)
        recorded += one.status != AttendanceStatus::unknown || !one.intervals.empty() ? 1 : 0;
    EXPECT_EQ(all<Attendance>().size(), recorded);
    EXPECT_GT(recorded, 0u);
}

TEST_F(ImportTest, TwiceIsOnce)
{
    const auto first = take(sealed);
    ASSERT_TRUE(first);
    const auto head = store->head().seq;
    const auto again = take(sealed);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().code, ErrorCode::archive_known);
    EXPECT_EQ(again.error().where, first->id.value);
    EXPECT_EQ(store->head().seq, head);
    EXPECT_EQ(all<Session>().size(), 1u);
}

// On its way it got another name, and whoever packed it anew called its folder otherwise.
TEST_F(ImportTest, IsNamedByWhatWasSealed)
{
    const auto renamed = world.place.path / "Bản sao (2) của hồ sơ.zip";
    ASSERT_EQ(run("python3 " TAMPER " '" + sealed.string() + "' '" + renamed.string() + "' other_folder").exit_code, 0);
    write_file(renamed.string() + ".bien-ban.pdf", "%PDF-1.7");
    const auto session = take(renamed);
    ASSERT_TRUE(session) << session.error().detail << " " << session.error().where;
    const auto name = sealed.filename().string();
    EXPECT_EQ(all<Archive>().front().file_name, name);
    EXPECT_EQ(read_file(directory->archives / name), read_file(renamed));
    EXPECT_TRUE(fs::exists(directory->archives / (name + ".bien-ban.pdf")));
    EXPECT_EQ(run("cd '" + directory->archives.string() + "' && sha256sum -c --quiet '" + name + ".sha256'").exit_code,
              0);
    EXPECT_FALSE(fs::exists(directory->archives / renamed.filename()));
}

TEST_F(ImportTest, WhatNobodyVouchesForIsRefusedAndNothingIsWritten)
{
    const auto before = files_in(directory->root);
    const auto stranger = workflow::ArchiveImport::examine(sealed, {});
    ASSERT_FALSE(stranger);
    EXPECT_EQ(stranger.error().code, ErrorCode::archive_foreign_seal);
    EXPECT_EQ(take(world.build(ArchiveKind::draft).path).error().code, ErrorCode::archive_is_draft);
    for (const std::string how : {"flip:", "extra:", "remove:"}) {
        const auto bad = world.place.path / "xau.zip";
        fs::remove(bad);
        auto bytes = read_file(sealed);
        bytes[bytes.size() / 3] = static_cast<char>(bytes[bytes.size() / 3] ^ 4);
        write_file(bad, how == "flip:" ? bytes : bytes + how);
        EXPECT_EQ(take(bad).error().code, ErrorCode::archive_damaged) << how;
    }
    EXPECT_EQ(files_in(directory->root), before);
    EXPECT_TRUE(all<Session>().empty());
}

// Killed before its transaction: bytes that no row names, which the next start collects; then it goes on as if nothing
// had been.
TEST_F(ImportTest, KilledInTheMiddleLeavesNothing)
{
    const auto before = files_in(directory->blobs);
    auto import = workflow::ArchiveImport::examine(sealed, world.root_pem());
    ASSERT_TRUE(import);
    int told = 0;
    const auto stop = [&](std::uint64_t, std::uint64_t) {
        if (++told == 2) throw std::runtime_error("killed");
    };
    EXPECT_THROW((void)import->receive(*store, *directory, {}, clock, stop), std::runtime_error);
    EXPECT_GT(files_in(directory->blobs), before);
    open();
    EXPECT_EQ(files_in(directory->blobs), before);
    EXPECT_TRUE(all<Session>().empty());
    EXPECT_TRUE(take(sealed));
}

TEST_F(ImportTest, WhatWasSealedIsReadBackWhole)
{
    const auto zip = ZipReader::open(sealed);
    const auto read = read_session(*zip);
    ASSERT_TRUE(read) << read.error().detail << read.error().where;
    EXPECT_EQ(read->file.documents.size(), world.file.documents.size());
    EXPECT_EQ(read->file.people.size(), world.file.people.size());
    EXPECT_EQ(read->file.reports.size(), world.file.reports.size());
    EXPECT_EQ(read->file.earlier_reports.size(), world.file.earlier_reports.size());
    EXPECT_EQ(read->file.journal_lines, world.file.journal_lines);
    EXPECT_EQ(read->folder + ".zip", sealed.filename().string());
}

}  // namespace
}  // namespace chamber::storage
