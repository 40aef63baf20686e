// Papers that the server publishes by itself: at their time, or at the next start.
#include "tests/storage/support/council.hpp"

namespace chamber::storage::test {

class PublishingAtTest : public CouncilTest {
protected:
    static inline const SessionId session{"KH13"};
    static inline const std::string nine = "2024-12-18T02:00:00Z";

    CommandOutcome schedule(std::vector<DocumentId> documents, std::optional<std::string> at)
    {
        return send(office, SchedulePublishing{session, std::move(documents), std::move(at)});
    }
    std::optional<std::string> planned(const DocumentId& id) { return held<DraftDocument>(id.value).publish_at; }
    bool is_published(const DocumentId& id) { return entity("document", id.value).has_value(); }
    std::int32_t publish_due() { return store->publish_due().value(); }
    void come_to(const std::string& moment) { clock.now = parse_utc(moment); }
};

TEST_F(PublishingAtTest, NothingIsPublishedBeforeItsTimeAndEverythingAtIt)
{
    const DocumentId first = upload("Một");
    const DocumentId second = upload("Hai", Audience::delegates_only);
    const DocumentId third = upload("Ba");
    ASSERT_TRUE(schedule({first, second}, nine).done);
    EXPECT_EQ(planned(first), nine);
    EXPECT_FALSE(planned(third));
    come_to("2024-12-18T01:59:59Z");
    EXPECT_EQ(publish_due(), 0);
    EXPECT_FALSE(is_published(first));
    come_to(nine);
    EXPECT_EQ(publish_due(), 2);
    EXPECT_TRUE(is_published(first));
    EXPECT_TRUE(is_published(second));
    EXPECT_FALSE(is_published(third));
    EXPECT_EQ(publish_due(), 0);
    EXPECT_FALSE(entity("alarm", "published_late"));
}

TEST_F(PublishingAtTest, TheTimeIsMovedAndTakenBack)
{
    const DocumentId paper = upload("Một");
    ASSERT_TRUE(schedule({}, nine).done);
    ASSERT_TRUE(schedule({paper}, "2024-12-18T03:00:00Z").done);
    come_to(nine);
    EXPECT_EQ(publish_due(), 0);
    ASSERT_TRUE(schedule({paper}, std::nullopt).done);
    EXPECT_FALSE(planned(paper));
    come_to("2024-12-18T04:00:00Z");
    EXPECT_EQ(publish_due(), 0);
    EXPECT_FALSE(is_published(paper));
}

TEST_F(PublishingAtTest, ATimeThatIsNotToComeChangesNothing)
{
    const DocumentId paper = upload("Một");
    EXPECT_EQ(schedule({paper}, "2024-12-18T00:30:00Z").code, "publish_time_past");
    EXPECT_EQ(schedule({paper}, "2026-12-18T00:30:00Z").code, "publish_time_past");
    EXPECT_EQ(schedule({paper}, "mai").code, "bad_time");
    EXPECT_EQ(schedule({DocumentId("none")}, nine).code, "document_unknown");
    EXPECT_FALSE(planned(paper));
    publish_all();
    EXPECT_EQ(schedule({paper}, nine).code, "published_meanwhile");
    EXPECT_EQ(schedule({}, nine).code, "nothing_to_publish");
}

TEST_F(PublishingAtTest, AServerThatWasOffPublishesAtItsStartAndSaysSo)
{
    const DocumentId paper = upload("Tờ trình ngân sách");
    ASSERT_TRUE(schedule({paper}, nine).done);
    store.reset();
    come_to("2024-12-18T02:31:00Z");
    reopen();
    EXPECT_EQ(publish_due(), 1);
    EXPECT_TRUE(is_published(paper));
    const Alarm alarm = held<Alarm>("published_late");
    EXPECT_NE(alarm.sentence.find("18/12/2024 09:00"), std::string::npos) << alarm.sentence;
    EXPECT_NE(alarm.sentence.find("18/12/2024 09:31"), std::string::npos) << alarm.sentence;
    EXPECT_NE(alarm.sentence.find("Tờ trình ngân sách"), std::string::npos) << alarm.sentence;
}

TEST_F(PublishingAtTest, WhatSomebodyPublishedOrWithdrewMeanwhileIsNotDueAnyMore)
{
    const DocumentId early = upload("Sớm");
    const DocumentId gone = upload("Rút");
    ASSERT_TRUE(schedule({early, gone}, nine).done);
    ASSERT_TRUE(send(office, PublishDocuments{session, {early}}).done);
    ASSERT_TRUE(send(office, WithdrawDocument{gone, "Gửi nhầm"}).done);
    come_to(nine);
    EXPECT_EQ(publish_due(), 0);
    revise(early, "%PDF bản hai");
    EXPECT_FALSE(planned(early)) << "the next revision has no time of its own yet";
    EXPECT_FALSE(is_published(gone));
}

TEST_F(PublishingAtTest, AReplacementThatIsDroppedTakesItsTimeAlong)
{
    const DocumentId paper = upload("Một");
    publish_all();
    revise(paper, "%PDF bản hai");
    ASSERT_TRUE(schedule({paper}, nine).done);
    ASSERT_TRUE(send(office, DropRevision{paper, "Nhầm"}).done);
    revise(paper, "%PDF bản ba");
    EXPECT_FALSE(planned(paper));
    come_to(nine);
    EXPECT_EQ(publish_due(), 0);
}

}  // namespace chamber::storage::test
