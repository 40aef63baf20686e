#include "tests/protocol/talk.hpp"

namespace chamber {
namespace {

TEST(Dialogue, AsksForProofBeforeAnythingElse)
{
    Talk talk;
    const Actions actions = talk.says(hello());
    const auto* wanted = only<Identify>(actions);
    ASSERT_TRUE(wanted);
    EXPECT_EQ(wanted->nonce, "nonce");
    EXPECT_EQ(wanted->key.size(), 65U);
}

TEST(Dialogue, ShowsAPendingDeviceItsCode)
{
    Talk talk;
    talk.says(hello());
    const Actions actions = talk.dialogue.on_identified(identified(DeviceState::pending));
    const auto* standing = said<Standing>(actions);
    ASSERT_TRUE(standing);
    EXPECT_EQ(standing->state, StandingState::pending);
    EXPECT_EQ(standing->code, "ABCD2345");
}

TEST(Dialogue, JoinsTheFeedWhereTheDeviceLeftIt)
{
    Talk talk;
    const Actions actions = talk.signs_in(delegate());
    const auto* join = only<Join>(actions);
    ASSERT_TRUE(join);
    EXPECT_EQ(join->cursor, 41);
    EXPECT_EQ(join->epoch, "e1");
    EXPECT_EQ(said<Standing>(actions)->state, StandingState::signed_in);
}

TEST(Dialogue, BringsTheJournalsMarkAlongAndHangsUpOnWhatIsNone)
{
    Hello told = hello();
    told.journal = {118, std::string(64, 'a')};
    Talk talk;
    talk.says(told);
    const Actions actions = talk.dialogue.on_identified(identified(DeviceState::approved, delegate()));
    ASSERT_TRUE(only<Join>(actions));
    EXPECT_EQ(only<Join>(actions)->journal, told.journal);
    for (const JournalMark& mark : {JournalMark{-1, std::string(64, 'a')}, JournalMark{5, "abc"}, JournalMark{5, ""}}) {
        Talk other;
        told.journal = mark;
        EXPECT_TRUE(only<HangUp>(other.says(told))) << mark.n << mark.hash;
    }
}

TEST(Dialogue, ChecksThePinAndTellsHowLongToWait)
{
    Talk talk;
    talk.says(hello());
    talk.dialogue.on_identified(identified(DeviceState::approved));
    const Actions asked = talk.says(SignIn{PersonId("DB24"), {}, "246810"});
    ASSERT_TRUE(only<CheckSecret>(asked));
    const Actions wrong = talk.dialogue.on_signed_in(SecretChecked{{}, fail(ErrorCode::wrong_secret), 4});
    ASSERT_TRUE(said<Refusal>(wrong));
    EXPECT_EQ(said<Refusal>(wrong)->wait_s, 4);
    talk.says(SignIn{PersonId("DB24"), {}, "246810"});
    const Actions right = talk.dialogue.on_signed_in(SecretChecked{delegate(), {}, 0});
    EXPECT_TRUE(only<Join>(right));
    EXPECT_TRUE(talk.dialogue.signed_in());
}

TEST(Dialogue, LetsAPendingDesktopSignInOnTheServersOwnMachineOnly)
{
    Talk network(Door::tls);
    network.says(hello(DeviceKind::desktop));
    network.dialogue.on_identified(identified(DeviceState::pending));
    const Actions refused = network.says(SignIn{{}, "thuky", "mat-khau-dai"});
    EXPECT_EQ(said<Refusal>(refused)->code, "device_pending");

    Talk here(Door::loopback);
    here.says(hello(DeviceKind::desktop));
    here.dialogue.on_identified(identified(DeviceState::pending));
    const Actions asked = here.says(SignIn{{}, "thuky", "mat-khau-dai"});
    ASSERT_TRUE(only<CheckSecret>(asked));
    EXPECT_TRUE(only<CheckSecret>(asked)->approve_desktop);
}

TEST(Dialogue, NeverLetsAPendingTabletSignIn)
{
    Talk talk(Door::loopback);
    talk.says(hello(DeviceKind::tablet));
    talk.dialogue.on_identified(identified(DeviceState::pending));
    EXPECT_EQ(said<Refusal>(talk.says(SignIn{PersonId("DB24"), {}, "246810"}))->code, "device_pending");
}

TEST(Dialogue, ActsForTheOfficeThroughTheLocalDoor)
{
    Talk talk(Door::local);
    const Actions actions = talk.says(hello(DeviceKind::desktop));
    ASSERT_TRUE(said<Standing>(actions));
    EXPECT_EQ(said<Standing>(actions)->person, PersonId("NV03"));
    EXPECT_EQ(talk.dialogue.viewer()->person.value, "NV03");
    EXPECT_FALSE(only<Join>(actions)) << "it is told what it asks for";
}

TEST(Dialogue, RefusesWorkBeforeSignIn)
{
    Talk talk;
    talk.says(hello());
    talk.dialogue.on_identified(identified(DeviceState::approved));
    for (const FromDevice& message : {FromDevice(Commands{{Command{1, CheckIn{SittingId("PH1"), ""}}}}),
                                      FromDevice(Fetch{1, std::string(64, 'a'), 0, 1}),
                                      FromDevice(BuildArchive{1, SessionId("K")}), FromDevice(AskUpload{})}) {
        const Actions actions = talk.says(message);
        ASSERT_TRUE(said<Refusal>(actions));
        EXPECT_EQ(said<Refusal>(actions)->code, "sign_in_required");
        EXPECT_EQ(actions.size(), 1U);
    }
}

TEST(Dialogue, HangsUpOnWhatItCannotTrust)
{
    const auto hangs_up = [](const Actions& actions, ErrorCode code) {
        const HangUp* hang_up = only<HangUp>(actions);
        return hang_up && hang_up->code == code;
    };
    Hello old = hello();
    old.protocol = 0;
    EXPECT_TRUE(hangs_up(Talk().says(old), ErrorCode::protocol_version));
    // Whatever else an app of another version says, it is told to update.
    EXPECT_TRUE(hangs_up(Talk().dialogue.on_text(R"({"type":"hello","protocol":1,"lang":"vi"})", start_time),
                         ErrorCode::protocol_version));
    EXPECT_TRUE(hangs_up(Talk().dialogue.on_text(R"({"type":"hello","protocol":9,"lang":"vi"})", start_time),
                         ErrorCode::missing_field));
    Hello keyless = hello();
    keyless.device_key = "";
    EXPECT_TRUE(hangs_up(Talk().says(keyless), ErrorCode::proof_failed));
    EXPECT_TRUE(hangs_up(Talk().says(Fetch{}), ErrorCode::out_of_order));
    EXPECT_TRUE(hangs_up(Talk().dialogue.on_binary(), ErrorCode::text_expected));
    EXPECT_TRUE(hangs_up(Talk().dialogue.on_text("{", start_time), ErrorCode::not_json));
    EXPECT_TRUE(
        hangs_up(Talk().dialogue.on_tick(SteadyMs{start_time.value + limits::hello_ms + 1}), ErrorCode::out_of_order));
    Talk twice;
    twice.signs_in(delegate());
    EXPECT_TRUE(hangs_up(twice.says(hello()), ErrorCode::out_of_order));
}

TEST(Dialogue, PassesOnWhatARunningSignInMaySeeNow)
{
    Talk talk;
    talk.signs_in(delegate());
    Identified same = identified(DeviceState::approved);
    same.viewer = delegate();
    EXPECT_TRUE(talk.dialogue.on_identified(same).empty());
    Identified promoted = identified(DeviceState::approved);
    promoted.viewer = delegate();
    promoted.viewer->groups.push_back(GroupId("TO9"));
    const Actions actions = talk.dialogue.on_identified(promoted);
    ASSERT_EQ(actions.size(), 2U);
    EXPECT_EQ(said<Standing>(actions)->state, StandingState::signed_in);
    EXPECT_EQ(std::get<Regrant>(actions[1]).viewer, *promoted.viewer);
    EXPECT_EQ(*talk.dialogue.viewer(), *promoted.viewer);
}

TEST(Dialogue, AsksAccessForUploadsAndArchives)
{
    AskUpload upload{7, SessionId("K"), AgendaItemId("M1"), {}, "a.pdf", 10, {}};
    Talk office;
    office.signs_in(secretary());
    EXPECT_TRUE(only<PrepareUpload>(office.says(upload)));
    EXPECT_TRUE(only<PrepareArchive>(office.says(BuildArchive{8, SessionId("K")})));
    Talk tablet;
    tablet.signs_in(delegate());
    EXPECT_EQ(said<Refusal>(tablet.says(upload))->code, "not_allowed");
    EXPECT_EQ(said<Refusal>(tablet.says(upload))->ask, 7U);
    EXPECT_EQ(said<Refusal>(tablet.says(BuildArchive{8, SessionId("K")}))->code, "not_allowed");
}

TEST(Dialogue, AsksAccessForRechecks)
{
    Talk office;
    office.signs_in(secretary());
    const Actions asked = office.says(Recheck{9, SessionId("K")});
    ASSERT_TRUE(only<PrepareRecheck>(asked));
    EXPECT_EQ(only<PrepareRecheck>(asked)->ask.session, SessionId("K"));
    Talk tablet;
    tablet.signs_in(delegate());
    const Actions refused = tablet.says(Recheck{9, {}});
    EXPECT_EQ(said<Refusal>(refused)->code, "not_allowed");
    EXPECT_EQ(said<Refusal>(refused)->ask, 9U);
    EXPECT_EQ(refused.size(), 1U);
}

TEST(Dialogue, RefusesAnUploadOfTheWrongSizeOrPlace)
{
    Talk office;
    office.signs_in(secretary());
    const AskUpload good{7, SessionId("K"), AgendaItemId("M1"), {}, "a.pdf", 10, {}};
    AskUpload empty = good, large = good, nowhere = good;
    empty.bytes = 0;
    large.bytes = 300'000'000;
    nowhere.item.reset();
    EXPECT_EQ(said<Refusal>(office.says(empty))->code, "empty_file");
    EXPECT_EQ(said<Refusal>(office.says(large))->code, "too_large");
    EXPECT_EQ(said<Refusal>(office.says(nowhere))->code, "missing_field");
}

TEST(Dialogue, RefusesATextThatHidesOrSteersAndSaysWhere)
{
    Talk office;
    office.signs_in(secretary());
    AskUpload upload{7, SessionId("K"), {}, DocumentId("TL01"), "a\u202E.pdf", 10, "vì \u202E"};
    const Actions answer = office.says(upload);
    const auto* refused = said<Refusal>(answer);
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->code, "unclean_text");
    EXPECT_EQ(refused->where, "/reason");
    EXPECT_EQ(refused->ask, 7U);
    upload.reason = "vì thế";
    const Actions prepared = office.says(upload);
    ASSERT_TRUE(only<PrepareUpload>(prepared));
    EXPECT_EQ(only<PrepareUpload>(prepared)->ask.file_name, "a.pdf");
    EXPECT_EQ(said<Refusal>(office.says(Progress{std::string(250'000, 'A'), 1}))->code, "wrong_type");
    // A bad command is refused by itself, where it is done.
    EditDocument edit;
    edit.title = "\u202E";
    EXPECT_TRUE(only<ApplyCommands>(office.says(Commands{{Command{1, edit}}})));
}

TEST(Dialogue, LetsAWiredDesktopFetchAsFastAsItsLineIs)
{
    // 118 MB in a second, in windows of 1 MiB, and more of them than any burst of messages may hold.
    Talk talk;
    talk.signs_in(delegate());
    Fetch fetch;
    fetch.sha256 = std::string(64, 'a');
    fetch.bytes = limits::bulk_window_bytes;
    for (int i = 0; i < 600; ++i)
        ASSERT_TRUE(only<OpenFetch>(
            talk.dialogue.on_text(encode(FromDevice(fetch)), SteadyMs{start_time.value + i * 1'000 / 118})))
            << i;
}

TEST(Dialogue, SlowsDownAFlood)
{
    Talk talk;
    talk.signs_in(delegate());
    Actions last;
    for (std::uint32_t i = 0; i < limits::messages_burst + 5; ++i) last = talk.says(Ping{1});
    EXPECT_FALSE(talk.dialogue.signed_in());
    EXPECT_TRUE(last.empty());
}

TEST(Dialogue, ListsThroughTheLocalDoorOnly)
{
    Talk network;
    network.signs_in(secretary());
    EXPECT_EQ(said<Refusal>(network.says(ListEntities{1, "device"}))->code, "not_allowed");
    Talk local(Door::local);
    local.says(hello());
    ASSERT_TRUE(only<ReadListing>(local.says(ListEntities{1, "device"})));
    EXPECT_EQ(said<Refusal>(local.says(ListEntities{1, ""}))->code, "missing_field");
}

TEST(Dialogue, ImportsFromTheOfficesDesktopsWithoutWhatHasAWayOfItsOwn)
{
    Talk tablet;
    tablet.signs_in(secretary());
    EXPECT_EQ(said<Refusal>(tablet.says(ImportSession{1, {}}))->code, "not_allowed");
    Talk desk;
    Identified seated = identified(DeviceState::approved, secretary());
    seated.device.kind = DeviceKind::desktop;
    desk.says(hello(DeviceKind::desktop));
    desk.dialogue.on_identified(std::move(seated));
    EXPECT_TRUE(only<RunImport>(desk.says(ImportSession{1, {}})));
    ImportSession hashes{1, {}};
    hashes.import.secrets.push_back({PersonId("DB24"), {}, "$argon2id$"});
    EXPECT_EQ(said<Refusal>(desk.says(hashes))->where, "/import/secrets");
    ImportSession roll{1, {}};
    roll.import.attendance.emplace_back();
    EXPECT_EQ(said<Refusal>(desk.says(roll))->where, "/import/attendance");
    Talk local(Door::local);
    local.says(hello());
    EXPECT_TRUE(only<RunImport>(local.says(hashes)));
}

TEST(Dialogue, DrawsSecretsAtADesktopOnly)
{
    Talk tablet;
    tablet.signs_in(secretary());
    EXPECT_EQ(said<Refusal>(tablet.says(DrawSecret{1, {PersonId("DB24")}}))->code, "not_allowed");
    Talk local(Door::local);
    local.says(hello());
    EXPECT_TRUE(only<DrawSecrets>(local.says(DrawSecret{1, {PersonId("DB24")}})));
    EXPECT_EQ(said<Refusal>(local.says(DrawSecret{1, {}}))->code, "missing_field");
    const std::vector<PersonId> many(limits::secrets_per_draw_max + 1, PersonId("DB24"));
    EXPECT_EQ(said<Refusal>(local.says(DrawSecret{1, many}))->code, "too_long");
}

TEST(Dialogue, NotesNoHealthThatCannotBe)
{
    Talk tablet;
    tablet.signs_in(delegate());
    Health health;
    health.at = "2024-12-18T00:30:00Z";
    for (const std::int32_t percent : {0, 84, 100}) {
        health.battery_percent = percent;
        EXPECT_TRUE(only<NoteHealth>(tablet.says(health))) << percent;
    }
    const auto refused = [&](const Health& word) {
        const auto actions = tablet.says(word);
        EXPECT_FALSE(only<NoteHealth>(actions));
        const auto* refusal = said<Refusal>(actions);
        return refusal ? refusal->code + refusal->where.value_or("") : std::string();
    };
    for (const std::int32_t percent : {-1, 101, 1'000'000}) {
        health.battery_percent = percent;
        EXPECT_EQ(refused(health), "out_of_range/battery_percent") << percent;
    }
    health.battery_percent.reset();
    health.papers_held = -1;
    EXPECT_EQ(refused(health), "out_of_range/papers_held");
    health.papers_held = 0;
    health.papers_wanted = -1;
    EXPECT_EQ(refused(health), "out_of_range/papers_wanted");
    health.papers_wanted = 0;
    health.at = "trưa";
    EXPECT_NE(refused(health), "");
}

TEST(Dialogue, SearchesForWhoeverIsSignedIn)
{
    Talk tablet;
    tablet.signs_in(delegate());
    EXPECT_TRUE(only<RunSearch>(tablet.says(Search{1, "ngân sách", {}})));
    EXPECT_EQ(said<Refusal>(tablet.says(Search{1, "  ", {}}))->code, "missing_field");
}

}  // namespace
}  // namespace chamber
