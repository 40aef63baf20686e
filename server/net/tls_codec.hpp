// TLS without a socket: plaintext in, ciphertext out, and the other way round.
//
// Why not asio::ssl::stream: it sends every 16 KiB record with a call of its own, and the call costs as much as the
// cipher. Here the records collect in output() until the wire sends them together. OpenSSL reads from and appends to
// these strings directly.
//
// Thread: a context may be shared, a codec belongs to one wire.
#pragma once

#include "protocol/error.hpp"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>

struct ssl_ctx_st;
struct ssl_st;

namespace chamber::net {

// Certificate, key and rules; lives as long as a codec made from it.
class TlsContext {
public:
    // TLS 1.2 and 1.3, ECDHE with AEAD ciphers, no renegotiation, no compression, resumption by tickets.
    // Errors: certificate_failed (the chain or the key cannot be read, or they do not belong together).
    static Result<std::shared_ptr<const TlsContext>> server(const std::string& chain_pem, const std::string& key_pem);
    // Trusts exactly the certificates in `ca_pem`. Errors: certificate_failed.
    static Result<std::shared_ptr<const TlsContext>> client(const std::string& ca_pem);
    ~TlsContext();

    ssl_ctx_st* native() const { return context_; }

private:
    explicit TlsContext(ssl_ctx_st* context) : context_(context) {}
    ssl_ctx_st* context_;
};

class TlsCodec {
public:
    enum class Step { done, wants_input, ended, failed };

    static std::unique_ptr<TlsCodec> accepting(std::shared_ptr<const TlsContext> context);
    // `server_name` is sent (SNI) and checked against the peer's certificate.
    static std::unique_ptr<TlsCodec> connecting(std::shared_ptr<const TlsContext> context,
                                                const std::string& server_name);
    ~TlsCodec();

    Step handshake();
    // Decrypts up to `capacity` bytes to `to`; `count` says how many.
    Step read(char* to, std::size_t capacity, std::size_t& count);
    // Encrypts all of it. Only after the handshake.
    Step write(std::string_view plaintext);
    void send_close_notify();

    void feed(std::string_view ciphertext);
    // What waits to be sent; the wire takes it away.
    std::string& output() { return output_; }
    // Why the last step failed, for the log.
    std::string reason() const;
    bool certificate_refused() const;

private:
    struct Native;
    explicit TlsCodec(std::shared_ptr<const TlsContext> context);
    Step step_of(int result);

    std::shared_ptr<const TlsContext> context_;
    ssl_st* ssl_ = nullptr;
    std::string input_;
    std::size_t input_at_ = 0;
    std::string output_;
    std::string reason_;
};

}  // namespace chamber::net
