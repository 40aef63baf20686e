#include "tests/storage/support/council.hpp"

#include "protocol/codec.hpp"
#include "storage/files/hash.hpp"

#include <algorithm>
#include <cstdlib>

namespace chamber::storage::test {

std::string CountingEntropy::draw(std::size_t bytes)
{
    std::string drawn;
    while (drawn.size() < bytes) {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        drawn += static_cast<char>(state_ >> 56);
    }
    return drawn;
}

TemporaryDirectory::TemporaryDirectory()
{
    std::string pattern = (std::filesystem::temp_directory_path() / "chamber-storage-XXXXXX").string();
    path_ = ::mkdtemp(pattern.data());
}

TemporaryDirectory::~TemporaryDirectory()
{
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

namespace {

Person person(const std::string& id, const std::string& name, std::vector<Role> roles, const std::string& group)
{
    Person made;
    made.id = PersonId(id);
    made.name = name;
    made.sort_name = name.substr(name.rfind(' ') + 1);
    made.position = "Đại biểu";
    made.roles = std::move(roles);
    if (!group.empty()) made.group = GroupId(group);
    made.counts_for_quorum = made.roles.front() == Role::delegate;
    return made;
}

Group group(const std::string& id, std::vector<PersonId> members)
{
    Group made;
    made.id = GroupId(id);
    made.name = "Tổ đại biểu số " + id.substr(2);
    made.members = std::move(members);
    return made;
}

AgendaItem item(const std::string& id, std::int32_t position)
{
    AgendaItem made;
    made.id = AgendaItemId(id);
    made.session = SessionId("KH13");
    made.sitting = SittingId("P1");
    made.number = std::to_string(position);
    made.position = position;
    made.name = "Nội dung " + made.number;
    made.item_type = "báo cáo";
    return made;
}

}  // namespace

SessionImport small_session()
{
    SessionImport imported;
    imported.council.id = "HDND-SENHONG";
    imported.council.name = "Hội đồng nhân dân huyện Sen Hồng";
    imported.council.in_office = 3;
    imported.session.id = SessionId("KH13");
    imported.session.number = 13;
    imported.session.name = "Kỳ họp thứ 13";
    imported.session.start_on = "2024-12-18";
    imported.session.end_on = "2024-12-19";
    imported.session.state = SessionState::distributed;
    imported.session.presiding = {PersonId("DB01")};
    Sitting sitting;
    sitting.id = SittingId("P1");
    sitting.session = imported.session.id;
    sitting.name = "Phiên khai mạc";
    sitting.start_at = "2024-12-18T00:30:00Z";
    sitting.end_at = "2024-12-18T04:30:00Z";
    imported.sittings = {sitting};
    imported.agenda = {item("M1", 1), item("M2", 2)};
    imported.people = {
        person("DB01", "Lê Văn Đức", {Role::delegate}, "TO1"), person("DB02", "Trần Thị Ánh", {Role::delegate}, "TO1"),
        person("DB03", "Phạm Văn Bình", {Role::delegate}, "TO2"), person("KM01", "Hồ Thị Khách", {Role::guest}, ""),
        person("VP01", "Ngô Thị Thư", {Role::secretary, Role::clerk}, "")};
    imported.groups = {group("TO1", {PersonId("DB01"), PersonId("DB02")}), group("TO2", {PersonId("DB03")})};
    imported.secrets = {{PersonId("DB01"), std::nullopt, "hash-1"}, {PersonId("VP01"), "vanphong", "hash-2"}};
    imported.archive_fields = R"({"retention":"Vĩnh viễn"})";
    return imported;
}

CouncilTest::CouncilTest()
{
    auto created = DataDirectory::create(temporary.path() / "data");
    MUST(created.has_value());
    directory.emplace(*created);
    Council council;
    council.id = "HDND-SENHONG";
    const Person staff = person("QT01", "Vũ Văn Máy", {Role::administrator, Role::secretary, Role::clerk}, "");
    auto made =
        Store::create(*directory, council, staff, ImportedSecret{staff.id, "quantri", "hash-0"}, clock, entropy);
    MUST(made.has_value());
    open();
    MUST(store->import_session(small_session()).has_value());
}

void CouncilTest::open()
{
    auto opened = Store::open(*directory, clock, entropy, *disk);
    ASSERT_TRUE(opened.has_value()) << opened.error().detail;
    store = std::move(*opened);
    office = store->local_viewer();
}

void CouncilTest::reopen()
{
    store.reset();
    open();
}

Viewer CouncilTest::enrol(const std::string& device, const std::string& who)
{
    const DeviceId id(device);
    auto met = store->meet_device(id, "key of " + device, DeviceKind::tablet, "iPad");
    EXPECT_TRUE(met.has_value());
    EXPECT_TRUE(send(office, ApproveDevice{met->code.value_or(""), "MTB-" + device}).done);
    auto viewer = store->sign_in(PersonId(who), id);
    EXPECT_TRUE(viewer.has_value());
    return viewer ? *viewer : Viewer{};
}

NewRevision CouncilTest::new_document(const std::string& title, const std::string& item_id)
{
    NewRevision revision;
    revision.fields.session = SessionId("KH13");
    revision.fields.agenda_item = AgendaItemId(item_id);
    revision.fields.title = title;
    revision.fields.file_name = "tai-lieu.pdf";
    revision.inspection.page_sizes = {{595, 842}, {595, 842}};
    revision.inspection.page_text = {title, "Trang hai"};
    revision.by = PersonId("VP01");
    return revision;
}

Result<AddedRevision> CouncilTest::add(NewRevision revision, const std::string& bytes)
{
    auto staged = store->blobs().stage(1'000'000);
    if (!staged) return staged.error();
    if (auto written = staged->write(bytes); !written) return written.error();
    if (auto finished = staged->finish(); !finished) return finished.error();
    revision.sha256 = staged->sha256();
    revision.bytes = staged->bytes();
    if (auto kept = store->blobs().keep(std::move(*staged)); !kept) return kept.error();
    return store->add_revision(revision);
}

DocumentId CouncilTest::upload(const std::string& title, Audience audience, const std::string& item_id)
{
    NewRevision revision = new_document(title, item_id);
    revision.fields.audience = audience;
    auto added = add(std::move(revision), "%PDF " + title);
    EXPECT_TRUE(added.has_value()) << added.error().detail;
    return added ? added->document : DocumentId();
}

AddedRevision CouncilTest::revise(const DocumentId& document, const std::string& bytes)
{
    NewRevision revision = new_document("Bản sửa " + bytes);
    revision.document = document;
    revision.reason = "Sửa lỗi chính tả";
    auto added = add(std::move(revision), bytes);
    EXPECT_TRUE(added.has_value()) << added.error().detail;
    return added ? *added : AddedRevision{};
}

CommandOutcome CouncilTest::send(const Viewer& viewer, CommandBody body)
{
    const std::int64_t number = ++numbers_[viewer.device.value];
    auto applied = store->apply(viewer, "i1", {Command{number, std::move(body)}});
    EXPECT_TRUE(applied.has_value()) << applied.error().detail;
    if (!applied || applied->outcomes.size() != 1) {
        ADD_FAILURE() << "no outcome";
        return {};
    }
    return applied->outcomes.front();
}

void CouncilTest::seal_session()
{
    if (held<Session>("KH13").state != SessionState::in_session)
        EXPECT_TRUE(send(office, SetSessionState{SessionId("KH13"), SessionState::in_session}).done);
    for (const SessionState state : {SessionState::closed, SessionState::filing})
        EXPECT_TRUE(send(office, SetSessionState{SessionId("KH13"), state}).done) << static_cast<int>(state);
    Archive sealed;
    sealed.session = SessionId("KH13");
    sealed.file_name = "HS.zip";
    sealed.sha256 = std::string(64, 'a');
    EXPECT_TRUE(store->record_archive(sealed));
    EXPECT_TRUE(send(office, SetSessionState{SessionId("KH13"), SessionState::archived}).done);
}

void CouncilTest::publish_all()
{
    const CommandOutcome outcome = send(office, PublishDocuments{SessionId("KH13"), {}});
    EXPECT_TRUE(outcome.done) << outcome.code.value_or("");
}

Annotation CouncilTest::note(const Viewer& author, const std::string& counter, const DocumentId& document,
                             const std::string& text)
{
    auto found = store->document(document);
    EXPECT_TRUE(found.has_value());
    Annotation annotation;
    annotation.id = AnnotationId(author.person.value + "." + author.device.value + "." + counter);
    annotation.author = author.person;
    annotation.document = document;
    if (found) annotation.revision_sha256 = found->revisions.back().sha256;
    annotation.kind = AnnotationKind::text;
    annotation.rect = {10, 10, 100, 40};
    annotation.text = text;
    annotation.created_at = "2024-12-18T00:30:00Z";
    return annotation;
}

std::vector<FeedItem> CouncilTest::whole_feed()
{
    auto slice = store->read_feed(0, 100'000);
    EXPECT_TRUE(slice.has_value());
    return slice ? slice->items : std::vector<FeedItem>{};
}

std::vector<std::string> CouncilTest::seen_by(const Viewer& viewer)
{
    std::vector<std::string> seen;
    for (const FeedItem& item : whole_feed()) {
        const bool deleted = item.encoded->find("\"entity\":") == std::string::npos;
        if (!deleted && may_see(viewer, item.scope, item.type)) seen.push_back(item.type + " " + item.id);
    }
    return seen;
}

bool CouncilTest::sees(const Viewer& viewer, const std::string& type, const std::string& id)
{
    const auto seen = seen_by(viewer);
    return std::find(seen.begin(), seen.end(), type + " " + id) != seen.end();
}

std::optional<Entity> CouncilTest::entity(const std::string& type, const std::string& id)
{
    for (const FeedItem& item : whole_feed()) {
        if (item.type != type || item.id != id) continue;
        auto batch = decode_to_device(encode_batch(Batch{}, {*item.encoded}));
        EXPECT_TRUE(batch.has_value()) << (batch ? "" : batch.error().detail + batch.error().where);
        if (batch) return std::get<Batch>(*batch).items.front().entity;
    }
    return std::nullopt;
}

}  // namespace chamber::storage::test
