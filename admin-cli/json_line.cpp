#include "admin-cli/json_line.hpp"

#include "protocol/text.hpp"

#include <fmt/format.h>

namespace chamber::admin {

namespace {

constexpr char32_t replacement = 0xFFFD;

// As RFC 8259 §7 wants it; beyond U+FFFF as a pair of surrogates.
std::string escaped(char32_t c)
{
    const auto one = [](char32_t unit) { return fmt::format("\\u{:04x}", static_cast<unsigned>(unit)); };
    if (c < 0x10000) return one(c);
    return one(0xD7C0 + (c >> 10)) + one(0xDC00 + (c & 0x3FF));
}

}  // namespace

std::string json_string(std::string_view text)
{
    std::string quoted = "\"";
    while (!text.empty()) {
        char32_t c = 0;
        const bool readable = take_code_point(text, c);
        switch (readable ? c : replacement) {
        case '"': quoted += "\\\""; break;
        case '\\': quoted += "\\\\"; break;
        case '\n': quoted += "\\n"; break;
        case '\t': quoted += "\\t"; break;
        case '\r': quoted += "\\r"; break;
        default:
            if (!readable)
                append_code_point(quoted, replacement);
            else if (character_kind(c) == CharacterKind::harmful)
                quoted += escaped(c);
            else
                append_code_point(quoted, c);
        }
    }
    return quoted + "\"";
}

JsonObject& JsonObject::add(std::string_view key, std::string_view text)
{
    return add_encoded(key, json_string(text));
}

JsonObject& JsonObject::add(std::string_view key, const std::optional<std::string>& text)
{
    return text ? add(key, std::string_view{*text}) : add_encoded(key, "null");
}

JsonObject& JsonObject::add(std::string_view key, const JsonArray& values)
{
    return add_encoded(key, values.text());
}

JsonObject& JsonObject::add_encoded(std::string_view key, std::string_view json)
{
    if (!members_.empty()) members_ += ',';
    members_ += json_string(key);
    members_ += ':';
    members_ += json;
    return *this;
}

JsonArray& JsonArray::add_encoded(std::string_view json)
{
    if (!values_.empty()) values_ += ',';
    values_ += json;
    return *this;
}

}  // namespace chamber::admin
