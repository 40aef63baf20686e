#include "server/tickets.hpp"

#include "protocol/limits.hpp"

#include <gtest/gtest.h>

namespace chamber::server {
namespace {

struct HeldClock final : Clock {
    SteadyMs now{0};
    UtcMs utc() const override { return {}; }
    SteadyMs steady() const override { return now; }
};

struct CountingEntropy final : Entropy {
    char count = 0;
    std::string draw(std::size_t bytes) override { return std::string(bytes, ++count); }
};

TEST(Ticket, IsGoodForOneUse)
{
    HeldClock clock;
    CountingEntropy entropy;
    Tickets tickets(clock, entropy);
    const std::string ticket = tickets.issue(DownloadPass{"file", "name", "type", {}});
    EXPECT_EQ(ticket.size(), 32U);
    EXPECT_TRUE(tickets.redeem(ticket));
    EXPECT_FALSE(tickets.redeem(ticket));
    EXPECT_FALSE(tickets.redeem("other"));
}

TEST(Ticket, RunsOut)
{
    HeldClock clock;
    CountingEntropy entropy;
    Tickets tickets(clock, entropy);
    const std::string ticket = tickets.issue(DownloadPass{});
    clock.now.value = limits::ticket_ms + 1;
    EXPECT_FALSE(tickets.redeem(ticket));
}

TEST(Ticket, OneDevicePushesOutItsOwn)
{
    HeldClock clock;
    CountingEntropy entropy;
    Tickets tickets(clock, entropy);
    const auto issue = [&](const std::string& device) {
        ++clock.now.value;
        DownloadPass pass;
        pass.claim.viewer.device = DeviceId(device);
        return tickets.issue(std::move(pass));
    };
    const std::string office = issue("office");
    const std::string first = issue("guest");
    std::string last;
    for (int i = 0; i < 100; ++i) last = issue("guest");
    EXPECT_TRUE(tickets.redeem(office));
    EXPECT_FALSE(tickets.redeem(first));
    EXPECT_TRUE(tickets.redeem(last));
}

TEST(Ticket, KeepsAPlaceForEachFileInTheOrderOfTheAsking)
{
    HeldClock clock;
    CountingEntropy entropy;
    Tickets tickets(clock, entropy);
    const AgendaItemId item("M1");
    AskUpload fresh;
    // Nothing has arrived yet, so the store offers the same place to everybody.
    EXPECT_EQ(tickets.reserve_position(item, fresh, 1), 1);
    EXPECT_EQ(tickets.reserve_position(item, fresh, 1), 2);
    EXPECT_EQ(tickets.reserve_position(AgendaItemId("M2"), fresh, 1), 1);
    AskUpload again;
    again.position = 1;
    EXPECT_EQ(tickets.reserve_position(item, again, 1), 1) << "sent again, it has its own";
    EXPECT_EQ(tickets.reserve_position(item, again, 9), 9) << "somebody stands there: behind all others";
    EXPECT_EQ(tickets.reserve_position(item, fresh, 3), 10);
}

}  // namespace
}  // namespace chamber::server
