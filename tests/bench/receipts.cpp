// How many commands a second become durable, and how long their receipts take; also on a slow disk (`preload` delays
// each fsync). And what live messages take while downloads saturate the server.
#include "tests/bench/benches.hpp"

#include "tests/bench/process_cost.hpp"
#include "tests/bench/rivals/rivals.hpp"
#include "tests/bench/swarm/room.hpp"

#include "protocol/codec.hpp"

#include <algorithm>
#include <cstdio>
#include <map>

namespace chamber::bench {
namespace {

constexpr int writers_min = 37;
// A device may say 40 commands a second for long: as many of them as that takes.
constexpr double commands_of_each_max = 33;
// All of them together say 925 messages a second, however many they are.
constexpr std::int64_t messages_apart_ns = 1'081'081;

// Sees receipts come, and how long each message of commands waited.
struct Writer {
    Delegate* delegate = nullptr;
    std::int64_t number = 0;
    std::int64_t next_ns = 0;
    std::map<std::int64_t, std::int64_t> waiting;  // last number of a message → when it was sent
};

}  // namespace

void receipts_bench(int, double commands_per_second, double seconds, const std::string& preload)
{
    const int writers = std::max(writers_min, static_cast<int>(commands_per_second / commands_of_each_max));
    const std::int64_t send_every_ns = messages_apart_ns * writers;
    Room room(writers, 1'000'000);
    room.start(preload);
    Swarm swarm;
    auto delegates = seat_all(swarm, room, writers);
    std::vector<Writer> all(static_cast<std::size_t>(writers));
    std::vector<double> latency_ms;
    std::uint64_t durable = 0;
    std::int64_t measured_from = now_ns() + 1'000'000'000;
    const std::int64_t end = measured_from + static_cast<std::int64_t>(seconds * 1e9);
    for (std::size_t i = 0; i < all.size(); ++i) {
        Writer& writer = all[i];
        writer.delegate = delegates[i].get();
        writer.next_ns = now_ns() + static_cast<std::int64_t>(i) * messages_apart_ns;
        writer.delegate->heard = [&](std::string_view message) {
            if (!message.starts_with(R"({"type":"receipts")")) return;
            const std::int64_t now = now_ns();
            const std::size_t at = message.rfind("\"number\":");
            const std::int64_t last = std::strtoll(message.data() + at + 9, nullptr, 10);
            while (!writer.waiting.empty() && writer.waiting.begin()->first <= last) {
                if (writer.waiting.begin()->second >= measured_from)
                    latency_ms.push_back(static_cast<double>(now - writer.waiting.begin()->second) / 1e6);
                writer.waiting.erase(writer.waiting.begin());
            }
            if (now >= measured_from && now < end)
                durable += static_cast<std::uint64_t>(std::count(message.begin(), message.end(), '}') - 1);
        };
    }
    const double each = commands_per_second / writers * static_cast<double>(send_every_ns) / 1e9;
    double before = 0;
    std::vector<double> owed(all.size());
    swarm.run([&] { return now_ns() > end; }, seconds + 30,
              [&] {
                  const std::int64_t now = now_ns();
                  if (before == 0 && now > measured_from) before = cpu_seconds(room.pid());
                  for (std::size_t i = 0; i < all.size(); ++i) {
                      Writer& writer = all[i];
                      if (now < writer.next_ns) continue;
                      writer.next_ns += send_every_ns;
                      owed[i] += each;
                      Commands commands;
                      // Private notes: what is measured is durability; the fan-out has its own bench.
                      for (; owed[i] >= 1 && commands.items.size() < 64; owed[i] -= 1) {
                          PutAnnotation put =
                              room.note(writer.delegate->seat(), ++writer.number, std::string(200, 'x'));
                          put.annotation.visibility = Visibility::private_note;
                          put.annotation.group.reset();
                          commands.items.push_back(Command{writer.number, std::move(put)});
                      }
                      if (commands.items.empty()) continue;
                      writer.waiting[writer.number] = now;
                      writer.delegate->say(commands);
                  }
              });
    const double cpu = cpu_seconds(room.pid()) - before;
    std::size_t unanswered = 0;
    for (const Writer& writer : all) unanswered += writer.waiting.size();
    std::printf(
        "{\"bench\": \"receipts\", \"writers\": %d, \"offered_per_s\": %.0f, \"durable_per_s\": %.0f, \"p50_ms\": %.2f, \"p99_ms\": %.2f, \"cpu\": %.2f, "
        "\"messages_unanswered_at_the_end\": %zu, \"slow_disk\": %s}\n",
        writers, commands_per_second, static_cast<double>(durable) / seconds, percentile(latency_ms, 0.5),
        percentile(latency_ms, 0.99), cpu / seconds, unanswered, preload.empty() ? "false" : "true");
}

void overtaking_bench(int clients, std::size_t document_bytes, int rounds)
{
    Room room(clients + 2, document_bytes);
    room.start();
    Swarm swarm;
    auto delegates = seat_all(swarm, room, clients + 2);
    Delegate& speaker = *delegates[static_cast<std::size_t>(clients)];
    Delegate& listener = *delegates[static_cast<std::size_t>(clients) + 1];
    std::vector<double> live_ms, receipt_ms;
    std::int64_t said_ns = 0, number = 0, next_ns = 0;
    listener.heard = [&](std::string_view message) {
        if (message.starts_with(R"({"type":"batch")") && message.find("@@") != std::string_view::npos)
            live_ms.push_back(static_cast<double>(now_ns() - said_ns) / 1e6);
    };
    bool waiting = false;
    speaker.heard = [&](std::string_view message) {
        if (!message.starts_with(R"({"type":"receipts")")) return;
        receipt_ms.push_back(static_cast<double>(now_ns() - said_ns) / 1e6);
        waiting = false;
    };
    int left = clients * rounds;
    std::function<void(int, int)> again = [&](int i, int round) {
        --left;
        if (round < rounds)
            delegates[static_cast<std::size_t>(i)]->sink_document(room.document_bytes(),
                                                                  [&again, i, round] { again(i, round + 1); });
    };
    for (int i = 0; i < clients; ++i)
        delegates[static_cast<std::size_t>(i)]->sink_document(room.document_bytes(), [&again, i] { again(i, 1); });
    const std::int64_t start = now_ns();
    swarm.run([&] { return left == 0; }, 300,
              [&] {
                  if (waiting || now_ns() < next_ns) return;
                  next_ns = now_ns() + 30'000'000;
                  said_ns = now_ns();
                  waiting = true;
                  ++number;
                  speaker.say(Commands{{Command{number, room.note(speaker.seat(), number, "@@")}}});
              });
    std::printf(
        "{\"bench\": \"overtaking\", \"downloads\": %d, \"seconds\": %.2f, \"messages\": %zu, \"live_p50_ms\": %.2f, \"live_p99_ms\": %.2f, "
        "\"receipt_p50_ms\": %.2f, \"receipt_p99_ms\": %.2f}\n",
        clients, static_cast<double>(now_ns() - start) / 1e9, live_ms.size(), percentile(live_ms, 0.5),
        percentile(live_ms, 0.99), percentile(receipt_ms, 0.5), percentile(receipt_ms, 0.99));
}

}  // namespace chamber::bench
