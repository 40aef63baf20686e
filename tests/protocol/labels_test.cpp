// Labels: one for every state, none twice, each ready to stand alone or inside a sentence. And shares of
// whole persons.
#include "protocol/labels.hpp"
#include "protocol/thresholds.hpp"

#include <gtest/gtest.h>

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <set>

namespace chamber::test {

template <class Enum>
class LabelsTest : public testing::Test {
};

using Labelled = testing::Types<SessionState, Role, Audience, Urgency, AttendanceStatus, Visibility, DeviceKind,
                                DeviceState, JobStage, Trust, CertificateStanding, RevocationState>;
TYPED_TEST_SUITE(LabelsTest, Labelled);

TYPED_TEST(LabelsTest, NameEveryStateOnceAndBeginWithACapital)
{
    std::set<std::string_view> seen;
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<TypeParam>>([&](auto enumerator) {
        const auto words = label(enumerator.value);
        EXPECT_FALSE(words.empty()) << enumerator.name;
        EXPECT_TRUE(seen.insert(words).second) << enumerator.name << " is called as another one: " << words;
        EXPECT_NE(label_in_sentence(enumerator.value), words) << enumerator.name << " does not begin with a capital";
    });
}

TEST(Label, InASentenceLosesItsCapitalAlone)
{
    EXPECT_EQ(label_in_sentence(SessionState::closed), "đã bế mạc");
    EXPECT_EQ(label_in_sentence(Urgency::very_urgent), "thượng khẩn");
    EXPECT_EQ(in_sentence(""), "");
}

TEST(Threshold, IsCountedInWholeDelegates)
{
    constexpr Threshold half{1, 2, true};
    constexpr Threshold two_thirds{2, 3, false};
    constexpr Threshold over_two_thirds{2, 3, true};
    for (std::int32_t base = 0; base <= 200; ++base) {
        EXPECT_GE(3 * needed(two_thirds, base), 2 * base);
        EXPECT_LT(3 * (needed(two_thirds, base) - 1), 2 * base);
        EXPECT_GT(3 * needed(over_two_thirds, base), 2 * base);
        EXPECT_LE(3 * (needed(over_two_thirds, base) - 1), 2 * base);
        EXPECT_GT(2 * needed(half, base), base);
        EXPECT_LE(2 * (needed(half, base) - 1), base);
    }
    EXPECT_EQ(needed(two_thirds, 30), 20);
    EXPECT_EQ(needed(over_two_thirds, 30), 21);
    EXPECT_EQ(needed({100, 100, false}, 2'000'000'000), 2'000'000'000) << "no overflow on the way";
}

}  // namespace chamber::test
