#include "tests/support/trust_files.hpp"

#include "storage/handles/openssl.hpp"

#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/pkcs7.h>

namespace chamber::testing {

namespace {

using openssl::Bio;

Bio memory()
{
    return Bio(BIO_new(BIO_s_mem()));
}

std::string text_of(const Bio& bio)
{
    char* text = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &text);
    return {text, static_cast<std::size_t>(length)};
}

}  // namespace

std::string key_pem(const Identity& identity)
{
    const Bio bio = memory();
    PEM_write_bio_PrivateKey(bio.get(), identity.key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    return text_of(bio);
}

std::string bundle_of(const std::vector<Identity>& identities)
{
    const openssl::Handle<PKCS7, PKCS7_free> bundle(PKCS7_new());
    PKCS7_set_type(bundle.get(), NID_pkcs7_signed);
    PKCS7_content_new(bundle.get(), NID_pkcs7_data);
    for (const Identity& each : identities) PKCS7_add_certificate(bundle.get(), each.certificate.get());
    const Bio bio = memory();
    i2d_PKCS7_bio(bio.get(), bundle.get());
    return text_of(bio);
}

std::string revocation_list(const Identity& issuer, const Identity& named, const ListWish& wish)
{
    ListRecipe recipe{.revoked_at_s = wish.revoked_at_s,
                      .made_at_s = wish.this_update_s,
                      .next_at_s = wish.next_update_s,
                      .named = &named};
    for (const Identity& each : wish.revoked) recipe.beside.push_back(&each);
    return make_revocation_list(issuer, recipe);
}

Identity make_root(const RootWish& wish)
{
    return issue({.name = wish.name,
                  .organisation = {},
                  .key_usage = "critical,keyCertSign,cRLSign",
                  .not_before_s = wish.not_before_s,
                  .not_after_s = wish.not_after_s,
                  .authority = true,
                  .key = wish.rsa_bits == 0 ? "P-256" : "rsa" + std::to_string(wish.rsa_bits),
                  .digest = wish.sha1 ? "SHA1" : "SHA256"},
                 nullptr);
}

}  // namespace chamber::testing
