#include "server/net/outbox.hpp"

#include <gtest/gtest.h>

namespace chamber::net {
namespace {

SharedBytes shared(std::string bytes)
{
    return std::make_shared<const std::string>(std::move(bytes));
}

std::string taken(Outbox& outbox)
{
    const std::optional<OutgoingFrame> frame = outbox.take();
    return frame ? std::string(frame->body) : "-";
}

TEST(Outbox, SendsControlThenLiveThenBulk)
{
    Outbox outbox;
    outbox.begin_round();
    outbox.add(Opcode::binary, nullptr, shared("bulk"), Urgency::bulk);
    outbox.add(Opcode::text, nullptr, shared("live"), Urgency::live);
    outbox.add(Opcode::text, nullptr, shared("control"), Urgency::control);
    EXPECT_EQ(taken(outbox), "control");
    EXPECT_EQ(taken(outbox), "live");
    EXPECT_EQ(taken(outbox), "bulk");
    EXPECT_EQ(taken(outbox), "-");
    EXPECT_TRUE(outbox.empty());
}

TEST(Outbox, GivesBulkOneShareARound)
{
    Outbox outbox;
    const SharedBytes half = shared(std::string(limits::bulk_bytes_per_round / 2, 'a'));
    for (int i = 0; i < 3; ++i) outbox.add(Opcode::binary, nullptr, half, Urgency::bulk);
    outbox.begin_round();
    EXPECT_TRUE(outbox.take().has_value());
    EXPECT_TRUE(outbox.take().has_value());
    EXPECT_FALSE(outbox.take().has_value());
    EXPECT_FALSE(outbox.empty());
    EXPECT_EQ(outbox.queued(Urgency::bulk), half->size());
    outbox.begin_round();
    EXPECT_TRUE(outbox.take().has_value());
    EXPECT_TRUE(outbox.empty());
}

TEST(Outbox, LetsLiveOvertakeBulkThatHasUsedItsShare)
{
    Outbox outbox;
    const SharedBytes chunk = shared(std::string(limits::bulk_bytes_per_round, 'a'));
    outbox.add(Opcode::binary, nullptr, chunk, Urgency::bulk);
    outbox.add(Opcode::binary, nullptr, chunk, Urgency::bulk);
    outbox.begin_round();
    EXPECT_EQ(outbox.take()->body.size(), chunk->size());
    outbox.add(Opcode::text, nullptr, shared("live"), Urgency::live);
    EXPECT_EQ(taken(outbox), "live");
    EXPECT_EQ(taken(outbox), "-");
}

TEST(Outbox, SharesTheBytesToTheEnd)
{
    Outbox outbox;
    const SharedBytes bytes = shared(std::string(100'000, 'a'));
    outbox.begin_round();
    outbox.add(Opcode::binary, shared("0123456789abcdef"), bytes, Urgency::bulk);
    const std::optional<OutgoingFrame> frame = outbox.take();
    EXPECT_EQ(frame->body.data(), bytes->data());
    EXPECT_EQ(frame->body.size(), bytes->size());
    EXPECT_EQ(frame->head, frame_head(Opcode::binary, Final::yes, 100'016) + "0123456789abcdef");
}

TEST(Outbox, SplitsALargeMessageWithoutLosingAByte)
{
    std::string text(3 * Outbox::frame_payload_bytes_max - 5, '\0');
    for (std::size_t i = 0; i < text.size(); ++i) text[i] = static_cast<char>(i % 251);
    Outbox outbox;
    outbox.add(Opcode::text, shared("head-"), shared(text), Urgency::live);
    outbox.begin_round();
    std::string payload;
    std::vector<int> first_bytes;
    while (const std::optional<OutgoingFrame> frame = outbox.take()) {
        first_bytes.push_back(static_cast<unsigned char>(frame->head[0]));
        payload += frame->head.substr(10);  // all three are long frames
        payload += frame->body;
    }
    EXPECT_EQ(first_bytes, (std::vector<int>{0x01, 0x00, 0x80}));
    EXPECT_TRUE(payload == "head-" + text);
    EXPECT_EQ(outbox.queued(Urgency::live), 0U);
}

TEST(Outbox, FinishesAMessageBeforeAnythingElse)
{
    Outbox outbox;
    outbox.add(Opcode::binary, nullptr, shared(std::string(2 * Outbox::frame_payload_bytes_max, 'a')), Urgency::bulk);
    outbox.begin_round();
    EXPECT_TRUE(outbox.take().has_value());
    outbox.add(Opcode::text, nullptr, shared("live"), Urgency::live);
    EXPECT_FALSE(outbox.take().has_value());  // the round is used up, and inside a message nothing may overtake
    outbox.begin_round();
    EXPECT_EQ(static_cast<unsigned char>(outbox.take()->head[0]), 0x80);
    EXPECT_EQ(taken(outbox), "live");
}

TEST(Outbox, SendsAnEmptyMessage)
{
    Outbox outbox;
    outbox.begin_round();
    outbox.add(Opcode::text, nullptr, shared(""), Urgency::live);
    EXPECT_EQ(outbox.take()->head, frame_head(Opcode::text, Final::yes, 0));
    EXPECT_TRUE(outbox.empty());
}

TEST(Outbox, WritesTheThreeLengthForms)
{
    EXPECT_EQ(frame_head(Opcode::text, Final::yes, 125), std::string("\x81\x7d", 2));
    EXPECT_EQ(frame_head(Opcode::binary, Final::yes, 126), std::string("\x82\x7e\x00\x7e", 4));
    EXPECT_EQ(frame_head(Opcode::binary, Final::no, 65'536),
              std::string("\x02\x7f\x00\x00\x00\x00\x00\x01\x00\x00", 10));
}

TEST(Outbox, ForgetsADroppedClass)
{
    Outbox outbox;
    outbox.add(Opcode::binary, nullptr, shared(std::string(2 * Outbox::frame_payload_bytes_max, 'a')), Urgency::bulk);
    outbox.begin_round();
    EXPECT_TRUE(outbox.take().has_value());
    outbox.add(Opcode::text, nullptr, shared("live"), Urgency::live);
    outbox.drop(Urgency::bulk);
    EXPECT_EQ(outbox.queued(Urgency::bulk), 0U);
    EXPECT_EQ(taken(outbox), "live");
    EXPECT_TRUE(outbox.empty());
}

}  // namespace
}  // namespace chamber::net
