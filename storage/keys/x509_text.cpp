#include "storage/keys/x509_text.hpp"

#include "storage/handles/openssl.hpp"

#include <ctime>
#include <openssl/bio.h>
#include <openssl/x509.h>

namespace chamber::storage {

namespace {

std::string entry_text(const X509_NAME* name, int nid)
{
    const int at = X509_NAME_get_index_by_NID(name, nid, -1);
    if (at < 0) return {};
    unsigned char* utf8 = nullptr;
    const int length = ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    if (length < 0) return {};
    std::string text(reinterpret_cast<const char*>(utf8), static_cast<std::size_t>(length));
    OPENSSL_free(utf8);
    return text;
}

}  // namespace

std::string name_text(const X509_NAME* name)
{
    const openssl::Bio bio(BIO_new(BIO_s_mem()));
    // Without ESC_MSB, "Hội đồng" stays readable instead of becoming \E1\BB\99.
    X509_NAME_print_ex(bio.get(), name, 0, XN_FLAG_RFC2253 & ~static_cast<unsigned long>(ASN1_STRFLGS_ESC_MSB));
    char* data = nullptr;
    const long length = BIO_get_mem_data(bio.get(), &data);
    return std::string(data, static_cast<std::size_t>(length));
}

std::string common_name(const X509_NAME* name)
{
    return entry_text(name, NID_commonName);
}

std::string short_name(const X509_NAME* name)
{
    for (const int nid : {NID_commonName, NID_organizationalUnitName, NID_organizationName})
        if (std::string text = entry_text(name, nid); !text.empty()) return text;
    return name_text(name);
}

UtcMs time_of(const ASN1_TIME* time)
{
    std::tm parts{};
    if (time == nullptr || ASN1_TIME_to_tm(time, &parts) != 1) return {};
    return UtcMs{static_cast<std::int64_t>(timegm(&parts)) * 1000};
}

}  // namespace chamber::storage
