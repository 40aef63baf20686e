#include "server/auth.hpp"

#include "protocol/digest.hpp"
#include "storage/handles/openssl.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ecdsa.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/param_build.h>

#include <array>
#include <memory>
#include <string>

namespace chamber::server {
namespace {

using openssl::DigestContext;
using openssl::Key;
using openssl::KeyContext;
using Signature = openssl::Handle<ECDSA_SIG, ECDSA_SIG_free>;

const unsigned char* octets(std::string_view bytes)
{
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

Key load_point(std::string_view raw_point)
{
    KeyContext context(EVP_PKEY_CTX_new_from_name(nullptr, "EC", nullptr));
    if (!context || EVP_PKEY_fromdata_init(context.get()) != 1) return nullptr;
    std::string group = "P-256";
    std::string point(raw_point);
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_PKEY_PARAM_GROUP_NAME, group.data(), 0),
        OSSL_PARAM_construct_octet_string(OSSL_PKEY_PARAM_PUB_KEY, point.data(), point.size()),
        OSSL_PARAM_construct_end(),
    };
    EVP_PKEY* key = nullptr;
    if (EVP_PKEY_fromdata(context.get(), &key, EVP_PKEY_PUBLIC_KEY, parameters) != 1) return nullptr;
    return Key(key);
}

std::string der_of(std::string_view raw_signature)
{
    Signature signature(ECDSA_SIG_new());
    BIGNUM* r = BN_bin2bn(octets(raw_signature), 32, nullptr);
    BIGNUM* s = BN_bin2bn(octets(raw_signature.substr(32)), 32, nullptr);
    if (!signature || ECDSA_SIG_set0(signature.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return {};
    }
    std::array<unsigned char, 80> der{};
    unsigned char* end = der.data();
    const int length = i2d_ECDSA_SIG(signature.get(), &end);
    return length > 0 ? std::string(reinterpret_cast<const char*>(der.data()), static_cast<std::size_t>(length))
                      : std::string();
}

}  // namespace

DeviceId device_of_key(std::string_view raw_point)
{
    std::array<unsigned char, 32> digest{};
    const int hashed = EVP_Digest(raw_point.data(), raw_point.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
    return DeviceId(hashed == 1 ? encode_hex({reinterpret_cast<const char*>(digest.data()), 16}) : std::string());
}

Proof check_proof(std::string_view raw_point, std::string_view signature, std::string_view signed_text)
{
    if (raw_point.size() != 65 || signature.size() != 64) return Proof::bad;
    const Key key = load_point(raw_point);
    const DigestContext context(EVP_MD_CTX_new());
    const std::string der = der_of(signature);
    const bool good =
        key && context && !der.empty() &&
        EVP_DigestVerifyInit(context.get(), nullptr, EVP_sha256(), nullptr, key.get()) == 1 &&
        EVP_DigestVerify(context.get(), octets(der), der.size(), octets(signed_text), signed_text.size()) == 1;
    ERR_clear_error();
    return good ? Proof::good : Proof::bad;
}

}  // namespace chamber::server
