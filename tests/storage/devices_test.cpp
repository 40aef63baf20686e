#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class DevicesTest : public CouncilTest {
protected:
    Result<DeviceRecord> meet(const std::string& id)
    {
        return store->meet_device(DeviceId(id), "key of " + id, DeviceKind::tablet, "iPad");
    }
};

TEST_F(DevicesTest, StrangerIsPendingWithACode)
{
    const auto met = meet("d1");
    EXPECT_EQ(met->device.state, DeviceState::pending);
    ASSERT_TRUE(met->code.has_value());
    EXPECT_EQ(met->code->size(), 8u);
    EXPECT_EQ(met->code->find_first_of("IO01"), std::string::npos);
    EXPECT_FALSE(met->viewer.has_value());
    EXPECT_EQ(meet("d1")->code, met->code);
}

TEST_F(DevicesTest, CodeApprovesOnceAndIsForgivingInItsSpelling)
{
    std::string code = *meet("d1")->code;
    for (char& letter : code) letter = static_cast<char>(std::tolower(letter));
    code.insert(4, " - ");
    EXPECT_TRUE(send(office, ApproveDevice{code, "MTB-01"}).done);
    EXPECT_EQ(meet("d1")->device.state, DeviceState::approved);
    EXPECT_EQ(meet("d1")->device.label, "MTB-01");
    EXPECT_EQ(send(office, ApproveDevice{code, "MTB-02"}).code, "code_unknown");
}

TEST_F(DevicesTest, ALabelIsOnOneDeviceOnlyAndItsHolderIsNamed)
{
    EXPECT_TRUE(send(office, ApproveDevice{*meet("d1")->code, "MTB-01"}).done);
    ASSERT_TRUE(store->sign_in(PersonId("DB02"), DeviceId("d1")));
    const auto refused = send(office, ApproveDevice{*meet("d2")->code, " mtb-01"});
    EXPECT_EQ(refused.code, "label_taken");
    EXPECT_TRUE(refused.where.value_or("").starts_with("MTB-01, máy của ")) << refused.where.value_or("");
    EXPECT_EQ(meet("d2")->device.state, DeviceState::pending);
    EXPECT_TRUE(send(office, RevokeDevice{DeviceId("d1"), "Vỡ màn hình"}).done);
    EXPECT_TRUE(send(office, ApproveDevice{*meet("d2")->code, "MTB-01"}).done);
}

TEST_F(DevicesTest, WithoutALabelTheNextFreeOneIsGiven)
{
    EXPECT_TRUE(send(office, ApproveDevice{*meet("d1")->code, ""}).done);
    EXPECT_TRUE(send(office, ApproveDevice{*meet("d2")->code, "MTB-03"}).done);
    EXPECT_TRUE(send(office, ApproveDevice{*meet("d3")->code, "  "}).done);
    EXPECT_TRUE(send(office, ApproveDevice{*meet("d4")->code, ""}).done);
    EXPECT_EQ(meet("d1")->device.label, "MTB-01");
    EXPECT_EQ(meet("d3")->device.label, "MTB-02");
    EXPECT_EQ(meet("d4")->device.label, "MTB-04");
}

TEST_F(DevicesTest, DesktopsOfTheOfficeAreNumbered)
{
    for (const char* id : {"b1", "b2", "b3"}) {
        ASSERT_TRUE(store->meet_device(DeviceId(id), std::string("key of ") + id, DeviceKind::desktop, "Chrome"));
        ASSERT_TRUE(store->approve_desktop(DeviceId(id), "Máy tính văn phòng"));
    }
    EXPECT_EQ(store->device(DeviceId("b1"))->device.label, "Máy tính văn phòng");
    EXPECT_EQ(store->device(DeviceId("b3"))->device.label, "Máy tính văn phòng 3");
}

TEST_F(DevicesTest, ApprovedDevicesAreTold)
{
    const std::string code = *meet("d1")->code;
    const auto applied = store->apply(
        office, "told", {Command{1, ApproveDevice{code, "MTB-01"}}, Command{2, RevokeDevice{DeviceId("d1"), "x"}}});
    EXPECT_EQ(applied->approved_devices, std::vector<DeviceId>{DeviceId("d1")});
    EXPECT_EQ(applied->revoked_devices, std::vector<DeviceId>{DeviceId("d1")});
}

