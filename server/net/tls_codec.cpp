#include "server/net/tls_codec.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <cstring>

namespace chamber::net {

// The two ends of OpenSSL's pipe: reads from the codec's input, appends to its output. A memory BIO would copy once
// more and give its buffer back never.
struct TlsCodec::Native {
    static TlsCodec& of(BIO* bio) { return *static_cast<TlsCodec*>(BIO_get_data(bio)); }

    static int read(BIO* bio, char* to, std::size_t capacity, std::size_t* count)
    {
        TlsCodec& codec = of(bio);
        BIO_clear_retry_flags(bio);
        *count = std::min(capacity, codec.input_.size() - codec.input_at_);
        if (*count == 0) {
            BIO_set_retry_read(bio);
            return 0;
        }
        std::memcpy(to, codec.input_.data() + codec.input_at_, *count);
        codec.input_at_ += *count;
        return 1;
    }

    static int write(BIO* bio, const char* from, std::size_t size, std::size_t* count)
    {
        BIO_clear_retry_flags(bio);
        of(bio).output_.append(from, size);
        *count = size;
        return 1;
    }

    static long control(BIO*, int command, long, void*) { return command == BIO_CTRL_FLUSH ? 1 : 0; }

    static const BIO_METHOD* method()
    {
        static BIO_METHOD* const made = [] {
            BIO_METHOD* const method = BIO_meth_new(BIO_get_new_index() | BIO_TYPE_SOURCE_SINK, "chamber codec");
            BIO_meth_set_read_ex(method, read);
            BIO_meth_set_write_ex(method, write);
            BIO_meth_set_ctrl(method, control);
            return method;
        }();
        return made;
    }
};

TlsCodec::TlsCodec(std::shared_ptr<const TlsContext> context)
    : context_(std::move(context)),
      ssl_(SSL_new(context_->native()))
{
    MUST(ssl_ != nullptr);
    BIO* const bio = BIO_new(Native::method());
    MUST(bio != nullptr);
    BIO_set_data(bio, this);
    BIO_set_init(bio, 1);
    SSL_set_bio(ssl_, bio, bio);
}

TlsCodec::~TlsCodec()
{
    SSL_free(ssl_);
}

std::unique_ptr<TlsCodec> TlsCodec::accepting(std::shared_ptr<const TlsContext> context)
{
    std::unique_ptr<TlsCodec> codec(new TlsCodec(std::move(context)));
    SSL_set_accept_state(codec->ssl_);
    return codec;
}

std::unique_ptr<TlsCodec> TlsCodec::connecting(std::shared_ptr<const TlsContext> context,
                                               const std::string& server_name)
{
    std::unique_ptr<TlsCodec> codec(new TlsCodec(std::move(context)));
    SSL_set_connect_state(codec->ssl_);
    std::string sni = server_name;  // SSL_set_tlsext_host_name, without the macro's C cast
    SSL_ctrl(codec->ssl_, SSL_CTRL_SET_TLSEXT_HOSTNAME, TLSEXT_NAMETYPE_host_name, sni.data());
    SSL_set_hostflags(codec->ssl_, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    MUST(SSL_set1_host(codec->ssl_, server_name.c_str()) == 1);
    return codec;
}

TlsCodec::Step TlsCodec::step_of(int result)
{
    if (result > 0) return Step::done;
    switch (SSL_get_error(ssl_, result)) {
    case SSL_ERROR_WANT_READ: return Step::wants_input;
    case SSL_ERROR_ZERO_RETURN: return Step::ended;
    default:
        char text[256] = "";
        ERR_error_string_n(ERR_peek_last_error(), text, sizeof text);
        reason_ = text;
        ERR_clear_error();
        return Step::failed;
    }
}

TlsCodec::Step TlsCodec::handshake()
{
    ERR_clear_error();
    return step_of(SSL_do_handshake(ssl_));
}

TlsCodec::Step TlsCodec::read(char* to, std::size_t capacity, std::size_t& count)
{
    ERR_clear_error();
    count = 0;
    return step_of(SSL_read_ex(ssl_, to, capacity, &count));
}

TlsCodec::Step TlsCodec::write(std::string_view plaintext)
{
    ERR_clear_error();
    std::size_t written = 0;
    const Step step = step_of(SSL_write_ex(ssl_, plaintext.data(), plaintext.size(), &written));
    // Our output never says "later", so all or nothing: a part would be silent truncation.
    MUST(step != Step::done || written == plaintext.size());
    return step;
}

void TlsCodec::send_close_notify()
{
    ERR_clear_error();
    SSL_shutdown(ssl_);
    ERR_clear_error();
}

void TlsCodec::feed(std::string_view ciphertext)
{
    input_.erase(0, input_at_);
    input_at_ = 0;
    if (input_.empty() && input_.capacity() > 2 * ciphertext.size() + 4096) input_ = std::string();
    input_.append(ciphertext);
}

std::string TlsCodec::reason() const
{
    const long verdict = SSL_get_verify_result(ssl_);
    return verdict == X509_V_OK ? reason_ : reason_ + " (" + X509_verify_cert_error_string(verdict) + ")";
}

bool TlsCodec::certificate_refused() const
{
    return SSL_get_verify_result(ssl_) != X509_V_OK;
}

}  // namespace chamber::net
