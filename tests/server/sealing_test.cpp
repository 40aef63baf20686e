// Sealing at the desk, with the real server: given up, looked at from a second desk, its parts fetched, killed.
#include "tests/server/meeting.hpp"

#include "storage/keys/authority.hpp"

#include <fstream>
#include <iterator>
#include <set>

namespace chamber::test {
namespace {

class Sealing : public Meeting {
protected:
    void make_ready(Tablet& desk)
    {
        // Large enough that a build does not end between two messages.
        published(desk, make_pdf({"Trang mot"}, 12'000'000));
        for (const SessionState state : {SessionState::in_session, SessionState::closed, SessionState::filing})
            ASSERT_TRUE(desk.run(SetSessionState{session, state})->done);
    }
    static auto job_of(std::uint32_t ask, JobStage stage)
    {
        return [ask, stage](const ToDevice& message) {
            const Job* job = std::get_if<Job>(&message);
            return job && job->ask == ask && (job->stage == stage || job->stage == JobStage::failed);
        };
    }
    static Job end_of(Tablet& desk, const FromDevice& question, std::uint32_t ask)
    {
        const auto done = desk.ask(question, job_of(ask, JobStage::done));
        EXPECT_TRUE(done) << done.error().detail;
        return done ? std::get<Job>(*done) : Job{};
    }
    std::set<std::string> files() const
    {
        std::set<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(data() / "archives"))
            names.insert(entry.path().filename().string());
        return names;
    }
    // "name\ntext" of a part, or the refusal's code.
    std::string part(Tablet& desk, const std::string& archive, ArchivePart which)
    {
        const auto ticket = desk.ask(AskDownload{++asks_, ArchiveId(archive), {}, which},
                                     [](const ToDevice& message) { return std::holds_alternative<Ticket>(message); });
        if (!ticket) return "refused " + std::string(error_name(ticket.error().code));
        const auto answer = net::get(server->loopback(), std::get<Ticket>(*ticket).path);
        if (!answer) return "no answer";
        std::string name;
        for (const auto& [header, value] : answer->headers)
            if (const auto at = value.find("filename=\""); at != std::string::npos)
                name = value.substr(at + 10, value.size() - at - 11);
        return name + "\n" + answer->body;
    }