TEST_F(DevicesTest, CodeRunsOutAndIsReplacedAtTheNextHello)
{
    const std::string old = *meet("d1")->code;
    clock.advance_ms(limits::pairing_code_ms);
    EXPECT_EQ(send(office, ApproveDevice{old, "MTB-01"}).code, "code_unknown");
    const std::string fresh = *meet("d1")->code;
    EXPECT_NE(fresh, old);
    EXPECT_EQ(send(office, ApproveDevice{old, "MTB-01"}).code, "code_unknown");
    EXPECT_TRUE(send(office, ApproveDevice{fresh, "MTB-01"}).done);
}

TEST_F(DevicesTest, KnownIdWithAnotherKeyProvesNothing)
{
    ASSERT_TRUE(meet("d1").has_value());
    const auto met = store->meet_device(DeviceId("d1"), "another key", DeviceKind::tablet, "iPad");
    ASSERT_FALSE(met.has_value());
    EXPECT_EQ(met.error().code, ErrorCode::proof_failed);
}

TEST_F(DevicesTest, OldestForgottenStrangerMakesRoomButNobodyWaitingIsPushedOut)
{
    for (int i = 0; i < 128; ++i) ASSERT_TRUE(meet("s" + std::to_string(i)).has_value());
    EXPECT_EQ(meet("late").error().code, ErrorCode::busy);
    clock.advance_ms(limits::pairing_code_ms);
    EXPECT_TRUE(meet("late").has_value());
    EXPECT_EQ(store->device(DeviceId("s0")).error().code, ErrorCode::device_unknown);
    EXPECT_TRUE(meet("s1").has_value());
}

TEST_F(DevicesTest, SignInNeedsAnApprovedDeviceAndAPerson)
{
    EXPECT_EQ(store->sign_in(PersonId("DB02"), DeviceId("d1")).error().code, ErrorCode::device_unknown);
    ASSERT_TRUE(meet("d1").has_value());
    EXPECT_EQ(store->sign_in(PersonId("DB02"), DeviceId("d1")).error().code, ErrorCode::device_pending);
    enrol("d2", "DB02");
    EXPECT_EQ(store->sign_in(PersonId("nobody"), DeviceId("d2")).error().code, ErrorCode::person_unknown);
    EXPECT_TRUE(send(office, RevokeDevice{DeviceId("d2"), "x"}).done);
    EXPECT_EQ(store->sign_in(PersonId("DB02"), DeviceId("d2")).error().code, ErrorCode::device_revoked);
}

TEST_F(DevicesTest, ViewerKnowsRolesGroupsAndTheChair)
{
    const Viewer chair = enrol("d1", "DB01");
    EXPECT_TRUE(chair.presiding);
    EXPECT_EQ(chair.groups, std::vector<GroupId>{GroupId("TO1")});
    const Viewer delegate = enrol("d2", "DB03");
    EXPECT_FALSE(delegate.presiding);
    EXPECT_EQ(store->device(DeviceId("d2"))->viewer->person, PersonId("DB03"));
}

TEST_F(DevicesTest, RevokingSignsOutForEver)
{
    const Viewer viewer = enrol("d1", "DB02");
    EXPECT_TRUE(send(office, RevokeDevice{viewer.device, "mất máy"}).done);
    EXPECT_FALSE(store->device(viewer.device)->viewer.has_value());
    EXPECT_FALSE(held<Device>("d1").person.has_value());
    EXPECT_EQ(meet("d1")->device.state, DeviceState::revoked);
    EXPECT_EQ(send(office, RevokeDevice{DeviceId("d9"), "x"}).code, "device_unknown");
}

TEST_F(DevicesTest, StaffSignInRunsOutADelegatesDoesNot)
{
    enrol("d1", "VP01");
    enrol("d2", "DB02");
    clock.advance_ms(limits::staff_sign_in_ms);
    EXPECT_FALSE(store->device(DeviceId("d1"))->viewer.has_value());
    EXPECT_TRUE(store->device(DeviceId("d2"))->viewer.has_value());
    EXPECT_EQ(held<Device>("d1").person, PersonId("VP01"));
    ASSERT_TRUE(store->touch_device(DeviceId("d1")).has_value());
    EXPECT_FALSE(held<Device>("d1").person.has_value());
}

