// JSON text frames ⇄ messages. Strict: an unknown or missing field, a wrong type, a number out of range is an error
// that says where ("/items/0/body/annotation/page_index"). Optional fields may be absent or null and are not written
// when empty. Boost.JSON stays in codec.cpp.
#pragma once

#include "protocol/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace chamber {

// Errors: not_json, too_deep, unknown_field, missing_field, wrong_type, out_of_range, unknown_value, unknown_type;
// `where` is a JSON pointer.
Result<FromDevice> decode_from_device(std::string_view text);
Result<ToDevice> decode_to_device(std::string_view text);
Result<CommandBody> decode_command_body(std::string_view text);
Result<Entity> decode_entity(std::string_view text);
Result<SignatureReport> decode_signature_report(std::string_view text);
Result<ReadingRecord> decode_reading(std::string_view text);
Result<Preferences> decode_preferences(std::string_view text);

// The wire version a `hello` names, also one of another version, which decode_from_device does not read. Nothing: no
// hello.
std::optional<std::int64_t> hello_version(std::string_view text);

std::string encode(const FromDevice& message);
std::string encode(const ToDevice& message);
std::string encode(const CommandBody& body);
std::string encode(const Entity& entity);
std::string encode(const Change& change);
std::string encode(const SignatureReport& report);
std::string encode(const ReadingRecord& reading);
std::string encode(const Preferences& preferences);

// A batch whose changes are already encoded (each once, shared by all connections).
// Shape: as encode(Batch{head with items}). `head.items` is ignored.
std::string encode_batch(const Batch& head, const std::vector<std::string_view>& encoded_items);
// The same of a listing.
std::string encode_listing(const Listing& head, const std::vector<std::string_view>& encoded_items);

}  // namespace chamber
