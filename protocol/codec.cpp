#include "protocol/codec.hpp"

#include "protocol/json_shape.hpp"
#include "protocol/limits.hpp"

#include <boost/json/monotonic_resource.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/parser.hpp>

#include <cstring>
#include <type_traits>

namespace chamber {
namespace {

namespace json = boost::json;

// Where a text is taken apart: it fits in here, but for a page of strokes; the rest lies on the heap. What a device
// says may be a PIN, which would lie on the stack for a meeting long: that is wiped, as the server wipes its heap.
// Wiping costs as much as reading, so what comes from our own rows is not.
template <class T>
struct Workbench {
    unsigned char scratch[4'096];
    unsigned char tree[8'192];
    ~Workbench()
    {
        if constexpr (std::is_same_v<T, FromDevice>) {
            explicit_bzero(scratch, sizeof scratch);
            explicit_bzero(tree, sizeof tree);
        }
    }
};

template <class T>
Result<T> decode(std::string_view text)
{
    json::parse_options options;
    options.max_depth = limits::json_depth_max;
    Workbench<T> bench;
    json::monotonic_resource memory(bench.tree);
    json::parser parser({}, options, bench.scratch);
    parser.reset(&memory);
    json::error_code failed;
    parser.write(text.data(), text.size(), failed);
    if (failed == json::error::too_deep) return fail(ErrorCode::too_deep, failed.message(), "/");
    if (failed) return fail(ErrorCode::not_json, failed.message(), "/");
    const json::value value = parser.release();
    json_shape::Reader reader;
    T message{};
    if (!json_shape::Shape<T>::read(message, value, reader)) return *reader.error();
    return message;
}

template <class T>
std::string text_of(const T& message)
{
    std::string text;
    json_shape::Shape<T>::write(message, text);
    return text;
}

}  // namespace

Result<FromDevice> decode_from_device(std::string_view text)
{
    return decode<FromDevice>(text);
}
Result<ToDevice> decode_to_device(std::string_view text)
{
    return decode<ToDevice>(text);
}
Result<CommandBody> decode_command_body(std::string_view text)
{
    return decode<CommandBody>(text);
}
Result<Entity> decode_entity(std::string_view text)
{
    return decode<Entity>(text);
}
Result<SignatureReport> decode_signature_report(std::string_view text)
{
    return decode<SignatureReport>(text);
}
Result<ReadingRecord> decode_reading(std::string_view text)
{
    return decode<ReadingRecord>(text);
}
Result<Preferences> decode_preferences(std::string_view text)
{
    return decode<Preferences>(text);
}

std::optional<std::int64_t> hello_version(std::string_view text)
{
    json::parse_options options;
    options.max_depth = limits::json_depth_max;
    json::error_code failed;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), failed, {}, options);
    const json::object* hello = failed ? nullptr : value.if_object();
    const json::value* type = hello ? hello->if_contains("type") : nullptr;
    const json::value* version = hello ? hello->if_contains("protocol") : nullptr;
    if (!type || !version || !type->is_string() || type->get_string() != Hello::type || !version->is_int64())
        return std::nullopt;
    return version->get_int64();
}

std::string encode(const FromDevice& message)
{
    return text_of(message);
}
std::string encode(const ToDevice& message)
{
    return text_of(message);
}
std::string encode(const CommandBody& body)
{
    return text_of(body);
}
std::string encode(const Entity& entity)
{
    return text_of(entity);
}
std::string encode(const Change& change)
{
    return text_of(change);
}
std::string encode(const SignatureReport& report)
{
    return text_of(report);
}
std::string encode(const ReadingRecord& reading)
{
    return text_of(reading);
}
std::string encode(const Preferences& preferences)
{
    return text_of(preferences);
}

namespace {

// Puts items that are encoded already into the empty list of a message.
std::string with_items(std::string text, const std::vector<std::string_view>& encoded_items)
{
    constexpr std::string_view slot = "\"items\":[";
    const std::size_t at = text.find("\"items\":[]");
    MUST(at != std::string::npos);
    std::string items;
    for (const std::string_view item : encoded_items) {
        items += item;
        items += ',';
    }
    if (!items.empty()) items.pop_back();
    text.insert(at + slot.size(), items);
    return text;
}

}  // namespace

std::string encode_batch(const Batch& head, const std::vector<std::string_view>& encoded_items)
{
    Batch empty = head;
    empty.items.clear();
    return with_items(text_of(empty), encoded_items);
}

std::string encode_listing(const Listing& head, const std::vector<std::string_view>& encoded_items)
{
    Listing empty = head;
    empty.items.clear();
    return with_items(text_of(empty), encoded_items);
}

}  // namespace chamber
