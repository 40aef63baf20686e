// Stored bytes that went bad: refused, told, given back by a device that holds them.
#include "tests/server/meeting.hpp"

#include <fstream>

namespace chamber::test {
namespace {

class RepairTest : public Meeting {
protected:
    // A published paper, with the bytes of its revision.
    Revision publish(Tablet& desk)
    {
        document = published(desk, make_pdf({"Trang mot"}, 300'000));
        const auto delegate = tablet(desk, "DB03");
        EXPECT_TRUE(sees(*delegate, document));
        const Revision revision = delegate->find<Document>(document.value)->revisions.at(0);
        good = delegate->fetch(revision.sha256, revision.bytes).value();
        return revision;
    }
    std::filesystem::path file(const Revision& revision) const
    {
        return data() / "blobs" / revision.sha256.substr(0, 2) / revision.sha256;
    }
    void flip(const Revision& revision) const
    {
        std::fstream(file(revision), std::ios::in | std::ios::out | std::ios::binary).seekp(1'000).put('\x55');
    }
    std::unique_ptr<Tablet> holder(Tablet& desk, const std::string& person, const Revision& revision, std::string bytes)
    {
        auto made = tablet(desk, person);
        EXPECT_TRUE(made->run(Received{document, 1, revision.sha256})->done);
        made->hold(revision.sha256, std::move(bytes));
        return made;
    }
    Job scrub(Tablet& desk)
    {
        const auto end = desk.ask(Scrub{++asks}, [](const ToDevice& message) {
            const auto* job = std::get_if<Job>(&message);
            return job && job->stage == JobStage::done;
        });
        EXPECT_TRUE(end);
        return end ? std::get<Job>(*end) : Job{};
    }
    static bool told(Tablet& desk, const Revision& revision, bool repaired)
    {
        return desk
            .read_until([&] {
                const auto* damage = desk.find<Damage>(revision.sha256);
                return damage && damage->repaired_at.has_value() == repaired;
            })
            .has_value();
    }

    DocumentId document;
    std::string good;
};

TEST_F(RepairTest, RottenBytesAreRefusedAtTheNextReading)
{
    auto desk = office();
    const Revision revision = publish(*desk);
    server->stop();
    flip(revision);
    start();
    // No scrub has come there yet, or it has: either way nobody gets them.
    desk = office();
    auto delegate = tablet(*desk, "DB01");
    const auto refused = delegate->fetch(revision.sha256, revision.bytes);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().detail, "blob_damaged");
    EXPECT_TRUE(told(*desk, revision, false));
    EXPECT_NE(log().find("bị hỏng"), std::string::npos);
}

TEST_F(RepairTest, AScrubFindsThemAndADeviceGivesThemBack)
{
    auto desk = office();
    const Revision revision = publish(*desk);
    auto liar = holder(*desk, "DB01", revision, std::string(good.size(), 'x'));
    auto honest = holder(*desk, "DB02", revision, good);
    flip(revision);
    scrub(*desk);
    ASSERT_TRUE(told(*desk, revision, false));
    // Whoever is asked first: wrong bytes are not taken, and the other one is asked.
    for (int i = 0; i < 50 && honest->given_back() == 0; ++i) {
        (void)liar->read_until([] { return false; }, 50);
        (void)honest->read_until([] { return false; }, 50);
    }
    EXPECT_EQ(honest->given_back(), 1u);
    EXPECT_EQ(liar->given_back(), 0u);
    ASSERT_TRUE(told(*desk, revision, true));
    EXPECT_EQ(desk->find<Damage>(revision.sha256)->repaired_from, honest->device());
    EXPECT_EQ(liar->fetch(revision.sha256, revision.bytes).value(), good);
}

TEST_F(RepairTest, WhoComesLaterIsAskedThen)
{
    auto desk = office();
    const Revision revision = publish(*desk);
    auto late = holder(*desk, "DB01", revision, good);
    late->disconnect();
    std::filesystem::remove(file(revision));
    scrub(*desk);
    ASSERT_TRUE(told(*desk, revision, false));
    EXPECT_EQ(desk->find<Damage>(revision.sha256)->kind, DamageKind::missing);
    ASSERT_TRUE(late->connect());
    ASSERT_TRUE(late->read_until([&] { return late->given_back() == 1; }));
    EXPECT_TRUE(told(*desk, revision, true));
}

TEST_F(RepairTest, ATicketIsForTheBytesThatAreWantedAndForOnce)
{
    auto desk = office();
    const Revision revision = publish(*desk);
    auto silent = tablet(*desk, "DB01");
    ASSERT_TRUE(silent->run(Received{document, 1, revision.sha256})->done);
    flip(revision);
    scrub(*desk);
    std::string path;
    ASSERT_TRUE(silent->read_until([&] {
        path = silent->wanted_path();
        return !path.empty();
    }));
    const auto upload = folder.path() / "bytes";
    std::ofstream(upload, std::ios::binary) << good.substr(1);
    EXPECT_EQ(net::put_file(server->tls(), path, upload, {})->status, 400);
    std::ofstream(upload, std::ios::binary) << good;
    EXPECT_EQ(net::put_file(server->tls(), path, upload, {})->status, 403);
    EXPECT_FALSE(desk->find<Damage>(revision.sha256)->repaired_at);
}

TEST_F(RepairTest, AScrubIsRefusedToDelegates)
{
    auto desk = office();
    auto delegate = tablet(*desk, "DB01");
    const auto refused = delegate->ask(Scrub{1}, [](const ToDevice&) { return true; });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::not_allowed);
}

}  // namespace
}  // namespace chamber::test
