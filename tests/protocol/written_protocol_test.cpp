#include "tests/protocol/written_protocol.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace chamber {
namespace {

using testing::Contains;
using testing::IsEmpty;

TEST(WrittenProtocol, SaysWhatTheCodeSays)
{
    EXPECT_THAT(complaints_about(read_written_protocol()), IsEmpty());
}

// Each slip of the pen is found, and by its name.
struct Slip {
    const char* name;
    const char* right;
    const char* wrong;
    const char* complaint;
};

class WrittenProtocolSlip : public testing::TestWithParam<Slip> {};

TEST_P(WrittenProtocolSlip, IsFound)
{
    const Slip& slip = GetParam();
    WrittenProtocol written = read_written_protocol();
    const std::string right = slip.right;
    const std::size_t at = written.pages.find(right);
    ASSERT_NE(at, std::string::npos) << right;
    written.pages.replace(at, right.size(), slip.wrong);
    EXPECT_THAT(complaints_about(written), Contains(slip.complaint));
}

INSTANTIATE_TEST_SUITE_P(
    Pages, WrittenProtocolSlip,
    testing::Values(
        Slip{"MessageMissing", "### `gap`\n", "### gap\n", "gap: no heading"},
        Slip{"CommandMissing", "### `purged`\n", "### `purge`\n", "purged: no heading"},
        Slip{"EntityMissing", "### `holding`\n", "", "holding: no heading"},
        Slip{"PartMissing", "### `Change`\n", "", "Change: no heading"},
        Slip{"FrameMissing", "### `chunk`\n", "", "chunk: no heading"},
        Slip{"MessageInvented", "### `gap`\n", "### `hole`\n\nWords.\n\n### `gap`\n",
             "hole: a heading of nothing that can be said"},
        Slip{"HeadingTwice", "### `gap`\n", "### `gap`\n\nWords.\n\n### `gap`\n", "gap: more than one heading"},
        Slip{"FieldMissing", "| `shown_at` | ", "| `seen_at` | ", "receipts.shown_at: no row"},
        Slip{"FieldInvented", "| `shown_at` | ", "| `seen_at` | ", "receipts.seen_at: no such field"},
        Slip{"TypeWrong", "| `account` | text, optional |", "| `account` | text |",
             "sign_in.account: is text, optional, not text"},
        Slip{"MeaningMissing", "| that of the `ping` |", "| |",
             "pong.t: a row has field, type, unit or range, and meaning"},
        Slip{"BaseUnsaid", "are those of `DocumentFields`", "are many", "document: says nothing of DocumentFields"},
        Slip{"ExampleOther", "\"type\": \"pong\", \"t\": 1734480000000", "\"type\": \"pong\", \"t\": 1734480000001",
             "pong: the example is not the golden one"},
        Slip{"ExampleBroken", "{\"type\": \"sign_out\"}", "{\"type\": \"sign_out\"",
             "sign_out: the example is not JSON: incomplete JSON"},
        Slip{"ExampleMissing", "```json\n{\"type\": \"sign_out\"}\n```\n", "", "sign_out: 0 examples, not one"},
        Slip{"ExampleTwice", "```json\n{\"type\": \"sign_out\"}\n```\n", "```json\n{}\n```\n```json\n{}\n```\n",
             "sign_out: 2 examples, not one"},
        Slip{"WordMissing", "`in_force`, ", "",
             "CertificateStanding: the words are `in_force`, `expired`, `not_yet_valid`, `revoked`, `unknown`"},
        Slip{"WordsMissing", "| `Audience` | ", "| `Listeners` | ", "Audience: no row of words"},
        Slip{"LimitMissing", "| `chunk_bytes` | 65,536 |", "| `piece_bytes` | 65,536 |",
             "chunk_bytes: no row of the limit"},
        Slip{"LimitInvented", "| `chunk_bytes` | 65,536 |", "| `piece_bytes` | 65,536 |", "piece_bytes: no such limit"},
        Slip{"LimitOther", "| `staff_sign_in_ms` | 43,200,000 |", "| `staff_sign_in_ms` | 43,200 |",
             "staff_sign_in_ms: is 43200000, not 43,200"},
        Slip{"LimitWithoutUnit", "| 6 | digits |", "| 6 | |",
             "pin_digits: a limit has a value, a unit and what happens beyond it"},
        Slip{"FrameExample", "04030201 0e0d0c0b0a000000", "01020304 0e0d0c0b0a000000",
             "chunk: the example is not the golden one"},
        Slip{"FrameOffset", "| 8 | 8 | `offset`", "| 9 | 8 | `offset`", "chunk.offset: begins at 8"},
        Slip{"FrameNumber", "| `kind` | 1 |", "| `kind` | 2 |", "chunk.kind: not what the golden frame has there"}),
    [](const auto& each) { return std::string(each.param.name); });

}  // namespace
}  // namespace chamber
