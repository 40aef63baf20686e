#include "storage/minutes/facts.hpp"

#include "protocol/json_shape.hpp"

#include <boost/json/parse.hpp>

namespace chamber::storage {

std::string facts_json(const MinutesFacts& facts)
{
    std::string text;
    json_shape::Shape<MinutesFacts>::write(facts, text);
    return text + "\n";
}

Result<MinutesFacts> parse_facts(std::string_view json)
{
    boost::json::error_code failed;
    const auto value = boost::json::parse(json, failed);
    if (failed) return fail(ErrorCode::not_json, failed.message());
    MinutesFacts facts;
    json_shape::Reader reader;
    if (!json_shape::Shape<MinutesFacts>::read(facts, value, reader)) return *reader.error();
    if (facts.schema != MinutesFacts().schema) return fail(ErrorCode::unknown_value, facts.schema, "/schema");
    return facts;
}

}  // namespace chamber::storage
