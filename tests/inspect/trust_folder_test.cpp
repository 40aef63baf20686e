#include "server/inspect/trust_folder.hpp"
#include "tests/inspect/inspecting.hpp"

#include <fstream>
#include <gtest/gtest.h>

namespace chamber::inspect {
namespace {

TEST(TrustFolder, GivesItsFilesInTheSameOrderEveryTime)
{
    const TemporaryFolder folder;
    std::ofstream(folder.path() / "b.crl") << "two";
    std::ofstream(folder.path() / "a.pem") << "one";
    std::ofstream(folder.path() / "notes.txt") << "not trust";
    const auto block = read_trust_folder(folder.path());
    ASSERT_TRUE(block);
    const auto files = trust_files(*block);
    ASSERT_EQ(files.size(), 2U);
    EXPECT_EQ(files[0], "one");
    EXPECT_EQ(files[1], "two");
}

TEST(TrustFolder, IsEmptyWhenThereIsNone)
{
    EXPECT_EQ(*read_trust_folder("/nowhere/trust"), "");
    EXPECT_EQ(*read_trust_folder({}), "");
}

TEST(TrustFolder, DropsAFileThatIsCutOff)
{
    EXPECT_TRUE(trust_files(std::string("\x05\0\0\0abc", 7)).empty());
    EXPECT_TRUE(trust_files("ab").empty());
}

}  // namespace
}  // namespace chamber::inspect
