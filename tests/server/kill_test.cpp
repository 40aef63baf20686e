// kill -9 while everybody writes: no acknowledged command is lost, none is applied twice.
#include "tests/server/meeting.hpp"

#include <atomic>
#include <random>
#include <thread>

namespace chamber::test {
namespace {

constexpr int writers = 37;
constexpr int kills = 6;

class Kill : public Meeting {
protected:
    void SetUp() override
    {
        make_council(data(), writers);
        start();
    }
};

// One delegate's tablet on its own thread: writes notes one after the other, reconnecting whenever the server is gone.
struct Writer {
    std::unique_ptr<Tablet> tablet;
    std::string person;
    std::vector<std::string> acknowledged;
    std::map<std::int64_t, std::string> sent;
    std::int64_t next = 0;
};

void write_until(Writer& writer, const DocumentId& document, const std::string& sha256, const std::atomic<bool>& stop)
{
    Tablet& tablet = *writer.tablet;
    while (!stop) {
        const std::string id = writer.person + ".t." + std::to_string(++writer.next);
        const std::int64_t number = tablet.send(PutAnnotation{note(writer.person, document, sha256, id), 0});
        writer.sent[number] = id;
        const auto outcome = tablet.wait_receipt(number);
        if (outcome && outcome->done) writer.acknowledged.push_back(id);
        if (!outcome) return;  // the server died: this round is over
    }
}

TEST_F(Kill, LosesNoAcknowledgedCommandAndAppliesNoneTwice)
{
    auto desk = office();
    const DocumentId document = published(*desk, make_pdf({"Trang mot"}));
    std::vector<Writer> all(writers);
    for (int i = 0; i < writers; ++i) {
        char id[8];
        std::snprintf(id, sizeof id, "DB%02d", i + 1);
        all[static_cast<std::size_t>(i)].person = id;
        all[static_cast<std::size_t>(i)].tablet = tablet(*desk, id);
    }
    ASSERT_TRUE(sees(*all[0].tablet, document));
    const std::string sha256 = all[0].tablet->find<Document>(document.value)->revisions.at(0).sha256;
    std::mt19937 chance(20241218);
    for (int round = 0; round < kills; ++round) {
        std::atomic<bool> stop = false;
        std::vector<std::thread> threads;
        for (Writer& writer : all) threads.emplace_back([&] { write_until(writer, document, sha256, stop); });
        std::this_thread::sleep_for(std::chrono::milliseconds(200 + chance() % 400));
        server->kill();
        for (std::thread& thread : threads) thread.join();
        start();
        for (Writer& writer : all) {
            writer.tablet->move_to(server->tls(), server->tls_origin());
            ASSERT_TRUE(writer.tablet->connect()) << writer.person;
            ASSERT_TRUE(writer.tablet->resend());
            for (const auto& [number, id] : writer.sent)
                if (writer.tablet->outbox().contains(number)) {
                    ASSERT_TRUE(writer.tablet->wait_receipt(number)->done) << id;
                }
        }
    }
    std::size_t acknowledged = 0;
    for (Writer& writer : all) {
        ASSERT_TRUE(writer.tablet->read_until([&] { return writer.tablet->all<Annotation>().size() >= writer.sent.size(); }))
            << writer.person << ": " << writer.tablet->all<Annotation>().size() << " of " << writer.sent.size();
        EXPECT_EQ(writer.tablet->all<Annotation>().size(), writer.sent.size());
        for (const std::string& id : writer.acknowledged) EXPECT_TRUE(writer.tablet->find<Annotation>(id)) << id;
        EXPECT_TRUE(writer.tablet->broken_rules().empty()) << writer.tablet->broken_rules().front();
        acknowledged += writer.acknowledged.size();
    }
    EXPECT_GT(acknowledged, static_cast<std::size_t>(writers));
    RecordProperty("acknowledged", static_cast<int>(acknowledged));
    std::printf("%zu acknowledged commands, %d kills\n", acknowledged, kills);
}

}  // namespace
}  // namespace chamber::test
