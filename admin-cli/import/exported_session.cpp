#include "admin-cli/import/exported_session.hpp"

#include "protocol/codec.hpp"
#include "protocol/field_rules.hpp"
#include "protocol/sentence.hpp"

#include <boost/json/serialize.hpp>

namespace chamber::admin {

namespace json = boost::json;

namespace {

constexpr std::string_view exported_schema = "nghi-truong/session/1";
constexpr std::string_view before_import = R"({"type":"import_session","ask":1,"import":)";
constexpr std::string_view behind_import = R"(,"dry_run":true,"accepted":""})";

}  // namespace

bool is_exported(const json::value& value)
{
    const json::object* root = value.if_object();
    const json::value* schema = root != nullptr ? root->if_contains("schema") : nullptr;
    return schema != nullptr && schema->is_string() && schema->get_string() == exported_schema;
}

ReadSession read_exported(const json::value& value, const JsonPlaces& places)
{
    ReadSession read;
    read.form = SessionForm::exported;
    const auto fault = [&](ErrorCode code, std::string where, std::string sentence) {
        const TextPlace place = places.of(where);
        read.faults.push_back({code, std::move(where), place, std::move(sentence)});
    };
    json::object session = value.get_object();
    session.erase("schema");
    const auto message =
        decode_from_device(std::string(before_import) + json::serialize(session) + std::string(behind_import));
    if (!message) {
        constexpr std::string_view import = "/import";
        std::string where = message.error().where;
        if (where.starts_with(import)) where.erase(0, import.size());
        fault(message.error().code, where, sentence_for(Reader::terminal, message.error()));
        return read;
    }
    read.session.import = std::get<ImportSession>(*message).import;
    for (const Error& each : all_field_faults(read.session.import))
        fault(each.code, each.where, sentence_for(Reader::terminal, each));
    return read;
}

std::string exported_session(const SessionImport& session)
{
    // The codec writes messages; what is in it is the file.
    const std::string message = encode(FromDevice(ImportSession{1, session, true, {}}));
    const std::size_t begin = before_import.size() + 1;
    const std::size_t end = message.size() - behind_import.size();
    MUST(message.starts_with(before_import) && message.ends_with(behind_import));
    return "{\"schema\":\"" + std::string(exported_schema) + "\",\n" + message.substr(begin, end - begin) + "\n";
}

}  // namespace chamber::admin
