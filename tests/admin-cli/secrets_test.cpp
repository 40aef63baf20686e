#include "admin-cli/secrets.hpp"

#include <gtest/gtest.h>

#include <cctype>
#include <deque>
#include <set>

namespace chamber::admin {

namespace {

// Chance as a list of bytes.
class Dealt : public Entropy {
public:
    explicit Dealt(std::string bytes) : bytes_(bytes.begin(), bytes.end()) {}
    std::string draw(std::size_t bytes) override
    {
        std::string drawn;
        for (std::size_t at = 0; at < bytes; ++at) {
            drawn += bytes_.front();
            bytes_.push_back(bytes_.front());
            bytes_.pop_front();
        }
        return drawn;
    }

private:
    std::deque<char> bytes_;
};

}  // namespace

TEST(Pin, HasSixDigitsAndThrowsUnfairBytesAway)
{
    // 252…255 would make some first digits likelier, 250…255 the smaller ones of the others.
    Dealt entropy{std::string{"\xFF\xFC\x00\xFA\x09\x0A\xF9\x01\x02", 9}};
    EXPECT_EQ(draw_pin(entropy), "190912");
}

TEST(Pin, NeverBeginsWithAZeroThatASpreadsheetWouldDrop)
{
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    Dealt entropy{all};
    std::set<char> first;
    for (int time = 0; time < 200; ++time) {
        const auto pin = draw_pin(entropy);
        EXPECT_EQ(pin.size(), 6u);
        EXPECT_EQ(std::to_string(std::stoi(pin)), pin);
        first.insert(pin.front());
    }
    EXPECT_FALSE(first.contains('0'));
}

TEST(Password, IsLongAndWithoutLettersThatLookAlike)
{
    std::string all;
    for (int byte = 0; byte < 256; ++byte) all += static_cast<char>(byte);
    Dealt entropy{all};
    std::set<char> seen;
    for (int time = 0; time < 100; ++time) {
        const auto password = draw_password(entropy);
        EXPECT_EQ(password.size(), 19u);
        seen.insert(password.begin(), password.end());
    }
    for (const char confusing : {'0', 'o', '1', 'l', 'i', 'j'}) EXPECT_FALSE(seen.contains(confusing)) << confusing;
    EXPECT_EQ(seen.size(), 31u);
}

TEST(Account, IsThePersonsIdInSmallLetters)
{
    Person person;
    person.id = PersonId{"NV02"};
    EXPECT_EQ(account_of(person.id), "nv02");
}

TEST(Pin, IsForDelegatesAndGuestsOnly)
{
    Person person;
    person.roles = {Role::guest};
    EXPECT_TRUE(has_pin(person));
    person.roles = {Role::clerk, Role::archivist};
    EXPECT_FALSE(has_pin(person));
}

}  // namespace chamber::admin
