#include "server/inspect/crypto.hpp"

#include "storage/handles/openssl.hpp"

#include <array>
#include <cstdio>
#include <ctime>
#include <openssl/asn1.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace chamber::inspect {
namespace {

constexpr std::size_t shake256_bytes = 64;
constexpr std::int64_t vietnam_offset_s = 7 * 3'600;

const unsigned char* octets(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

Certificate own(X509* certificate)
{
    return {certificate, X509_free};
}
RevocationList own(X509_CRL* list)
{
    return {list, X509_CRL_free};
}

Certificate parse_certificate(std::string_view der)
{
    const unsigned char* at = octets(der);
    X509* certificate = d2i_X509(nullptr, &at, static_cast<long>(der.size()));
    ERR_clear_error();
    return certificate != nullptr ? own(certificate) : nullptr;
}

std::vector<Certificate> parse_certificates(const std::vector<std::string>& ders)
{
    std::vector<Certificate> certificates;
    for (const auto& der : ders)
        if (auto certificate = parse_certificate(der)) certificates.push_back(std::move(certificate));
    return certificates;
}

RevocationList parse_revocation_list(std::string_view der)
{
    const unsigned char* at = octets(der);
    X509_CRL* list = d2i_X509_CRL(nullptr, &at, static_cast<long>(der.size()));
    ERR_clear_error();
    return list != nullptr ? own(list) : nullptr;
}

std::string digest(const EVP_MD* algorithm, const std::vector<std::string_view>& pieces)
{
    if (algorithm == nullptr) return {};
    const openssl::DigestContext context(EVP_MD_CTX_new());
    std::array<unsigned char, EVP_MAX_MD_SIZE> out;
    unsigned int length = 0;
    bool good = EVP_DigestInit_ex(context.get(), algorithm, nullptr) == 1;
    for (const auto piece : pieces) good = good && EVP_DigestUpdate(context.get(), piece.data(), piece.size()) == 1;
    if ((EVP_MD_get_flags(algorithm) & EVP_MD_FLAG_XOF) != 0) {
        length = shake256_bytes;
        good = good && EVP_DigestFinalXOF(context.get(), out.data(), length) == 1;
    } else {
        good = good && EVP_DigestFinal_ex(context.get(), out.data(), &length) == 1;
    }
    ERR_clear_error();
    return good ? std::string(reinterpret_cast<const char*>(out.data()), length) : std::string();
}

std::string sha256_hex(std::string_view bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    for (const char byte : digest(EVP_sha256(), {bytes})) {
        hex += digits[static_cast<unsigned char>(byte) >> 4];
        hex += digits[static_cast<unsigned char>(byte) & 15];
    }
    return hex;
}

std::string fingerprint(const Certificate& certificate)
{
    const std::string der = openssl::der_of(certificate.get(), i2d_X509);
    ERR_clear_error();
    return der.empty() ? std::string() : sha256_hex(der);
}

std::optional<std::int64_t> seconds_of(const ASN1_TIME* time)
{
    std::tm broken{};
    const bool good = time != nullptr && ASN1_TIME_to_tm(time, &broken) == 1;
    ERR_clear_error();
    if (!good) return std::nullopt;
    return timegm(&broken);
}

std::string format_rfc3339(std::int64_t seconds)
{
    const std::time_t time = seconds;
    std::tm broken{};
    if (gmtime_r(&time, &broken) == nullptr) return {};
    std::array<char, 64> text;
    const std::size_t length = std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &broken);
    return {text.data(), length};
}

std::optional<std::int64_t> parse_rfc3339(const std::string& text)
{
    std::tm broken{};
    if (text.empty() || strptime(text.c_str(), "%Y-%m-%dT%H:%M:%SZ", &broken) == nullptr) return std::nullopt;
    return timegm(&broken);
}

std::string format_day(std::int64_t seconds)
{
    const std::time_t time = seconds + vietnam_offset_s;
    std::tm broken{};
    if (gmtime_r(&time, &broken) == nullptr) return {};
    std::array<char, 32> text;
    const std::size_t length = std::strftime(text.data(), text.size(), "%d/%m/%Y", &broken);
    return {text.data(), length};
}

}  // namespace chamber::inspect
