// The mutator that tests/oracle draws: its papers are accepted as they are, its seeds repeat, and the engine lives
// through what they make.
#include "tests/fuzz/documents.hpp"
#include "tests/fuzz/forged_edits.hpp"
#include "tests/fuzz/mutants.hpp"
#include "tests/support/test_pdf.hpp"

#include <gtest/gtest.h>

namespace chamber::fuzz {
namespace {

constexpr unsigned seeds = 150;

TEST(Paper, IsAcceptedBeforeAnybodyChangesIt)
{
    const std::string paper = testing::make_pdf_of(paper_objects());
    const auto report = judge(testing::sign_pdf(paper, testing::TestPki::instance().person));
    EXPECT_EQ(report.verdict, Verdict::valid) << ::testing::PrintToString(report.reasons);
}

TEST(Mutants, AreTheSameForTheSameSeed)
{
    for (unsigned seed = 0; seed < 20; ++seed) EXPECT_EQ(make_mutant(seed).name, make_mutant(seed).name);
}

TEST(Mutants, AreJudgedAndNeverAcceptedWithOtherWords)
{
    int rewritten = 0;
    for (unsigned seed = 0; seed < seeds; ++seed) {
        const Mutant mutant = make_mutant(seed);
        const SignatureReport report = judge(mutant.bytes);
        if (mutant.name.find("-content-honest") == std::string::npos) continue;
        ++rewritten;
        EXPECT_FALSE(says_valid(report)) << mutant.name;
    }
    EXPECT_GT(rewritten, 2);
}

}  // namespace
}  // namespace chamber::fuzz
