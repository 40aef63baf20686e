// A fuzz target: a function that takes hostile bytes and must return, and the inputs to begin with.
//
// The same function is driven by libFuzzer (entry.cpp, preset `fuzz`) and by fuzz_regressions_test (preset `asan`), so
// every crash once found stays a test. A target finds more than crashes: what must never be true is said with forbid().
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::fuzz {

// libFuzzer's own mutation of some bytes, at most `bytes_max` long.
using RawMutation = std::string (*)(std::string bytes, std::size_t bytes_max);

struct Mutation {
    RawMutation raw = nullptr;
    std::size_t bytes_max = 0;
    unsigned seed = 0;
};

struct Target {
    std::string_view name;
    void (*run)(std::string_view input) = nullptr;
    std::vector<std::string> (*seeds)() = nullptr;
    std::string (*mutate)(std::string_view input, const Mutation& how) = nullptr;  // null: libFuzzer's own will do
};

const std::vector<Target>& targets();
const Target& target_named(std::string_view name);

// Ends the process with the sentence when it is true: an oracle was violated, which is a finding like a crash.
void forbid(bool violation, const char* sentence);

void run_chunk_frame(std::string_view input);
void run_cms(std::string_view input);
void run_codec(std::string_view input);
void run_differences(std::string_view input);
void run_overlay(std::string_view input);
void run_records(std::string_view input);
void run_revisions(std::string_view input);

std::vector<std::string> chunk_frame_seeds();
std::vector<std::string> cms_seeds();
std::vector<std::string> codec_seeds();
std::vector<std::string> differences_seeds();
std::vector<std::string> overlay_seeds();
std::vector<std::string> records_seeds();
std::vector<std::string> revisions_seeds();

std::string mutate_cms(std::string_view input, const Mutation& how);
std::string mutate_differences(std::string_view input, const Mutation& how);
std::string mutate_overlay(std::string_view input, const Mutation& how);
std::string mutate_revisions(std::string_view input, const Mutation& how);

}  // namespace chamber::fuzz
