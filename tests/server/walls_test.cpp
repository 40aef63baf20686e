// A server that cannot read hostile files behind walls opens no door, unless it was told that weaker walls will do;
// then it really reads.
#include "tests/inspect/older_kernel.hpp"
#include "tests/server/meeting.hpp"

namespace chamber::test {
namespace {

using inspect::on;

class OldKernel : public Meeting {
protected:
    void SetUp() override { make_council(data()); }
};

TEST_F(OldKernel, WithoutLandlockKeepsTheDoorsClosed)
{
    on({.landlock_abi = 0}, [&] {
        ServerProcess refused(data());
        EXPECT_FALSE(refused.ready());
        EXPECT_EQ(refused.wait(), 1);
    });
    EXPECT_NE(log().find("vùng cách ly"), std::string::npos) << log();
}

TEST_F(OldKernel, WithoutLandlockReadsDocumentsWhenThatWasAllowed)
{
    on({.landlock_abi = 0}, [&] {
        start({"--allow-no-landlock"});
        const auto desk = office();
        EXPECT_EQ(upload(*desk, make_pdf({"To trinh"}), "to-trinh.pdf").stage, JobStage::done) << log();
        EXPECT_NE(log().find("no Landlock"), std::string::npos) << log();
        EXPECT_EQ(server->stop(), 0);
        server.reset();
    });
}

TEST_F(OldKernel, WithoutScopingReadsDocuments)
{
    on({.landlock_abi = 2, .namespaces = false}, [&] {
        start();
        const auto desk = office();
        EXPECT_EQ(upload(*desk, make_pdf({"To trinh"}), "to-trinh.pdf").stage, JobStage::done) << log();
        EXPECT_EQ(server->stop(), 0);
        server.reset();
    });
}

}  // namespace
}  // namespace chamber::test
