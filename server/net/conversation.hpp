// One accepted connection, from the TLS handshake to its end: HTTP/1.1 requests one after another, until one of them
// becomes a WebSocket.
//
//   handshake ─▶ waiting for a head ─▶ request ─▶ answered ─▶ waiting …       keep-alive
//                      │                  ├─▶ upload: pieces to the sink ─▶ answered ─▶ waiting …
//                      │                  ├─▶ refused before the body: answer, drop what comes, close
//                      │                  └─▶ GET /sync: a SocketConnection takes over
//                      └─▶ malformed 400 · too large 431 · too slow: closed
//
// Thread: the meeting thread. Owned by its own coroutine.
#pragma once

#include "server/net/awaits.hpp"
#include "server/net/lobby.hpp"
#include "server/net/request_head.hpp"
#include "server/net/wire.hpp"

namespace chamber::net {

class Conversation : public std::enable_shared_from_this<Conversation> {
public:
    Conversation(std::shared_ptr<Lobby> lobby, std::shared_ptr<Wire> wire, Door door, std::string remote);
    ~Conversation();

    asio::awaitable<void> run();
    // The server stops: an idle connection ends at once, a busy one after its answer. WebSockets are told separately.
    void stop();
    void abort();

    // Counted as a stranger: no device has proven itself on it, and no upload is under way.
    bool is_unproven() const { return counted_ == Counted::unproven; }
    bool is_busy() const { return state_ == State::busy; }
    const std::string& address() const { return address_key_; }
    std::chrono::steady_clock::time_point heard() const { return wire_->heard(); }
    // Somebody else needs the place: cut, and not counted any more.
    void push_out();

private:
    enum class Counted : std::uint8_t { not_at_all, unproven, proven };
    void count_as(Counted counted);
    // While an upload that a ticket admitted is under way, strangers cannot push it out.
    struct Welcome {
        explicit Welcome(Conversation& guest) : guest_(guest), stranger_(guest.is_unproven())
        {
            if (stranger_) guest_.count_as(Counted::proven);
        }
        ~Welcome()
        {
            if (stranger_ && guest_.counted_ == Counted::proven) guest_.count_as(Counted::unproven);
        }
        Welcome(const Welcome&) = delete;
        Welcome& operator=(const Welcome&) = delete;
        Conversation& guest_;
        bool stranger_;
    };

    enum class State : std::uint8_t { handshake, waiting, reading, busy, socket, ending };
    enum class Next : std::uint8_t { request, close, linger };  // after an answer

    asio::awaitable<std::optional<RequestHead>> read_head();
    asio::awaitable<Next> serve(RequestHead& head);
    asio::awaitable<Next> serve_request(RequestHead& head);
    asio::awaitable<Next> serve_upload(RequestHead& head);
    asio::awaitable<Next> become_socket(RequestHead& head);
    // The pieces in order; false: answered or gone, nothing left to do but `next`.
    asio::awaitable<bool> receive_body(BodySink& sink, const RequestHead& head, Next& next);
    asio::awaitable<bool> wait_until_ready(BodySink& sink);
    // The answer somebody gives later; none: the connection was aborted meanwhile.
    asio::awaitable<std::optional<HttpResponse>> await_answer(Awaited<HttpResponse> awaited);

    asio::awaitable<Next> answer(const RequestHead& head, HttpResponse response);
    asio::awaitable<Next> refuse(const RequestHead& head, HttpResponse response);
    asio::awaitable<bool> send(const RequestHead& head, HttpResponse& response, Persistence persistence);
    asio::awaitable<bool> send_file(int file, std::uint64_t size);
    asio::awaitable<bool> send_all();
    void hold(const std::shared_ptr<Leash>& leash);
    HttpRequest request_of(const RequestHead& head) const;
    void expires_after_http();

    std::shared_ptr<Lobby> lobby_;
    std::shared_ptr<Wire> wire_;
    Door door_;
    std::string remote_;
    std::string address_key_;
    State state_ = State::handshake;
    Counted counted_ = Counted::not_at_all;
    std::string received_;           // not yet consumed: the next request's beginning, or a body's
    std::function<void()> give_up_;  // ends the wait for an answer
};

}  // namespace chamber::net
