// Proof of a device: its name is the hash of its public key, and it signs the server's nonce. OpenSSL stays in
// auth.cpp.
#pragma once

#include "protocol/ids.hpp"

#include <string_view>

namespace chamber::server {

// First 16 bytes of the SHA-256 of the raw P-256 point, in hexadecimal.
DeviceId device_of_key(std::string_view raw_point);

enum class Proof { good, bad };

// ECDSA P-256 with SHA-256. Shape: `raw_point` 65 bytes (0x04, x, y), `signature` 64 bytes (r, s), as WebCrypto writes
// them.
Proof check_proof(std::string_view raw_point, std::string_view signature, std::string_view signed_text);

}  // namespace chamber::server
