#include "storage/backup/sealed_keys.hpp"

#include "protocol/limits.hpp"
#include "storage/files/disk.hpp"
#include "storage/handles/openssl.hpp"
#include "storage/keys/certificate.hpp"
#include "storage/keys/openssl_error.hpp"

#include <algorithm>
#include <climits>
#include <memory>
#include <openssl/cms.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

namespace chamber::storage {
namespace {

constexpr std::uint64_t key_file_bytes_max = 1'048'576;
constexpr std::int64_t recipient_days = 36'500;  // a backup must open when its certificate is long over
// 16 MiB and about half a second: what OpenSSL's own programs still open without being told of more memory.
constexpr std::uint64_t scrypt_n = 16'384;
constexpr std::uint64_t scrypt_r = 8;
constexpr std::uint64_t scrypt_p = 8;

using openssl::Bio;
using openssl::Certificate;
using openssl::Certificates;
using openssl::Cms;
using openssl::Key;
using Pkcs8 = openssl::Handle<PKCS8_PRIV_KEY_INFO, PKCS8_PRIV_KEY_INFO_free>;
using Sealed = openssl::Handle<X509_SIG, X509_SIG_free>;

// Text with keys or a passphrase in it: wiped when it goes.
struct Wiped {
    std::string text;
    ~Wiped() { OPENSSL_cleanse(text.data(), text.size()); }
};

// Asks nobody: a program without a terminal must not wait for one.
int give_passphrase(char* buffer, int size, int, void* passphrase)
{
    const auto* text = static_cast<const std::string*>(passphrase);
    if (text == nullptr || text->size() > static_cast<std::size_t>(size)) return -1;
    std::copy(text->begin(), text->end(), buffer);
    return static_cast<int>(text->size());
}

Key private_key(const std::string& pem, const std::optional<std::string>& passphrase)
{
    const Bio bio = openssl::bio_over(pem);
    std::string copy = passphrase.value_or("");
    Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, give_passphrase, passphrase ? &copy : nullptr));
    OPENSSL_cleanse(copy.data(), copy.size());
    return key;
}

bool sign_self(X509* certificate, EVP_PKEY* key, const std::string& council_name, UtcMs now)
{
    auto* name = X509_get_subject_name(certificate);
    const std::string common = "Sao lưu Nghị Trường";
    // X.520 allows 64 characters: a longer name of a council is left out, it is nobody's business here.
    const bool named =
        X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(common.c_str()),
                                   -1, -1, 0) == 1;
    if (X509_NAME_add_entry_by_txt(name, "O", MBSTRING_UTF8,
                                   reinterpret_cast<const unsigned char*>(council_name.c_str()), -1, -1, 0) != 1)
        ERR_clear_error();
    const auto seconds = static_cast<time_t>(now.value / 1'000 - 86'400);
    X509_EXTENSION* usage = X509V3_EXT_conf_nid(nullptr, nullptr, NID_key_usage, "critical,keyAgreement");
    const bool extended = usage != nullptr && X509_add_ext(certificate, usage, -1) == 1;
    X509_EXTENSION_free(usage);
    return named && extended && X509_set_version(certificate, 2) == 1 && X509_set_issuer_name(certificate, name) == 1 &&
           ASN1_TIME_set(X509_getm_notBefore(certificate), seconds) != nullptr &&
           ASN1_TIME_adj(X509_getm_notAfter(certificate), seconds, static_cast<int>(recipient_days), 0) != nullptr &&
           X509_set_pubkey(certificate, key) == 1 && X509_sign(certificate, key, EVP_sha256()) > 0;
}

