// The way of a PDF through the real server: upload, inspection, publishing, fetching, receipts, the archive; and bad
// input.
#include "tests/server/meeting.hpp"

#include "storage/archive/archive.hpp"
#include "storage/files/data_directory.hpp"
#include "storage/keys/authority.hpp"

#include <algorithm>

namespace chamber::test {
namespace {

TEST_F(Meeting, ADocumentReachesATabletByteForByte)
{
    auto desk = office();
    const std::string pdf = make_pdf({"Trang mot", "Trang hai"}, 3'000'000);  // several windows
    const DocumentId document = published(*desk, pdf);
    auto delegate = tablet(*desk, "DB01");
    ASSERT_TRUE(sees(*delegate, document));
    const Revision revision = delegate->find<Document>(document.value)->revisions.at(0);
    EXPECT_EQ(revision.pages, 2);
    EXPECT_EQ(revision.verdict, Verdict::unsigned_document);
    EXPECT_EQ(delegate->fetch(revision.sha256, revision.bytes).value(), pdf);
    ASSERT_TRUE(revision.preview);
    EXPECT_EQ(delegate->fetch(revision.preview->sha256, revision.preview->bytes)->substr(0, 4), "\x89PNG");
    ASSERT_TRUE(delegate->run(Received{document, 1, revision.sha256})->done);
    EXPECT_TRUE(desk->read_until([&] { return desk->all<Holding>().size() == 1; }));
    EXPECT_TRUE(delegate->broken_rules().empty());
}

TEST_F(Meeting, NobodySeesADocumentBeforeItIsPublished)
{
    auto desk = office();
    auto delegate = tablet(*desk, "DB01");
    const DocumentId document = uploaded(*desk, make_pdf({"Trang mot"}));
    ASSERT_TRUE(desk->read_until([&] { return desk->find<DraftDocument>(document.value) != nullptr; }));
    const Revision draft = desk->find<DraftDocument>(document.value)->revisions.at(0);
    ASSERT_TRUE(delegate->read_until([&] { return delegate->cursor() >= desk->cursor(); }));
    EXPECT_TRUE(delegate->all<DraftDocument>().empty());
    EXPECT_EQ(delegate->fetch(draft.sha256, draft.bytes).error().detail, "blob_unknown");
    ASSERT_TRUE(desk->run(PublishDocuments{session, {document}})->done);
    EXPECT_TRUE(sees(*delegate, document));
    EXPECT_TRUE(delegate->fetch(draft.sha256, draft.bytes));
}

TEST_F(Meeting, AGuestNeverGetsADelegatesOnlyDocument)
{
    auto desk = office();
    const DocumentId document = uploaded(*desk, make_pdf({"Nhan su"}));
    ASSERT_TRUE(desk->run(EditDocument{document, {}, {}, {}, {}, Audience::delegates_only})->done);
    ASSERT_TRUE(desk->run(PublishDocuments{session, {document}})->done);
    auto delegate = tablet(*desk, "DB01");
    auto guest = tablet(*desk, "KM01");
    ASSERT_TRUE(sees(*delegate, document));
    const Revision revision = delegate->find<Document>(document.value)->revisions.at(0);
    EXPECT_TRUE(guest->all<Document>().empty());
    EXPECT_FALSE(guest->fetch(revision.sha256, revision.bytes));
    EXPECT_FALSE(guest->ask(AskDownload{1, std::nullopt, revision.sha256}, [](const ToDevice&) { return true; }));
}

TEST_F(Meeting, AReplacedRevisionComesWithItsReason)
{
    auto desk = office();
    const DocumentId document = published(*desk, make_pdf({"Ban dau"}));
    EXPECT_EQ(upload(*desk, make_pdf({"Ban sau"}), "b.pdf", document).code, "reason_required");
    const Job replaced = upload(*desk, make_pdf({"Ban sau"}), "b.pdf", document, "Đính chính Biểu số 03");
    ASSERT_EQ(replaced.stage, JobStage::done) << replaced.code.value_or("");
    ASSERT_TRUE(desk->run(PublishDocuments{session, {document}})->done);
    auto delegate = tablet(*desk, "DB01");
    ASSERT_TRUE(delegate->read_until([&] {
        const Document* seen = delegate->find<Document>(document.value);
        return seen && seen->revisions.size() == 2;
    }));
    EXPECT_EQ(delegate->find<Document>(document.value)->revisions[1].reason, "Đính chính Biểu số 03");
}

TEST_F(Meeting, ARefusedUploadSaysWhyAndLeavesNothing)
{
    auto desk = office();
    const std::string good = make_pdf({"Trang mot"});
    const DocumentId known = uploaded(*desk, good);
    ASSERT_TRUE(desk->read_until([&] { return desk->find<DraftDocument>(known.value) != nullptr; }));
    const auto blobs = [&] {
        std::size_t count = 0;
        for (const char* folder_name : {"blobs", "staging"})
            for (const auto& entry : std::filesystem::recursive_directory_iterator(data() / folder_name))
                count += entry.is_regular_file() ? 1U : 0U;
        return count;
    };
    const std::size_t before = blobs();
    const std::int64_t cursor = desk->cursor();
    const std::pair<std::string, const char*> cases[] = {
        {"this is a text file\n", "not_pdf"},
        {good, "same_bytes"},
        {good.substr(0, good.size() / 2), "pdf_truncated"},
        {make_pdf({"Noi dung\nTUYET MAT"}), "none"},  // without diacritics it is no marking
    };
    for (const auto& [bytes, code] : cases) {
        const Job job = upload(*desk, bytes, "x.pdf");
        if (std::string(code) == "none") {
            EXPECT_EQ(job.stage, JobStage::done);
            continue;
        }
        EXPECT_EQ(job.stage, JobStage::failed) << code;
        EXPECT_EQ(job.code, code);
        EXPECT_FALSE(job.sentence.value_or("").empty());
        if (job.code == "same_bytes") {
            EXPECT_EQ(job.where, known.value);
        }
        EXPECT_EQ(blobs(), before) << code;
        EXPECT_EQ(desk->cursor(), cursor) << code;
    }
    EXPECT_EQ(upload(*desk, "", "x.pdf").code, "empty_file");
    AskUpload huge{1, session, item, {}, "x.pdf", 300'000'000, {}};
    // Other news may come in between: of the uploads before, of who is here.
    const auto ticket = [](const ToDevice& message) { return std::holds_alternative<Ticket>(message); };
    EXPECT_EQ(desk->ask(huge, ticket).error().code, ErrorCode::too_large);
    AskUpload nowhere{2, session, AgendaItemId("MUC99"), {}, "x.pdf", 10, {}};
    EXPECT_EQ(desk->ask(nowhere, ticket).error().code, ErrorCode::item_unknown);
}

// Tickets of several files before any of them has arrived.
TEST_F(Meeting, FilesStandInTheOrderOfTheDropWhicheverArrivesFirst)
{
    auto desk = office();
    const auto ticket_for = [&](const std::string& bytes, const std::string& name,
                                std::optional<std::int32_t> position) {
        AskUpload ask{++asks, session, item, {}, name, bytes.size(), {}};
        ask.position = position;
        const auto ticket = desk->ask(ask, [&](const ToDevice& message) {
            return std::holds_alternative<Ticket>(message) && std::get<Ticket>(message).ask == ask.ask;
        });
        EXPECT_TRUE(ticket);
        return std::get<Ticket>(*ticket);
    };
    const auto send = [&](const Ticket& ticket, const std::string& bytes) {
        const auto file = folder.path() / "upload.pdf";
        std::ofstream(file, std::ios::binary) << bytes;
        const auto answer = net::put_file(server->loopback(), ticket.path, file, {});
        return DocumentId(std::get<Job>(*decode_to_device(answer->body)).result.value_or(""));
    };
    const std::string first = make_pdf({"Mot"});
    const std::string second = make_pdf({"Hai"});
    const Ticket one = ticket_for(first, "01.pdf", {});
    const Ticket two = ticket_for(second, "02.pdf", {});
    ASSERT_TRUE(one.position && two.position);
    EXPECT_LT(*one.position, *two.position);
    const DocumentId later = send(two, second);
    // The first one broke on its way and is sent again.
    const Ticket again = ticket_for(first, "01.pdf", one.position);
    EXPECT_EQ(again.position, one.position);
    const DocumentId earlier = send(again, first);
    ASSERT_TRUE(desk->read_until(
        [&] { return desk->find<DraftDocument>(earlier.value) && desk->find<DraftDocument>(later.value); }));
    EXPECT_EQ(desk->find<DraftDocument>(earlier.value)->position, *one.position);
    EXPECT_EQ(desk->find<DraftDocument>(later.value)->position, *two.position);
    ASSERT_TRUE(desk->run(PublishDocuments{session, {later}})->done);
    ASSERT_TRUE(desk->run(PublishDocuments{session, {earlier}})->done);
    ASSERT_TRUE(desk->read_until([&] { return desk->find<Document>(earlier.value) != nullptr; }));
    const auto& named = desk->find<AgendaItem>(item.value)->documents;
    EXPECT_LT(std::find(named.begin(), named.end(), earlier), std::find(named.begin(), named.end(), later));
}

TEST_F(Meeting, AnUploadSaysWhoMaySeeItAndWhatIsDestroyedIsGoneFromTheDisk)
{
    auto desk = office();
    const std::string pdf = make_pdf({"Nhan su"});
    AskUpload ask{++asks, session, item, {}, "kin.pdf", pdf.size(), {}};
    ask.audience = Audience::delegates_only;
    const auto ticket = desk->ask(ask, [](const ToDevice& message) { return std::holds_alternative<Ticket>(message); });
    ASSERT_TRUE(ticket);
    const auto file = folder.path() / "upload.pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    const auto answer = net::put_file(server->loopback(), std::get<Ticket>(*ticket).path, file, {});
    const DocumentId document(std::get<Job>(*decode_to_device(answer->body)).result.value_or(""));
    ASSERT_TRUE(desk->read_until([&] { return desk->find<DraftDocument>(document.value) != nullptr; }));
    EXPECT_EQ(desk->find<DraftDocument>(document.value)->audience, Audience::delegates_only);
    const std::string sha256 = desk->find<DraftDocument>(document.value)->revisions.at(0).sha256;
    const auto blob = data() / "blobs" / sha256.substr(0, 2) / sha256;
    ASSERT_TRUE(std::filesystem::exists(blob));
    WithdrawDocument secret{document, "Có nội dung mật"};
    secret.secret = true;
    ASSERT_TRUE(desk->run(secret)->done);
    // The disk is tidied between groups: another command shows that the first group is behind us.
    ASSERT_TRUE(desk->run(SetEnrolment{true})->done);
    EXPECT_FALSE(std::filesystem::exists(blob));
}

TEST_F(Meeting, ATicketIsGoodForOneUpload)
{
    auto desk = office();
    const std::string pdf = make_pdf({"Trang mot"});
    const auto answer = desk->ask(AskUpload{1, session, item, {}, "a.pdf", pdf.size(), {}},
                                  [](const ToDevice& message) { return std::holds_alternative<Ticket>(message); });
    const std::string path = std::get<Ticket>(answer.value()).path;
    const auto file = folder.path() / "a.pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    EXPECT_EQ(net::put_file(server->loopback(), path, file, {})->status, 201);
    EXPECT_EQ(net::put_file(server->loopback(), path, file, {})->status, 403);
    EXPECT_EQ(net::put_file(server->loopback(), "/upload/00112233445566778899aabbccddeeff", file, {})->status, 403);
}

TEST_F(Meeting, AStartTakesAwayWhatAKilledBuildLeft)
{
    server->kill();
    const auto half = data() / "archives" / ".HS_H99.15_K12-KH13_2024-12-19.building-1-1.aB3xYz";
    std::ofstream(half) << "half";
    start();
    const auto desk = office();
    EXPECT_FALSE(std::filesystem::exists(half));
}

TEST_F(Meeting, TheArchiveHoldsTheOriginalsAndVerifies)
{
    auto desk = office();
    const DocumentId document = published(*desk, make_pdf({"Trang mot"}));
    auto delegate = tablet(*desk, "DB01");
    ASSERT_TRUE(sees(*delegate, document));
    Annotation secret =
        note("DB01", document, delegate->find<Document>(document.value)->revisions[0].sha256, "DB01.t.1");
    secret.text = "GHI-CHU-RIENG-TU";
    ASSERT_TRUE(delegate->run(PutAnnotation{secret, 0})->done);
    const auto built = [&](bool draft) {
        const auto done = desk->ask(BuildArchive{9, session, draft}, [](const ToDevice& message) {
            const Job* told = std::get_if<Job>(&message);
            return told && (told->stage == JobStage::done || told->stage == JobStage::failed);
        });
        return done ? std::get<Job>(*done) : Job{};
    };
    EXPECT_EQ(built(false).code, "not_sealable");
    const Job draft = built(true);
    ASSERT_EQ(draft.stage, JobStage::done) << draft.code.value_or("");
    for (const SessionState state : {SessionState::in_session, SessionState::closed, SessionState::filing})
        EXPECT_TRUE(desk->run(SetSessionState{session, state})->done);
    const Job job = built(false);
    ASSERT_EQ(job.stage, JobStage::done) << job.code.value_or("");
    EXPECT_EQ(built(false).result, job.result);  // the same content is the same archive
    EXPECT_NE(draft.result, job.result);
    const auto ticket = desk->ask(AskDownload{10, ArchiveId(*job.result), std::nullopt},
                                  [](const ToDevice& message) { return std::holds_alternative<Ticket>(message); });
    ASSERT_TRUE(ticket);
    const auto zip = folder.path() / "hs.zip";
    ASSERT_TRUE(net::get_file(server->loopback(), std::get<Ticket>(*ticket).path, zip, {}));
    const std::string ca = storage::ca_certificate_pem(storage::DataDirectory::open(data()).value());
    const auto verdict = storage::verify_archive(zip, ca);
    ASSERT_TRUE(verdict);
    EXPECT_TRUE(verdict->intact);
    EXPECT_EQ(verdict->documents, 1U);
    std::ifstream file(zip, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(bytes.find("GHI-CHU-RIENG-TU"), std::string::npos);
    EXPECT_FALSE(delegate->ask(BuildArchive{1, session, false}, [](const ToDevice&) { return true; }));
}

}  // namespace
}  // namespace chamber::test
