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
#include <openssl/x509.h>
#include <openssl/x509v3.h>

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

}  // namespace chamber::openssl
