#include "protocol/transfer.hpp"

#include "protocol/limits.hpp"

#include <gtest/gtest.h>

namespace chamber {
namespace {

const Sha256 blob;

Fetch fetch(std::uint32_t transfer, std::uint64_t offset, std::uint32_t bytes)
{
    return Fetch{transfer, std::string(64, '0'), offset, bytes};
}

// Carries a whole blob from a sender to a receiver, losing the connection after every `chunks_per_connection` chunks.
std::uint64_t carry(std::uint64_t size, int chunks_per_connection)
{
    std::uint64_t held = 0;
    std::uint64_t sent = 0;
    while (held < size) {
        TransferSender sender;
        TransferReceiver receiver(1, std::string(64, '0'), size, held);
        for (int i = 0; i < chunks_per_connection && !receiver.complete(); ++i) {
            if (const auto wanted = receiver.want()) {
                EXPECT_TRUE(sender.open(*wanted, blob, size));
            }
            const auto piece = sender.next();
            if (!piece) break;
            EXPECT_TRUE(receiver.take(piece->offset, piece->bytes));
            sent += piece->bytes;
        }
        EXPECT_GT(receiver.held(), held);
        held = receiver.held();
    }
    return sent;
}

TEST(Transfer, ResumesAtAnyByteAndSendsNothingTwice)
{
    for (const std::uint64_t size : {1ULL, 65'535ULL, 65'536ULL, 65'537ULL, 3'000'001ULL})
        for (const int chunks : {1, 2, 7, 100})
            EXPECT_EQ(carry(size, chunks), size) << size << " bytes, " << chunks << " chunks a connection";
}

TEST(Transfer, TakesTurnsAmongWindows)
{
    TransferSender sender;
    ASSERT_TRUE(sender.open(fetch(1, 0, 3 * limits::chunk_bytes), blob, 10'000'000));
    ASSERT_TRUE(sender.open(fetch(2, 0, limits::chunk_bytes), blob, 10'000'000));
    EXPECT_EQ(sender.next()->transfer, 1U);
    const auto second = sender.next();
    EXPECT_EQ(second->transfer, 2U);
    EXPECT_TRUE(second->done);
    EXPECT_EQ(sender.next()->transfer, 1U);
    EXPECT_TRUE(sender.next()->done);
    EXPECT_TRUE(sender.idle());
}

TEST(Transfer, RefusesWindowsOutsideTheLimits)
{
    TransferSender sender;
    EXPECT_EQ(sender.open(fetch(1, 0, 0), blob, 10).error().code, ErrorCode::out_of_range);
    EXPECT_EQ(sender.open(fetch(1, 0, limits::bulk_window_bytes + 1), blob, 10).error().code, ErrorCode::out_of_range);
    EXPECT_EQ(sender.open(fetch(1, 10, 1), blob, 10).error().code, ErrorCode::range_outside);
    for (std::uint32_t i = 0; i < limits::transfers_per_connection_max; ++i)
        ASSERT_TRUE(sender.open(fetch(i, 0, 5), blob, 10));
    EXPECT_EQ(sender.open(fetch(9, 0, 5), blob, 10).error().code, ErrorCode::busy);
    sender.cancel(0);
    EXPECT_EQ(sender.open(fetch(1, 0, 5), blob, 10).error().code, ErrorCode::already_exists);
    EXPECT_TRUE(sender.open(fetch(0, 0, 5), blob, 10));
}

TEST(Transfer, RefusesAChunkOutOfTurn)
{
    TransferReceiver receiver(1, std::string(64, '0'), 100, 0);
    ASSERT_TRUE(receiver.want());
    EXPECT_FALSE(receiver.take(1, 10));
    EXPECT_FALSE(receiver.take(0, 101));
    EXPECT_TRUE(receiver.take(0, 100));
    EXPECT_TRUE(receiver.complete());
    EXPECT_FALSE(receiver.want());
}

}  // namespace
}  // namespace chamber
