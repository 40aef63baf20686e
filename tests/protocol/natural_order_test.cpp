// Seats, labels and numbers in the order of tests/golden/natural_order.json, which the TypeScript twin reads as well.
#include "protocol/natural_order.hpp"
#include "protocol/person.hpp"
#include "tests/protocol/golden.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

namespace chamber {
namespace {

using Texts = std::vector<std::string>;

Texts texts_of(const boost::json::value& list)
{
    Texts texts;
    for (const auto& each : list.as_array()) texts.emplace_back(each.as_string());
    return texts;
}

TEST(NaturalOrder, IsThatOfTheGoldenListsInBothDirections)
{
    const auto orders = golden("natural_order.json");
    ASSERT_GE(orders.size(), 10u);
    for (const auto& order : orders) {
        const Texts texts = texts_of(order);
        for (std::size_t a = 0; a < texts.size(); ++a)
            for (std::size_t b = 0; b < texts.size(); ++b)
                EXPECT_EQ(natural_order(texts[a], texts[b]), a <=> b) << texts[a] << " and " << texts[b];
    }
}

TEST(NaturalOrder, SortsSeatsAndPutsThoseWithoutOneLast)
{
    Texts seats{"", "A10", "B1", "A2", "", "A1"};
    std::ranges::sort(seats, NaturalLess{});
    EXPECT_EQ(seats, (Texts{"A1", "A2", "A10", "B1", "", ""}));
}

TEST(NaturalOrder, SortsPeopleBySeatThenById)
{
    std::vector<Person> people(4);
    const char* const seated[][2] = {{"DB10", ""}, {"DB3", "A10"}, {"DB4", "A2"}, {"DB2", ""}};
    for (std::size_t at = 0; at < people.size(); ++at) {
        people[at].id = PersonId(seated[at][0]);
        if (*seated[at][1] != '\0') people[at].seat = seated[at][1];
    }
    std::ranges::sort(people, BySeat{});
    Texts ids;
    for (const Person& person : people) ids.push_back(person.id.value);
    EXPECT_EQ(ids, (Texts{"DB4", "DB3", "DB2", "DB10"}));
}

TEST(NaturalOrder, TakesDecomposedLettersAsTheSame)
{
    EXPECT_EQ(natural_order("A\u0302n", "Bình"), std::strong_ordering::less);
    EXPECT_EQ(natural_order("Da\u0303y 2", "Dãy 10"), std::strong_ordering::less);
}

}  // namespace
}  // namespace chamber
