#include "server/net/tls_codec.hpp"

#include "storage/handles/openssl.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>

namespace chamber::net {
namespace {

using openssl::Bio;
using openssl::Certificate;
using openssl::Key;
using Context = openssl::Handle<SSL_CTX, SSL_CTX_free>;

Error certificate_error(const char* what)
{
    char text[256] = "";
    ERR_error_string_n(ERR_get_error(), text, sizeof text);
    ERR_clear_error();
    return fail(ErrorCode::certificate_failed, std::string(what) + ": " + text);
}

Certificate next_certificate(BIO* bio)
{
    Certificate certificate(PEM_read_bio_X509(bio, nullptr, nullptr, nullptr));
    if (!certificate) ERR_clear_error();  // the end of the text is reported as an error
    return certificate;
}

// Only HTTP/1.1 is spoken here; a browser that offers h2 first must be told so.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length, const unsigned char* offered,
                    unsigned int size, void*)
{
    static constexpr unsigned char http11[] = "\x08http/1.1";
    unsigned char* found = nullptr;
    if (SSL_select_next_proto(&found, length, http11, 9, offered, size) != OPENSSL_NPN_NEGOTIATED)
        return SSL_TLSEXT_ERR_NOACK;
    *chosen = found;
    return SSL_TLSEXT_ERR_OK;
}

void set_rules(SSL_CTX* context)
{
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);  // some Safari versions fail on servers that speak 1.3 only
    SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20");
    SSL_CTX_set_ciphersuites(context, "TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256");
    SSL_CTX_set1_groups_list(context, "X25519:P-256:P-384");
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE |
                                     SSL_OP_PRIORITIZE_CHACHA | SSL_OP_IGNORE_UNEXPECTED_EOF);
    // An idle tablet must not hold 34 KB of record buffers; and what was said in them is wiped when they go
    // (storage/keys/private_process).
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
}

}  // namespace

Result<std::shared_ptr<const TlsContext>> TlsContext::server(const std::string& chain_pem, const std::string& key_pem)
{
    Context context(SSL_CTX_new(TLS_server_method()));
    if (!context) return certificate_error("SSL_CTX_new");
    set_rules(context.get());
    const Bio chain = openssl::bio_over(chain_pem);
    const Certificate leaf = next_certificate(chain.get());
    if (!leaf || SSL_CTX_use_certificate(context.get(), leaf.get()) != 1) return certificate_error("certificate");
    while (Certificate issuer = next_certificate(chain.get()))
        if (SSL_CTX_add1_chain_cert(context.get(), issuer.get()) != 1) return certificate_error("certificate chain");
    const Bio text = openssl::bio_over(key_pem);
    const Key key(PEM_read_bio_PrivateKey(text.get(), nullptr, nullptr, nullptr));
    if (!key || SSL_CTX_use_PrivateKey(context.get(), key.get()) != 1) return certificate_error("private key");
    if (SSL_CTX_check_private_key(context.get()) != 1) return certificate_error("key and certificate");

    SSL_CTX_set_alpn_select_cb(context.get(), choose_protocol, nullptr);
    // Resumption by tickets alone: nothing to keep per tablet, and a restart forgets them, which costs one full
    // handshake.
    SSL_CTX_set_session_cache_mode(context.get(), SSL_SESS_CACHE_OFF);
    static constexpr unsigned char name[] = "chamber";
    SSL_CTX_set_session_id_context(context.get(), name, sizeof name - 1);
    SSL_CTX_set_timeout(context.get(), 12 * 3600);
    return std::shared_ptr<const TlsContext>(new TlsContext(context.release()));
}

Result<std::shared_ptr<const TlsContext>> TlsContext::client(const std::string& ca_pem)
{
    Context context(SSL_CTX_new(TLS_client_method()));
    if (!context) return certificate_error("SSL_CTX_new");
    set_rules(context.get());
    const Bio text = openssl::bio_over(ca_pem);
    std::size_t trusted = 0;
    while (Certificate certificate = next_certificate(text.get())) {
        if (X509_STORE_add_cert(SSL_CTX_get_cert_store(context.get()), certificate.get()) != 1)
            return certificate_error("authority");
        ++trusted;
    }
    if (trusted == 0) return fail(ErrorCode::certificate_failed, "no certificate in the authority's text");
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    return std::shared_ptr<const TlsContext>(new TlsContext(context.release()));
}

TlsContext::~TlsContext()
{
    SSL_CTX_free(context_);
}

}  // namespace chamber::net
