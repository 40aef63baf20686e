// Every target over its seeds and over what fuzzing has found before: once a crash or a broken oracle, a test ever
// after.
#include "tests/fuzz/target.hpp"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>

namespace chamber::fuzz {
namespace {

class FuzzTarget : public ::testing::TestWithParam<std::string> {};

TEST_P(FuzzTarget, SurvivesItsSeeds)
{
    const Target& target = target_named(GetParam());
    const auto seeds = target.seeds();
    ASSERT_FALSE(seeds.empty());
    for (const auto& seed : seeds) target.run(seed);
}

TEST_P(FuzzTarget, SurvivesWhatWasFoundBefore)
{
    const std::filesystem::path folder =
        std::filesystem::path(CHAMBER_SOURCE_DIR) / "tests/fuzz/regressions" / GetParam();
    if (!std::filesystem::exists(folder)) return;  // nothing was found
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        SCOPED_TRACE(entry.path().string());
        std::ifstream file(entry.path(), std::ios::binary);
        target_named(GetParam()).run(std::string(std::istreambuf_iterator<char>(file), {}));
    }
}

std::vector<std::string> names()
{
    std::vector<std::string> all;
    for (const auto& target : targets()) all.emplace_back(target.name);
    return all;
}

INSTANTIATE_TEST_SUITE_P(All, FuzzTarget, ::testing::ValuesIn(names()), [](const auto& one) { return one.param; });

}  // namespace
}  // namespace chamber::fuzz
