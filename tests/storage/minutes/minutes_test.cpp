// Minutes from draft to signed, with every refusal on the way.
#include "storage/minutes/facts.hpp"
#include "tests/storage/support/council.hpp"

#include "storage/files/hash.hpp"

#include <gmock/gmock.h>

namespace chamber::storage::test {

const SessionId kh13("KH13");

class MinutesTest : public CouncilTest {
protected:
    CommandOutcome write(const std::string& part, const std::string& text, const std::string& former = {})
    {
        return send(office, WriteMinutes{kh13, {}, part, text, former});
    }
    CommandOutcome set(MinutesState state, std::optional<DocumentId> document = {},
                       std::optional<std::string> reason = {})
    {
        return send(office, SetMinutesState{kh13, {}, state, std::move(document), std::move(reason)});
    }
    Minutes minutes() { return held<Minutes>("KH13"); }
    std::string facts()
    {
        const auto record = store->session_record(kh13);
        EXPECT_TRUE(record.has_value());
        return record && !record->minutes.empty() ? record->minutes.front().facts : std::string();
    }
    DocumentId signed_paper(Verdict verdict, SignerKind kind)
    {
        auto revision = new_document("Biên bản kỳ họp");
        revision.inspection.report.verdict = verdict;
        SignatureFinding found;
        found.verdict = verdict;
        found.integrity = verdict == Verdict::valid;
        found.signer_kind = kind;
        revision.inspection.report.signatures.push_back(found);
        auto added = add(std::move(revision), "%PDF signed " + std::to_string(++papers_));
        EXPECT_TRUE(added.has_value());
        return added ? added->document : DocumentId();
    }

private:
    int papers_ = 0;
};

TEST_F(MinutesTest, KeepEachPartAndWhoWroteIt)
{
    ASSERT_TRUE(write("opening", "Đúng 7 giờ 30, khai mạc.").done);
    ASSERT_TRUE(write("item:M1", "Ông A trình bày.").done);
    ASSERT_TRUE(write("opening", "Đúng 7 giờ 45, khai mạc.", "Đúng 7 giờ 30, khai mạc.").done);
    const auto kept = minutes();
    ASSERT_EQ(kept.parts.size(), 2U);
    EXPECT_EQ(kept.parts[0].text, "Đúng 7 giờ 45, khai mạc.");
    EXPECT_EQ(kept.parts[0].by, office.person);
    EXPECT_EQ(kept.state, MinutesState::draft);
    ASSERT_TRUE(write("item:M1", "", "Ông A trình bày.").done);
    EXPECT_EQ(minutes().parts.size(), 1U);
    reopen();
    EXPECT_EQ(minutes().parts.size(), 1U);
}

TEST_F(MinutesTest, NobodyWritesOverWhatTheyHaveNotSeen)
{
    ASSERT_TRUE(write("opening", "Một").done);
    EXPECT_EQ(write("opening", "Hai").code, "changed_meanwhile");
    EXPECT_EQ(write("opening", "Hai", "Ba").code, "changed_meanwhile");
    EXPECT_EQ(minutes().parts.at(0).text, "Một");
}

TEST_F(MinutesTest, FreezingKeepsTheFactsOfThatMoment)
{
    ASSERT_TRUE(write("opening", "Một").done);
    ASSERT_TRUE(set(MinutesState::frozen).done);
    const auto frozen = minutes();
    const auto kept = facts();
    EXPECT_EQ(frozen.facts_sha256, sha256_of(kept).hex());
    EXPECT_EQ(frozen.frozen_by, office.person);
    ASSERT_TRUE(parse_facts(kept).has_value());
    // What happens afterwards changes nothing in them.
    ASSERT_TRUE(
        send(office,
             RecordAttendance{SittingId("P1"), PersonId("DB02"), AttendanceAction::arrive, "2024-12-18T00:30:00Z", {}})
            .done);
    EXPECT_EQ(facts(), kept);
    EXPECT_NE(facts_json(*minutes_facts(*store->session_record(kh13))), kept);
    EXPECT_EQ(write("opening", "Hai", "Một").code, "minutes_frozen");
    EXPECT_EQ(set(MinutesState::frozen).code, "minutes_frozen");
}

TEST_F(MinutesTest, AreOpenedAgainWithAReasonOnly)
{
    EXPECT_EQ(set(MinutesState::draft, {}, "Sửa").code, "minutes_not_frozen");
    ASSERT_TRUE(set(MinutesState::frozen).done);
    EXPECT_EQ(set(MinutesState::draft).code, "reason_required");
    EXPECT_EQ(set(MinutesState::draft, {}, " ").code, "reason_required");
    EXPECT_EQ(minutes().state, MinutesState::frozen);
    ASSERT_TRUE(set(MinutesState::draft, {}, "Sai tên đại biểu").done);
    EXPECT_EQ(minutes().facts_sha256, "");
    EXPECT_EQ(facts(), "");
    ASSERT_TRUE(write("opening", "Hai").done);
    const auto lines = store->session_record(kh13)->journal_lines;
    EXPECT_THAT(lines, testing::Contains(
                           testing::AllOf(testing::HasSubstr("KH13/draft"), testing::HasSubstr("Sai tên đại biểu"))));
}

TEST_F(MinutesTest, AreSignedByAPersonInAPublishedPaperOfTheSession)
{
    const auto good = signed_paper(Verdict::valid, SignerKind::person);
    const auto sealed_only = signed_paper(Verdict::valid, SignerKind::organisation);
    const auto broken = signed_paper(Verdict::invalid, SignerKind::person);
    const auto plain = upload("Chưa ký");
    EXPECT_EQ(set(MinutesState::signed_back, good).code, "minutes_not_frozen");
    ASSERT_TRUE(set(MinutesState::frozen).done);
    EXPECT_EQ(set(MinutesState::signed_back).code, "missing_field");
    EXPECT_EQ(set(MinutesState::signed_back, DocumentId("TL99")).code, "document_unknown");
    EXPECT_EQ(set(MinutesState::signed_back, good).code, "document_unknown");  // it waits still
    publish_all();
    for (const auto& paper : {sealed_only, broken, plain})
        EXPECT_EQ(set(MinutesState::signed_back, paper).code, "document_unsigned");
    EXPECT_EQ(minutes().state, MinutesState::frozen);
    ASSERT_TRUE(set(MinutesState::signed_back, good).done);
    EXPECT_EQ(minutes().document, good);
    EXPECT_NE(minutes().facts_sha256, "");
    for (const auto state : {MinutesState::draft, MinutesState::frozen, MinutesState::signed_back})
        EXPECT_EQ(set(state, good, "Vì sao").code, "minutes_frozen");
    EXPECT_EQ(write("opening", "Hai").code, "minutes_frozen");
    // The roll they tell of is closed with them.
    EXPECT_EQ(
        send(office,
             RecordAttendance{SittingId("P1"), PersonId("DB02"), AttendanceAction::arrive, "2024-12-18T00:30:00Z", {}})
            .code,
        "minutes_frozen");
}

TEST_F(MinutesTest, OfASittingAreTheirOwn)
{
    ASSERT_TRUE(send(office, WriteMinutes{kh13, SittingId("P1"), "opening", "Phiên một", ""}).done);
    ASSERT_TRUE(send(office, SetMinutesState{kh13, SittingId("P1"), MinutesState::frozen, {}, {}}).done);
    EXPECT_TRUE(write("opening", "Cả kỳ").done);
    EXPECT_EQ(held<Minutes>("P1").sitting, SittingId("P1"));
    EXPECT_EQ(send(office, WriteMinutes{kh13, SittingId("P9"), "opening", "x", ""}).code, "sitting_unknown");
    EXPECT_EQ(send(office, WriteMinutes{SessionId("KH99"), {}, "opening", "x", ""}).code, "session_unknown");
    EXPECT_EQ(store->session_record(kh13)->minutes.size(), 2U);
}

TEST_F(MinutesTest, OfASealedSessionStay)
{
    ASSERT_TRUE(write("opening", "Một").done);
    seal_session();
    EXPECT_EQ(write("opening", "Hai", "Một").code, "session_sealed");
    EXPECT_EQ(set(MinutesState::frozen).code, "session_sealed");
    EXPECT_EQ(minutes().parts.at(0).text, "Một");
}

TEST_F(MinutesTest, AreTheStaffsAlone)
{
    const auto delegate = enrol("d2", "DB02");
    ASSERT_TRUE(write("opening", "Một").done);
    EXPECT_TRUE(sees(office, "minutes", "KH13"));
    EXPECT_FALSE(sees(delegate, "minutes", "KH13"));
    EXPECT_EQ(send(delegate, WriteMinutes{kh13, {}, "opening", "Hai", "Một"}).code, "not_allowed");
}

}  // namespace chamber::storage::test
