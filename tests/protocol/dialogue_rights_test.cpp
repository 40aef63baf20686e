// How a dialogue goes when rights end: revocation and its hand-in, sign-ins that end, a new secret.
#include "tests/protocol/talk.hpp"

namespace chamber {
namespace {

TEST(Dialogue, TellsARevokedDeviceAndLeavesTheFeed)
{
    Talk talk;
    talk.signs_in(delegate());
    const Actions actions = talk.dialogue.on_identified(identified(DeviceState::revoked));
    EXPECT_TRUE(only<Leave>(actions));
    EXPECT_EQ(said<Standing>(actions)->state, StandingState::revoked);
    EXPECT_TRUE(only<HangUp>(actions));
    EXPECT_TRUE(talk.says(Ping{1}).empty());
}

TEST(Dialogue, LetsARevokedDeviceHandInAndTellsItNothing)
{
    Talk talk;
    talk.signs_in(delegate());
    Identified revoked = identified(DeviceState::revoked);
    revoked.hand_in = true;
    const Actions actions = talk.dialogue.on_identified(revoked);
    EXPECT_TRUE(only<Leave>(actions));
    EXPECT_TRUE(said<Standing>(actions)->hand_in);
    EXPECT_FALSE(only<HangUp>(actions));
    EXPECT_FALSE(talk.dialogue.viewer());
    EXPECT_TRUE(only<TakeHandIn>(talk.says(Commands{{Command{1, DeleteAnnotation{AnnotationId("a")}}}})));
    for (const FromDevice& other :
         {FromDevice(Fetch{1, std::string(64, 'a'), 0, 1}), FromDevice(AskDownload{1, {}, std::string(64, 'a')}),
          FromDevice(SignIn{PersonId("DB24"), {}, "246810"}), FromDevice(Unlock{1, "246810"}),
          FromDevice(Progress{std::string(64, 'a'), 1})}) {
        const Actions refused = talk.says(other);
        ASSERT_EQ(refused.size(), 1U);
        EXPECT_EQ(said<Refusal>(refused)->code, "device_revoked");
    }
    const Actions ended = talk.says(HandedIn{2});
    EXPECT_EQ(only<EndHandIn>(ended)->left, 2);
    EXPECT_TRUE(only<HangUp>(ended));
}

TEST(Dialogue, CutsARevokedDeviceThatHandsNothingIn)
{
    Talk talk;
    talk.signs_in(delegate());
    Identified revoked = identified(DeviceState::revoked);
    revoked.hand_in = true;
    talk.dialogue.on_identified(revoked);
    EXPECT_TRUE(talk.dialogue.on_tick(start_time).empty());
    EXPECT_TRUE(only<HangUp>(talk.dialogue.on_tick(SteadyMs{start_time.value + 1'500})));
}

TEST(Dialogue, TellsWhySomebodyStandsAtTheEntranceUnlessTheySignedOut)
{
    Talk ended;
    ended.signs_in(delegate());
    const Actions actions = ended.dialogue.on_identified(identified(DeviceState::approved));
    EXPECT_TRUE(only<Leave>(actions));
    EXPECT_EQ(said<Refusal>(actions)->code, "sign_in_ended");
    EXPECT_EQ(said<Standing>(actions)->state, StandingState::approved);
    Talk left;
    left.signs_in(delegate());
    left.says(SignOut{});
    EXPECT_FALSE(said<Refusal>(left.dialogue.on_identified(identified(DeviceState::approved))));
}

TEST(Dialogue, KeepsACheckUnderWayWhenTheDeviceIsIdentifiedAnew)
{
    Talk talk;
    talk.says(hello());
    talk.dialogue.on_identified(identified(DeviceState::approved));
    EXPECT_TRUE(only<CheckSecret>(talk.says(SignIn{PersonId("DB24"), {}, "246810"})));
    EXPECT_TRUE(talk.dialogue.on_identified(identified(DeviceState::approved)).empty());
    EXPECT_TRUE(said<Standing>(talk.dialogue.on_signed_in({delegate(), std::nullopt, 0})));
    EXPECT_TRUE(talk.dialogue.signed_in());
}

TEST(Dialogue, LetsPeopleChangeTheirOwnSecretByItsRules)
{
    Talk talk;
    talk.signs_in(delegate());
    EXPECT_TRUE(only<ChangeOwnSecret>(talk.says(ChangeSecret{1, "246810", "193746"})));
    for (const char* weak : {"12345", "1234567", "12a456", "000000", "123456", "654321", "246810"}) {
        const Actions refused = talk.says(ChangeSecret{2, "246810", weak});
        ASSERT_TRUE(said<Refusal>(refused)) << weak;
        EXPECT_EQ(said<Refusal>(refused)->code, "secret_too_weak");
        EXPECT_EQ(said<Refusal>(refused)->ask, 2U);
        EXPECT_EQ(said<Refusal>(refused)->sentence.find("ật khẩu"), std::string::npos) << "a delegate has no password";
    }
    Talk desk;
    desk.signs_in(secretary());
    EXPECT_TRUE(only<ChangeOwnSecret>(desk.says(ChangeSecret{1, "mat-khau-cu", "một mật khẩu mới"})));
    EXPECT_EQ(said<Refusal>(desk.says(ChangeSecret{1, "mat-khau-cu", "ááááááááááá"}))->code, "secret_too_weak")
        << "counted in characters";
    EXPECT_EQ(said<Refusal>(desk.says(ChangeSecret{1, "mat-khau-cu", "193746"}))->code, "secret_too_weak");
}

TEST(Dialogue, SaysAWrongPinAsAPin)
{
    Talk talk;
    talk.says(hello());
    talk.dialogue.on_identified(identified(DeviceState::approved));
    talk.says(SignIn{PersonId("DB24"), {}, "000000"});
    const Actions actions = talk.dialogue.on_signed_in(SecretChecked{{}, fail(ErrorCode::wrong_secret), 4});
    EXPECT_EQ(said<Refusal>(actions)->sentence, "Mã PIN không đúng. Hãy nhập lại.");
    EXPECT_EQ(said<Refusal>(actions)->wait_s, 4);
}

}  // namespace
}  // namespace chamber
