// JSON for machines: one object per line, keys in the order they were added. Writing only; reading is protocol's codec.
//
//   JsonObject{}.add("id", "TL08").add("pages", 12).text()   →   {"id":"TL08","pages":12}
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::admin {

// The text in quotes, escaped as RFC 8259 wants it, and what could steer a terminal as well. Other UTF-8 stays as it
// is; broken bytes become U+FFFD.
std::string json_string(std::string_view text);

class JsonArray;

class JsonObject {
public:
    JsonObject& add(std::string_view key, std::string_view text);
    JsonObject& add(std::string_view key, const char* text) { return add(key, std::string_view{text}); }
    JsonObject& add(std::string_view key, const std::string& text) { return add(key, std::string_view{text}); }
    JsonObject& add(std::string_view key, const std::optional<std::string>& text);  // null without one
    JsonObject& add(std::string_view key, const JsonArray& values);
    JsonObject& add(std::string_view key, std::same_as<bool> auto yes)
    {
        return add_encoded(key, yes ? "true" : "false");
    }
    JsonObject& add(std::string_view key, std::integral auto number) requires(!std::same_as<decltype(number), bool>)
    {
        return add_encoded(key, std::to_string(number));
    }

    // JSON made elsewhere, e.g. by the codec.
    JsonObject& add_encoded(std::string_view key, std::string_view json);

    std::string text() const { return "{" + members_ + "}"; }

private:
    std::string members_;
};

class JsonArray {
public:
    JsonArray& add(std::string_view text) { return add_encoded(json_string(text)); }
    JsonArray& add(const JsonObject& object) { return add_encoded(object.text()); }
    JsonArray& add_encoded(std::string_view json);

    std::string text() const { return "[" + values_ + "]"; }

private:
    std::string values_;
};

}  // namespace chamber::admin