TEST_F(DevicesTest, SignInsThatRanOutAreEndedForEverybodyToSee)
{
    enrol("d1", "VP01");
    enrol("d2", "DB02");
    EXPECT_EQ(store->next_sign_in_end()->value, clock.now.value + limits::staff_sign_in_ms);
    EXPECT_EQ(*store->end_sign_ins_run_out(), 0);
    clock.advance_ms(limits::staff_sign_in_ms);
    EXPECT_EQ(*store->end_sign_ins_run_out(), 1);
    EXPECT_FALSE(held<Device>("d1").person.has_value());
    EXPECT_TRUE(held<Device>("d2").person.has_value());
    EXPECT_FALSE(store->next_sign_in_end());
}

TEST_F(DevicesTest, ProvenIsWhoIsSignedInThereNow)
{
    const Viewer viewer = enrol("d1", "DB02");
    EXPECT_TRUE(store->proven_viewer(viewer.person, viewer.device));
    EXPECT_EQ(store->proven_viewer(PersonId("DB03"), viewer.device).error().code, ErrorCode::sign_in_ended);
    EXPECT_EQ(store->proven_viewer(viewer.person, DeviceId("d9")).error().code, ErrorCode::device_unknown);
    EXPECT_TRUE(send(office, RevokeDevice{viewer.device, "mất máy"}).done);
    EXPECT_EQ(store->proven_viewer(viewer.person, viewer.device).error().code, ErrorCode::device_revoked);
}

TEST_F(DevicesTest, SignOutIsSeenByTheOffice)
{
    const Viewer viewer = enrol("d1", "DB02");
    EXPECT_EQ(held<Device>("d1").person, PersonId("DB02"));
    ASSERT_TRUE(store->sign_out(viewer.device).has_value());
    EXPECT_FALSE(held<Device>("d1").person.has_value());
    EXPECT_FALSE(sees(viewer, "device", "d1"));
    EXPECT_TRUE(sees(office, "device", "d1"));
}

TEST_F(DevicesTest, BeingSeenIsNotedOnceAMinute)
{
    enrol("d1", "DB02");
    const std::int64_t head = store->head().seq;
    clock.advance_ms(59'000);
    ASSERT_TRUE(store->touch_device(DeviceId("d1")).has_value());
    EXPECT_EQ(store->head().seq, head);
    clock.advance_ms(1'000);
    ASSERT_TRUE(store->touch_device(DeviceId("d1")).has_value());
    EXPECT_EQ(store->head().seq, head + 1);
    EXPECT_EQ(held<Device>("d1").last_seen_at, "2024-12-18T00:31:00Z");
}

TEST_F(DevicesTest, OnlyADesktopIsApprovedWithoutACode)
{
    ASSERT_TRUE(meet("d1").has_value());
    EXPECT_EQ(store->approve_desktop(DeviceId("d1"), "x").error().code, ErrorCode::not_allowed);
    ASSERT_TRUE(store->meet_device(DeviceId("pc"), "k", DeviceKind::desktop, "Windows").has_value());
    ASSERT_TRUE(store->approve_desktop(DeviceId("pc"), "Máy văn phòng").has_value());
    EXPECT_EQ(store->device(DeviceId("pc"))->device.state, DeviceState::approved);
}

TEST_F(DevicesTest, CandidatesAreDelegatesThenGuestsByGivenName)
{
    std::vector<std::string> names;
    const auto candidates = store->candidates();
    for (const Candidate& candidate : *candidates) names.push_back(candidate.name);
    const std::vector<std::string> expected = {"Trần Thị Ánh", "Phạm Văn Bình", "Lê Văn Đức", "Hồ Thị Khách"};
    EXPECT_EQ(names, expected);
    EXPECT_EQ(candidates->front().group_name, "Tổ đại biểu số 1");
    EXPECT_TRUE(candidates->back().guest);
}

}  // namespace chamber::storage::test
