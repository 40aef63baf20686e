#include "tests/storage/report/sample_world.hpp"

#include "storage/report/store_report.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>

namespace chamber::storage::test {

namespace {

std::pair<Verdict, Trust> told_by(admin::SignatureCase signature)
{
    switch (signature) {
    case admin::SignatureCase::valid_2:
    case admin::SignatureCase::valid_org_only: return {Verdict::valid, Trust::trusted};
    case admin::SignatureCase::valid_expired_cert: return {Verdict::valid, Trust::untrusted};
    case admin::SignatureCase::draft_unsigned:
    case admin::SignatureCase::unsigned_scan: break;
    }
    return {Verdict::unsigned_document, Trust::not_applicable};
}

std::string text(const boost::json::value& from, std::string_view key)
{
    return std::string(from.at(key).as_string());
}

}  // namespace

SampleWorld::SampleWorld() : file(boost::json::parse(admin::sample_session_text()))
{
    auto parsed = admin::parse_session_file(admin::sample_session_text());
    MUST(parsed.has_value());
    sample = std::move(*parsed);
    clock_.now = parse_utc("2024-11-25T01:00:00Z");
    auto created = DataDirectory::create(temporary_.path() / "data");
    MUST(created.has_value());
    directory_.emplace(*created);
    Person staff;
    staff.id = PersonId("QT01");
    staff.name = "Vũ Văn Máy";
    staff.roles = {Role::administrator, Role::secretary, Role::clerk};
    MUST(Store::create(*directory_, sample.import.council, staff, ImportedSecret{staff.id, "quantri", "hash"}, clock_,
                       entropy_)
             .has_value());
    auto opened = Store::open(*directory_, clock_, entropy_);
    MUST(opened.has_value());
    store = std::move(*opened);
    auto imported = store->import_session(sample.import);
    EXPECT_TRUE(imported.has_value()) << imported.error().where << " " << imported.error().detail;
}

void SampleWorld::send(const Viewer& viewer, std::vector<CommandBody> bodies)
{
    std::vector<Command> commands;
    for (CommandBody& body : bodies) commands.push_back(Command{++numbers_[viewer.device.value], std::move(body)});
    const auto applied = store->apply(viewer, "i1", commands);
    ASSERT_TRUE(applied.has_value()) << applied.error().detail;
    for (const CommandOutcome& outcome : applied->outcomes)
        EXPECT_TRUE(outcome.done) << outcome.code.value_or("") << " " << outcome.where.value_or("");
}

void SampleWorld::add(const DocumentId& id, const DocumentFields& fields, const admin::ListedRevision& revision,
                      Verdict verdict, Trust trust)
{
    clock_.now = std::max(clock_.now, parse_utc(revision.published_at));
    const std::string bytes = "%PDF " + id.value + "/" + std::to_string(revision.n);
    auto staged = store->blobs().stage(1'000);
    ASSERT_TRUE(staged && staged->write(bytes) && staged->finish());
    NewRevision made;
    if (revision.n > 1)
        made.document = id;
    else
        made.new_id = id;
    made.fields = fields;
    made.fields.file_name = id.value + ".pdf";
    made.sha256 = staged->sha256();
    made.bytes = staged->bytes();
    made.inspection.page_sizes.resize(static_cast<std::size_t>(revision.pages), PageSize{595, 842});
    made.inspection.report.verdict = verdict;
    made.inspection.report.trust = trust;
    made.reason = revision.reason;
    ASSERT_TRUE(store->blobs().keep(std::move(*staged)).has_value());
    const auto added = store->add_revision(made);
    ASSERT_TRUE(added.has_value()) << id.value << " " << added.error().where << " " << added.error().detail;
    send(store->local_viewer(), {PublishDocuments{fields.session, {id}}});
}

void SampleWorld::publish_documents()
{
    std::vector<std::pair<const admin::ListedDocument*, const admin::ListedRevision*>> all;
    for (const auto& document : sample.documents)
        for (const auto& revision : document.revisions) all.emplace_back(&document, &revision);
    std::ranges::stable_sort(all, {}, [](const auto& each) { return parse_utc(each.second->published_at); });
    for (const auto& [document, revision] : all) {
        const auto [verdict, trust] = told_by(document->signature);
        add(document->id, document->fields, *revision, verdict, trust);
    }
}

void SampleWorld::receive()
{
    clock_.now = parse_utc("2024-12-16T02:00:00Z");
    const auto documents = records().documents;
    for (const admin::SeatedDevice& seated : sample.devices) {
        const DeviceId id("d-" + seated.label);
        const auto met = store->meet_device(id, "key of " + seated.label, DeviceKind::tablet, "iPad");
        ASSERT_TRUE(met.has_value()) << met.error().detail;
        send(store->local_viewer(), {ApproveDevice{met->code.value_or(""), seated.label}});
        const auto viewer = store->sign_in(seated.person, id);
        ASSERT_TRUE(viewer.has_value()) << seated.person.value;
        std::vector<CommandBody> bodies;
        for (const Document& document : documents)
            if (document.audience == Audience::everyone || viewer->has(Role::delegate))
                bodies.push_back(Received{document.id, document.revisions.back().n, document.revisions.back().sha256});
        send(*viewer, std::move(bodies));
    }
}

void SampleWorld::publish_outcome()
{
    for (const auto& each : file.at("output_documents").as_array()) {
        DocumentFields fields;
        fields.session = sample.import.session.id;
        fields.agenda_item = AgendaItemId("MUC13");
        fields.title = text(each, "subject");
        fields.type_code = text(each, "doc_type");
        fields.type_name = text(each, "type_name");
        fields.full_number = text(each, "full_number");
        fields.issued_on = text(each, "issued_on");
        fields.issuer = text(each, "issuer");
        const admin::ListedRevision revision{1, "2024-12-20T02:00:00Z",
                                             static_cast<std::int32_t>(each.at("pages").as_int64()), std::nullopt};
        add(DocumentId(text(each, "id")), fields, revision, Verdict::valid, Trust::trusted);
    }
}

void SampleWorld::seal()
{
    clock_.now = std::max(clock_.now, parse_utc("2024-12-25T02:00:00Z"));
    const SessionId session = sample.import.session.id;
    send(store->local_viewer(), {SetSessionState{session, SessionState::filing}});
    Archive archive;
    archive.session = session;
    archive.file_name = "HS.zip";
    archive.sha256 = std::string(64, 'a');
    archive.bytes = 12'340'000;
    archive.built_at = format_utc(clock_.now);
    ASSERT_TRUE(store->record_archive(archive).has_value());
    send(store->local_viewer(), {SetSessionState{session, SessionState::archived}});
}

ReportRecords SampleWorld::records()
{
    auto read = read_report_records(entities_of(*store));
    MUST(read.has_value());
    return std::move(*read);
}

YearReport SampleWorld::report(const std::string& as_of)
{
    return year_report(records(), ReportSpan{2024, as_of});
}

}  // namespace chamber::storage::test
