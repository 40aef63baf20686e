#include "protocol/json_shape.hpp"

namespace chamber::json_shape {

bool Reader::fault(ErrorCode code, std::string detail)
{
    std::string where;
    for (const std::string& step : path_) where += "/" + step;
    error_ = fail(code, std::move(detail), where.empty() ? "/" : std::move(where));
    return false;
}

void Reader::enter(std::string_view key)
{
    path_.emplace_back(key);
}

void Reader::enter(std::size_t index)
{
    path_.push_back(std::to_string(index));
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

json::value write_fields(const void* object, const FieldTable& table)
{
    json::object members;
    members.reserve(table.count + 1);
    if (table.tag) members.emplace("type", table.tag);
    for (std::size_t i = 0; i < table.count; ++i) {
        json::value member;
        if (table.fields[i].write(object, member)) members.emplace(table.fields[i].name, std::move(member));
    }
    return members;
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
