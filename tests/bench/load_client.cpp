// 37 tablets fetch one document over TLS from the real server, by the real protocol: enrol, sign in, ask for windows, check the SHA-256,
// say `received`. One more tablet measures meanwhile what a live message and a durable receipt take. Prints JSON.
//
//   load_client [tablets] [document MB] [rounds]
//
// Server CPU counts from /proc; the clients' own cost does not enter. The rival serves the same bytes in the same run.
#include "tests/bench/large_pdf.hpp"
#include "tests/bench/process_cost.hpp"
#include "tests/bench/rival.hpp"
#include "tests/support/council.hpp"
#include "tests/support/server_process.hpp"
#include "tests/support/tablet.hpp"

#include "protocol/codec.hpp"

#include <openssl/evp.h>

#include <signal.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <thread>

namespace chamber::bench
{
namespace
{

using test::Tablet;
using Clock = std::chrono::steady_clock;

// What has to go when a thread finds that the run is worth nothing: exit() runs no destructor of main's.
struct Remains {
    std::filesystem::path folder;
    std::atomic<pid_t> server{0};
};
Remains& remains()
{
    static Remains held;
    return held;
}

[[noreturn]] void give_up(const std::string& what)
{
    std::fprintf(stderr, "load_client: %s\n", what.c_str());
    if (remains().server > 0) ::kill(remains().server, SIGKILL);
    std::error_code ignored;
    std::filesystem::remove_all(remains().folder, ignored);
    std::_Exit(1);
}

template <class Value>
Value need(Result<Value> result, const char* what)
{
    if (!result) give_up(std::string(what) + ": " + std::string(error_name(result.error().code)) + " " + result.error().detail);
    if constexpr (!std::is_void_v<Value>) return std::move(*result);
}

double milliseconds_since(Clock::time_point begin)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - begin).count();
}

std::string sha256_hex(const std::string& bytes)
{
    unsigned char digest[32];
    unsigned int size = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest, &size, EVP_sha256(), nullptr);
    std::string hex;
    char pair[3];
    for (const unsigned char byte : digest) {
        std::snprintf(pair, sizeof pair, "%02x", byte);
        hex += pair;
    }
    return hex;
}

double percentile(std::vector<double> values, double share)
{
    if (values.empty()) return 0;
    std::sort(values.begin(), values.end());
    const double rank = std::ceil(share * static_cast<double>(values.size()));
    return values[static_cast<std::size_t>(std::max(rank, 1.0)) - 1];
}

std::string person(int number)
{
    char id[16];
    std::snprintf(id, sizeof id, "DB%02d", number);
    return id;
}

std::unique_ptr<Tablet> sign_in_office(const test::ServerProcess& server)
{
    auto desk = std::make_unique<Tablet>(server.loopback(), server.loopback_origin(), DeviceKind::desktop);
    need(desk->connect(), "the office connects");
    need(desk->sign_in(test::secretary_account, test::password), "the office signs in");
    return desk;
}

std::unique_ptr<Tablet> sign_in_tablet(const test::ServerProcess& server, Tablet& desk, const std::string& delegate)
{
    auto tablet = std::make_unique<Tablet>(server.tls(), server.tls_origin());
    const Standing standing = need(tablet->connect(), "a tablet connects");
    if (standing.state == StandingState::pending) {
        need(desk.run(ApproveDevice{*standing.code, "MTB-" + delegate}), "the office approves a tablet");
        need(tablet->wait_for(StandingState::approved), "the tablet hears of it");
    }
    // On a busy machine the slow hash of the PIN takes its time; that is not what is measured.
    if (const Result<Standing> signed_in = tablet->sign_in(PersonId(delegate), test::pin); !signed_in) {
        if (signed_in.error().code != ErrorCode::busy) give_up("a delegate cannot sign in");
        need(tablet->wait_for(StandingState::signed_in), "a delegate signs in");
    }
    return tablet;
}

