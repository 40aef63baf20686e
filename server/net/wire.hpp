// One socket, with or without TLS: bytes in, bytes out in the order they were put, a deadline, and an end that the peer
// can read.
//
//   put()… flush()        everything put is accepted at once and never interleaved; flush tells when the kernel has it
//   read_some()           one at a time
//   finish()              flush, say goodbye, half-close, let the peer finish reading, close
//
// What is put is limited by who puts it: the writers wait for flush() before they put more than `batch_bytes`. TLS
// records collect and leave in one send (measured: 128–256 KiB per send is best; one call per 16 KiB record doubles the
// cost of a byte). Thread: the meeting thread. Owned by shared_ptr; its pending operations keep it alive.
#pragma once

#include "server/net/completion.hpp"
#include "server/net/server.hpp"
#include "server/net/tls_codec.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>

#include <chrono>
#include <deque>

namespace chamber::net {

namespace asio = boost::asio;
using boost::system::error_code;
using Socket = asio::generic::stream_protocol::socket;
using Done = Completion<error_code>;
using Transferred = Completion<error_code, std::size_t>;

inline constexpr std::size_t batch_bytes = 131'072;

class Wire : public std::enable_shared_from_this<Wire> {
public:
    // `tls` null: plain. Sets the socket non-blocking, TCP_NODELAY and a low mark for unsent bytes in the kernel.
    Wire(Socket socket, std::unique_ptr<TlsCodec> tls);

    asio::any_io_executor executor() { return socket_.get_executor(); }
    bool secure() const { return tls_ != nullptr; }
    const TlsCodec* tls() const { return tls_.get(); }

    void handshake(Done done);
    void read_some(asio::mutable_buffer to, Transferred done);
    // Bytes that were read too early; the next read gets them first.
    void unread(std::string bytes);

    // Accepts head and body as one. The body is not copied: its owner is kept until the kernel (or the cipher) has it.
    void put(std::string head, SharedBytes owner, std::string_view body);
    void put(std::string bytes) { put(std::move(bytes), nullptr, {}); }
    // True when the kernel has taken everything put so far; else flush() tells when it has, or that it cannot.
    bool flushed();
    // Called, never from within, when everything put so far has been handed to the kernel.
    void flush(Done done);
    std::uint64_t unsent() const { return accepted_ - sent_; }

    // The peer may still be sending: its bytes are read and dropped, so that it gets to read our last words instead of
    // a reset.
    void finish(std::uint64_t drop_bytes_max, std::chrono::milliseconds within, Done done);
    void close();
    bool open() const { return socket_.is_open(); }

    // Closes the wire when the time is over.
    void expires_after(std::chrono::milliseconds time);
    void never_expires();
    bool expired() const { return expired_; }
    // When the peer's last bytes came.
    std::chrono::steady_clock::time_point heard() const { return heard_; }

private:
    struct OutputBuffer {
        std::string head;
        SharedBytes owner;
        std::string_view body;
        std::size_t at = 0;  // bytes already sent
        std::size_t size() const { return head.size() + body.size(); }
    };
    struct Waiting {
        std::uint64_t until;
        Done done;
    };
    enum class Got { bytes, later, failed };

    void try_handshake(Done done);
    void try_read(asio::mutable_buffer to, Transferred done);
    Got receive(asio::mutable_buffer to, std::size_t& count, error_code& error);
    Got receive_tls(asio::mutable_buffer to, std::size_t& count, error_code& error);
    Got fill(error_code& error);
    std::size_t send_some(error_code& error);
    void encrypt(std::string_view bytes);
    void pump();
    void fail_all(error_code error);
    void notify_flushed();
    void drop_rest(std::uint64_t bytes_left, Done done);

    Socket socket_;
    std::unique_ptr<TlsCodec> tls_;
    asio::steady_timer deadline_;
    std::chrono::steady_clock::time_point heard_ = std::chrono::steady_clock::now();
    std::string unread_;
    std::deque<OutputBuffer> output_;  // plain
    std::string sending_;              // TLS: on its way, while the codec collects the next
    std::size_t sending_at_ = 0;
    std::uint64_t accepted_ = 0;
    std::uint64_t sent_ = 0;
    std::deque<Waiting> waiting_;
    bool pumping_later_ = false;
    bool finishing_ = false;
    bool expired_ = false;
    error_code failed_;
};

}  // namespace chamber::net