Result<std::string> protect(EVP_PKEY* key, std::string_view passphrase)
{
    const Pkcs8 open(EVP_PKEY2PKCS8(key));
    openssl::Handle<X509_ALGOR, X509_ALGOR_free> how(
        PKCS5_pbe2_set_scrypt(EVP_aes_256_cbc(), nullptr, 0, nullptr, scrypt_n, scrypt_r, scrypt_p));
    if (!open || !how) return openssl_error(ErrorCode::certificate_failed, "protect the backup's key");
    const Sealed sealed(PKCS8_set0_pbe(passphrase.data(), static_cast<int>(passphrase.size()), open.get(), how.get()));
    if (!sealed) return openssl_error(ErrorCode::certificate_failed, "protect the backup's key");
    static_cast<void>(how.release());  // the sealed key owns it now
    const Bio out(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_PKCS8(out.get(), sealed.get()) != 1)
        return openssl_error(ErrorCode::certificate_failed, "write the backup's key");
    return openssl::bytes_of(out.get());
}

Result<std::vector<KeyFile>> read_keys(const std::filesystem::path& keys)
{
    std::vector<KeyFile> files;
    std::error_code failed;
    for (auto at = std::filesystem::recursive_directory_iterator(keys, failed);
         !failed && at != std::filesystem::recursive_directory_iterator(); at.increment(failed)) {
        if (!at->is_regular_file(failed) || at->path().extension() == ".new") continue;
        auto bytes = read_file(at->path(), key_file_bytes_max);
        if (!bytes) return bytes.error();
        files.push_back({at->path().lexically_relative(keys).string(), std::move(*bytes)});
    }
    if (failed) return fail(ErrorCode::io_failed, keys.string() + ": " + failed.message());
    std::ranges::sort(files, {}, &KeyFile::path);
    if (std::ranges::find(files, "ca.pem", &KeyFile::path) == files.end())
        return fail(ErrorCode::key_missing, (keys / "ca.pem").string());
    return files;
}

Cms cms_of(std::string_view der)
{
    if (der.size() > INT_MAX) return nullptr;
    const Bio bio = openssl::bio_over(der);
    Cms cms(d2i_CMS_bio(bio.get(), nullptr));
    ERR_clear_error();
    return cms && OBJ_obj2nid(CMS_get0_type(cms.get())) == NID_id_smime_ct_authEnvelopedData ? std::move(cms) : nullptr;
}

}  // namespace

Result<BackupRecipient> draw_recipient(std::string_view passphrase, const std::string& council_name, Clock& clock)
{
    if (passphrase.size() < limits::password_chars_min) return fail(ErrorCode::secret_too_weak);
    ERR_clear_error();
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate(X509_new());
    if (!key || !certificate || !sign_self(certificate.get(), key.get(), council_name, clock.utc()))
        return openssl_error(ErrorCode::certificate_failed, "make the backup's certificate");
    auto protected_key = protect(key.get(), passphrase);
    if (!protected_key) return protected_key.error();
    auto pem = openssl::pem_of(certificate.get());
    if (pem.empty()) return openssl_error(ErrorCode::certificate_failed, "write the backup's certificate");
    return BackupRecipient{std::move(pem), std::move(*protected_key)};
}

Result<BackupRecipient> parse_recipient(std::string_view pem)
{
    ERR_clear_error();
    const Certificate certificate = openssl::certificate_of_pem(pem);
    // It would go into every backup as it is.
    if (pem.find("PRIVATE KEY-----") != std::string_view::npos &&
        pem.find("ENCRYPTED PRIVATE KEY-----") == std::string_view::npos)
        return fail(ErrorCode::trust_private_key,
                    "the private key in the recipient's file is not encrypted: give the certificate alone");
    if (!certificate) return openssl_error(ErrorCode::trust_unreadable, "no certificate in the recipient's file");
    const std::uint32_t usage = X509_get_key_usage(certificate.get());
    const int kind = EVP_PKEY_get_base_id(X509_get0_pubkey(certificate.get()));
    const std::uint32_t needed = kind == EVP_PKEY_EC ? X509v3_KU_KEY_AGREEMENT : X509v3_KU_KEY_ENCIPHERMENT;
    if ((kind != EVP_PKEY_EC && kind != EVP_PKEY_RSA) || (usage & needed) == 0)
        return fail(ErrorCode::certificate_failed,
                    "the recipient's certificate cannot receive keys (RSA or EC, key encipherment or agreement)");
    BackupRecipient recipient{openssl::pem_of(certificate.get()), {}};
    constexpr std::string_view begin = "-----BEGIN ENCRYPTED PRIVATE KEY-----",
                               end = "-----END ENCRYPTED PRIVATE KEY-----\n";
    const auto from = pem.find(begin);
    const auto to = from == std::string_view::npos ? from : pem.find(end, from);
    if (to != std::string_view::npos) recipient.private_key_pem = std::string(pem.substr(from, to + end.size() - from));
    return recipient;
}