    std::uint32_t asks_ = 100;
};

TEST_F(Sealing, IsGivenUpFromAnotherDeskAndLeavesNothing)
{
    auto desk = office();
    make_ready(*desk);
    auto other = office();
    ASSERT_TRUE(desk->ask(BuildArchive{1, session, false}, job_of(1, JobStage::queued)));
    // Listens to the same.
    ASSERT_TRUE(other->ask(BuildArchive{2, session, false}, [](const ToDevice& message) {
        const Job* job = std::get_if<Job>(&message);
        return job && job->ask == 2 && job->stage != JobStage::done;
    }));
    EXPECT_EQ(end_of(*other, CancelArchive{3, session}, 3).stage, JobStage::done);
    EXPECT_TRUE(desk->read_until([&] { return desk->all<Archive>().empty(); }));
    EXPECT_EQ(files(), std::set<std::string>());
    const auto late = other->ask(CancelArchive{4, session}, [](const ToDevice&) { return true; });
    EXPECT_FALSE(late);
    const Job sealed = end_of(*desk, BuildArchive{5, session, false}, 5);
    EXPECT_EQ(sealed.stage, JobStage::done) << sealed.code.value_or("");
    EXPECT_TRUE(desk->read_until([&] {
        const auto all = desk->all<Archive>();
        return all.size() == 1 && all[0].state == ArchiveState::sealed;
    }));
}

TEST_F(Sealing, TellsTheAskerThatItWasGivenUp)
{
    auto desk = office();
    make_ready(*desk);
    ASSERT_TRUE(desk->ask(BuildArchive{1, session, false}, job_of(1, JobStage::queued)));
    ASSERT_TRUE(desk->tell(CancelArchive{2, session}));
    const auto failed = desk->ask(Ping{1}, job_of(1, JobStage::done));
    ASSERT_TRUE(failed);
    EXPECT_EQ(std::get<Job>(*failed).code, "cancelled");
    EXPECT_EQ(std::get<Job>(*failed).stage, JobStage::failed);
}

TEST_F(Sealing, EveryPartIsFetchedUnderItsNameAndWhatIsNotThereSaysSo)
{
    auto desk = office();
    make_ready(*desk);
    const Job draft = end_of(*desk, BuildArchive{1, session, true}, 1);
    const Job sealed = end_of(*desk, BuildArchive{2, session, false}, 2);
    ASSERT_TRUE(sealed.result && draft.result);
    ASSERT_TRUE(desk->read_until([&] { return desk->find<Archive>(*sealed.result) != nullptr; }));
    const Archive archive = *desk->find<Archive>(*sealed.result);
    const auto stem = archive.file_name.substr(0, archive.file_name.size() - 4);
    EXPECT_EQ(part(*desk, *sealed.result, ArchivePart::checksum),
              archive.file_name + ".sha256\n" + archive.sha256 + "  " + archive.file_name + "\n");
    EXPECT_EQ(part(*desk, *sealed.result, ArchivePart::seal_record).substr(0, archive.file_name.size() + 19),
              archive.file_name + ".bien-ban.pdf\n%PDF-");
    EXPECT_EQ(part(*desk, *sealed.result, ArchivePart::root),
              stem + ".chung-thu-goc.pem\n" +
                  storage::ca_certificate_pem(storage::DataDirectory::open(data()).value()));
    EXPECT_EQ(part(*desk, *sealed.result, ArchivePart::zip).substr(0, archive.file_name.size() + 3),
              archive.file_name + "\nPK");
    for (const auto none : {ArchivePart::time_stamp, ArchivePart::hand_over_sheet})
        EXPECT_EQ(part(*desk, *sealed.result, none), "refused not_found");
    for (const auto none : {ArchivePart::seal_record, ArchivePart::root})
        EXPECT_EQ(part(*desk, *draft.result, none), "refused not_found");
    std::ofstream(data() / "archives" / (archive.file_name + ".tsr")) << "tsr";
    EXPECT_EQ(part(*desk, *sealed.result, ArchivePart::time_stamp), archive.file_name + ".tsr\ntsr");
}

TEST_F(Sealing, AServerThatIsKilledMeanwhileTellsTheOfficeAtItsNextStart)
{
    {
        auto desk = office();
        make_ready(*desk);
        ASSERT_TRUE(desk->ask(BuildArchive{1, session, false}, job_of(1, JobStage::building)));
        ASSERT_TRUE(desk->read_until([&] { return desk->all<Archive>().size() == 1; }));
        EXPECT_EQ(desk->all<Archive>()[0].file_name, "");
        server->kill();
    }
    start();
    auto desk = office();
    const auto is_told = [&] {
        const auto all = desk->all<Archive>();
        return all.size() == 1 && all[0].file_name.empty() && all[0].built_by.empty();
    };
    EXPECT_TRUE(desk->read_until(is_told));
    for (const auto& name : files()) EXPECT_TRUE(name.ends_with(".time") || name.ends_with(".p7s")) << name;
    EXPECT_EQ(end_of(*desk, BuildArchive{2, session, false}, 2).stage, JobStage::done);
    EXPECT_TRUE(desk->read_until([&] {
        const auto all = desk->all<Archive>();
        return all.size() == 1 && !all[0].file_name.empty();
    }));
}

// Whatever [archive] says, it is said at the start.
TEST_F(Sealing, AWrongAuthorityIsSaidAtTheStart)
{
    server->kill();
    std::ofstream(data() / "chamber.toml") << "[archive]\ntsa = \"https://tsa.example\"\n";
    ServerProcess refused(data(), {});
    EXPECT_FALSE(refused.ready());
    EXPECT_NE(log().find("archive.tsa"), std::string::npos) << log();
    std::ofstream(data() / "chamber.toml") << "";
    start();
}

}  // namespace
}  // namespace chamber::test
