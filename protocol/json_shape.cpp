#include "protocol/json_shape.hpp"

#include <algorithm>
#include <array>

namespace chamber::json_shape {
namespace {

// How each byte is written inside quotes: 0 as it is, 'u' as \u00.., else behind a backslash.
constexpr std::array<char, 256> escapes = [] {
    std::array<char, 256> table{};
    std::fill_n(table.begin(), 0x20, 'u');
    table['\b'] = 'b';
    table['\t'] = 't';
    table['\n'] = 'n';
    table['\f'] = 'f';
    table['\r'] = 'r';
    table['"'] = '"';
    table['\\'] = '\\';
    return table;
}();

char escape_of(char letter)
{
    return escapes[static_cast<unsigned char>(letter)];
}

}  // namespace

void write_text(std::string_view value, std::string& text)
{
    constexpr std::string_view hex = "0123456789abcdef";
    text += '"';
    while (!value.empty()) {
        const auto plain = std::find_if(value.begin(), value.end(), escape_of);
        text.append(value.begin(), plain);
        value.remove_prefix(static_cast<std::size_t>(plain - value.begin()));
        if (value.empty()) break;
        const char escape = escape_of(value.front());
        text.append(1, '\\').append(1, escape);
        if (escape == 'u') {
            const auto byte = static_cast<unsigned char>(value.front());
            text.append("00").append(1, hex[byte >> 4]).append(1, hex[byte & 15]);
        }
        value.remove_prefix(1);
    }
    text += '"';
}

// std::to_chars writes 5.95e+02: the exponent's sign and first zero go.
void write_number(double value, std::string& text)
{
    char digits[32];
    const char* const end = std::to_chars(digits, digits + sizeof digits, value, std::chars_format::scientific).ptr;
    const char* exponent = std::find(static_cast<const char*>(digits), end, 'e');
    text.append(static_cast<const char*>(digits), exponent);
    if (exponent == end) return;
    text += 'E';
    if (*++exponent == '-') text += '-';
    if (*++exponent == '0') ++exponent;
    text.append(exponent, end);
}

void end_list(std::string& text, char bracket)
{
    if (text.back() == ',')
        text.back() = bracket;
    else
        text += bracket;
}

bool Reader::fault(ErrorCode code, std::string detail)
{
    std::string where;
    for (const Step& step : path_) {
        where += '/';
        if (step.index)
            where += std::to_string(*step.index);
        else
            where += step.key;
    }
    error_ = fail(code, std::move(detail), where.empty() ? "/" : std::move(where));
    return false;
}

void Reader::enter(std::string_view key)
{
    path_.push_back({key});
}

void Reader::enter(std::size_t index)
{
    path_.push_back({{}, index});
}

void Reader::leave()
{
    path_.pop_back();
}

const char* kind_name(const json::value& value)
{
    switch (value.kind()) {
    case json::kind::null: return "null";
    case json::kind::bool_: return "boolean";
    case json::kind::string: return "string";
    case json::kind::array: return "array";
    case json::kind::object: return "object";
    default: return "number";
    }
}

bool Shape<bool>::read(bool& out, const json::value& value, Reader& reader)
{
    const bool* flag = value.if_bool();
    if (!flag) return reader.fault(ErrorCode::wrong_type, std::string("boolean expected, got ") + kind_name(value));
    out = *flag;
    return true;
}

bool Shape<double>::read(double& out, const json::value& value, Reader& reader)
{
    if (!value.is_number())
        return reader.fault(ErrorCode::wrong_type, std::string("number expected, got ") + kind_name(value));
    out = value.to_number<double>();
    // Boost.JSON 1.81 reads 1e400 as infinity without an error.
    if (!std::isfinite(out)) return reader.fault(ErrorCode::out_of_range, "not a finite number");
    return true;
}

bool Shape<std::string>::read(std::string& out, const json::value& value, Reader& reader)
{
    const auto* text = value.if_string();
    if (!text) return reader.fault(ErrorCode::wrong_type, std::string("string expected, got ") + kind_name(value));
    out.assign(text->data(), text->size());
    return true;
}

namespace {

bool is_known(const FieldTable& table, std::string_view key)
{
    if (table.tag && key == "type") return true;
    for (std::size_t i = 0; i < table.count; ++i)
        if (key == table.fields[i].name) return true;
    return false;
}

bool refuse_unknown_field(const json::object& object, const FieldTable& table, Reader& reader)
{
    for (const auto& entry : object) {
        if (is_known(table, entry.key())) continue;
        reader.enter(std::string_view(entry.key()));
        return reader.fault(ErrorCode::unknown_field, std::string(entry.key()));
    }
    return true;
}

}  // namespace

bool read_fields(void* object, const FieldTable& table, const json::value& value, Reader& reader)
{
    const auto* members = value.if_object();
    if (!members) return reader.fault(ErrorCode::wrong_type, std::string("object expected, got ") + kind_name(value));
    std::size_t seen = table.tag && members->contains("type") ? 1 : 0;
    for (std::size_t i = 0; i < table.count; ++i) {
        const Field& field = table.fields[i];
        const json::value* member = members->if_contains(field.name);
        if (!member && field.optional) continue;
        reader.enter(std::string_view(field.name));
        if (!member) return reader.fault(ErrorCode::missing_field, field.name);
        if (!field.read(object, *member, reader)) return false;
        reader.leave();
        ++seen;
    }
    return seen == members->size() || refuse_unknown_field(*members, table, reader);
}

void write_fields(const void* object, const FieldTable& table, std::string& text)
{
    text += '{';
    if (table.tag) text.append("\"type\":\"").append(table.tag).append("\",");
    for (std::size_t i = 0; i < table.count; ++i) {
        const Field& field = table.fields[i];
        const std::size_t before = text.size();
        text.append(1, '"').append(field.name).append("\":");
        if (field.write(object, text))
            text += ',';
        else
            text.resize(before);
    }
    end_list(text, '}');
}

const json::string* read_tag(const json::value& value, Reader& reader)
{
    const auto* object = value.if_object();
    if (!object) {
        reader.fault(ErrorCode::wrong_type, std::string("object expected, got ") + kind_name(value));
        return nullptr;
    }
    const json::value* tag = object->if_contains("type");
    if (tag && tag->if_string()) return tag->if_string();
    reader.enter("type");
    reader.fault(tag ? ErrorCode::wrong_type : ErrorCode::missing_field, "type");
    return nullptr;
}

}  // namespace chamber::json_shape
