#include "tests/storage/archive/world.hpp"

#include "storage/archive/placing.hpp"

#include "protocol/digest.hpp"
#include "storage/files/hash.hpp"
#include "storage/keys/seal.hpp"

namespace chamber::storage {

ArchiveWorld::ArchiveWorld()
    : directory(DataDirectory::create(place.path / "council").value()),
      blobs(directory.blobs, directory.staging)
{
    file.council = {"HDND", "Hội đồng nhân dân huyện Hương Sen", "huyện", "tỉnh Vĩnh Mẫu", "H99.15", "Khóa XII", 35, 35,
                    true};
    EXPECT_TRUE(create_authority(directory, "localhost", file.council.name, clock));
    seal = seal_identity(directory).value();
    file.session.id = SessionId("K12-KH15");
    file.session.number = 15;
    file.session.name = "Kỳ họp thứ Mười lăm";
    file.session.start_on = "2024-12-18";
    file.session.end_on = "2024-12-19";
    file.session.venue = "Hội trường lớn";
    file.session.state = SessionState::filing;
    file.sittings.push_back({SittingId("PH1"), file.session.id, "Phiên khai mạc", "toàn thể", "2024-12-18T00:30:00Z",
                             "2024-12-18T04:20:00Z", true, 1});
    AgendaItem first{
        AgendaItemId("MUC01"), file.session.id, SittingId("PH1"), "1", 1, "Khai mạc", "nghi_thuc", {}, {}, 30, {}};
    AgendaItem second{AgendaItemId("MUC02"),
                      file.session.id,
                      SittingId("PH1"),
                      "2",
                      2,
                      "Kế hoạch đầu tư công",
                      "thao_luan",
                      {},
                      {},
                      60,
                      {}};
    file.agenda = {second, first};
    file.archive_fields =
        R"({"FileCode":"H99.15.2024.HĐND.15","FileCatalog":2024,"Title":"Hồ sơ Kỳ họp thứ Mười lăm","TotalDoc":999})";
    add_journal();
    add_people();
    add_documents();
    add_attendance();
    add_annotations();
}

// Two neighbours and one that other sessions' entries lie before.
void ArchiveWorld::add_journal()
{
    std::string before(64, '0');
    const auto line = [&](const char* n, const char* verb, const std::string& prev_hash) {
        file.journal_lines.push_back(std::string(R"({"n":")") + n + R"(","at":"2024-12-18T00:30:00.118204Z","verb":")" +
                                     verb +
                                     R"(","person":"VP01","target":"TL01","session":"K12-KH15","session_prev_hash":")" +
                                     before + R"(","prev_hash":")" + prev_hash + "\"}");
        before = sha256_of(file.journal_lines.back()).hex();
    };
    line("4", "import_session", std::string(64, 'c'));
    line("5", "publish_documents", before);
    line("9", "set_session_state", std::string(64, 'd'));
}

void ArchiveWorld::withdraw(bool secret)
{
    WithdrawnDocument gone{file.documents.back(), {}};
    file.documents.pop_back();
    gone.word = {gone.document.id,
                 gone.document.session,
                 gone.document.agenda_item,
                 gone.document.title,
                 "Gửi nhầm bản, <nháp>",
                 "2024-12-03T02:00:00Z",
                 gone.document.position,
                 gone.document.type_name,
                 gone.document.full_number,
                 gone.document.issued_on,
                 gone.document.issuer,
                 PersonId("DB24"),
                 secret};
    if (secret) gone.document.revisions.clear();
    file.withdrawn = {gone};
}

void ArchiveWorld::add_people()
{
    const auto person = [&](const char* id, const char* name, const char* position, Role role) {
        Person made;
        made.id = PersonId(id);
        made.name = name;
        made.position = position;
        made.roles = {role};
        made.group = GroupId("TO1");
        file.people.push_back(made);
    };
    person("DB24", "Kiều Thị Phấn Trắng", "Đại biểu", Role::delegate);
    person("DB01", "Nguyễn Văn Mẫu", "Chủ tịch HĐND huyện", Role::delegate);
    person("DB02", "Lê \"Tư\", Minh Họa", "=HYPERLINK(\"http://x\")", Role::delegate);
    file.groups.push_back({GroupId("TO1"), GroupKind::delegation, "Tổ đại biểu số 1", {}, {}, {PersonId("DB01")}, {}});
}

std::string ArchiveWorld::keep(const std::string& bytes)
{
    auto staged = blobs.stage(bytes.size() + 1).value();
    EXPECT_TRUE(staged.write(bytes));
    EXPECT_TRUE(staged.finish());
    const auto digest = staged.sha256().hex();
    EXPECT_TRUE(blobs.keep(std::move(staged)));
    return digest;
}

Revision ArchiveWorld::revision(std::int32_t n, const std::string& bytes, const std::string& added_at)
{
    Revision made;
    made.n = n;
    made.sha256 = keep(bytes);
    made.bytes = bytes.size();
    made.pages = 2;
    made.added_at = added_at;
    made.published_at = added_at;
    made.verdict_sentence = "Chưa ký số";
    return made;
}

std::string ArchiveWorld::signed_pdf(const std::string& body, SignatureFinding& finding) const
{
    constexpr std::size_t gap_bytes = 8'194;
    const auto before = "%PDF-1.7\n" + body + "\n/ByteRange [0 ########## ########## ##########] /Contents ";
    const std::string after = " /SubFilter /ETSI.CAdES.detached >>\nendobj\n%%EOF\n";
    const auto cms = encode_hex(seal_text(before + after, seal).value());
    EXPECT_LT(cms.size() + 2, gap_bytes);
    finding.byte_range = {0, static_cast<std::int64_t>(before.size()),
                          static_cast<std::int64_t>(before.size() + gap_bytes),
                          static_cast<std::int64_t>(after.size())};
    return before + "<" + cms + std::string(gap_bytes - 2 - cms.size(), '0') + ">" + after;
}

void ArchiveWorld::add_documents()
{
    const auto document = [&](const char* id, const char* item, const char* title, const char* number,
                              std::vector<Revision> revisions) {
        Document made;
        made.id = DocumentId(id);
        made.session = file.session.id;
        made.agenda_item = AgendaItemId(item);
        made.title = title;
        made.full_number = number;
        made.type_name = "Tờ trình";
        made.type_code = "TTr";
        made.issued_on = *number == '\0' ? "" : "2024-12-20";
        made.issuer = "Ủy ban nhân dân huyện";
        made.draft = *number == '\0';
        made.revisions = std::move(revisions);
        file.documents.push_back(made);
    };
    Report report{"TL02/2", DocumentId("TL02"), 2, {}, {}};
    report.report.verdict = Verdict::valid;
    report.report.checked_at = "2024-12-10T02:00:00Z";
    report.report.engine = "Nghị Trường 1";
    report.report.signatures.emplace_back();
    const auto signed_bytes = signed_pdf("(Trang mot) bản thay thế", report.report.signatures.back());
    file.reports.push_back(report);

    auto replaced = revision(2, signed_bytes, "2024-12-10T01:00:00Z");
    replaced.reason = "Sửa biểu số 02, \"Phụ lục\"";
    document("TL02", "MUC02", "Về Kế hoạch đầu tư công năm 2025 (Đợt 1)", "208/TTr-UBND",
             {replaced, revision(1, "%PDF-1.7\n(Trang mot) bản đầu\n%%EOF\n", "2024-12-01T01:00:00Z")});
    document("TL01", "MUC01", "Về việc triệu tập Kỳ họp", "15/QĐ-HĐND",
             {revision(1, std::string(700'000, 'p'), "2024-11-26T08:20:00Z")});
    document("TL03", "MUC02", "=Dự thảo Nghị quyết", "",
             {revision(1, "%PDF-1.7\n(Trang mot) dự thảo 1\n", "2024-12-02T01:00:00Z"),
              revision(2, "%PDF-1.7\n(Trang mot) dự thảo 2\n", "2024-12-03T01:00:00Z")});
    document("TL04", "MUC99", "Không thuộc mục nào", "7/BC-UBND",
             {revision(1, std::string("%PDF\0\xFF\r\n", 8), "2024-12-02T01:00:00Z")});
}

void ArchiveWorld::add_attendance()
{
    Attendance present{"PH1/DB01", SittingId("PH1"), PersonId("DB01"), AttendanceStatus::left, {}, {}};
    present.intervals.push_back(
        {"2024-12-18T00:25:00Z", "2024-12-18T02:00:00Z", AttendanceMethod::self, PersonId("DB01")});
    present.intervals.push_back({"2024-12-18T02:30:00Z", {}, AttendanceMethod::recorded, PersonId("DB24")});
    Attendance absent{"PH1/DB02", SittingId("PH1"), PersonId("DB02"), AttendanceStatus::absent, {}, true};
    file.absence_reasons = {{absent.id, "+Đi công tác, \"khẩn\"\nvề muộn"}};
    file.attendance = {absent, present};
}

void ArchiveWorld::add_annotations()
{
    Annotation note;
    note.id = AnnotationId("DB24.m1.1");
    note.author = PersonId("DB24");
    note.document = DocumentId("TL02");
    note.revision_sha256 = file.documents.front().revisions.front().sha256;
    note.kind = AnnotationKind::text;
    note.visibility = Visibility::official;
    note.rect = {470, 640, 490, 660.456};
    note.text = "Đề nghị bổ sung <danh mục> & \"Phụ lục 02\"";
    note.created_at = "2024-12-18T08:55:00Z";
    note.received_at = "2024-12-18T08:55:02Z";
    auto ink = note;
    ink.id = AnnotationId("DB24.m1.2");
    ink.kind = AnnotationKind::ink;
    ink.visibility = Visibility::published;
    ink.rect.clear();
    ink.text.clear();
    ink.strokes = {{{101.25, 455, 0.5, 118.9, 461.333, 0.7}}, {{10, 20, 1}}};
    auto hidden = note;
    hidden.id = AnnotationId("DB24.m1.3");
    hidden.visibility = Visibility::private_note;
    hidden.text = private_canary;
    auto shared = note;
    shared.id = AnnotationId("DB24.m1.4");
    shared.visibility = Visibility::group;
    shared.group = GroupId("TO1");
    shared.text = group_canary;
    file.public_annotations = {ink, hidden, shared, note};
}

Result<BuiltArchive> ArchiveWorld::try_build(const BuildWatch& watch, ArchiveKind kind) const
{
    auto built = build_archive(file, blobs, seal, directory.archives, {kind, clock.utc()}, watch);
    if (built) confirm_placed(*built);
    return built;
}

BuiltArchive ArchiveWorld::build(ArchiveKind kind) const
{
    auto built = try_build({}, kind);
    EXPECT_TRUE(built) << (built ? "" : built.error().detail);
    return built.value();
}

std::vector<std::string> ArchiveWorld::archives() const
{
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(directory.archives))
        names.push_back(entry.path().filename().string());
    return names;
}

}  // namespace chamber::storage
