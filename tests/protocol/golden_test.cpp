// The worked examples of the protocol, one per message and entity: C++ and TypeScript read the same file.
#include "protocol/codec.hpp"
#include "tests/protocol/golden.hpp"

#include <boost/json/serialize.hpp>
#include <gtest/gtest.h>

#include <set>

namespace chamber {
namespace {

namespace json = boost::json;

template <class Variant>
std::set<std::string> all_names()
{
    std::set<std::string> names;
    [&]<class... T>(std::variant<T...>*) { (names.insert(T::type), ...); }(static_cast<Variant*>(nullptr));
    return names;
}

template <class Variant, class Decode>
void expect_round_trips(const json::array& examples, const char* kind, Decode decode)
{
    std::set<std::string> seen;
    for (const json::value& example : examples) {
        if (example.at("kind").as_string() != kind) continue;
        const std::string text = json::serialize(example.at("message"));
        const auto decoded = decode(text);
        ASSERT_TRUE(decoded) << text << "\n" << decoded.error().where << " " << decoded.error().detail;
        EXPECT_EQ(encode(*decoded), text);
        seen.insert(std::string(example.at("message").at("type").as_string()));
    }
    EXPECT_EQ(seen, all_names<Variant>()) << kind;
}

TEST(Golden, EveryMessageHasAnExampleThatReadsBack)
{
    const json::array examples = golden("messages.json");
    expect_round_trips<FromDevice>(examples, "from_device", decode_from_device);
    expect_round_trips<ToDevice>(examples, "to_device", decode_to_device);
    expect_round_trips<CommandBody>(examples, "command", decode_command_body);
    expect_round_trips<Entity>(examples, "entity", decode_entity);
}

}  // namespace
}  // namespace chamber
