// The sockets' front: TLS, HTTP/1.1 and WebSocket on one port, a loopback door without TLS, and a Unix socket. Knows no
// storage and no document. Plain header: Beast is instantiated once, inside net's .cpp files.
//
// Thread: everything here runs on the one thread that calls run(), except where post() says otherwise.
#pragma once

#include "protocol/door.hpp"
#include "protocol/error.hpp"
#include "protocol/limits.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chamber::net {

// Encoded once, shared by all connections that send it.
using SharedBytes = std::shared_ptr<const std::string>;

// Outgoing classes: control is never delayed, live overtakes bulk, bulk waits for its turn round by round.
enum class Urgency { control, live, bulk };

// One WebSocket connection. Lives as long as somebody holds it; after closed() all calls do nothing.
class Connection {
public:
    virtual ~Connection() = default;
    virtual void send_text(SharedBytes text, Urgency urgency) = 0;
    // `header` and `bytes` form one binary message; neither is copied.
    virtual void send_binary(SharedBytes header, SharedBytes bytes, Urgency urgency) = 0;
    // Bytes accepted and not yet written, by class.
    virtual std::uint64_t queued(Urgency urgency) const = 0;
    // Closes after what is queued as control and live has been written.
    virtual void close(std::uint16_t code, std::string_view reason) = 0;
    // The peer has proven to be a device of this council: it is counted with those from now on, and strangers cannot
    // push it out.
    virtual void mark_proven() {}
    virtual Door door() const = 0;
    virtual const std::string& remote() const = 0;  // address, for limits and the log
    // What its address is counted by: an IPv6 host owns a /64.
    virtual std::string counted_as() const { return remote(); }
    virtual const std::string& origin() const = 0;
};

// What the application does with a WebSocket. Called on the meeting thread.
struct SocketEvents {
    std::function<void(std::string_view text)> text;
    std::function<void(std::string_view bytes)> binary;
    // There is room again: bulk has come down to two rounds' shares, or live and control, having held more than that,
    // have.
    std::function<void()> drained;
    std::function<void(std::string_view why)> closed;
};

// A transfer that somebody may end while its bytes go or come: cut() closes the connection it runs on. It does nothing
// when the transfer is over; before it has begun, it never begins. Kept by both: by net while bytes move, by whoever
// may cut.
class Leash {
public:
    virtual ~Leash() = default;
    void cut()
    {
        cut_ = true;
        if (const auto close = std::exchange(close_, nullptr)) close();
    }
    bool is_cut() const { return cut_; }
    // Net's side. `close` is called once at most, at once when it is cut already.
    void hold(std::function<void()> close)
    {
        if (cut_) return close();
        close_ = std::move(close);
    }
    void let_go() { close_ = nullptr; }

private:
    std::function<void()> close_;
    bool cut_ = false;
};

struct HttpRequest {
    std::string method;
    std::string target;  // origin form, as received
    Door door = Door::tls;
    std::string remote;
    std::optional<std::uint64_t> content_length;
    std::string if_none_match;
    std::string accept_encoding;
};

// A response: headers, then either `body` or the bytes of `file`.
struct HttpResponse {
    int status = 200;
    std::string content_type = "text/plain; charset=utf-8";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::optional<std::filesystem::path> file;
    std::shared_ptr<Leash> leash;  // optional: ends it while its bytes go
};

// Takes the body of an upload piece by piece.
struct BodySink {
    // Called with each piece (at most 64 KiB), in order, and must not block; an error is answered at once and the body
    // is dropped.
    std::function<Result<void>(std::string_view)> write;
    // Optional. Called after each piece with what to call, on the meeting thread, when the next piece is welcome: until
    // then nothing is read and the peer's window closes. Without it the next piece is read at once.
    std::function<void(std::function<void()>)> ready;
    // The whole body is here: the answer. Called once, may answer later.
    std::function<void(std::function<void(HttpResponse)>)> finish;
    // The peer went away before the end.
    std::function<void()> aborted;
    std::shared_ptr<Leash> leash;  // optional: ends it while the body comes
};

struct Routes {
    // Every request but uploads and upgrades; may answer later (on the meeting thread).
    std::function<void(const HttpRequest&, std::function<void(HttpResponse)>)> request;
    // Optional. PUT and POST, asked before anything else of them is done; may answer later. An error is sent without
    // reading the body.
    std::function<void(const HttpRequest&, std::function<void(Result<void>)>)> admit_upload;
    // PUT and POST: a sink, or the refusal that is sent without reading the body.
    std::function<Result<BodySink>(const HttpRequest&)> upload;
    // GET /sync with Upgrade, Origin already checked: the events of the new connection, or a refusal (closes with the
    // error's code).
    std::function<Result<SocketEvents>(std::shared_ptr<Connection>)> socket;
};

// How long we wait for a peer. Tests wait shorter.
struct Patience {
    std::int64_t handshake_ms = limits::handshake_ms;
    std::int64_t http_ms = limits::http_ms;  // a whole request head; one piece of a body, up or down
    std::int64_t ping_every_ms = limits::ping_every_ms;
    std::int64_t idle_ms = limits::idle_ms;
    std::int64_t drain_ms = limits::drain_ms;
};

struct ServerOptions {
    std::string address = "127.0.0.1";
    std::uint16_t port = 0;  // TLS; 0: any free one
    std::string certificate_chain_pem;
    std::string private_key_pem;
    std::optional<std::uint16_t> loopback_port;         // plain HTTP on 127.0.0.1 only
    std::optional<std::filesystem::path> local_socket;  // 0600
    std::vector<std::string> allowed_origins;           // "https://host:port"; loopback's own are added
    std::vector<std::string> allowed_hosts;  // names in `Host` at the TLS door, beside addresses; empty: no door asks
    std::string content_security_policy;     // and the other security headers are set on every response
    std::uint32_t connections_max = limits::connections_max;
    // Of peers that have not proven a device yet. One address may hold the first number; beyond it its silent ones make
    // room, beyond the second any of its own. All together may hold the third: then one of the address with the most
    // makes room.
    std::uint32_t connections_unproven_per_address_max = limits::connections_unproven_per_address_max;
    std::uint32_t connections_per_address_max = limits::connections_per_address_max;
    std::uint32_t connections_unproven_max = limits::connections_unproven_max;
    Patience patience;
};

class Server {
public:
    // Binds and listens. Errors: port_in_use (`where`: address:port), certificate_failed, io_failed.
    static Result<std::unique_ptr<Server>> listen(ServerOptions options, Routes routes);
    ~Server();

    // One more allowed Origin, for callers that know their address only when the port is bound. Before run().
    void allow_origin(std::string origin);

    std::uint16_t port() const;
    std::optional<std::uint16_t> loopback_port() const;

    // Runs until stop(): closes the acceptors, tells every WebSocket 1001, waits limits::drain_ms at most.
    void run();
    void stop();  // any thread, also from on_signal

    // Runs `work` on the meeting thread. Any thread.
    void post(std::function<void()> work);
    // Runs `work` on the meeting thread after `ms`; repeats while it returns true.
    void every(std::int64_t ms, std::function<bool()> work);
    // SIGINT and SIGTERM.
    void on_signal(std::function<void()> handler);
    // A renewed certificate, for new connections.
    Result<void> replace_certificate(const std::string& chain_pem, const std::string& key_pem);
    std::uint32_t connections() const;

private:
    struct Body;
    explicit Server(std::unique_ptr<Body> body);
    std::unique_ptr<Body> body_;
};

}  // namespace chamber::net
