#include "admin-cli/json_line.hpp"

#include <fmt/format.h>

namespace chamber::admin {

std::string json_string(std::string_view text)
{
    std::string quoted = "\"";
    for (const char byte : text) {
        switch (byte) {
        case '"':
            quoted += "\\\"";
            break;
        case '\\':
            quoted += "\\\\";
            break;
        case '\n':
            quoted += "\\n";
            break;
        case '\t':
            quoted += "\\t";
            break;
        case '\r':
            quoted += "\\r";
            break;
        default:
            if (static_cast<unsigned char>(byte) < 0x20) {
                quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(byte));
            } else {
                quoted += byte;
            }
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
