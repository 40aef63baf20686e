#include "protocol/build_id.hpp"
#include "tests/admin-cli/program.hpp"
#include "tests/support/pdf.hpp"

#include <gmock/gmock.h>

#include <cstdlib>
#include <fstream>

namespace chamber::test {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

class InstallTest : public ::testing::Test {
protected:
    InstallTest()
    {
        char made[] = "/tmp/chamber-install-XXXXXX";
        prefix = mkdtemp(made);
        installed =
            run_program(CHAMBER_CMAKE, {"--install", CHAMBER_BUILD_FOLDER, "--strip", "--prefix", prefix.string()});
    }
    ~InstallTest() override { std::filesystem::remove_all(prefix); }

    std::filesystem::path bin(const std::string& program) const { return prefix / CHAMBER_INSTALL_BINDIR / program; }

    std::filesystem::path prefix;
    Ran installed;
};

TEST_F(InstallTest, EveryProgramTellsTheSameBuild)
{
    ASSERT_EQ(installed.exit_code, 0) << installed.err;
    const std::string build(build_id());
    EXPECT_THAT(build, StartsWith("1."));
    for (const char* program : {"chamber-server", "chamber-admin", "chamber-demo"})
        EXPECT_EQ(run_program(bin(program), {"--version"}).out, std::string(program) + " " + build + "\n");
}

TEST_F(InstallTest, ShellsAndManFindWhatTheyAreTold)
{
    ASSERT_EQ(installed.exit_code, 0) << installed.err;
    const auto text = [&](const char* file) { return read_file(prefix / "share" / file); };
    EXPECT_THAT(text("bash-completion/completions/chamber-admin"), HasSubstr("complete -o default -F _chamber_admin"));
    EXPECT_THAT(text("zsh/site-functions/_chamber-admin"), StartsWith("#compdef chamber-admin"));
    EXPECT_THAT(text("man/man1/chamber-admin.1"), HasSubstr("CHAMBER\\-ADMIN 1"));
}

// The inspector is looked for beside the program that was called by its link.
TEST_F(InstallTest, WorksFromWhereItWasPut)
{
    ASSERT_EQ(installed.exit_code, 0) << installed.err;
    const auto pdf = prefix / "a.pdf";
    std::ofstream(pdf, std::ios::binary) << make_pdf({"Trang 1"});
    const Ran verified =
        run_program(bin("chamber-admin"), {"--data", (prefix / "data").string(), "verify", pdf.string()});
    EXPECT_THAT(verified.out + verified.err, HasSubstr("Không ký số"));
}

}  // namespace
}  // namespace chamber::test
