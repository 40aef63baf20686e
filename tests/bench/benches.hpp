// The benches of room_bench, each against its rivals in the same run; every one prints JSON with medians and ratios.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace chamber::bench {

// tests/bench/rivals, with its npm packages.
std::filesystem::path scripts();

void bulk_bench(int clients, std::size_t document_bytes, int rounds);
// `rate`: messages per second and client.
void fanout_bench(int clients, double rate, double seconds);
// Live messages while `clients` downloads saturate the server.
void overtaking_bench(int clients, std::size_t document_bytes, int rounds);
void receipts_bench(int clients, double commands_per_second, double seconds, const std::string& preload);
void returning_bench(int clients, int rounds);
void catch_up_bench(int changes);
void publish_bench(int clients, std::size_t document_bytes, int rounds);
void delta_bench();
void memory_bench(int clients, std::size_t document_bytes);

}  // namespace chamber::bench
