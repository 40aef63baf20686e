#include "tests/net/tls_probe.hpp"

#include "storage/handles/openssl.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

namespace chamber::net {
namespace {

using Session = openssl::Handle<SSL_SESSION, SSL_SESSION_free>;

int connect_to(std::uint16_t port)
{
    const int descriptor = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const timeval patience{10, 0};
    ::setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return ::connect(descriptor, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 ? descriptor : -1;
}

// One request, so that the tickets of 1.3 have been read when it is over.
void exchange(SSL* ssl)
{
    const std::string request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    SSL_write(ssl, request.data(), static_cast<int>(request.size()));
    char buffer[4096];
    while (SSL_read(ssl, buffer, sizeof buffer) > 0) {
    }
}

bool renegotiates(SSL* ssl)
{
    if (SSL_renegotiate(ssl) != 1) return false;
    if (SSL_do_handshake(ssl) != 1) return false;
    char byte = 0;
    SSL_write(ssl, "G", 1);
    SSL_read(ssl, &byte, 1);
    return SSL_num_renegotiations(ssl) > 0 && SSL_get_error(ssl, 0) == SSL_ERROR_NONE;
}

Session connect_once(SSL_CTX* context, const Endpoint& endpoint, SSL_SESSION* session, const TlsWish& wish,
                     TlsFinding& finding)
{
    const int descriptor = connect_to(endpoint.port);
    const openssl::Handle<SSL, SSL_free> ssl(SSL_new(context));
    SSL_set_fd(ssl.get(), descriptor);
    if (session != nullptr) SSL_set_session(ssl.get(), session);
    finding.connected = SSL_connect(ssl.get()) == 1;
    Session kept;
    if (finding.connected) {
        finding.version = SSL_get_version(ssl.get());
        finding.resumed = SSL_session_reused(ssl.get()) == 1;
        const openssl::Certificate certificate(SSL_get1_peer_certificate(ssl.get()));
        if (certificate) finding.serial = ASN1_INTEGER_get(X509_get0_serialNumber(certificate.get()));
        const unsigned char* protocol = nullptr;
        unsigned int length = 0;
        SSL_get0_alpn_selected(ssl.get(), &protocol, &length);
        if (length != 0) finding.protocol.assign(reinterpret_cast<const char*>(protocol), length);
        if (wish.renegotiate == Renegotiate::yes)
            finding.renegotiated = renegotiates(ssl.get());
        else
            exchange(ssl.get());
        kept.reset(SSL_get1_session(ssl.get()));
        SSL_shutdown(ssl.get());  // without it OpenSSL takes the session for a broken one
    }
    ERR_clear_error();
    ::close(descriptor);
    return kept;
}

}  // namespace

TlsFinding probe_tls(const Endpoint& endpoint, const TlsWish& wish)
{
    const openssl::Handle<SSL_CTX, SSL_CTX_free> context(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_options(context.get(), SSL_OP_IGNORE_UNEXPECTED_EOF);
    if (wish.version == TlsVersion::tls12) SSL_CTX_set_max_proto_version(context.get(), TLS1_2_VERSION);
    if (wish.version == TlsVersion::tls11) {
        SSL_CTX_set_security_level(context.get(), 0);
        SSL_CTX_set_min_proto_version(context.get(), TLS1_1_VERSION);
        SSL_CTX_set_max_proto_version(context.get(), TLS1_1_VERSION);
    }
    if (!wish.ciphers.empty()) SSL_CTX_set_cipher_list(context.get(), wish.ciphers.c_str());
    static constexpr unsigned char offer[] = "\x02h2\x08http/1.1";
    SSL_CTX_set_alpn_protos(context.get(), offer, sizeof offer - 1);
    TlsFinding finding;
    const Session session = connect_once(context.get(), endpoint, nullptr, wish, finding);
    if (wish.again == Again::yes && session) connect_once(context.get(), endpoint, session.get(), wish, finding);
    return finding;
}

}  // namespace chamber::net
