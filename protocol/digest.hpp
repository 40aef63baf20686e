// A SHA-256 digest as a value. Computing one is not our business here (storage/files/hash, server/inspect): protocol
// has no crypto.
#pragma once

#include "protocol/error.hpp"

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace chamber {

struct Sha256 {
    std::array<std::uint8_t, 32> bytes{};

    auto operator<=>(const Sha256&) const = default;

    // 64 lower-case hexadecimal digits.
    std::string hex() const;

    // Errors: wrong_type when the text is anything but 64 hexadecimal digits.
    static Result<Sha256> parse(std::string_view text);
};

std::string encode_hex(std::string_view bytes);

// RFC 4648 §5 without padding, as WebCrypto code writes it. Errors: wrong_type.
std::string encode_base64url(std::string_view bytes);
Result<std::string> decode_base64url(std::string_view text);

}  // namespace chamber
