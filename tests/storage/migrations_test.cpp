// A council's database of the first version opens in this one, with all it knew.
#include "storage/database/database.hpp"
#include "storage/database/migrations.hpp"
#include "storage/database/vietnamese.hpp"
#include "tests/storage/support/council.hpp"

#include <gmock/gmock.h>

#include <set>

namespace chamber::storage::test {

namespace {

// Reports and revisions as the first version's wire had them.
constexpr const char* as_the_first_wrote = R"(
UPDATE revision SET report = json_remove(json_set(report,
    '$.signatures', (SELECT json_group_array(json_remove(s.value, '$.verdict', '$.certificate_sha256', '$.anchor_name', '$.standing', '$.revocation',
        '$.revocation_source', '$.revoked_at')) FROM json_each(revision.report, '$.signatures') AS s),
    '$.changes', (SELECT json_group_array(json_extract(c.value, '$.sentence')) FROM json_each(revision.report, '$.changes') AS c)), '$.missing');
UPDATE document SET body = json_set(body,
    '$.revisions', (SELECT json_group_array(json_remove(r.value, '$.missing')) FROM json_each(document.body, '$.revisions') AS r));
INSERT INTO page_search (page_search) VALUES ('rebuild');
)";

std::vector<std::string> texts(Statement rows)
{
    std::vector<std::string> all;
    while (rows.step()) all.push_back(rows.text(0));
    return all;
}

// Every row of the first version's own tables, with the columns it had, from the database at `path`.
void copy_rows(Database& first, const std::filesystem::path& path)
{
    first.script("PRAGMA foreign_keys = OFF;");
    first.run("ATTACH ?1 AS now", path.string());
    for (
        const std::string& table : texts(first.query(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND name NOT LIKE 'page_search%' AND name NOT LIKE 'sqlite%'"))) {
        std::string columns;
        for (const std::string& column : texts(first.query("SELECT name FROM pragma_table_info(?1, 'main')", table)))
            columns += (columns.empty() ? "" : ", ") + column;
        first.script("INSERT INTO main." + table + " (" + columns + ") SELECT " + columns + " FROM now." + table + ";");
    }
    first.script("DETACH now;");
}

class MigrationsTest : public CouncilTest {
protected:
    std::unique_ptr<Database> opened(const std::filesystem::path& file, OpenMode mode)
    {
        auto database = Database::open(file, mode, "");
        MUST(database.has_value());
        register_vietnamese_tokenizer(**database);
        return std::move(*database);
    }
};

}  // namespace

TEST_F(MigrationsTest, ADatabaseOfTheFirstVersionKeepsItsReports)
{
    NewRevision revision = new_document("Nghị quyết");
    SignatureReport& report = revision.inspection.report;
    report.verdict = Verdict::valid_with_allowed_changes;
    report.trust = Trust::trusted;
    report.engine = "engine 1";
    report.checked_at = "2024-12-18T01:00:00Z";
    report.signatures.resize(2);
    report.signatures[0].signer_name = "Nguyễn Văn \"Đức\"";
    report.signatures[0].byte_range = {0, 10, 20, 30};
    report.signatures[1].signer_name = "Ủy ban nhân dân";
    report.signatures[1].reasons = {"Một lý do"};
    report.changes = {LaterChange{"Sau khi ký có thêm 1 chú thích ở trang 2", 2, 99, true}};
    report.missing = {"Thiếu chữ ký của cơ quan"};
    ASSERT_TRUE(add(std::move(revision), "%PDF một").has_value());
    const DocumentId plain = upload("Không ký");
    publish_all();
    store.reset();
    const auto path = temporary.path() / "first.db";
    {
        const auto first = opened(path, OpenMode::fresh);
        first->script(migrations()[0].sql);
        copy_rows(*first, directory->database);
        first->script(as_the_first_wrote);
        first->script("PRAGMA application_id = 1852270708; PRAGMA user_version = 1;");
        EXPECT_EQ(first->integer("SELECT count(*) FROM revision WHERE report LIKE '%missing%'"), 0);
        EXPECT_EQ(first->integer("SELECT count(*) FROM revision"), 2);
    }
    for (const char* rest : {"-wal", "-shm"}) std::filesystem::remove(directory->database.string() + rest);
    std::filesystem::rename(path, directory->database);
    open();
    EXPECT_TRUE(store->check_database().has_value());
    const auto reports = store->entities("report");
    ASSERT_TRUE(reports.has_value()) << reports.error().detail;
    ASSERT_EQ(reports->size(), 2u);
    for (const Entity& entity : *reports) {
        const Report& kept = std::get<Report>(entity);
        if (kept.document == plain) continue;
        EXPECT_EQ(kept.report.checked_at, "2024-12-18T01:00:00Z");
        EXPECT_TRUE(kept.earlier.empty());
        ASSERT_EQ(kept.report.signatures.size(), 2u);
        EXPECT_EQ(kept.report.signatures[0].signer_name, "Nguyễn Văn \"Đức\"");
        EXPECT_EQ(kept.report.signatures[0].byte_range, (std::vector<std::int64_t>{0, 10, 20, 30}));
        EXPECT_EQ(kept.report.signatures[0].verdict, Verdict::valid_with_allowed_changes);
        EXPECT_EQ(kept.report.signatures[1].reasons, std::vector<std::string>{"Một lý do"});
        EXPECT_EQ(kept.report.signatures[1].standing, CertificateStanding::unknown);
        ASSERT_EQ(kept.report.changes.size(), 1u);
        EXPECT_EQ(kept.report.changes[0].sentence, "Sau khi ký có thêm 1 chú thích ở trang 2");
        EXPECT_TRUE(kept.report.changes[0].allowed);
        EXPECT_TRUE(kept.report.missing.empty());
    }
    EXPECT_EQ(held<Document>(plain.value).revisions.at(0).page_sizes.at(0).width_pt, 595);
    // Whoever made those reports was another engine: they are checked again at the first start.
    EXPECT_EQ(store->documents_to_check({std::nullopt, CheckState{"engine 2", ""}})->size(), 2u);
}

// Sessions of a database without rolls get one each: everybody who was listed until then, told to devices like all
// else.
TEST_F(MigrationsTest, SessionsThatAreThereAlreadyGetTheirRoll)
{
    const std::int64_t told = store->head().seq;
    store.reset();
    const auto path = temporary.path() / "fifth.db";
    {
        const auto old = opened(path, OpenMode::fresh);
        for (std::size_t i = 0; i < 5; ++i) old->script(migrations()[i].sql);
        copy_rows(*old, directory->database);
        old->script(
            "INSERT INTO page_search (page_search) VALUES ('rebuild'); DELETE FROM feed WHERE type = 'participant'; "
            "UPDATE session SET body = json_remove(body, '$.council_name', '$.term_name', '$.seats', '$.in_office'); "
            "PRAGMA application_id = 1852270708; PRAGMA user_version = 5;");
    }
    for (const char* rest : {"-wal", "-shm"}) std::filesystem::remove(directory->database.string() + rest);
    std::filesystem::rename(path, directory->database);
    open();
    EXPECT_TRUE(store->check_database().has_value());
    const Participant chair = held<Participant>("KH13/DB01");
    EXPECT_EQ(chair.name, "Lê Văn Đức");
    EXPECT_EQ(chair.session, SessionId("KH13"));
    EXPECT_TRUE(chair.counts_for_quorum);
    EXPECT_TRUE(entity("participant", "KH13/KM01").has_value());
    EXPECT_EQ(held<Session>("KH13").council_name, "Hội đồng nhân dân huyện Sen Hồng");
    EXPECT_EQ(held<Session>("KH13").in_office, 3);
    std::int64_t session_seq = 0;
    for (const FeedItem& item : whole_feed())
        if (item.type == "session") session_seq = item.seq;
    EXPECT_GT(session_seq, told) << "devices learn what a session says of the council";
    EXPECT_FALSE(store->candidates()->empty());
}

// What guests were told of absences and of hidden papers is taken back: moved, and told anew.
TEST_F(MigrationsTest, ReasonsOfAbsencesAndHiddenPapersLeaveWhatEverybodyReads)
{
    const Viewer guest = enrol("d1", "KM01");
    const DocumentId open_paper = upload("Mở");
    const DocumentId closed_paper = upload("Kín", Audience::delegates_only);
    publish_all();
    const DocumentId draft = upload("Dự thảo");
    ASSERT_TRUE(
        send(office,
             RecordAttendance{
                 SittingId("P1"), PersonId("DB03"), AttendanceAction::absent_excused, "2024-12-18T00:30:00Z", {}})
            .done);
    const std::int64_t told = store->head().seq;
    store.reset();
    const auto path = temporary.path() / "fourth.db";
    {
        const auto old = opened(path, OpenMode::fresh);
        for (std::size_t i = 0; i < 4; ++i) old->script(migrations()[i].sql);
        copy_rows(*old, directory->database);
        old->script(
            "INSERT INTO page_search (page_search) VALUES ('rebuild'); DELETE FROM feed WHERE type = 'enrolment'; "
            "UPDATE attendance SET body = json_set(body, '$.reason', 'Nghỉ ốm'); PRAGMA application_id = 1852270708; PRAGMA user_version = 4;");
        old->run("UPDATE agenda_item SET body = json_set(body, '$.documents', json_array(?1, ?2, ?3)) WHERE id = 'M1'",
                 draft.value, open_paper.value, closed_paper.value);
    }
    for (const char* rest : {"-wal", "-shm"}) std::filesystem::remove(directory->database.string() + rest);
    std::filesystem::rename(path, directory->database);
    open();
    EXPECT_TRUE(store->check_database().has_value());
    EXPECT_EQ(held<AgendaItem>("M1").documents, std::vector<DocumentId>{open_paper});
    EXPECT_EQ(held<AbsenceReason>("P1/DB03").reason, "Nghỉ ốm");
    EXPECT_FALSE(sees(guest, "absence_reason", "P1/DB03"));
    for (const FeedItem& item : whole_feed()) {
        if (item.type == "attendance" || item.type == "absence_reason" || item.id == "M1")
            EXPECT_GT(item.seq, told) << item.type << " is told anew";
        if (may_see(guest, item.scope, item.type))
            EXPECT_EQ(item.encoded->find("Nghỉ ốm"), std::string::npos) << item.type;
    }
    // The paper still finds its place when it is published.
    publish_all();
    EXPECT_EQ(held<AgendaItem>("M1").documents, (std::vector<DocumentId>{draft, open_paper}));
}

TEST_F(MigrationsTest, TwoPapersAtOnePlaceAreDealtOutAnewAndToldAnew)
{
    const DocumentId first = upload("Một");
    const DocumentId second = upload("Hai");
    const DocumentId elsewhere = upload("Nơi khác", Audience::everyone, "M2");
    publish_all();
    const std::int64_t told = store->head().seq;
    store.reset();
    const auto path = temporary.path() / "sixth.db";
    {
        const auto old = opened(path, OpenMode::fresh);
        for (std::size_t i = 0; i < 6; ++i) old->script(migrations()[i].sql);
        copy_rows(*old, directory->database);
        old->script(
            "INSERT INTO page_search (page_search) VALUES ('rebuild'); "
            "UPDATE document SET position = 4, body = json_set(body, '$.position', 4); PRAGMA application_id = 1852270708; PRAGMA user_version = 6;");
    }
    for (const char* rest : {"-wal", "-shm"}) std::filesystem::remove(directory->database.string() + rest);
    std::filesystem::rename(path, directory->database);
    open();
    EXPECT_TRUE(store->check_database().has_value());
    EXPECT_NE(held<Document>(first.value).position, held<Document>(second.value).position);
    EXPECT_EQ(held<Document>(elsewhere.value).position, 4) << "alone in its item";
    for (const FeedItem& item : whole_feed())
        if (item.type == "document") EXPECT_GT(item.seq, told) << item.id;
}

TEST_F(MigrationsTest, DocumentsThatNobodyAskedForTheirSignerAreToldAnew)
{
    const DocumentId paper = upload("Tờ trình");
    publish_all();
    const std::int64_t told = store->head().seq;
    store.reset();
    opened(directory->database, OpenMode::existing)
        ->script(
            "UPDATE document SET body = json_remove(body, '$.signer', '$.term', '$.session_number', '$.normative'); "
            "UPDATE council SET body = json_remove(body, '$.confirm_check_ins'); DROP TABLE opening; "
            "DROP TABLE notebook_note; DROP TABLE reading; DROP TABLE preferences; "
            "PRAGMA user_version = 12;");
    open();
    EXPECT_TRUE(store->check_database().has_value());
    EXPECT_EQ(held<Document>(paper.value).signer, "");
    EXPECT_EQ(held<Document>(paper.value).session_number, 0);
    std::set<std::string> anew;
    for (const FeedItem& item : whole_feed())
        if (item.seq > told) anew.insert(std::string(item.type));
    EXPECT_THAT(anew, testing::ElementsAre("council", "document"));
    EXPECT_TRUE(send(office, SetMeetingRules{45}).done) << "the feed goes on";
}

TEST_F(MigrationsTest, AYoungerDatabaseIsRefused)
{
    store.reset();
    opened(directory->database, OpenMode::existing)->script("PRAGMA user_version = 99;");
    const auto store_of_the_future = Store::open(*directory, clock, entropy);
    ASSERT_FALSE(store_of_the_future.has_value());
    EXPECT_EQ(store_of_the_future.error().code, ErrorCode::data_version);
    opened(directory->database, OpenMode::existing)
        ->script("PRAGMA user_version = " + std::to_string(migrations().size()) + ";");
    open();
}

}  // namespace chamber::storage::test
