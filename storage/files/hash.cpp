#include "storage/files/hash.hpp"

#include <openssl/evp.h>

namespace chamber::storage {

namespace {

// Fetched once: an implicit fetch in every call costs more than hashing a small text.
const EVP_MD* sha256_method()
{
    static const EVP_MD* const method = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    MUST(method != nullptr);
    return method;
}

}  // namespace

struct Sha256Hasher::Context {
    EVP_MD_CTX* handle = EVP_MD_CTX_new();
    ~Context() { EVP_MD_CTX_free(handle); }
};

Sha256Hasher::Sha256Hasher() : context_(std::make_unique<Context>())
{
    MUST(context_->handle != nullptr && EVP_DigestInit_ex(context_->handle, sha256_method(), nullptr) == 1);
}

Sha256Hasher::Sha256Hasher(Sha256Hasher&&) noexcept = default;
Sha256Hasher& Sha256Hasher::operator=(Sha256Hasher&&) noexcept = default;
Sha256Hasher::~Sha256Hasher() = default;

void Sha256Hasher::add(std::string_view bytes)
{
    MUST(EVP_DigestUpdate(context_->handle, bytes.data(), bytes.size()) == 1);
}

Sha256 Sha256Hasher::finish()
{
    Sha256 digest;
    MUST(EVP_DigestFinal_ex(context_->handle, digest.bytes.data(), nullptr) == 1);
    return digest;
}

Sha256 sha256_of(std::string_view bytes)
{
    Sha256 digest;
    MUST(EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), nullptr, sha256_method(), nullptr) == 1);
    return digest;
}

}  // namespace chamber::storage
