#include "storage/archive/journal_extract.hpp"

#include "tests/storage/archive/world.hpp"

namespace chamber::storage {
namespace {

class JournalExtract : public testing::Test {
protected:
    std::size_t faulty_line() const
    {
        const auto fault = find_journal_fault(journal_extract(lines));
        return fault ? fault->line : 0;
    }

    const ArchiveWorld world;
    std::vector<std::string> lines = world.file.journal_lines;
};

TEST_F(JournalExtract, IsAChain)
{
    EXPECT_EQ(faulty_line(), 0U);
}

TEST_F(JournalExtract, NoticesAChangedLineAtTheNext)
{
    lines[0].replace(lines[0].find("import"), 6, "export");
    EXPECT_EQ(faulty_line(), 2U);
}

TEST_F(JournalExtract, NoticesALineThatWasTakenOut)
{
    lines.erase(lines.begin());
    EXPECT_EQ(faulty_line(), 1U);
    lines = world.file.journal_lines;
    lines.erase(lines.begin() + 1);
    EXPECT_EQ(faulty_line(), 2U);
}

TEST_F(JournalExtract, NoticesLinesInAnotherOrder)
{
    std::swap(lines[1], lines[2]);
    EXPECT_EQ(faulty_line(), 2U);
}

TEST_F(JournalExtract, NoticesANeighbourThatDoesNotFitTheWholeJournal)
{
    const auto at = lines[1].rfind("\"prev_hash\":\"") + 13;
    lines[1][at] = lines[1][at] == 'a' ? 'b' : 'a';
    EXPECT_EQ(faulty_line(), 2U);
}

TEST_F(JournalExtract, NoticesWhatIsNoLine)
{
    lines.push_back("{");
    EXPECT_EQ(faulty_line(), 4U);
    lines = {"[]"};
    EXPECT_EQ(faulty_line(), 1U);
    EXPECT_TRUE(find_journal_fault("{}"));
    EXPECT_FALSE(find_journal_fault(""));
}

}  // namespace
}  // namespace chamber::storage
