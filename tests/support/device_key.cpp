#include "tests/support/device_key.hpp"

#include "protocol/error.hpp"

#include <openssl/bn.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>

namespace chamber::test {

struct DeviceKey::Body {
    EVP_PKEY* key = nullptr;
    ~Body() { EVP_PKEY_free(key); }
};

DeviceKey::DeviceKey() : body_(std::make_unique<Body>())
{
    body_->key = EVP_EC_gen("P-256");
    MUST(body_->key);
    point_.resize(65);
    std::size_t length = 0;
    MUST(EVP_PKEY_get_octet_string_param(body_->key, OSSL_PKEY_PARAM_PUB_KEY,
                                         reinterpret_cast<unsigned char*>(point_.data()), point_.size(), &length) == 1);
    MUST(length == point_.size());
}

DeviceKey::~DeviceKey() = default;
DeviceKey::DeviceKey(DeviceKey&&) noexcept = default;

std::string DeviceKey::sign(std::string_view text) const
{
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    const auto* data = reinterpret_cast<const unsigned char*>(text.data());
    std::size_t length = 0;
    MUST(EVP_DigestSignInit(context, nullptr, EVP_sha256(), nullptr, body_->key) == 1);
    MUST(EVP_DigestSign(context, nullptr, &length, data, text.size()) == 1);
    std::string der(length, '\0');
    MUST(EVP_DigestSign(context, reinterpret_cast<unsigned char*>(der.data()), &length, data, text.size()) == 1);
    EVP_MD_CTX_free(context);
    const auto* at = reinterpret_cast<const unsigned char*>(der.data());
    ECDSA_SIG* signature = d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(length));
    std::string raw(64, '\0');
    MUST(BN_bn2binpad(ECDSA_SIG_get0_r(signature), reinterpret_cast<unsigned char*>(raw.data()), 32) == 32);
    MUST(BN_bn2binpad(ECDSA_SIG_get0_s(signature), reinterpret_cast<unsigned char*>(raw.data()) + 32, 32) == 32);
    ECDSA_SIG_free(signature);
    return raw;
}

}  // namespace chamber::test
