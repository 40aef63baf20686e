#include "storage/archive/digesting.hpp"

#include "protocol/digest.hpp"
#include "storage/handles/openssl.hpp"

#include <array>
#include <openssl/evp.h>

namespace chamber::storage {
namespace {

using Context = openssl::DigestContext;

Context started(const EVP_MD* algorithm)
{
    Context context(EVP_MD_CTX_new());
    MUST(context != nullptr && EVP_DigestInit_ex(context.get(), algorithm, nullptr) == 1);
    return context;
}

std::string finished(EVP_MD_CTX* context)
{
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned int length = 0;
    MUST(EVP_DigestFinal_ex(context, digest.data(), &length) == 1);
    return encode_hex(std::string_view(reinterpret_cast<const char*>(digest.data()), length));
}

}  // namespace

struct Digesting::Body {
    Context sha256 = started(EVP_sha256());
    Context sha512 = started(EVP_sha512());
};

Digesting::Digesting() : body_(std::make_unique<Body>()) {}
Digesting::Digesting(Digesting&&) noexcept = default;
Digesting& Digesting::operator=(Digesting&&) noexcept = default;
Digesting::~Digesting() = default;

void Digesting::take(std::string_view bytes)
{
    MUST(EVP_DigestUpdate(body_->sha256.get(), bytes.data(), bytes.size()) == 1);
    MUST(EVP_DigestUpdate(body_->sha512.get(), bytes.data(), bytes.size()) == 1);
}

FileDigests Digesting::finish()
{
    return {finished(body_->sha256.get()), finished(body_->sha512.get())};
}

FileDigests digest_text(std::string_view bytes)
{
    Digesting digesting;
    digesting.take(bytes);
    return digesting.finish();
}

}  // namespace chamber::storage
