// OpenSSL's objects as pointers that free themselves, once for every room that speaks to OpenSSL. For .cpp files: what
// OpenSSL is stays inside each room. Thread: any; a handle belongs to one thread at a time.
//
//   openssl::Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));     empty where OpenSSL
//   gave nothing openssl::Handle<X509_SIG, X509_SIG_free>                                                        for
//   what one file alone holds
#pragma once

#include <memory>
#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/cms.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>
#include <string>
#include <string_view>

namespace chamber::openssl {

template <auto Free>
struct FreedBy {
    template <class T>
    void operator()(T* object) const
    {
        Free(object);
    }
};

template <class T, auto Free>
using Handle = std::unique_ptr<T, FreedBy<Free>>;

using Bio = Handle<BIO, BIO_free>;
using Number = Handle<BIGNUM, BN_free>;
using DigestContext = Handle<EVP_MD_CTX, EVP_MD_CTX_free>;
using Key = Handle<EVP_PKEY, EVP_PKEY_free>;
using KeyContext = Handle<EVP_PKEY_CTX, EVP_PKEY_CTX_free>;

using Certificate = Handle<X509, X509_free>;
using RevocationList = Handle<X509_CRL, X509_CRL_free>;
using Extension = Handle<X509_EXTENSION, X509_EXTENSION_free>;
using Names = Handle<GENERAL_NAMES, GENERAL_NAMES_free>;
using CertificateStore = Handle<X509_STORE, X509_STORE_free>;
using StoreContext = Handle<X509_STORE_CTX, X509_STORE_CTX_free>;
using Cms = Handle<CMS_ContentInfo, CMS_ContentInfo_free>;

// A stack with its certificates; and one whose certificates belong to somebody else.
struct StackAndItemsFree {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_pop_free(stack, X509_free); }
};
struct StackFree {
    void operator()(STACK_OF(X509) * stack) const { sk_X509_free(stack); }
};
using Certificates = std::unique_ptr<STACK_OF(X509), StackAndItemsFree>;
using BorrowedCertificates = std::unique_ptr<STACK_OF(X509), StackFree>;

// Reads from `bytes`, which must outlive it.
inline Bio bio_over(std::string_view bytes)
{
    return Bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

// What was written into it.
inline std::string bytes_of(BIO* bio)
{
    char* bytes = nullptr;
    const long length = BIO_get_mem_data(bio, &bytes);
    return length > 0 ? std::string(bytes, static_cast<std::size_t>(length)) : std::string();
}

// `encode` is the type's i2d_ function. Empty: it cannot be written.
template <class T>
std::string der_of(const T* object, int (*encode)(const T*, unsigned char**))
{
    unsigned char* der = nullptr;
    const int length = encode(object, &der);
    if (length <= 0) return {};
    std::string bytes(reinterpret_cast<const char*>(der), static_cast<std::size_t>(length));
    OPENSSL_free(der);
    return bytes;
}

// The first certificate of a PEM text; null where there is none, with OpenSSL's reason in its queue.
inline Certificate certificate_of_pem(std::string_view pem)
{
    const Bio bio = bio_over(pem);
    return Certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
}

// Empty: it cannot be written.
inline std::string pem_of(X509* certificate)
{
    const Bio bio(BIO_new(BIO_s_mem()));
    return bio && PEM_write_bio_X509(bio.get(), certificate) == 1 ? bytes_of(bio.get()) : std::string();
}

}  // namespace chamber::openssl
