// A revoked tablet brings its person's last notes, once, and reads nothing any more.
#include "tests/server/meeting.hpp"

#include "protocol/limits.hpp"

namespace chamber::test {
namespace {

class HandIn : public Meeting {
protected:
    void SetUp() override
    {
        Meeting::SetUp();
        desk = office();
        document = published(*desk, make_pdf({"Trang mot"}));
        delegate = tablet(*desk, "DB01");
        ASSERT_TRUE(sees(*delegate, document));
        sha256 = delegate->find<Document>(document.value)->revisions.at(0).sha256;
    }
    void TearDown() override
    {
        delegate.reset();
        desk.reset();
        Meeting::TearDown();
    }

    void write(const std::string& id) { delegate->send(PutAnnotation{note("DB01", document, sha256, id), 0}); }
    void revoke() { ASSERT_TRUE(desk->run(RevokeDevice{delegate->device(), "Đổi máy"})->done); }
    const Device* device() const { return desk->find<Device>(delegate->device().value); }
    std::optional<Alarm> alarm() const
    {
        for (const Alarm& each : desk->all<Alarm>())
            if (each.kind == AlarmKind::unsent_notes) return each;
        return std::nullopt;
    }
    bool office_sees(const std::function<bool()>& enough) { return desk->read_until(enough, 5'000).has_value(); }

    std::unique_ptr<Tablet> desk;
    std::unique_ptr<Tablet> delegate;
    DocumentId document;
    std::string sha256;
};

TEST_F(HandIn, NotesWrittenOfflineReachTheServerAfterTheRevocation)
{
    delegate->disconnect();
    write("DB01.a.1");
    write("DB01.a.2");
    revoke();
    ASSERT_TRUE(office_sees([&] { return alarm() && !alarm()->settled_at; })) << "it was away";
    EXPECT_NE(alarm()->sentence.find("có thể còn"), std::string::npos);
    const auto standing = delegate->connect();
    ASSERT_TRUE(standing);
    EXPECT_EQ(standing->state, StandingState::revoked);
    EXPECT_TRUE(standing->hand_in);
    ASSERT_TRUE(office_sees([&] { return alarm()->count == 2; })) << "now it said how many";
    ASSERT_TRUE(delegate->resend());
    EXPECT_TRUE(delegate->wait_receipt(1)->done);
    EXPECT_TRUE(delegate->wait_receipt(2)->done);
    ASSERT_TRUE(delegate->tell(HandedIn{0}));
    ASSERT_TRUE(office_sees([&] { return alarm()->settled_at && device()->handed_in_at; }));
    EXPECT_FALSE(delegate->connect()->hand_in) << "once";

    auto anew = tablet(*desk, "DB01");
    EXPECT_TRUE(anew->read_until([&] { return anew->all<Annotation>().size() == 2; }, 5'000).has_value());
}

TEST_F(HandIn, NothingElseIsTakenAndNothingIsTold)
{
    delegate->disconnect();
    delegate->send(CheckIn{sitting, "2024-12-18T00:31:00Z"});
    Annotation formal = note("DB01", document, sha256, "DB01.a.1");
    formal.visibility = Visibility::official;
    delegate->send(PutAnnotation{formal, 0});
    delegate->send(PutAnnotation{note("DB02", document, sha256, "DB02.a.1"), 0});
    delegate->send(DeleteAnnotation{AnnotationId("DB02.a.9")});
    delegate->send(PutAnnotation{note("DB01", DocumentId("khong-co"), sha256, "DB01.a.2"), 0});
    revoke();
    const std::int64_t cursor = delegate->cursor();
    ASSERT_TRUE(delegate->connect()->hand_in);
    ASSERT_TRUE(delegate->resend());
    for (std::int64_t number = 1; number <= 5; ++number) {
        const auto outcome = delegate->wait_receipt(number);
        ASSERT_TRUE(outcome);
        EXPECT_EQ(outcome->code.value_or(""), "not_allowed") << number << ": not even why";
    }
    const auto refused = [&](const FromDevice& message) {
        return delegate->ask(message, [](const ToDevice&) { return true; });
    };
    EXPECT_EQ(refused(Fetch{1, sha256, 0, 1'000}).error().code, ErrorCode::device_revoked);
    EXPECT_EQ(refused(AskDownload{9, std::nullopt, sha256}).error().code, ErrorCode::device_revoked);
    EXPECT_EQ(refused(SignIn{PersonId("DB01"), std::nullopt, pin}).error().code, ErrorCode::device_revoked);
    EXPECT_EQ(delegate->cursor(), cursor);
    EXPECT_FALSE(delegate->greeted());
}

TEST_F(HandIn, ARevokedDeviceThatSaysNothingIsCutOffWithinTwoSeconds)
{
    revoke();
    const auto ended = delegate->read_until([&] { return false; }, 2'000);
    EXPECT_EQ(ended.error().code, ErrorCode::io_failed) << "closed, not merely silent";
}

TEST_F(HandIn, TheOfficeKnowsBeforehandHowMuchADeviceHolds)
{
    delegate->disconnect();
    write("DB01.a.1");
    ASSERT_TRUE(delegate->connect());
    ASSERT_TRUE(office_sees([&] { return device() && device()->unsent == 1; }));
    ASSERT_TRUE(delegate->resend());
    EXPECT_TRUE(delegate->wait_receipt(1)->done);
    EXPECT_TRUE(office_sees([&] { return device()->unsent == 0; }));
}

TEST_F(HandIn, ADeviceWithoutAPersonHandsInNothing)
{
    ASSERT_TRUE(delegate->tell(SignOut{}));
    ASSERT_TRUE(delegate->wait_for(StandingState::approved));
    revoke();
    const auto standing = delegate->wait_for(StandingState::revoked);
    ASSERT_TRUE(standing);
    EXPECT_FALSE(standing->hand_in);
    EXPECT_FALSE(alarm());
}

}  // namespace
}  // namespace chamber::test
