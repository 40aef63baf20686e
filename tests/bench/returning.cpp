// Coming back: all tablets after a restart, one tablet ten thousand changes behind; from publishing to the last tablet
// that holds and acknowledges; and what tablets cost in memory.
#include "tests/bench/benches.hpp"

#include "tests/bench/process_cost.hpp"
#include "tests/bench/rivals/rivals.hpp"
#include "tests/bench/swarm/room.hpp"

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "tests/bench/large_pdf.hpp"
#include "tests/support/council.hpp"
#include "tests/support/tablet.hpp"

#include <openssl/evp.h>

#include <cstdio>
#include <fstream>

namespace chamber::bench {
namespace {

bool all_in_sync(const std::vector<std::unique_ptr<Delegate>>& delegates)
{
    for (const auto& delegate : delegates)
        if (!delegate->in_sync()) return false;
    return true;
}

void wait(Swarm& swarm, std::int64_t ms)
{
    swarm.run([until = now_ns() + ms * 1'000'000] { return now_ns() > until; }, 60);
}

}  // namespace

// From the moment the server process is started again, its own start included.
void returning_bench(int clients, int rounds)
{
    Room room(clients, 20'000'000);
    room.start();
    Swarm swarm;
    auto delegates = seat_all(swarm, room, clients);
    std::vector<double> from_start_ms, from_ready_ms;
    for (int round = 0; round < rounds; ++round) {
        std::vector<std::unique_ptr<Delegate>> back;
        for (auto& delegate : delegates) delegate->hang_up();
        room.kill();
        const std::int64_t start = now_ns();
        room.start();
        const std::int64_t ready = now_ns();
        for (int i = 0; i < clients; ++i) {
            const Delegate& was = *delegates[static_cast<std::size_t>(i)];
            back.push_back(
                std::make_unique<Delegate>(swarm, room, was.seat(), was.epoch(), was.cursor(), was.access()));
        }
        swarm.run([&] { return all_in_sync(back); }, 30);
        from_start_ms.push_back(static_cast<double>(now_ns() - start) / 1e6);
        from_ready_ms.push_back(static_cast<double>(now_ns() - ready) / 1e6);
        delegates = std::move(back);
    }
    std::printf(
        "{\"bench\": \"returning\", \"clients\": %d, \"after_kill_ms\": %.0f, \"of_which_after_ready_ms\": %.0f}\n",
        clients, median(from_start_ms), median(from_ready_ms));
}

void catch_up_bench(int changes)
{
    Room room(2, 1'000'000);
    room.start();
    Swarm swarm;
    auto delegates = seat_all(swarm, room, 2);
    Delegate& away = *delegates[1];
    const std::string epoch = away.epoch(), access = away.access();
    const std::int64_t cursor = away.cursor();
    away.hang_up();
    std::int64_t number = 0;
    std::int64_t answered = 0;
    delegates[0]->heard = [&](std::string_view message) {
        if (!message.starts_with(R"({"type":"receipts")")) return;
        answered = std::strtoll(message.data() + message.rfind("\"number\":") + 9, nullptr, 10);
    };
    while (number < changes) {
        Commands commands;
        for (int i = 0; i < 64 && number < changes; ++i) {
            ++number;
            commands.items.push_back(Command{number, room.note(delegates[0]->seat(), number, std::string(300, 'x'))});
        }
        delegates[0]->say(commands);
        swarm.run([&] { return answered >= number; }, 60);
    }
    wait(swarm, 200);
    std::vector<double> took_ms;
    const std::uint64_t before_kib = peak_kib(room.pid());
    for (int round = 0; round < 5; ++round) {
        const std::int64_t start = now_ns();
        Delegate back(swarm, room, room.seats()[1], epoch, cursor, access);
        swarm.run([&] { return back.in_sync() && back.cursor() >= cursor + changes; }, 60);
        took_ms.push_back(static_cast<double>(now_ns() - start) / 1e6);
        wait(swarm, 100);
    }
    std::printf(
        "{\"bench\": \"catch_up\", \"changes\": %d, \"ms\": %.0f, \"first_ms\": %.0f, \"server_peak_grew_kib\": %llu}\n",
        changes, median(took_ms), took_ms[0], static_cast<unsigned long long>(peak_kib(room.pid()) - before_kib));
}

void publish_bench(int clients, std::size_t document_bytes, int rounds)
{
    Room room(clients, document_bytes);
    room.start();
    Swarm swarm;
    auto delegates = seat_all(swarm, room, clients);
    test::Tablet desk(room.server().loopback(), room.server().loopback_origin(), DeviceKind::desktop);
    if (!desk.connect() || !desk.sign_in(test::secretary_account, test::password)) give_up("the office cannot sign in");
    const RivalSetup setup{room.folder(), room.file(), scripts()};
    const RivalPtr bare = start_bare(setup);
    std::vector<double> ours_s, bare_s;
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(clients));
    for (int round = 0; round < rounds; ++round) {
        // A document of its own each round: uploaded, then published.
        const auto file = room.folder() / "next.pdf";
        const std::string bytes = make_large_pdf(document_bytes + static_cast<std::size_t>(round) + 1);
        std::ofstream(file, std::ios::binary) << bytes;
        AskUpload ask{static_cast<std::uint32_t>(round + 1),
                      test::session,
                      test::item,
                      std::nullopt,
                      "bao-cao.pdf",
                      bytes.size(),
                      std::nullopt};
        const auto ticket =
            desk.ask(ask, [](const ToDevice& message) { return std::holds_alternative<Ticket>(message); });
        if (!ticket) give_up("no ticket");
        const auto answer = net::put_file(room.server().loopback(), std::get<Ticket>(*ticket).path, file, {});
        const auto job = answer ? decode_to_device(answer->body) : Result<ToDevice>(answer.error());
        if (!job || !std::holds_alternative<Job>(*job) || !std::get<Job>(*job).result)
            give_up("the upload was refused");
        const DocumentId document(*std::get<Job>(*job).result);

        int left = clients;
        for (int i = 0; i < clients; ++i) {
            Delegate& delegate = *delegates[static_cast<std::size_t>(i)];
            delegate.heard = [&, i, asked = false](std::string_view message) mutable {
                Delegate& me = *delegates[static_cast<std::size_t>(i)];
                if (message.starts_with(R"({"type":"receipts")")) --left;
                if (asked || !message.starts_with(R"({"type":"batch")") ||
                    message.find(document.value) == std::string_view::npos)
                    return;
                const ToDevice decoded = decode_to_device(message).value();
                for (const Change& change : std::get<Batch>(decoded).items) {
                    const Document* found = change.entity ? std::get_if<Document>(&*change.entity) : nullptr;
                    if (!found || found->id != document) continue;
                    asked = true;
                    const Revision revision = found->revisions.at(0);
                    me.fetch_document(revision.sha256, revision.bytes, [&, i, revision] {
                        const std::int64_t number = ++numbers[static_cast<std::size_t>(i)];
                        delegates[static_cast<std::size_t>(i)]->say(
                            Commands{{Command{number, Received{document, revision.n, revision.sha256}}}});
                    });
                }
            };
        }
        const auto published = desk.run(PublishDocuments{test::session, {document}});
        if (!published || !published->done) give_up("not published");
        const std::int64_t start = now_ns();
        swarm.run([&] { return left == 0; }, 120);
        ours_s.push_back(static_cast<double>(now_ns() - start) / 1e9);
        for (const auto& delegate : delegates) delegate->heard = {};

        // The bare transfer to the same clients: decrypted and hashed, nothing acknowledged.
        std::vector<std::unique_ptr<Peer>> peers;
        std::vector<EVP_MD_CTX*> hashes;
        std::vector<std::uint64_t> held(static_cast<std::size_t>(clients));
        int open = clients;
        for (int i = 0; i < clients; ++i) {
            peers.push_back(swarm.connect(bare->port()));
            hashes.push_back(EVP_MD_CTX_new());
            EVP_DigestInit_ex(hashes.back(), EVP_sha256(), nullptr);
            peers.back()->received = [&, i](std::string_view some) {
                EVP_DigestUpdate(hashes[static_cast<std::size_t>(i)], some.data(), some.size());
                if ((held[static_cast<std::size_t>(i)] += some.size()) == room.document_bytes()) --open;
            };
        }
        swarm.run(
            [&] {
                for (const auto& peer : peers)
                    if (!peer->up()) return false;
                return true;
            },
            30);
        const std::int64_t bare_start = now_ns();
        for (const auto& peer : peers) peer->send("G");
        swarm.run([&] { return open == 0; }, 120);
        bare_s.push_back(static_cast<double>(now_ns() - bare_start) / 1e9);
        for (EVP_MD_CTX* hash : hashes) EVP_MD_CTX_free(hash);
    }
    std::printf(
        "{\"bench\": \"publish\", \"clients\": %d, \"bytes\": %zu, \"last_acknowledged_s\": %.3f, \"bare_transfer_s\": %.3f, \"ratio\": %.2f}\n",
        clients, document_bytes, median(ours_s), median(bare_s), median(ours_s) / median(bare_s));
}

void memory_bench(int clients, std::size_t document_bytes)
{
    Room room(clients, document_bytes);
    room.start();
    Swarm swarm;
    wait(swarm, 1'000);
    const std::uint64_t rest_kib = resident_kib(room.pid());
    auto delegates = seat_all(swarm, room, clients);
    wait(swarm, 1'000);
    const std::uint64_t idle_kib = resident_kib(room.pid());
    int left = clients;
    for (const auto& delegate : delegates) delegate->sink_document(room.document_bytes(), [&left] { --left; });
    swarm.run([&] { return left == 0; }, 120);
    const std::uint64_t highest_kib = peak_kib(room.pid());
    std::printf(
        "{\"bench\": \"memory\", \"at_rest_kib\": %llu, \"per_idle_tablet_kib\": %.0f, \"per_downloading_tablet_kib\": %.0f}\n",
        static_cast<unsigned long long>(rest_kib), static_cast<double>(idle_kib - rest_kib) / clients,
        static_cast<double>(highest_kib - rest_kib) / clients);
}

}  // namespace chamber::bench
