// One revocation path: whatever ends the right to something – revocation, sign-out, a withdrawal, a new PIN or
// password, the end of the twelve hours – ends its tickets, half-sent bodies, running downloads and sign-ins within two
// seconds.
#include "tests/server/meeting.hpp"
#include "tests/server/raw_peer.hpp"

#include "protocol/limits.hpp"
#include "storage/database/opening.hpp"
#include "storage/files/data_directory.hpp"
#include "storage/files/disk.hpp"
#include "storage/keys/secret_hasher.hpp"

#include <chrono>
#include <thread>

namespace chamber::test {
namespace {

constexpr std::int64_t ends_within_ms = 2'000;

class AccessEnds : public Meeting {
protected:
    static constexpr auto is_ticket = [](const ToDevice& message) { return std::holds_alternative<Ticket>(message); };
    static constexpr auto is_job = [](const ToDevice& message) { return std::holds_alternative<Job>(message); };

    std::string upload_path(Tablet& desk, std::size_t bytes, std::optional<DocumentId> replaces = {})
    {
        AskUpload ask{++asks, session, std::nullopt, replaces, "tep.pdf", bytes, std::nullopt};
        if (replaces)
            ask.reason = "Sửa";
        else
            ask.item = item;
        const auto ticket = desk.ask(ask, is_ticket);
        EXPECT_TRUE(ticket) << error_name(ticket.error().code);
        return ticket ? std::get<Ticket>(*ticket).path : "";
    }

    std::string download_path(Tablet& tablet, const DocumentId& document)
    {
        EXPECT_TRUE(sees(tablet, document));
        const auto ticket =
            tablet.ask(AskDownload{++asks, std::nullopt, tablet.find<Document>(document.value)->revisions.at(0).sha256},
                       is_ticket);
        EXPECT_TRUE(ticket) << error_name(ticket.error().code);
        return ticket ? std::get<Ticket>(*ticket).path : "";
    }

    int put_status(const std::string& path, const std::string& bytes)
    {
        const auto file = folder.path() / "put.pdf";
        std::ofstream(file, std::ios::binary) << bytes;
        const auto answer = net::put_file(server->loopback(), path, file, {});
        return answer ? answer->status : 0;
    }

