#include "protocol/digest.hpp"

namespace chamber {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64url_digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

int hex_value(char c)
{
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::uint32_t octet(std::string_view bytes, std::size_t at)
{
    return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U;
}

}  // namespace

std::string encode_hex(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto value = static_cast<unsigned char>(c);
        text += hex_digits[value >> 4];
        text += hex_digits[value & 15];
    }
    return text;
}

std::string Sha256::hex() const
{
    return encode_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()});
}

Result<Sha256> Sha256::parse(std::string_view text)
{
    Sha256 digest;
    if (text.size() != digest.bytes.size() * 2)
        return fail(ErrorCode::wrong_type, "a SHA-256 has 64 hexadecimal digits");
    for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
        const int high = hex_value(text[2 * i]);
        const int low = hex_value(text[2 * i + 1]);
        if (high < 0 || low < 0) return fail(ErrorCode::wrong_type, "a SHA-256 has 64 hexadecimal digits");
        digest.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return digest;
}

std::string encode_base64url(std::string_view bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::uint32_t group = octet(bytes, i) << 16 | octet(bytes, i + 1) << 8 | octet(bytes, i + 2);
        const std::size_t digits = std::min<std::size_t>(bytes.size() - i, 3) + 1;
        for (std::size_t digit = 0; digit < digits; ++digit) text += base64url_digits[group >> (18 - 6 * digit) & 63];
    }
    return text;
}

Result<std::string> decode_base64url(std::string_view text)
{
    if (text.size() % 4 == 1) return fail(ErrorCode::wrong_type, "base64url of an impossible length");
    std::string bytes;
    std::uint32_t window = 0;
    int bits = 0;
    for (const char c : text) {
        const std::size_t value = base64url_digits.find(c);
        if (value == std::string_view::npos) return fail(ErrorCode::wrong_type, "not base64url");
        window = (window << 6 | static_cast<std::uint32_t>(value)) & 0xffffU;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(window >> bits & 0xff);
        }
    }
    return bytes;
}

}  // namespace chamber
