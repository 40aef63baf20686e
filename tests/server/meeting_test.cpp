// The live side of the real server: enrolling, signing in, the feed, notes, attendance, revoking.
#include "tests/server/meeting.hpp"

#include <chrono>

namespace chamber::test {
namespace {

TEST_F(Meeting, ATabletIsEnrolledBySomebodyInTheOffice)
{
    auto desk = office();
    Tablet tablet(server->tls(), server->tls_origin());
    const Standing pending = tablet.connect().value();
    ASSERT_EQ(pending.state, StandingState::pending);
    ASSERT_TRUE(pending.code);
    EXPECT_EQ(tablet.sign_in(PersonId("DB01"), pin).error().code, ErrorCode::device_pending);
    EXPECT_EQ(*desk->run(ApproveDevice{"WRONGCOD", "MTB-01"})->code, "code_unknown");
    EXPECT_TRUE(desk->run(ApproveDevice{*pending.code, "MTB-01"})->done);
    const Standing approved = tablet.wait_for(StandingState::approved).value();
    EXPECT_EQ(approved.label, "MTB-01");
    EXPECT_EQ(approved.candidates.size(), 4U);  // three delegates and the guest
    EXPECT_TRUE(tablet.sign_in(PersonId("DB01"), pin));
}

TEST_F(Meeting, AWrongPinHasToWaitLongerEachTime)
{
    auto desk = office();
    Tablet tablet(server->tls(), server->tls_origin());
    const Standing pending = tablet.connect().value();
    ASSERT_TRUE(desk->run(ApproveDevice{*pending.code, "MTB-01"})->done);
    ASSERT_TRUE(tablet.wait_for(StandingState::approved));
    const auto begin = std::chrono::steady_clock::now();
    EXPECT_EQ(tablet.sign_in(PersonId("DB01"), "000000").error().code, ErrorCode::wrong_secret);
    // Within the wait, a second after the first slip, even the right PIN is not looked at. On a machine that needs
    // longer than that for two hashes the wait is over.
    const auto early = tablet.sign_in(PersonId("DB01"), pin);
    const bool in_time = std::chrono::steady_clock::now() - begin < std::chrono::seconds(1);
    EXPECT_FALSE(early && in_time);
    if (!early) EXPECT_EQ(early.error().code, ErrorCode::wrong_secret);
}

TEST_F(Meeting, ASignInOutlivesTheConnection)
{
    auto desk = office();
    auto delegate = tablet(*desk, "DB01");
    const std::int64_t cursor = delegate->cursor();
    delegate->disconnect();
    EXPECT_EQ(delegate->connect().value().state, StandingState::signed_in);
    EXPECT_EQ(delegate->cursor(), cursor);
    EXPECT_TRUE(delegate->broken_rules().empty());
}

TEST_F(Meeting, ChecksInAndEverybodySeesTheCount)
{
    auto desk = office();
    auto first = tablet(*desk, "DB01");
    auto second = tablet(*desk, "DB02");
    ASSERT_TRUE(first->run(CheckIn{sitting, "2024-12-18T00:31:00Z"})->done);
    EXPECT_TRUE(second->read_until([&] {
        const auto* seen = second->find<Attendance>("PH1/DB01");
        return seen && seen->status == AttendanceStatus::present;
    }));
}

TEST_F(Meeting, APrivateNoteIsTheAuthorsAlone)
{
    auto desk = office();
    const DocumentId document = published(*desk, make_pdf({"Trang mot"}));
    auto author = tablet(*desk, "DB01");
    auto neighbour = tablet(*desk, "DB02");
    ASSERT_TRUE(sees(*author, document));
    const std::string sha256 = author->find<Document>(document.value)->revisions[0].sha256;
    ASSERT_TRUE(author->run(PutAnnotation{note("DB01", document, sha256, "DB01.t.1"), 0})->done);
    Annotation shared = note("DB01", document, sha256, "DB01.t.2");
    shared.visibility = Visibility::group;
    shared.group = GroupId("TO1");
    ASSERT_TRUE(author->run(PutAnnotation{shared, 0})->done);
    auto stranger = tablet(*desk, "DB03");
    EXPECT_TRUE(neighbour->read_until([&] { return neighbour->find<Annotation>("DB01.t.2") != nullptr; }));
    ASSERT_TRUE(desk->read_until([&] { return desk->cursor() >= neighbour->cursor(); }));
    EXPECT_EQ(author->all<Annotation>().size(), 2U);
    EXPECT_EQ(neighbour->all<Annotation>().size(), 1U);
    EXPECT_EQ(stranger->all<Annotation>().size(), 0U);
    EXPECT_EQ(desk->all<Annotation>().size(), 0U);
}

TEST_F(Meeting, NobodyWritesInAnothersName)
{
    auto desk = office();
    const DocumentId document = published(*desk, make_pdf({"Trang mot"}));
    auto delegate = tablet(*desk, "DB01");
    ASSERT_TRUE(sees(*delegate, document));
    const std::string sha256 = delegate->find<Document>(document.value)->revisions[0].sha256;
    const CommandOutcome refused = delegate->run(PutAnnotation{note("DB02", document, sha256, "DB02.t.1"), 0}).value();
    EXPECT_FALSE(refused.done);
    EXPECT_EQ(refused.code, "not_allowed");
    // A refused command has consumed its number: the next one goes through.
    EXPECT_TRUE(delegate->run(PutAnnotation{note("DB01", document, sha256, "DB01.t.1"), 0})->done);
}

TEST_F(Meeting, ARepeatedCommandHasOneEffect)
{
    auto desk = office();
    auto delegate = tablet(*desk, "DB01");
    const std::int64_t number = delegate->send(CheckIn{sitting, "2024-12-18T00:31:00Z"});
    ASSERT_TRUE(delegate->resend());
    ASSERT_TRUE(delegate->resend());
    EXPECT_TRUE(delegate->wait_receipt(number)->done);
    ASSERT_TRUE(delegate->read_until([&] { return delegate->find<Attendance>("PH1/DB01") != nullptr; }));
    EXPECT_EQ(delegate->find<Attendance>("PH1/DB01")->intervals.size(), 1U);
}

TEST_F(Meeting, ARevokedTabletIsToldAtOnceAndStaysOut)
{
    auto desk = office();
    auto delegate = tablet(*desk, "DB01");
    ASSERT_TRUE(desk->run(RevokeDevice{delegate->device(), "Máy bị mất"})->done);
    EXPECT_TRUE(delegate->wait_for(StandingState::revoked));
    EXPECT_EQ(delegate->connect().value().state, StandingState::revoked);
}

TEST_F(Meeting, TheNewestConnectionOfADeviceReplacesTheOlder)
{
    auto desk = office();
    auto delegate = tablet(*desk, "DB01");
    // A reconnect without a goodbye, as after sleep.
    ASSERT_TRUE(delegate->connect());
    EXPECT_TRUE(delegate->run(CheckIn{sitting, "2024-12-18T00:31:00Z"})->done);
    EXPECT_TRUE(delegate->broken_rules().empty());
}

TEST_F(Meeting, AfterARestartEverybodyIsWhereTheyWere)
{
    auto desk = office();
    auto delegate = tablet(*desk, "DB01");
    ASSERT_TRUE(delegate->run(CheckIn{sitting, "2024-12-18T00:31:00Z"})->done);
    server->kill();
    start();
    delegate->move_to(server->tls(), server->tls_origin());
    EXPECT_EQ(delegate->connect().value().state, StandingState::signed_in);
    EXPECT_EQ(delegate->find<Attendance>("PH1/DB01")->status, AttendanceStatus::present);
    EXPECT_TRUE(delegate->broken_rules().empty());
}

}  // namespace
}  // namespace chamber::test