    void set_secret(const std::string& person, const std::string& secret)
    {
        const auto directory = storage::DataDirectory::open(data());
        ASSERT_TRUE(directory);
        const auto hasher = storage::SecretHasher::open(*directory);
        ASSERT_TRUE(hasher);
        const auto hash =
            secret.size() == limits::pin_digits ? hasher->hash_pin(secret) : hasher->hash_password(secret);
        ASSERT_TRUE(hash);
        auto client = net::Client::connect(server->local(), "");
        ASSERT_TRUE(client);
        Hello hello;
        hello.protocol = limits::protocol_version;
        hello.device_kind = DeviceKind::desktop;
        hello.incarnation = "cli";
        ASSERT_TRUE((*client)->send_text(encode(FromDevice(hello))));
        ASSERT_TRUE((*client)->send_text(encode(FromDevice(SetSecret{1, PersonId(person), *hash}))));
        for (;;) {
            const auto frame = (*client)->receive(5'000);
            ASSERT_TRUE(frame);
            const ToDevice message = decode_to_device(frame->bytes).value();
            if (const auto* refusal = std::get_if<Refusal>(&message)) FAIL() << refusal->code;
            if (const auto* job = std::get_if<Job>(&message); job && job->stage == JobStage::done) return;
        }
    }

    static bool stands(Tablet& tablet, StandingState state)
    {
        return tablet.read_until([&] { return tablet.standing().state == state; }, ends_within_ms).has_value();
    }

    static void revoke(Tablet& office, Tablet& desk)
    {
        ASSERT_TRUE(office.run(RevokeDevice{desk.device(), "Thất lạc"})->done);
    }
};

TEST_F(AccessEnds, AnUploadTicketOfARevokedDesktopIsWorthNothing)
{
    auto desk = office();
    auto stolen = office();
    const std::string pdf = make_pdf({"Trang mot"});
    const std::string path = upload_path(*stolen, pdf.size());
    revoke(*desk, *stolen);
    EXPECT_EQ(put_status(path, pdf), 403);
    EXPECT_TRUE(desk->all<DraftDocument>().empty());
}

TEST_F(AccessEnds, AHalfSentBodyEndsWithTheRightItStandsOn)
{
    auto desk = office();
    const std::string pdf = make_pdf({"Trang mot"}, 400'000);
    const DocumentId document = published(*desk, make_pdf({"Trang cu"}));
    struct Case {
        const char* name;
        bool replaces;
        std::function<void(Tablet&)> end;
    };
    const Case cases[] = {
        {"revoked", false, [&](Tablet& clerk) { revoke(*desk, clerk); }},
        {"signed out", false, [&](Tablet& clerk) { ASSERT_TRUE(clerk.tell(SignOut{})); }},
        {"withdrawn", true,
         [&](Tablet&) {
             ASSERT_TRUE(desk->run(WithdrawDocument{document, "Sai"})->done);
         }},
        {"new password", false, [&](Tablet&) { set_secret("NV03", "mat-khau-khac-han"); }},
    };
    for (const Case& each : cases) {
        auto clerk = office();
        const std::string path =
            upload_path(*clerk, pdf.size(), each.replaces ? std::optional(document) : std::nullopt);
        RawPeer peer(server->loopback().port);
        ASSERT_TRUE(peer.send("PUT " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " +
                              std::to_string(pdf.size()) + "\r\n\r\n" + pdf.substr(0, 200'000)));
        EXPECT_FALSE(peer.ended_within(300)) << each.name;
        each.end(*clerk);
        EXPECT_TRUE(peer.ended_within(ends_within_ms)) << each.name;
    }
}

TEST_F(AccessEnds, ADownloadTicketIsAskedForAgainWhenItIsUsed)
{
    auto desk = office();
    const DocumentId document = published(*desk, make_pdf({"Trang mot"}));
    auto guest = tablet(*desk, "KM01");
    const std::string kept = download_path(*guest, document);
    EXPECT_EQ(net::get(server->tls(), kept)->status, 200);
    EXPECT_EQ(net::get(server->tls(), kept)->status, 403) << "once";

    const std::string of_signed_out = download_path(*guest, document);
    ASSERT_TRUE(guest->tell(SignOut{}));
    ASSERT_TRUE(guest->wait_for(StandingState::approved));
    EXPECT_EQ(net::get(server->tls(), of_signed_out)->status, 401);

    ASSERT_TRUE(guest->sign_in(PersonId("KM01"), pin));
    const std::string of_other = download_path(*guest, document);
    ASSERT_TRUE(guest->tell(SignOut{}));
    ASSERT_TRUE(guest->wait_for(StandingState::approved));
    ASSERT_TRUE(guest->sign_in(PersonId("DB01"), pin));
    EXPECT_EQ(net::get(server->tls(), of_other)->status, 401) << "another person on the device";

    const std::string of_withdrawn = download_path(*guest, document);
    ASSERT_TRUE(desk->run(WithdrawDocument{document, "Sai"})->done);
    EXPECT_EQ(net::get(server->tls(), of_withdrawn)->status, 404);

    const DocumentId next = published(*desk, make_pdf({"Trang hai"}));
    const std::string of_revoked = download_path(*guest, next);
    ASSERT_TRUE(desk->run(RevokeDevice{guest->device(), "Thất lạc"})->done);
    EXPECT_EQ(net::get(server->tls(), of_revoked)->status, 403);
}

TEST_F(AccessEnds, ARunningDownloadIsCut)
{
    auto desk = office();
    const DocumentId document = published(*desk, make_pdf({"Trang mot"}, 24'000'000));
    auto delegate = tablet(*desk, "DB01");
    const std::string path = download_path(*delegate, document);
    RawPeer peer(server->loopback().port, RawPeer::Window::small);
    ASSERT_TRUE(peer.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    ASSERT_TRUE(peer.reads_something());
    ASSERT_TRUE(desk->run(WithdrawDocument{document, "Sai"})->done);
    std::this_thread::sleep_for(std::chrono::milliseconds(500));
    EXPECT_TRUE(peer.ended_within(ends_within_ms));
    EXPECT_LT(peer.received(), 20'000'000U);
}

TEST_F(AccessEnds, ANewPinEndsTheSignInsOfThePersonEverywhere)
{
    auto desk = office();
    auto first = tablet(*desk, "DB01");
    auto second = tablet(*desk, "DB01");
    auto other = tablet(*desk, "DB02");
    set_secret("DB01", "975310");
    for (Tablet* each : {first.get(), second.get()}) {
        EXPECT_TRUE(stands(*each, StandingState::approved));
        EXPECT_EQ(each->refusal_codes().back(), "sign_in_ended");
        EXPECT_EQ(each->connect().value().state, StandingState::approved);
    }
    EXPECT_TRUE(other->run(CheckIn{sitting, "2024-12-18T00:31:00Z"})->done);
    EXPECT_FALSE(first->sign_in(PersonId("DB01"), pin));
}

TEST_F(AccessEnds, APersonChangesTheirOwnPinAndStaysOnThisDeviceOnly)
{
    auto desk = office();
    auto first = tablet(*desk, "DB01");
    auto second = tablet(*desk, "DB01");
    const auto change = [&](const std::string& current, const std::string& wanted) {
        return first->ask(ChangeSecret{++asks, current, wanted}, is_job);
    };
    const auto wrong = change("000000", "975310");
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::wrong_secret);
    EXPECT_EQ(wrong.error().detail, "Mã PIN không đúng. Hãy nhập lại.");
    EXPECT_EQ(change(pin, "123456").error().code, ErrorCode::secret_too_weak);
    std::this_thread::sleep_for(std::chrono::milliseconds(1'100));  // the wait after the wrong one
    const auto changed = change(pin, "975310");
    ASSERT_TRUE(changed) << changed.error().detail;
    EXPECT_EQ(std::get<Job>(*changed).stage, JobStage::done);
    EXPECT_TRUE(stands(*second, StandingState::approved));
    EXPECT_TRUE(first->run(CheckIn{sitting, "2024-12-18T00:31:00Z"})->done);
    EXPECT_FALSE(second->sign_in(PersonId("DB01"), pin));
}

TEST_F(AccessEnds, ALockedDesktopIsOpenedByItsPersonOnly)
{
    auto desk = office();
    const auto wrong = desk->ask(Unlock{++asks, "khong-phai-mat-khau"}, is_job);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::wrong_secret);
    std::this_thread::sleep_for(std::chrono::milliseconds(1'100));
    const auto right = desk->ask(Unlock{++asks, password}, is_job);
    EXPECT_TRUE(right) << right.error().detail;
}

TEST_F(AccessEnds, AStaffSignInEndsOnAnOpenSocket)
{
    auto desk = office();
    EXPECT_EQ(server->stop(), 0);
    {
        const auto directory = storage::DataDirectory::open(data());
        auto database = storage::open_database(*directory, storage::OpenMode::existing, storage::Disk::real());
        ASSERT_TRUE(database);
        const auto now =
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
                .count();
        (*database)->run("UPDATE device SET signed_in_until_ms = ?1 WHERE signed_in_until_ms IS NOT NULL", now + 4'000);
    }
    start();
    desk->move_to(server->loopback(), server->loopback_origin());
    ASSERT_EQ(desk->connect().value().state, StandingState::signed_in);
    ASSERT_TRUE(
        desk->read_until([&] { return desk->standing().state == StandingState::approved; }, 4'000 + ends_within_ms));
    EXPECT_EQ(desk->refusal_codes().back(), "sign_in_ended");
    EXPECT_FALSE(desk->run(SetEnrolment{true}));
}

}  // namespace
}  // namespace chamber::test