std::string recipient_fingerprint(const BackupRecipient& recipient)
{
    const auto reading = read_certificate(recipient.certificate_pem);
    return reading ? reading->fingerprint : std::string();
}

Result<std::string> seal_keys(const std::filesystem::path& keys, const BackupRecipient& recipient)
{
    ERR_clear_error();
    auto files = read_keys(keys);
    if (!files) return files.error();
    auto bundle = bundle_keys(*files);
    for (KeyFile& file : *files) OPENSSL_cleanse(file.bytes.data(), file.bytes.size());
    if (!bundle) return bundle.error();
    const Wiped open{std::move(*bundle)};
    Certificate certificate = openssl::certificate_of_pem(recipient.certificate_pem);
    const Certificates recipients(sk_X509_new_null());
    if (!certificate || sk_X509_push(recipients.get(), certificate.get()) == 0)
        return openssl_error(ErrorCode::certificate_failed, "the backup's recipient");
    static_cast<void>(certificate.release());
    const Bio content = openssl::bio_over(open.text);
    const Cms cms(CMS_encrypt(recipients.get(), content.get(), EVP_aes_256_gcm(), CMS_BINARY));
    const Bio out(BIO_new(BIO_s_mem()));
    if (!cms || i2d_CMS_bio(out.get(), cms.get()) != 1)
        return openssl_error(ErrorCode::certificate_failed, "encrypt the keys");
    return openssl::bytes_of(out.get());
}

Result<std::vector<KeyFile>> open_keys(std::string_view sealed, const BackupRecipient& recipient,
                                       const BackupUnlock& unlock)
{
    ERR_clear_error();
    const std::string& pem = unlock.private_key_pem ? *unlock.private_key_pem : recipient.private_key_pem;
    if (pem.empty())
        return fail(ErrorCode::backup_locked,
                    "the recipient's private key lies elsewhere: give it with --recipient-key");
    const Key key = private_key(pem, unlock.passphrase);
    if (!key)
        return openssl_error(ErrorCode::backup_locked,
                             unlock.passphrase ? "the passphrase does not open the key" : "no passphrase given");
    const Cms cms = cms_of(sealed);
    if (!cms) return fail(ErrorCode::backup_damaged, "not an encrypted message", "keys.cms");
    const Certificate certificate = openssl::certificate_of_pem(recipient.certificate_pem);
    if (!certificate || X509_check_private_key(certificate.get(), key.get()) != 1)
        return openssl_error(ErrorCode::backup_locked, "another recipient's key");
    const Bio out(BIO_new(BIO_s_mem()));
    const bool opened = CMS_decrypt(cms.get(), key.get(), certificate.get(), nullptr, out.get(), CMS_BINARY) == 1;
    const Wiped bundle{openssl::bytes_of(out.get())};
    if (!opened) return openssl_error(ErrorCode::backup_damaged, "the keys do not decrypt");
    return unbundle_keys(bundle.text);
}

bool is_sealed_keys(std::string_view sealed)
{
    return cms_of(sealed) != nullptr;
}

}  // namespace chamber::storage
