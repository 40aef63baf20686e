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
    // 250…255 would make 0…5 likelier than 6…9.
    Dealt entropy{std::string{"\xFF\xFA\x00\x09\x0A\xF9\x01\x02", 8}};
    EXPECT_EQ(draw_pin(entropy), "090912");
}

TEST(Password, IsLongAndWithoutLettersThatLookAlike)
{
    std::string all;
    for (int byte = 0; byte < 256; ++byte)
        all += static_cast<char>(byte);
    Dealt entropy{all};
    std::set<char> seen;
    for (int time = 0; time < 100; ++time) {
        const auto password = draw_password(entropy);
        EXPECT_EQ(password.size(), 19u);
        seen.insert(password.begin(), password.end());
    }
    for (const char confusing : {'0', 'o', '1', 'l', 'i', 'j'})
        EXPECT_FALSE(seen.contains(confusing)) << confusing;
    EXPECT_EQ(seen.size(), 31u);
}

TEST(Account, IsThePersonsIdInSmallLetters)
{
    Person person;
    person.id = PersonId{"NV02"};
    EXPECT_EQ(account_of(person), "nv02");
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