DocumentId publish(const test::ServerProcess& server, Tablet& desk, const std::filesystem::path& file)
{
    AskUpload ask{1, test::session, test::item, std::nullopt, "bao-cao.pdf", std::filesystem::file_size(file), std::nullopt};
    const ToDevice ticket =
        need(desk.ask(ask, [](const ToDevice& message) { return std::holds_alternative<Ticket>(message); }), "a ticket");
    const net::HttpAnswer answer = need(net::put_file(server.loopback(), std::get<Ticket>(ticket).path, file, {}), "the upload");
    const ToDevice job = need(decode_to_device(answer.body), "the upload's answer");
    if (!std::holds_alternative<Job>(job) || !std::get<Job>(job).result) give_up("the document was refused: " + answer.body);
    const DocumentId document(*std::get<Job>(job).result);
    need(desk.run(PublishDocuments{test::session, {document}}), "publishing");
    return document;
}

struct Latencies {
    std::vector<double> live_ms;    // ping to pong, through the same queues as every live message
    std::vector<double> receipt_ms; // command to durable receipt
};

// Below the limit of messages_per_second, so that the server measures itself and not its own patience.
Latencies probe(Tablet& tablet, const std::string& delegate, const Document& document, const std::atomic<bool>& enough)
{
    Latencies latencies;
    for (std::int64_t turn = 1; !enough; ++turn) {
        auto begin = Clock::now();
        need(tablet.ask(Ping{turn}, [](const ToDevice& message) { return std::holds_alternative<Pong>(message); }), "a pong");
        latencies.live_ms.push_back(milliseconds_since(begin));
        Annotation note;
        note.id = AnnotationId(delegate + ".probe." + std::to_string(turn));
        note.author = PersonId(delegate);
        note.document = document.id;
        note.revision_sha256 = document.revisions.at(0).sha256;
        note.strokes = {Stroke{{100, 200, 0.5, 110, 210, 0.5}}};
        note.created_at = "2024-12-18T01:00:00Z";
        begin = Clock::now();
        need(tablet.run(PutAnnotation{note, 0}), "a receipt");
        latencies.receipt_ms.push_back(milliseconds_since(begin));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    return latencies;
}

// All at once, as after a restart of the server. A device that signed in once is not asked again.
double reconnect(std::vector<std::unique_ptr<Tablet>>& tablets)
{
    for (const auto& tablet : tablets)
        tablet->disconnect();
    const auto begin = Clock::now();
    std::vector<std::thread> threads;
    for (const auto& tablet : tablets)
        threads.emplace_back([&tablet] {
            if (need(tablet->connect(), "a tablet returns").state != StandingState::signed_in)
                give_up("a tablet is asked to sign in again");
        });
    for (std::thread& thread : threads)
        thread.join();
    return milliseconds_since(begin);
}

struct Downloads {
    double seconds = 0;
    double cpu_seconds = 0;
    std::vector<double> fetch_ms;
};

Downloads download(std::vector<std::unique_ptr<Tablet>>& tablets, const Document& document, pid_t server, int rounds)
{
    const std::string sha256 = document.revisions.at(0).sha256;
    const std::uint64_t bytes = document.revisions.at(0).bytes;
    Downloads downloads;
    downloads.fetch_ms.resize(tablets.size() * static_cast<std::size_t>(rounds));
    const double before = cpu_seconds(server);
    const auto begin = Clock::now();
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < tablets.size(); ++i)
        threads.emplace_back([&, i] {
            for (int round = 0; round < rounds; ++round) {
                const auto fetch_begin = Clock::now();
                const std::string fetched = need(tablets[i]->fetch(sha256, bytes), "a fetch");
                if (sha256_hex(fetched) != sha256) give_up("the bytes are not the document's");
                downloads.fetch_ms[i * static_cast<std::size_t>(rounds) + static_cast<std::size_t>(round)] =
                    milliseconds_since(fetch_begin);
                if (round == 0)
                    need(tablets[i]->run(Received{document.id, document.revisions.at(0).n, sha256}), "the receipt of `received`");
            }
        });
    for (std::thread& thread : threads)
        thread.join();
    downloads.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
    downloads.cpu_seconds = cpu_seconds(server) - before;
    return downloads;
}

