// Everybody writes, everybody gets it: N clients × `rate` messages of 200–600 bytes to all. Ours is on disk before it
// is told; the rivals store nothing. 37 of the clients decrypt and measure, the others are sinks.
#include "tests/bench/benches.hpp"

#include "tests/bench/process_cost.hpp"
#include "tests/bench/rivals/rivals.hpp"
#include "tests/bench/swarm/room.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <random>

namespace chamber::bench {
namespace {

constexpr int measuring_max = 37;
constexpr double warm_up_s = 1;

std::string stamp()
{
    char text[32];
    std::snprintf(text, sizeof text, "@@%019lld@@", static_cast<long long>(now_ns()));
    return text;
}

// Finds stamps in whatever a client gets.
struct Meter {
    std::int64_t count_from = 0;
    std::vector<double> latency_ms;
    std::uint64_t seen = 0;
    std::map<int, std::string> tails;  // a stamp may be cut in two

    void look(int client, std::string_view bytes)
    {
        std::string& tail = tails[client];
        std::string text = tail;
        text += bytes;
        const std::int64_t now = now_ns();
        std::size_t at = 0;
        for (;;) {
            at = text.find("@@", at);
            if (at == std::string::npos || at + 23 > text.size()) break;
            if (text[at + 21] != '@' || text[at + 22] != '@') {
                ++at;
                continue;
            }
            const std::int64_t sent = std::strtoll(text.c_str() + at + 2, nullptr, 10);
            at += 23;
            ++seen;
            if (sent >= count_from && count_from > 0) latency_ms.push_back(static_cast<double>(now - sent) / 1e6);
        }
        const std::size_t keep_from =
            at == std::string::npos ? (text.size() > 22 ? text.size() - 22 : 0) : std::min(at, text.size());
        tail = text.substr(keep_from);
    }
};

struct Figures {
    double p50 = 0, p99 = 0, cpu_us_per_delivery = 0, cpu_share = 0, lost = 0;
};

// Sends for warm_up_s + seconds; `publish(client, number)`.
Figures drive(Swarm& swarm, Meter& meter, pid_t process, int clients, double rate, double seconds,
              const std::function<void(int, int)>& publish)
{
    std::mt19937 chance(20241218);
    std::vector<std::int64_t> next(static_cast<std::size_t>(clients));
    std::vector<int> sent(static_cast<std::size_t>(clients));
    const auto interval = static_cast<std::int64_t>(1e9 / rate);
    const std::int64_t start = now_ns();
    for (std::int64_t& at : next) at = start + static_cast<std::int64_t>(chance()) % interval;
    const std::int64_t measured_from = start + static_cast<std::int64_t>(warm_up_s * 1e9);
    const std::int64_t end = measured_from + static_cast<std::int64_t>(seconds * 1e9);
    std::uint64_t counted = 0;
    double cpu_before = 0;
    const auto tick = [&] {
        const std::int64_t now = now_ns();
        if (meter.count_from == 0 && now >= measured_from) {
            meter.count_from = now;
            cpu_before = cpu_seconds(process);
        }
        if (now >= end) return;
        for (std::size_t i = 0; i < next.size(); ++i)
            while (next[i] <= now) {
                next[i] += interval;
                if (meter.count_from > 0) ++counted;
                publish(static_cast<int>(i), sent[i]++);
            }
    };
    swarm.run([&] { return now_ns() >= end; }, seconds + 30, tick);
    const double cpu = cpu_seconds(process) - cpu_before;
    swarm.run([until = now_ns() + 1'500'000'000] { return now_ns() > until; }, 5);  // late ones
    Figures figures;
    const auto measuring = static_cast<double>(std::min(clients, measuring_max));
    figures.p50 = percentile(meter.latency_ms, 0.5);
    figures.p99 = percentile(meter.latency_ms, 0.99);
    figures.cpu_us_per_delivery = cpu * 1e6 / (static_cast<double>(counted) * clients);
    figures.cpu_share = cpu / seconds;
    figures.lost = 1 - static_cast<double>(meter.latency_ms.size()) / (static_cast<double>(counted) * measuring);
    return figures;
}

std::string padded(int client, int number)
{
    return stamp() + std::string(static_cast<std::size_t>(200 + (client * 7 + number * 13) % 400 - 23), 'x');
}

Figures ours(int clients, double rate, double seconds)
{
    Room room(clients, 1'000'000);
    room.start();
    Swarm swarm;
    auto delegates = seat_all(swarm, room, clients);
    Meter meter;
    for (int i = 0; i < clients; ++i) {
        Delegate& delegate = *delegates[static_cast<std::size_t>(i)];
        if (i < measuring_max)
            delegate.heard = [&meter, i](std::string_view message) { meter.look(i, message); };
        else
            delegate.sink();
    }
    std::vector<std::int64_t> numbers(static_cast<std::size_t>(clients));
    return drive(swarm, meter, room.pid(), clients, rate, seconds, [&](int client, int number) {
        Delegate& delegate = *delegates[static_cast<std::size_t>(client)];
        const std::int64_t mine = ++numbers[static_cast<std::size_t>(client)];
        delegate.say(Commands{{Command{mine, room.note(delegate.seat(), mine, padded(client, number))}}});
    });
}

struct Talk {
    std::string greeting;                      // once TLS is up
    std::function<std::string(int, int)> say;  // client, number
    bool websocket = false;
    bool plain_first = false;  // NATS speaks before TLS
};

Figures theirs(const Rival& rival, const Talk& talk, int clients, double rate, double seconds)
{
    Swarm swarm;
    Meter meter;
    std::vector<std::unique_ptr<Peer>> peers;
    std::vector<FrameReader> frames(static_cast<std::size_t>(clients));
    std::vector<bool> greeted(static_cast<std::size_t>(clients));
    for (int i = 0; i < clients; ++i) {
        const auto at = static_cast<std::size_t>(i);
        peers.push_back(talk.plain_first ? swarm.connect_plain(rival.port()) : swarm.connect(rival.port()));
        frames[at].message = [&meter, i](std::string_view message) { meter.look(i, message); };
        peers[at]->received = [&, i, at](std::string_view bytes) {
            greeted[at] = true;
            if (talk.websocket)
                frames[at].feed(bytes);
            else
                meter.look(i, bytes);
        };
        if (!talk.plain_first) peers[at]->send(talk.greeting);
    }
    const auto all_greeted = [&] { return std::find(greeted.begin(), greeted.end(), false) == greeted.end(); };
    swarm.run(all_greeted, 60);
    if (talk.plain_first) {
        greeted.assign(greeted.size(), false);
        for (const auto& peer : peers) {
            swarm.upgrade(*peer);
            peer->send(talk.greeting);
        }
        swarm.run(all_greeted, 60);
    }
    swarm.run([until = now_ns() + 300'000'000] { return now_ns() > until; }, 5);
    for (int i = measuring_max; i < clients; ++i) peers[static_cast<std::size_t>(i)]->sink();
    return drive(swarm, meter, rival.pid(), clients, rate, seconds, [&](int client, int number) {
        peers[static_cast<std::size_t>(client)]->send(talk.say(client, number));
    });
}

std::string mqtt_packet(int kind, const std::string& body)
{
    std::string packet(1, static_cast<char>(kind));
    std::size_t size = body.size();
    do {
        packet += static_cast<char>((size & 0x7f) | (size > 0x7f ? 0x80 : 0));
        size >>= 7;
    } while (size > 0);
    return packet + body;
}

std::string mqtt_text(const std::string& text)
{
    return std::string{static_cast<char>(text.size() >> 8), static_cast<char>(text.size() & 0xff)} + text;
}

Talk ws_talk()
{
    return {upgrade_request("localhost", "/", "https://localhost"),
            [](int client, int number) { return client_frame(FrameKind::binary, padded(client, number)); }, true,
            false};
}

Talk mosquitto_talk()
{
    const std::string connect = mqtt_packet(0x10, mqtt_text("MQTT") + std::string{4, 2, 0, 0} + mqtt_text(""));
    const std::string subscribe = mqtt_packet(0x82, std::string{0, 1} + mqtt_text("room") + std::string(1, '\0'));
    return {connect + subscribe,
            [](int client, int number) { return mqtt_packet(0x30, mqtt_text("room") + padded(client, number)); }, false,
            false};
}

Talk nats_talk()
{
    return {
        "CONNECT {\"verbose\":false,\"pedantic\":false,\"tls_required\":true,\"echo\":true}\r\nSUB room 1\r\nPING\r\n",
        [](int client, int number) {
            const std::string text = padded(client, number);
            return "PUB room " + std::to_string(text.size()) + "\r\n" + text + "\r\n";
        },
        false, true};
}

Talk yjs_talk(std::vector<std::vector<std::string>>& messages)
{
    return {upgrade_request("localhost", "/room", "https://localhost"),
            [&messages](int client, int number) {
                std::string message =
                    messages.at(static_cast<std::size_t>(client)).at(static_cast<std::size_t>(number));
                const std::string now = stamp();
                message.replace(message.find("@@"), now.size(), now);
                return client_frame(FrameKind::binary, message);
            },
            true, false};
}

void print(const char* name, const Figures& figures, const Figures& mine)
{
    std::printf(
        "  {\"server\": \"%s\", \"p50_ms\": %.2f, \"p99_ms\": %.2f, \"cpu_us_per_delivery\": %.2f, \"cpu\": %.2f, \"lost\": %.4f, "
        "\"ours_to_it_p99\": %.2f, \"ours_to_it_cpu\": %.2f},\n",
        name, figures.p50, figures.p99, figures.cpu_us_per_delivery, figures.cpu_share, figures.lost,
        mine.p99 / figures.p99, mine.cpu_us_per_delivery / figures.cpu_us_per_delivery);
    std::fflush(stdout);
}

}  // namespace

void fanout_bench(int clients, double rate, double seconds)
{
    std::printf("{\"bench\": \"fanout\", \"clients\": %d, \"per_client_per_s\": %.2f, \"seconds\": %.0f, \"rows\": [\n",
                clients, rate, seconds);
    const Figures mine = ours(clients, rate, seconds);
    print("this server, durable before told", mine, mine);
    if (std::getenv("CHAMBER_BENCH_ALONE") != nullptr) {  // for a profiler
        std::printf("  {}]}\n");
        return;
    }
    const test::Folder folder;
    const RivalSetup setup{folder.path(), "/dev/null", scripts()};
    if (const RivalPtr rival = start_ws(setup)) print("ws", theirs(*rival, ws_talk(), clients, rate, seconds), mine);
    auto updates = yjs_messages(setup, clients, static_cast<int>(rate * (seconds + warm_up_s)) + 2, 400);
    if (const RivalPtr rival = start_yjs(setup))
        print("y-websocket", theirs(*rival, yjs_talk(updates), clients, rate, seconds), mine);
    if (const RivalPtr rival = start_mosquitto(setup))
        print("mosquitto", theirs(*rival, mosquitto_talk(), clients, rate, seconds), mine);
    if (const RivalPtr rival = start_nats(setup))
        print("nats", theirs(*rival, nats_talk(), clients, rate, seconds), mine);
    std::printf("  {}]}\n");
}

}  // namespace chamber::bench
