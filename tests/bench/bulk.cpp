// 37 tablets fetch one 20 MB document over TLS; the rivals serve the same bytes in the same run. Rounds are
// interleaved, medians told.
#include "tests/bench/benches.hpp"

#include "tests/bench/process_cost.hpp"
#include "tests/bench/rivals/rivals.hpp"
#include "tests/bench/swarm/room.hpp"

#include <cstdio>
#include <functional>

namespace chamber::bench {
namespace {

struct Cost {
    std::vector<double> cpu_s_per_gb, wall_s;
};

// One round: `begin(i, done)` starts the i-th download.
void measure(Swarm& swarm, Cost& cost, pid_t process, int clients, std::uint64_t bytes,
             const std::function<void(int, std::function<void()>)>& begin)
{
    int left = clients;
    const double before = cpu_seconds(process);
    const std::int64_t start = now_ns();
    for (int i = 0; i < clients; ++i) begin(i, [&left] { --left; });
    swarm.run([&left] { return left == 0; }, 120);
    cost.wall_s.push_back(static_cast<double>(now_ns() - start) / 1e9);
    swarm.run([until = now_ns() + 20'000'000] { return now_ns() > until; }, 1);  // what is still on its way
    cost.cpu_s_per_gb.push_back((cpu_seconds(process) - before) / (static_cast<double>(bytes) * clients / 1e9));
}

// A rival whose clients say a word and sink the bytes.
struct Sinks {
    std::string name;
    RivalPtr rival;
    std::function<std::string()> word;
    std::vector<std::unique_ptr<Peer>> peers;
    std::vector<std::unique_ptr<FrameReader>> frames;
    Cost cost;
};

void connect(Swarm& swarm, Sinks& sinks, int clients, bool websocket)
{
    for (int i = 0; i < clients; ++i) {
        sinks.peers.push_back(swarm.connect(sinks.rival->port()));
        if (!websocket) continue;
        sinks.frames.push_back(std::make_unique<FrameReader>());
        sinks.peers.back()->received = [reader = sinks.frames.back().get()](std::string_view bytes) {
            reader->feed(bytes);
        };
        sinks.peers.back()->send(upgrade_request("localhost", "/", "https://localhost"));
    }
    swarm.run(
        [&] {
            for (const auto& peer : sinks.peers)
                if (!peer->up()) return false;
            for (const auto& reader : sinks.frames)
                if (!reader->upgraded()) return false;
            return true;
        },
        30);
}

void print(const std::string& name, const Cost& cost, const Cost& ours)
{
    const double cpu = median(cost.cpu_s_per_gb), wall = median(cost.wall_s);
    std::printf(
        "  {\"server\": \"%s\", \"cpu_s_per_gb\": %.3f, \"wall_s\": %.3f, \"ours_to_it_cpu\": %.2f, \"ours_to_it_wall\": %.2f},\n",
        name.c_str(), cpu, wall, median(ours.cpu_s_per_gb) / cpu, median(ours.wall_s) / wall);
}

}  // namespace

void bulk_bench(int clients, std::size_t document_bytes, int rounds)
{
    Room room(clients, document_bytes);
    room.start();
    Swarm swarm;
    auto delegates = seat_all(swarm, room, clients);
    const RivalSetup setup{room.folder(), room.file(), scripts()};
    std::vector<Sinks> rivals;
    const std::string get = "GET /document.pdf HTTP/1.1\r\nHost: localhost\r\n\r\n";
    rivals.push_back({"bare OpenSSL loop", start_bare(setup), [] { return std::string("G"); }, {}, {}, {}});
    rivals.push_back({"nginx, sendfile on", start_nginx(setup, Sendfile::on), [get] { return get; }, {}, {}, {}});
    rivals.push_back({"nginx, sendfile off", start_nginx(setup, Sendfile::off), [get] { return get; }, {}, {}, {}});
    rivals.push_back({"ws", start_ws(setup), [] { return client_frame(FrameKind::text, "push"); }, {}, {}, {}});
    std::erase_if(rivals, [](const Sinks& sinks) { return !sinks.rival; });
    for (Sinks& sinks : rivals) connect(swarm, sinks, clients, sinks.name == "ws");
    Cost ours;
    for (int round = 0; round <= rounds; ++round) {  // the first warms up
        measure(swarm, ours, room.pid(), clients, room.document_bytes(), [&](int i, std::function<void()> done) {
            delegates[static_cast<std::size_t>(i)]->sink_document(room.document_bytes(), std::move(done));
        });
        for (Sinks& sinks : rivals)
            measure(swarm, sinks.cost, sinks.rival->pid(), clients, room.document_bytes(),
                    [&](int i, std::function<void()> done) {
                        Peer& peer = *sinks.peers[static_cast<std::size_t>(i)];
                        peer.sink();
                        peer.counted = [bytes = room.document_bytes(), done = std::move(done),
                                        told = false](std::uint64_t counted) mutable {
                            if (told || counted < bytes) return;
                            told = true;
                            done();
                        };
                        peer.send(sinks.word());
                    });
    }
    const auto forget_first = [](Cost& cost) {
        cost.cpu_s_per_gb.erase(cost.cpu_s_per_gb.begin());
        cost.wall_s.erase(cost.wall_s.begin());
    };
    forget_first(ours);
    std::printf("{\"bench\": \"bulk\", \"clients\": %d, \"bytes\": %llu, \"rounds\": %d, \"rows\": [\n", clients,
                static_cast<unsigned long long>(room.document_bytes()), rounds);
    print("this server", ours, ours);
    for (Sinks& sinks : rivals) {
        forget_first(sinks.cost);
        print(sinks.name, sinks.cost, ours);
    }
    std::printf("  {\"server_peak_kib\": %llu}]}\n", static_cast<unsigned long long>(peak_kib(room.pid())));
}

}  // namespace chamber::bench
