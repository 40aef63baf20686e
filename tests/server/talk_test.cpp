// What one peer says and others are told: bounded, checked, and nobody's queue to fill.
#include "tests/server/room_world.hpp"

#include "protocol/sentence.hpp"
#include "server/newcomers.hpp"
#include "server/progress_board.hpp"
#include "server/refusal_ration.hpp"
#include "server/token_buckets.hpp"

#include <set>

namespace chamber::server::test {
namespace {

class Talk : public RoomWorld {
protected:
    Talk()
    {
        paper = upload("Tờ trình");
        closed = upload("Kín", Audience::delegates_only);
        publish_all();
        waiting = upload("Chưa phát hành");
        approve("office", "VP01", DeviceKind::desktop);
        approve("guest", "KM01");
        desk = hello("office", Door::tls, DeviceKind::desktop);
        guest = hello("guest");
        pass_ms(500);
        desk.line->told.clear();
    }
    std::string sha_of(const DocumentId& document) { return store->document(document)->revisions.back().sha256; }
    std::uint64_t bytes_of(const DocumentId& document) { return store->document(document)->revisions.back().bytes; }

    DocumentId paper, closed, waiting;
    Caller desk, guest;
};

// The desk and the tablet ask for the same that is not there; each is told in their own words.
TEST_F(Talk, EachReaderIsRefusedInTheirOwnWords)
{
    const Error error = fail(ErrorCode::out_of_range, {}, "/bytes");
    desk.line->told.clear();
    guest.line->told.clear();
    for (Caller* caller : {&desk, &guest}) say(*caller, Progress{sha_of(paper), bytes_of(paper) + 1});
    ASSERT_EQ(heard<Refusal>(desk).size(), 1u);
    ASSERT_EQ(heard<Refusal>(guest).size(), 1u);
    const Refusal clerks = heard<Refusal>(desk)[0];
    const Refusal delegates = heard<Refusal>(guest)[0];
    EXPECT_EQ(clerks.code, delegates.code);
    const Error met{error.code, {}, clerks.where.value_or("")};
    EXPECT_EQ(clerks.sentence, sentence_for(Reader::clerk, met));
    EXPECT_EQ(delegates.sentence, sentence_for(Reader::delegate, met));
    EXPECT_NE(clerks.sentence, delegates.sentence);
}

TEST_F(Talk, ProgressIsToldTwiceASecondAndOnlyTheNewest)
{
    for (std::uint64_t bytes = 0; bytes < bytes_of(paper); ++bytes) say(guest, Progress{sha_of(paper), bytes});
    EXPECT_TRUE(heard<DeviceProgress>(desk).empty());
    pass_ms(500);
    ASSERT_EQ(heard<DeviceProgress>(desk).size(), 1u);
    EXPECT_EQ(heard<DeviceProgress>(desk)[0].bytes, bytes_of(paper) - 1);
    pass_ms(500);
    EXPECT_EQ(heard<DeviceProgress>(desk).size(), 1u) << "nothing new, nothing told";
}

TEST_F(Talk, ProgressOfWhatTheSenderMayNotSeeIsRefusedLikeThatOfNothing)
{
    std::set<std::string> answers;
    for (const std::string& sha256 : {sha_of(closed), sha_of(waiting), std::string(64, 'a')}) {
        guest.line->told.clear();
        say(guest, Progress{sha256, 1});
        ASSERT_EQ(heard<Refusal>(guest).size(), 1u);
        answers.insert(encode(ToDevice(heard<Refusal>(guest)[0])));
    }
    EXPECT_EQ(answers.size(), 1u) << "one and the same answer";
    EXPECT_EQ(refusal(guest), "blob_unknown");
    say(guest, Progress{std::string(250'000, 'A'), 1});
    EXPECT_EQ(refusal(guest), "wrong_type");
    say(guest, Progress{sha_of(paper), bytes_of(paper) + 1});
    EXPECT_EQ(refusal(guest), "out_of_range");
    pass_ms(500);
    EXPECT_TRUE(heard<DeviceProgress>(desk).empty());
}

TEST_F(Talk, WhoDoesNotReadMissesProgressAndIsNotClosed)
{
    desk.line->stuck_bytes = 2'000'000;
    for (int i = 0; i < 30; ++i) {
        say(guest, Progress{sha_of(paper), static_cast<std::uint64_t>(i % 5)});
        pass_ms(500);
    }
    EXPECT_TRUE(heard<DeviceProgress>(desk).empty());
    EXPECT_EQ(desk.line->closed, 0);
    desk.line->stuck_bytes = 0;
    say(guest, Progress{sha_of(paper), 7});
    pass_ms(500);
    EXPECT_EQ(heard<DeviceProgress>(desk).size(), 1u);
}

TEST_F(Talk, PresenceIsToldTwiceASecondHoweverOftenDevicesComeAndGo)
{
    std::vector<Caller> callers;
    for (int i = 0; i < 50; ++i) {
        Caller again = hello("guest");
        callers.push_back(again);
        again.events.closed("gone");
    }
    EXPECT_TRUE(heard<Connected>(desk).empty());
    pass_ms(500);
    EXPECT_EQ(heard<Connected>(desk).size(), 1u);
}

TEST_F(Talk, WhoHadNoRoomIsToldThePresenceOfNowLater)
{
    desk.line->stuck_bytes = 2'000'000;
    Caller other = hello("guest");
    pass_ms(500);
    EXPECT_TRUE(heard<Connected>(desk).empty());
    desk.line->stuck_bytes = 0;
    pass_ms(500);
    EXPECT_EQ(heard<Connected>(desk).size(), 1u);
}

TEST_F(Talk, HealthIsToldOnceAndAllOfItToWhoIsNew)
{
    say(guest, Health{"2024-12-18T00:30:00Z", {}, 84, true, 2, 3});
    pass_ms(500);
    ASSERT_EQ(heard<DeviceHealth>(desk).size(), 1u);
    desk.line->told.clear();
    hello("passer").events.closed("gone");
    pass_ms(500);
    EXPECT_EQ(heard<Connected>(desk).size(), 1u) << "who comes and goes changes the presence";
    EXPECT_TRUE(heard<DeviceHealth>(desk).empty()) << "known here, not told again";
    approve("second", "VP01", DeviceKind::desktop);
    Caller second = hello("second", Door::tls, DeviceKind::desktop);
    say(guest, Health{"2024-12-18T00:31:00Z", {}, 83, true, 2, 3});  // sooner than it may: passed over
    pass_ms(500);
    ASSERT_EQ(heard<DeviceHealth>(second).size(), 1u);
    EXPECT_EQ(heard<DeviceHealth>(second)[0].battery_percent, 84);
    EXPECT_TRUE(heard<DeviceHealth>(desk).empty());
}

TEST_F(Talk, WhatSomebodyHasJustCheckedIsToldBeforeItsTime)
{
    Health health{"2024-12-18T00:30:00Z", {}, 84, true, 2, 3};
    say(guest, health);
    pass_ms(5'000);
    health.checked_at = "2024-12-18T00:30:04Z";
    health.failed_checks = {MachineCheck::pen, MachineCheck::clock, MachineCheck::pen};
    health.installed = false;
    say(guest, health);
    pass_ms(500);
    ASSERT_EQ(heard<DeviceHealth>(desk).size(), 2u);
    EXPECT_EQ(heard<DeviceHealth>(desk)[1].failed_checks,
              (std::vector<MachineCheck>{MachineCheck::pen, MachineCheck::clock}));
    EXPECT_EQ(heard<DeviceHealth>(desk)[1].installed, false);
    health.checked_at = "2024-12-18T00:30:06Z";
    say(guest, health);
    pass_ms(500);
    EXPECT_EQ(heard<DeviceHealth>(desk).size(), 2u) << "and not as often as somebody likes";
}

// Who presides leads; the others are told.
class Lead : public Talk {
protected:
    Lead()
    {
        approve("chair", "DB01");
        approve("delegate", "DB02");
        chair = hello("chair");
        delegate = hello("delegate");
        pass_ms(500);
    }
    AtPage at(const DocumentId& document) { return AtPage{document, sha_of(document), 0}; }
    static std::optional<DocumentId> followed(const Caller& caller)
    {
        const auto told = heard<ChairAt>(caller);
        return told.empty() ? std::nullopt : told.back().document;
    }

    Caller chair, delegate;
};

TEST_F(Lead, IsToldTwiceASecondAndToWhoComesLater)
{
    for (int i = 0; i < 20; ++i) say(chair, at(i % 2 == 0 ? paper : closed));
    pass_ms(500);
    ASSERT_EQ(heard<ChairAt>(delegate).size(), 1u);
    EXPECT_EQ(followed(delegate), closed) << "the newest";
    for (int i = 0; i < 20; ++i) {
        say(chair, at(paper));
        pass_ms(100);
    }
    EXPECT_LE(heard<ChairAt>(delegate).size(), 6u);
    Caller again = hello("delegate");
    pass_ms(500);
    EXPECT_EQ(followed(again), paper);
    EXPECT_EQ(heard<ChairAt>(desk).size(), 0u) << "desktops do not follow";
}

TEST_F(Lead, EndsWhenItIsSaidAndWhenTheChairIsGone)
{
    say(chair, at(paper));
    pass_ms(500);
    EXPECT_EQ(followed(delegate), paper);
    say(chair, AtPage{});
    pass_ms(500);
    EXPECT_EQ(followed(delegate), std::nullopt);
    say(chair, at(paper));
    pass_ms(500);
    EXPECT_EQ(followed(delegate), paper);
    chair.events.closed("gone");
    pass_ms(500);
    EXPECT_EQ(followed(delegate), std::nullopt);
    Caller late = hello("delegate");
    pass_ms(500);
    EXPECT_TRUE(heard<ChairAt>(late).empty()) << "nobody leads, nothing is said";
}

TEST_F(Lead, WhoMayNotSeeTheDocumentIsToldThatNobodyLeads)
{
    say(chair, at(paper));
    pass_ms(500);
    EXPECT_EQ(followed(guest), paper);
    say(chair, at(closed));
    pass_ms(500);
    EXPECT_EQ(followed(delegate), closed);
    EXPECT_EQ(followed(guest), std::nullopt);
    EXPECT_FALSE(heard<ChairAt>(guest).back().person);
}

TEST_F(Lead, EndsWithTheChairsRightAndWithTheDocument)
{
    say(chair, at(paper));
    pass_ms(500);
    ASSERT_TRUE(send(office, WithdrawDocument{paper, "Gửi nhầm"}).done);
    settle();
    pass_ms(500);
    EXPECT_EQ(followed(delegate), std::nullopt);
    say(chair, at(closed));
    pass_ms(500);
    EXPECT_EQ(followed(delegate), closed);
    // The other session that is to come has the same chair.
    ASSERT_TRUE(send(office, SetSessionState{SessionId("KH14"), SessionState::cancelled}).done);
    ASSERT_TRUE(send(office, SetChair{SessionId("KH13"), {PersonId("DB02")}, {}, "Thay chủ tọa"}).done);
    settle();
    pass_ms(500);
    EXPECT_EQ(followed(delegate), std::nullopt);
    say(chair, at(closed));
    EXPECT_EQ(refusal(chair), "not_allowed");
    say(delegate, at(closed));
    pass_ms(500);
    EXPECT_EQ(followed(chair), closed) << "and the next one leads";
}

TEST_F(Talk, WhereOneReadsIsKeptAtAPace)
{
    const auto keep = [&](std::uint32_t ask) {
        guest.line->told.clear();
        ReadingRecord reading{paper};
        reading.place = ReadingPlace{1, 0, 0, PageFit::width, 1, format_utc(clock.utc())};
        say(guest, KeepOwn{ask, {reading}, {}});
        return heard<OwnRecords>(guest).empty() ? refusal(guest) : "kept";
    };
    for (std::uint32_t i = 1; i <= limits::keep_own_burst; ++i) EXPECT_EQ(keep(i), "kept") << i;
    EXPECT_EQ(keep(77), "busy");
    EXPECT_EQ(heard<Refusal>(guest)[0].ask, 77u);
    pass_ms(limits::keep_own_every_ms);
    EXPECT_EQ(keep(78), "kept");
    EXPECT_EQ(keep(79), "busy");
}

TEST_F(Talk, WhoHadNoRoomIsToldTheHealthOfNowLater)
{
    say(guest, Health{"2024-12-18T00:30:00Z", {}, 84, true, 2, 3});
    desk.line->stuck_bytes = 2'000'000;
    pass_ms(500);
    EXPECT_TRUE(heard<DeviceHealth>(desk).empty());
    desk.line->stuck_bytes = 0;
    pass_ms(500);
    EXPECT_EQ(heard<DeviceHealth>(desk).size(), 1u);
}

TEST_F(Talk, ManyCommandsAtOnceAreCarriedOutAtTheirPaceAndNobodyIsClosed)
{
    const int outbox = 600;
    for (int first = 1; first <= outbox; first += 60) {
        Commands commands;
        for (int i = 0; i < 60; ++i)
            commands.items.push_back(Command{first + i, CheckIn{SittingId("P1"), "2024-12-18T00:30:00Z"}});
        say(guest, commands);
    }
    EXPECT_EQ(store->last_command(DeviceId("guest"), "i1"), limits::messages_burst);
    for (int i = 0; i < 22; ++i) pass_ms(500);
    EXPECT_EQ(store->last_command(DeviceId("guest"), "i1"), outbox);
    EXPECT_EQ(guest.line->closed, 0);
    EXPECT_EQ(refusal(guest), "");
    EXPECT_TRUE(heard<Gap>(guest).empty());
}

TEST_F(Talk, RefusedCommandsAreWrittenDownOnlySoOften)
{
    std::int64_t number = 0;
    for (int message = 0; message < 10; ++message) {
        Commands commands;
        for (int i = 0; i < 20; ++i)
            commands.items.push_back(Command{++number, DeleteAnnotation{AnnotationId("none")}});
        say(guest, commands);
        number = store->last_command(DeviceId("guest"), "i1");
    }
    EXPECT_EQ(store->last_command(DeviceId("guest"), "i1"), limits::refusals_per_minute);
    EXPECT_EQ(refusal(guest), "busy");
    EXPECT_EQ(guest.line->closed, 0);
    pass_ms(60'000);
    guest.number = store->last_command(DeviceId("guest"), "i1");
    EXPECT_TRUE(command(guest, CheckIn{SittingId("P1"), "2024-12-18T00:30:00Z"})->done);
}

TEST_F(Talk, AStrangerIsNotMetWhenNobodyEnrols)
{
    ASSERT_TRUE(send(office, SetEnrolment{false}).done);
    Caller stranger = hello("fresh");
    EXPECT_EQ(refusal(stranger), "enrolment_closed");
    EXPECT_NE(stranger.line->closed, 0);
    EXPECT_FALSE(stranger.line->proven);
    EXPECT_TRUE(hello("guest").line->proven);
}

TEST_F(Talk, OneAddressBringsOnlySoManyStrangers)
{
    std::string last;
    for (int i = 0; i < 80; ++i)
        last = refusal(hello("fresh" + std::to_string(i), Door::tls, DeviceKind::tablet, "10.0.0.66"));
    EXPECT_EQ(last, "busy");
    Caller honest = hello("honest", Door::tls, DeviceKind::tablet, "10.0.0.5");
    EXPECT_EQ(heard<Standing>(honest).back().state, StandingState::pending);
    EXPECT_TRUE(hello("guest", Door::tls, DeviceKind::tablet, "10.0.0.66").line->proven)
        << "a known device is no stranger";
}

TEST_F(Talk, DrawnSecretsAreHeardByWhoeverAskedAlone)
{
    approve("ban-khac", "VT01", DeviceKind::desktop);
    const Caller clerk = hello("ban-khac", Door::tls, DeviceKind::desktop);
    say(desk, DrawSecret{7, {PersonId("DB01")}});
    const auto drawn = heard<SecretsDrawn>(desk);
    ASSERT_EQ(drawn.size(), 1U);
    EXPECT_EQ(drawn[0].ask, 7U);
    EXPECT_EQ(drawn[0].items.at(0).secret, "drawn-DB01");
    EXPECT_TRUE(heard<SecretsDrawn>(clerk).empty());
}

TEST_F(Talk, ASearchIsAnsweredAFewAtATimeAndPaced)
{
    for (int n = 0; n < 25; ++n) upload("Tờ trình ngân sách số " + std::to_string(n));
    upload("Ngân sách kín", Audience::delegates_only);
    publish_all();
    // Each is found by its title and by its page.
    std::set<DocumentId> documents;
    std::size_t answers = 0, hits = 0;
    std::optional<std::string> after;
    do {
        say(guest, Search{static_cast<std::uint32_t>(5 + answers), "ngân sách", after});
        const auto found = heard<Found>(guest);
        ASSERT_EQ(found.size(), ++answers);
        EXPECT_LE(found.back().hits.size(), limits::search_hits_max);
        for (const FoundHit& hit : found.back().hits) {
            EXPECT_NE(hit.title, "Ngân sách kín");
            EXPECT_EQ(hit.session, SessionId("KH13"));
            ASSERT_TRUE(hit.document);
            documents.insert(*hit.document);
        }
        hits += found.back().hits.size();
        after = found.back().next;
    } while (after);
    EXPECT_EQ(answers, 3U);
    EXPECT_EQ(hits, 50U);
    EXPECT_EQ(documents.size(), 25U);
    for (std::uint32_t n = 0; n < limits::searches_burst; ++n) say(guest, Search{8, "ngân", {}});
    EXPECT_EQ(refusal(guest), "busy");
    pass_ms(60'000 / limits::searches_per_minute + 1);
    guest.line->told.clear();
    say(guest, Search{9, "ngân", {}});
    EXPECT_EQ(heard<Found>(guest).size(), 1U);
}

TEST(ProgressBoardTest, KeepsOfADeviceItsNewestFewBlobs)
{
    ProgressBoard board;
    for (std::uint8_t i = 0; i < 200; ++i) {
        Sha256 sha256;
        sha256.bytes.fill(i);
        board.note(DeviceId("d1"), sha256, i);
    }
    const auto news = board.take(SteadyMs{1'000});
    EXPECT_EQ(news.size(), limits::transfers_per_connection_max);
    EXPECT_EQ(news.back().bytes, 199u);
    board.note(DeviceId("d1"), Sha256{}, 1);
    EXPECT_TRUE(board.take(SteadyMs{1'400}).empty());
    board.forget(DeviceId("d1"));
    EXPECT_TRUE(board.take(SteadyMs{2'000}).empty());
}

TEST(TokenBucketsTest, FillAtTheirPaceAndForgetTheFullOnesFirst)
{
    TokenBuckets<std::string> buckets({2, 60, 2});
    buckets.take("a", 1, SteadyMs{0});
    buckets.take("b", 2, SteadyMs{0});
    EXPECT_EQ(buckets.left("a", SteadyMs{0}), 1);
    EXPECT_EQ(buckets.left("b", SteadyMs{500}), 0.5);
    buckets.take("c", 1, SteadyMs{1'500});  // by now "a" is full
    EXPECT_EQ(buckets.left("b", SteadyMs{1'500}), 1.5);
    EXPECT_EQ(buckets.left("c", SteadyMs{1'500}), 1);
    EXPECT_EQ(buckets.left("stranger", SteadyMs{1'500}), 2);
}

TEST(RefusalRationTest, IsOfADeviceAndComesBackWithTime)
{
    RefusalRation ration;
    EXPECT_EQ(ration.left(DeviceId("d1"), SteadyMs{0}), limits::refusals_per_minute);
    ration.spend(DeviceId("d1"), limits::refusals_per_minute, SteadyMs{0});
    EXPECT_EQ(ration.left(DeviceId("d1"), SteadyMs{0}), 0u);
    EXPECT_EQ(ration.left(DeviceId("d2"), SteadyMs{0}), limits::refusals_per_minute);
    EXPECT_EQ(ration.left(DeviceId("d1"), SteadyMs{30'000}), limits::refusals_per_minute / 2);
}

}  // namespace
}  // namespace chamber::server::test
