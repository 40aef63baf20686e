// Every message of the wire as a described struct: what a device says (FromDevice) and what it is told (ToDevice).
//
// JSON text frames, tagged by "type"; codec.hpp reads and writes them; the TypeScript twin is generated from these
// structs. Bytes of documents travel in binary frames (chunk_frame.hpp). protocol/README.md has the table with worked
// examples. Ownership: messages own all they say; nothing points outside.
#pragma once

#include "protocol/from_device.hpp"
#include "protocol/to_device.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace chamber {

// The text a device signs to prove its key.
std::string hello_text(std::string_view nonce, const DeviceId& device);

// Wire name and id of an entity.
std::string_view entity_type(const Entity& entity);
std::string entity_id(const Entity& entity);

}  // namespace chamber
