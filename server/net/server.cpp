#include "server/net/server.hpp"

#include "server/net/conversation.hpp"
#include "server/net/listener.hpp"
#include "server/net/socket_connection.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>

#include <csignal>

namespace chamber::net {
namespace {

// The administrator must get in when the room is full.
constexpr std::uint32_t local_reserve = 16;
constexpr std::chrono::seconds alive_every{1};

}  // namespace

struct Server::Body {
    asio::io_context context{1};
    std::shared_ptr<Lobby> lobby = std::make_shared<Lobby>();
    std::unique_ptr<Listener> tls_door;
    std::unique_ptr<Listener> loopback_door;
    std::unique_ptr<Listener> local_door;
    asio::steady_timer alive{context};
    asio::steady_timer drain{context};
    asio::signal_set signals{context};
    std::function<void()> on_signal;

    Result<void> bind();
    void enter(Door door, Socket socket, std::string remote);
    bool admits(Door door, const std::string& remote);
    void check_alive();
    void stop();
    void await_signal();
};

Result<void> Server::Body::bind()
{
    const ServerOptions& options = lobby->options;
    auto context_made = TlsContext::server(options.certificate_chain_pem, options.private_key_pem);
    if (!context_made) return context_made.error();
    lobby->tls = std::move(*context_made);
    auto tls = Listener::listen_tcp(context, options.address, options.port);
    if (!tls) return tls.error();
    tls_door = std::move(*tls);
    if (options.loopback_port) {
        auto loopback = Listener::listen_tcp(context, "127.0.0.1", *options.loopback_port);
        if (!loopback) return loopback.error();
        loopback_door = std::move(*loopback);
        lobby->loopback_port = loopback_door->port();
    }
    if (options.local_socket) {
        auto local = Listener::listen_local(context, *options.local_socket);
        if (!local) return local.error();
        local_door = std::move(*local);
    }
    return {};
}

bool Server::Body::admits(Door door, const std::string& remote)
{
    if (door == Door::local) return lobby->count < lobby->options.connections_max + local_reserve;
    return lobby->make_room(Lobby::address_key(remote));
}

void Server::Body::enter(Door door, Socket socket, std::string remote)
{
    if (lobby->stopping || !admits(door, remote)) return;  // closed without a word: an answer would cost a handshake
    std::unique_ptr<TlsCodec> codec;
    if (door == Door::tls) codec = TlsCodec::accepting(lobby->tls);
    auto wire = std::make_shared<Wire>(std::move(socket), std::move(codec));
    auto conversation = std::make_shared<Conversation>(lobby, std::move(wire), door, std::move(remote));
    asio::co_spawn(context, conversation->run(), [conversation](std::exception_ptr) {});
}

void Server::Body::check_alive()
{
    alive.expires_after(alive_every);
    alive.async_wait([this](error_code cancelled) {
        if (cancelled) return;
        const auto now = std::chrono::steady_clock::now();
        for (SocketConnection* connection : lobby->sockets) connection->check_alive(now);
        check_alive();
    });
}

void Server::Body::stop()
{
    if (lobby->stopping) return;
    lobby->stopping = true;
    for (Listener* door : {tls_door.get(), loopback_door.get(), local_door.get()})
        if (door) door->close();
    error_code ignored;
    signals.cancel(ignored);
    alive.cancel();
    lobby->emptied = [this] { context.stop(); };
    if (lobby->conversations.empty()) return context.stop();
    for (SocketConnection* connection : lobby->sockets) connection->close(1001, "stopping");
    for (Conversation* conversation : lobby->conversations) conversation->stop();
    drain.expires_after(std::chrono::milliseconds(lobby->options.patience.drain_ms));
    drain.async_wait([this](error_code cancelled) {
        if (cancelled) return;
        for (Conversation* conversation : lobby->conversations) conversation->abort();
    });
}

void Server::Body::await_signal()
{
    signals.async_wait([this](error_code cancelled, int) {
        if (cancelled) return;
        on_signal();
        await_signal();
    });
}

Server::Server(std::unique_ptr<Body> body) : body_(std::move(body)) {}

Server::~Server()
{
    body_->lobby->emptied = nullptr;
    // Only if run() never got to it. Held meanwhile: forgetting its events may take the last owner away.
    std::vector<std::shared_ptr<SocketConnection>> left;
    for (SocketConnection* connection : body_->lobby->sockets)
        if (auto held = connection->weak_from_this().lock()) left.push_back(std::move(held));
    for (const auto& connection : left) connection->forget();
}

Result<std::unique_ptr<Server>> Server::listen(ServerOptions options, Routes routes)
{
    auto body = std::make_unique<Body>();
    body->lobby->options = std::move(options);
    body->lobby->routes = std::move(routes);
    Result<void> bound = body->bind();
    if (!bound) return bound.error();
    return std::unique_ptr<Server>(new Server(std::move(body)));
}

void Server::allow_origin(std::string origin)
{
    body_->lobby->options.allowed_origins.push_back(std::move(origin));
}

std::uint16_t Server::port() const
{
    return body_->tls_door->port();
}

std::optional<std::uint16_t> Server::loopback_port() const
{
    if (!body_->loopback_door) return std::nullopt;
    return body_->loopback_door->port();
}

void Server::run()
{
    Body& body = *body_;
    const auto work = asio::make_work_guard(body.context);
    const auto open = [&body](const std::unique_ptr<Listener>& keeper, Door door) {
        if (keeper)
            keeper->open([&body, door](Socket socket, std::string remote) {
                body.enter(door, std::move(socket), std::move(remote));
            });
    };
    open(body.tls_door, Door::tls);
    open(body.loopback_door, Door::loopback);
    open(body.local_door, Door::local);
    body.check_alive();
    body.context.run();
}

void Server::stop()
{
    asio::post(body_->context, [body = body_.get()] { body->stop(); });
}

void Server::post(std::function<void()> work)
{
    asio::post(body_->context, std::move(work));
}

void Server::every(std::int64_t ms, std::function<bool()> work)
{
    struct Repeating : std::enable_shared_from_this<Repeating> {
        Repeating(asio::io_context& context, std::int64_t every_ms, std::function<bool()> what)
            : timer(context),
              time(every_ms),
              work(std::move(what))
        {
        }
        void wait()
        {
            timer.expires_after(time);
            timer.async_wait([self = shared_from_this()](error_code cancelled) {
                if (!cancelled && self->work()) self->wait();
            });
        }
        asio::steady_timer timer;
        std::chrono::milliseconds time;
        std::function<bool()> work;
    };
    std::make_shared<Repeating>(body_->context, ms, std::move(work))->wait();
}

void Server::on_signal(std::function<void()> handler)
{
    Body& body = *body_;
    body.on_signal = std::move(handler);
    error_code ignored;
    body.signals.add(SIGINT, ignored);
    body.signals.add(SIGTERM, ignored);
    body.await_signal();
}

Result<void> Server::replace_certificate(const std::string& chain_pem, const std::string& key_pem)
{
    auto made = TlsContext::server(chain_pem, key_pem);
    if (!made) return made.error();
    body_->lobby->tls = std::move(*made);
    return {};
}

std::uint32_t Server::connections() const
{
    return body_->lobby->count;
}

}  // namespace chamber::net
