// An older copy of the data directory is put back by hand, under tablets that know more: nothing that anybody was told
// is done is lost, and the office hears of it. CHAMBER_TABLETS says how many tablets there are (37: a council's; each
// signs in with its own Argon2).
#include "storage/files/hash.hpp"
#include "tests/server/meeting.hpp"

#include <chrono>
#include <cstdlib>
#include <iostream>
#include <vector>

namespace chamber::test {
namespace {

class CopiedBack : public Meeting {
protected:
    static std::size_t tablets_wanted()
    {
        const char* wanted = std::getenv("CHAMBER_TABLETS");
        return wanted ? static_cast<std::size_t>(std::atoi(wanted)) : 6;
    }
    std::filesystem::path copy() const { return folder.path() / "copy"; }

    void prepare()
    {
        desk = office();
        const std::string bytes = make_pdf({"Bao cao"});
        document = published(*desk, bytes);
        sha256 = storage::sha256_of(bytes).hex();
        constexpr const char* people[] = {"DB01", "DB02", "DB03"};
        for (std::size_t i = 0; i < tablets_wanted(); ++i) tablets.push_back(tablet(*desk, people[i % 3]));
    }
    // What it did is in its view.
    static bool rests(Tablet& one)
    {
        return one.read_until([&] { return one.ledger().outbox().rows.empty(); }).has_value();
    }
    std::string write(Tablet& one, const std::string& text)
    {
        const std::string author = one.standing().person->value;
        Annotation made =
            note(author, document, sha256, author + "." + one.device().value + "." + std::to_string(++notes));
        made.text = text;
        EXPECT_TRUE(one.run(PutAnnotation{made, 0})->done);
        EXPECT_TRUE(rests(one));
        return made.id.value;
    }
    void restart()
    {
        start();
        desk->move_to(server->loopback(), server->loopback_origin());
        for (auto& one : tablets) one->move_to(server->tls(), server->tls_origin());
    }
    void everybody_comes_back()
    {
        for (auto& one : tablets) {
            const auto back = one->come_back(60'000);
            EXPECT_TRUE(back) << error_name(back.error().code) << " " << back.error().detail;
        }
        EXPECT_TRUE(desk->come_back(60'000));
    }
    std::string epoch() { return desk->ledger().place().epoch; }

    std::unique_ptr<Tablet> desk;
    std::vector<std::unique_ptr<Tablet>> tablets;
    DocumentId document;
    std::string sha256;
    int notes = 0;
};

TEST_F(CopiedBack, NothingThatWasDoneIsLostAndTheOfficeHearsOfIt)
{
    prepare();
    for (auto& one : tablets) write(*one, "trước");
    const std::string before = epoch();
    EXPECT_EQ(server->stop(), 0);
    std::filesystem::copy(data(), copy(), std::filesystem::copy_options::recursive);
    restart();
    everybody_comes_back();
    EXPECT_EQ(epoch(), before);

    std::vector<std::string> later;
    for (auto& one : tablets) {
        later.push_back(write(*one, "sau"));
        EXPECT_TRUE(one->run(CheckIn{sitting, "2024-12-18T00:31:00Z"}).has_value());
        EXPECT_TRUE(rests(*one));
    }
    auto stolen = tablet(*desk, "DB01");
    EXPECT_TRUE(desk->run(RevokeDevice{stolen->device(), "mất máy"})->done);
    EXPECT_TRUE(desk->run(OpenAgendaItem{session, item})->done);
    EXPECT_TRUE(rests(*desk));

    EXPECT_EQ(server->stop(), 0);
    std::filesystem::remove_all(data());
    std::filesystem::rename(copy(), data());
    restart();
    const auto begin = std::chrono::steady_clock::now();
    everybody_comes_back();
    const auto took =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin).count();
    EXPECT_TRUE(synced(*desk));
    EXPECT_NE(epoch(), before);

    // Beside it stands the warning that the stolen tablet, revoked again, may still hold notes.
    auto alarms = desk->all<Alarm>();
    std::erase_if(alarms, [](const Alarm& alarm) { return alarm.kind == AlarmKind::unsent_notes; });
    ASSERT_EQ(alarms.size(), 1U) << alarms.back().id << " " << alarms.back().sentence;
    EXPECT_EQ(alarms[0].kind, AlarmKind::copied_back);
    EXPECT_GT(alarms[0].count, 0);
    std::size_t present = 0;
    for (std::size_t i = 0; i < tablets.size(); ++i) {
        Tablet& one = *tablets[i];
        EXPECT_TRUE(one.read_until([&] { return one.find<Annotation>(later[i]) != nullptr; })) << i;
        EXPECT_TRUE(one.broken_rules().empty());
        const auto* seen = one.find<Attendance>("PH1/" + one.standing().person->value);
        present += seen && seen->status == AttendanceStatus::present;
    }
    EXPECT_EQ(present, tablets.size());
    // The office's own: the item is open, and the stolen tablet stays outside.
    EXPECT_TRUE(desk->read_until([&] { return desk->find<Session>(session.value)->current_item == item; }));
    stolen->move_to(server->tls(), server->tls_origin());
    const auto standing = stolen->connect();
    EXPECT_TRUE(!standing || standing->state != StandingState::signed_in);
    std::cout << tablets.size() << " tablets, " << alarms[0].count
              << " changes missing: everybody back with everything in " << took << " ms\n";
}

}  // namespace
}  // namespace chamber::test
