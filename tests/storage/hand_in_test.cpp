#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class HandInTest : public CouncilTest {
protected:
    HandInTest()
    {
        document_ = upload("Báo cáo");
        publish_all();
        viewer_ = enrol("d1", "DB02");
    }
    void revoke() { EXPECT_TRUE(send(office, RevokeDevice{viewer_.device, "đổi máy"}).done); }
    Result<Applied> bring(std::vector<CommandBody> bodies)
    {
        std::vector<Command> commands;
        for (CommandBody& body : bodies) commands.push_back(Command{++number_, std::move(body)});
        return store->hand_in(viewer_.device, "i9", commands);
    }
    Device device() { return std::get<Device>(*entity("device", "d1")); }
    std::optional<Alarm> alarm()
    {
        const auto found = entity("alarm", "unsent_notes.d1");
        return found ? std::optional(std::get<Alarm>(*found)) : std::nullopt;
    }

    DocumentId document_;
    Viewer viewer_;
    std::int64_t number_ = 0;
};

TEST_F(HandInTest, OnlyTheRevokedDeviceOfASignedInPersonMayBringNotes)
{
    EXPECT_EQ(store->hand_in(viewer_.device, "i9", {}).error().code, ErrorCode::device_revoked);
    revoke();
    EXPECT_EQ(store->device(viewer_.device)->hand_in->person, PersonId("DB02"));
    EXPECT_FALSE(store->device(viewer_.device)->viewer);
    const Viewer nobody = enrol("d2", "DB03");
    ASSERT_TRUE(store->sign_out(nobody.device));
    EXPECT_TRUE(send(office, RevokeDevice{nobody.device, "mất"}).done);
    EXPECT_FALSE(store->device(nobody.device)->hand_in);
}

TEST_F(HandInTest, TakesPrivateAndGroupNotesAndRefusesTheRestAlike)
{
    revoke();
    Annotation shared = note(viewer_, "2", document_, "của tổ");
    shared.visibility = Visibility::group;
    shared.group = GroupId("TO1");
    Annotation formal = note(viewer_, "3", document_, "góp ý");
    formal.visibility = Visibility::official;
    const auto applied = bring({PutAnnotation{note(viewer_, "1", document_, "riêng"), 0}, PutAnnotation{shared, 0},
                                PutAnnotation{formal, 0}, CheckIn{SittingId("P1"), "2024-12-18T00:31:00Z"},
                                DeleteAnnotation{AnnotationId("DB03.d9.9")}, RevokeDevice{DeviceId("d1"), "x"}});
    ASSERT_TRUE(applied);
    std::vector<std::string> codes;
    for (const CommandOutcome& outcome : applied->outcomes) codes.push_back(outcome.code.value_or("done"));
    EXPECT_EQ(codes,
              (std::vector<std::string>{"done", "done", "not_allowed", "not_allowed", "not_allowed", "not_allowed"}));
    EXPECT_EQ(
        store->hand_in(viewer_.device, "i9", {Command{1, PutAnnotation{note(viewer_, "1", document_, "riêng"), 0}}})
            ->outcomes.at(0)
            .done,
        true)
        << "the same receipt again";
}

TEST_F(HandInTest, EndsWhenItIsSaidOrWhenItsTimeIsOver)
{
    revoke();
    ASSERT_TRUE(store->note_handed_in(viewer_.device, 0));
    EXPECT_TRUE(device().handed_in_at);
    EXPECT_EQ(bring({PutAnnotation{note(viewer_, "1", document_, "riêng"), 0}}).error().code,
              ErrorCode::device_revoked);
    EXPECT_EQ(store->note_handed_in(viewer_.device, 0).error().code, ErrorCode::device_revoked);

    const Viewer other = enrol("d2", "DB03");
    EXPECT_TRUE(send(office, RevokeDevice{other.device, "mất"}).done);
    clock.advance_ms(limits::hand_in_ms);
    EXPECT_FALSE(store->device(other.device)->hand_in);
    EXPECT_EQ(store->hand_in(other.device, "i1", {}).error().code, ErrorCode::device_revoked);
}

TEST_F(HandInTest, TheOfficeIsAlarmedWhileNotesMayBeMissing)
{
    ASSERT_TRUE(store->note_unsent(viewer_.device, 3));
    EXPECT_EQ(device().unsent, 3);
    EXPECT_FALSE(alarm()) << "a device in use sends them by itself";
    revoke();
    ASSERT_TRUE(alarm());
    EXPECT_EQ(alarm()->count, 3);
    EXPECT_NE(alarm()->sentence.find("còn 3"), std::string::npos);
    ASSERT_TRUE(store->note_unsent(viewer_.device, 5));
    EXPECT_EQ(alarm()->count, 5);
    ASSERT_TRUE(store->note_handed_in(viewer_.device, 0));
    EXPECT_TRUE(alarm()->settled_at);
    EXPECT_FALSE(alarm()->settled_by);
}

TEST_F(HandInTest, ADeviceThatWasAwayMayHoldWhatNobodyKnowsOf)
{
    revoke();
    EXPECT_FALSE(alarm());
    ASSERT_TRUE(store->note_revoked_away(viewer_.device));
    EXPECT_EQ(alarm()->count, 0);
    EXPECT_NE(alarm()->sentence.find("có thể còn"), std::string::npos);
}

TEST_F(HandInTest, AnsweredCommandsAreNoLongerUnsent)
{
    ASSERT_TRUE(store->note_unsent(viewer_.device, 2));
    EXPECT_TRUE(send(viewer_, CheckIn{SittingId("P1"), "2024-12-18T00:31:00Z"}).done);
    EXPECT_EQ(device().unsent, 1);
}

}  // namespace chamber::storage::test
