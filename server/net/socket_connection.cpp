#include "server/net/socket_connection.hpp"

#include "server/net/awaits.hpp"
#include "server/net/response_head.hpp"

#include <boost/asio/post.hpp>

namespace chamber::net {
namespace {

// More is asked for while a send's worth is still waiting, so that the wire never runs dry. (One share would not do: a
// chunk of a document is one share and its header.)
constexpr std::uint64_t drained_bytes = batch_bytes;

std::uint64_t message_bytes_max(Door door)
{
    return door == Door::local ? limits::local_frame_bytes_max : limits::text_frame_bytes_max;
}

}  // namespace

SocketConnection::SocketConnection(std::shared_ptr<Lobby> lobby, std::shared_ptr<Wire> wire, Door door,
                                   std::string remote, std::string origin)
    : lobby_(std::move(lobby)),
      wire_(std::move(wire)),
      socket_(std::make_unique<WebSocket>(wire_, message_bytes_max(door),
                                          std::chrono::milliseconds(lobby_->options.patience.handshake_ms))),
      door_(door),
      remote_(std::move(remote)),
      origin_(std::move(origin))
{
    lobby_->sockets.insert(this);
}

SocketConnection::~SocketConnection()
{
    lobby_->sockets.erase(this);
}

void SocketConnection::forget()
{
    state_ = State::closed;
    for (const Urgency urgency : {Urgency::control, Urgency::live, Urgency::bulk}) outbox_.drop(urgency);
    if (wire_) wire_->close();
    socket_.reset();
    wire_.reset();
    on_proven_ = nullptr;
    events_ = {};  // breaks the circle connection → events → connection
}

// ---- in

asio::awaitable<void> SocketConnection::run(std::shared_ptr<const UpgradeRequest> request)
{
    const auto self = shared_from_this();
    wire_->never_expires();
    socket_->on_peer_close([this] {
        if (state_ == State::open || state_ == State::closing)
            state_ = State::close_sent;  // Beast answers it; nothing may follow
    });
    Headers headers = security_headers(door_, lobby_->options.content_security_policy);
    const error_code refused = co_await await_accept(*socket_, *request, std::move(headers));
    if (refused) {  // Beast has answered 400
        co_await await_finish(wire_, batch_bytes, std::chrono::seconds(2));
        co_return;
    }

    Result<SocketEvents> events = lobby_->routes.socket(self);
    if (events) {
        events_ = std::move(*events);
        if (lobby_->stopping) close(1001, "stopping");
    } else {
        const ErrorRow& row = error_row(events.error().code);
        close(row.close_code != 0 ? static_cast<std::uint16_t>(row.close_code) : 1008, error_name(row.code));
    }
    const std::string ended = co_await read_all();

    const SocketEvents last = std::move(events_);
    forget();
    if (last.closed) last.closed(why_.empty() ? ended : why_);
}

asio::awaitable<std::string> SocketConnection::read_all()
{
    for (;;) {
        const error_code error = co_await await_message(*socket_);
        if (error) {
            const std::uint16_t code = socket_->peer_code();
            if (code != 0) co_return "peer closed with " + std::to_string(code);
            co_return error.message();
        }
        // Once we are closing, nobody listens any more.
        if (state_ == State::open) {
            if (socket_->kind() == MessageKind::text) {
                if (events_.text) events_.text(socket_->message());
            } else if (events_.binary) {
                events_.binary(socket_->message());
            }
        }
        socket_->consume();
    }
}

void SocketConnection::check_alive(std::chrono::steady_clock::time_point now)
{
    if (state_ != State::open) return;
    const auto silent = now - wire_->heard();
    if (silent >= std::chrono::milliseconds(lobby_->options.patience.idle_ms)) return abort("silent");
    const auto ping_every = std::chrono::milliseconds(lobby_->options.patience.ping_every_ms);
    if (silent < ping_every || now - pinged_ < ping_every) return;
    pinged_ = now;
    wire_->put(frame_head(Opcode::ping, Final::yes, 0));
    post_turn();
}

// ---- out

void SocketConnection::send_text(SharedBytes text, Urgency urgency)
{
    add(Opcode::text, nullptr, std::move(text), urgency);
}

void SocketConnection::send_binary(SharedBytes header, SharedBytes bytes, Urgency urgency)
{
    add(Opcode::binary, std::move(header), std::move(bytes), urgency);
}

void SocketConnection::add(Opcode opcode, SharedBytes header, SharedBytes bytes, Urgency urgency)
{
    if (state_ != State::open) return;
    outbox_.add(opcode, std::move(header), std::move(bytes), urgency);
    const std::uint64_t waiting = outbox_.queued(Urgency::control) + outbox_.queued(Urgency::live);
    if (waiting > drained_bytes) piled_up_ = true;
    if (waiting > limits::live_queue_bytes_max) {
        // The peer has not read for megabytes. Waiting would cost everybody memory, dropping single messages would
        // break the order it relies on; a new connection resumes from its cursor with one batch, which is smaller than
        // this queue.
        why_ = "live queue full";
        outbox_.drop(Urgency::control);
        outbox_.drop(Urgency::live);
        close(1013, "slow");
        return;
    }
    post_turn();
}

void SocketConnection::close(std::uint16_t code, std::string_view reason)
{
    if (state_ != State::open) return;
    state_ = State::closing;
    close_code_ = code;
    close_reason_ = std::string(reason);
    if (why_.empty()) why_ = "closed by us: " + close_reason_;
    outbox_.drop(Urgency::bulk);
    wire_->expires_after(std::chrono::milliseconds(lobby_->options.patience.drain_ms));
    post_turn();
}

void SocketConnection::abort(std::string_view why)
{
    if (state_ == State::closed) return;
    if (why_.empty()) why_ = std::string(why);
    wire_->close();  // ends the pending read, and with it run()
}

void BulkTurns::add(std::weak_ptr<SocketConnection> connection)
{
    waiting_.push_back(std::move(connection));
    run();
}

void BulkTurns::run()
{
    if (posted_) return;
    std::shared_ptr<SocketConnection> next;
    while (!next && !waiting_.empty()) {
        next = waiting_.front().lock();
        waiting_.pop_front();
        if (next && next->gone()) next.reset();
    }
    if (!next) return;
    posted_ = true;
    asio::post(next->executor(), [this, next] {
        posted_ = false;
        next->bulk_turn();
        run();
    });
}

void SocketConnection::bulk_turn()
{
    bulk_waiting_ = false;
    if (!turn_posted_) turn();
}

void SocketConnection::post_turn()
{
    if (turn_posted_ || flushing_) return;
    if (state_ == State::open && outbox_.queued(Urgency::control) + outbox_.queued(Urgency::live) == 0 &&
        outbox_.queued(Urgency::bulk) > 0) {
        if (bulk_waiting_) return;
        bulk_waiting_ = true;
        lobby_->bulk_turns.add(shared_from_this());
        return;
    }
    turn_posted_ = true;
    asio::post(wire_->executor(), [self = shared_from_this()] {
        self->turn_posted_ = false;
        self->turn();
    });
}

void SocketConnection::turn()
{
    if (state_ == State::close_sent || state_ == State::closed || flushing_) return;
    const std::uint64_t bulk_before = outbox_.queued(Urgency::bulk);
    outbox_.begin_round();
    while (wire_->unsent() < batch_bytes) {
        std::optional<OutgoingFrame> frame = outbox_.take();
        if (!frame) break;
        wire_->put(std::move(frame->head), std::move(frame->owner), frame->body);
    }
    if (outbox_.empty() || wire_->unsent() >= batch_bytes) {
        if (wire_->flushed()) {
            if (!outbox_.empty()) post_turn();
            return finish_turn(bulk_before);
        }
        flushing_ = true;
        wire_->flush([self = shared_from_this()](error_code error) {
            self->flushing_ = false;
            if (self->state_ == State::closed) return;
            if (error) return self->wire_->close();
            if (!self->outbox_.empty() || self->state_ == State::closing) self->post_turn();
        });
    } else {
        post_turn();
    }
    finish_turn(bulk_before);
}

void SocketConnection::finish_turn(std::uint64_t bulk_before)
{
    if (state_ == State::closing && outbox_.empty()) return send_close();
    notify_drained(bulk_before);
}

void SocketConnection::notify_drained(std::uint64_t bulk_before)
{
    const std::uint64_t bulk = outbox_.queued(Urgency::bulk);
    bool drained = bulk < bulk_before && bulk <= drained_bytes;
    if (piled_up_ && outbox_.queued(Urgency::control) + outbox_.queued(Urgency::live) <= drained_bytes) {
        piled_up_ = false;
        drained = true;
    }
    if (drained && events_.drained) events_.drained();
}

void SocketConnection::send_close()
{
    state_ = State::close_sent;
    socket_->close(close_code_, close_reason_, Done([self = shared_from_this()](error_code) {
                       if (self->wire_) self->wire_->close();
                   }));
}

}  // namespace chamber::net