int run(int tablet_count, std::size_t document_bytes, int rounds)
{
    const test::Folder folder;
    remains().folder = folder.path();
    const auto data = folder.path() / "data";
    test::make_council(data, tablet_count + 1);
    const auto file = folder.path() / "document.pdf";
    std::ofstream(file, std::ios::binary) << make_large_pdf(document_bytes);
    test::ServerProcess server(data);
    if (!server.ready()) give_up("the server did not start: " + server.output());
    remains().server = server.pid();
    const std::uint64_t rest_kib = resident_kib(server.pid());

    auto desk = sign_in_office(server);
    const DocumentId id = publish(server, *desk, file);
    const std::uint64_t before_kib = resident_kib(server.pid());
    std::vector<std::unique_ptr<Tablet>> tablets;
    for (int i = 0; i < tablet_count; ++i)
        tablets.push_back(sign_in_tablet(server, *desk, person(i + 1)));
    const std::uint64_t idle_kib = resident_kib(server.pid());
    const std::string prober_person = person(tablet_count + 1);
    auto prober = sign_in_tablet(server, *desk, prober_person);
    need(prober->read_until([&] { return prober->find<Document>(id.value) != nullptr; }), "the document is announced");
    const Document document = *prober->find<Document>(id.value);

    const double reconnect_ms = reconnect(tablets);
    std::atomic<bool> enough{false};
    Latencies latencies;
    std::thread prober_thread([&] { latencies = probe(*prober, prober_person, document, enough); });
    const Downloads ours = download(tablets, document, server.pid(), rounds);
    enough = true;
    prober_thread.join();
    const std::uint64_t highest_kib = peak_kib(server.pid());
    const double gigabytes = static_cast<double>(document.revisions.at(0).bytes) * tablet_count * rounds / 1e9;

    const std::optional<RivalCost> rival = run_rival(folder.path(), file, tablet_count, rounds);
    std::printf("{\n  \"tablets\": %d, \"document_bytes\": %llu, \"rounds\": %d,\n", tablet_count,
                static_cast<unsigned long long>(document.revisions.at(0).bytes), rounds);
    std::printf("  \"seconds\": %.3f, \"cpu_seconds_per_gb\": %.3f,\n", ours.seconds, ours.cpu_seconds / gigabytes);
    std::printf("  \"reconnect_all_ms\": %.1f,\n", reconnect_ms);
    std::printf("  \"fetch_ms\": {\"p50\": %.1f, \"p99\": %.1f},\n", percentile(ours.fetch_ms, 0.5), percentile(ours.fetch_ms, 0.99));
    std::printf("  \"live_ms\": {\"count\": %zu, \"p50\": %.2f, \"p99\": %.2f},\n", latencies.live_ms.size(),
                percentile(latencies.live_ms, 0.5), percentile(latencies.live_ms, 0.99));
    std::printf("  \"receipt_ms\": {\"count\": %zu, \"p50\": %.2f, \"p99\": %.2f},\n", latencies.receipt_ms.size(),
                percentile(latencies.receipt_ms, 0.5), percentile(latencies.receipt_ms, 0.99));
    std::printf("  \"memory_kib\": {\"at_rest\": %llu, \"per_idle_tablet\": %.0f, \"peak\": %llu},\n",
                static_cast<unsigned long long>(rest_kib), (static_cast<double>(idle_kib) - static_cast<double>(before_kib)) / tablet_count,
                static_cast<unsigned long long>(highest_kib));
    if (rival)
        std::printf("  \"nginx\": {\"seconds\": %.3f, \"cpu_seconds_per_gb\": %.3f, \"peak_kib\": %llu},\n  \"cpu_ratio\": %.3f\n}\n",
                    rival->seconds, rival->cpu_seconds / gigabytes, static_cast<unsigned long long>(rival->peak_kib),
                    ours.cpu_seconds / rival->cpu_seconds);
    else
        std::printf("  \"nginx\": null\n}\n");
    return server.stop();
}

} // namespace
} // namespace chamber::bench

int main(int count, char** words)
{
    const int tablets = count > 1 ? std::atoi(words[1]) : 37;
    const int megabytes = count > 2 ? std::atoi(words[2]) : 20;
    const int rounds = count > 3 ? std::atoi(words[3]) : 5;
    if (tablets < 1 || tablets > 98 || megabytes < 1 || megabytes > 190 || rounds < 1) {
        std::fprintf(stderr, "load_client [tablets 1-98] [document MB 1-190] [rounds]\n");
        return 2;
    }
    return chamber::bench::run(tablets, static_cast<std::size_t>(megabytes) * 1'000'000, rounds);
}
