// The wire's operations as awaitables. Each names its lambda before it awaits: GCC 12 destroys a capturing temporary twice when it
// stands inside an expression with co_await. Callers get plain values.
#pragma once

#include "server/net/websocket.hpp"

#include <boost/asio/awaitable.hpp>

#include <optional>

namespace chamber::net
{

struct ReadOutcome {
    error_code error;
    std::size_t count = 0;
};

asio::awaitable<error_code> await_handshake(std::shared_ptr<Wire> wire);
asio::awaitable<ReadOutcome> await_read(std::shared_ptr<Wire> wire, asio::mutable_buffer to);
asio::awaitable<error_code> await_flush(std::shared_ptr<Wire> wire);
asio::awaitable<error_code> await_finish(std::shared_ptr<Wire> wire, std::uint64_t drop_bytes_max, std::chrono::milliseconds within);
asio::awaitable<error_code> await_accept(WebSocket& socket, const UpgradeRequest& request, Headers headers);
asio::awaitable<error_code> await_message(WebSocket& socket);
asio::awaitable<error_code> await_close(WebSocket& socket, std::uint16_t code, std::string_view reason);
// Lets everybody else on the thread have a turn.
asio::awaitable<void> await_turn();

// A place for one value that somebody gives later, from the same thread. When every giver is gone without giving, the wait ends too.
template <class Value>
class Awaited
{
    struct State {
        explicit State(asio::any_io_executor executor) : wake(std::move(executor))
        {
            wake.expires_at(asio::steady_timer::time_point::max());
        }
        std::optional<Value> value;
        bool over = false;
        asio::steady_timer wake;
    };
    struct Giver {
        explicit Giver(std::shared_ptr<State> to) : state(std::move(to)) {}
        Giver(const Giver&) = delete;
        Giver& operator=(const Giver&) = delete;
        ~Giver() { end(*state); }
        std::shared_ptr<State> state;
    };
    static void end(State& state)
    {
        state.over = true;
        state.wake.cancel();
    }
    std::shared_ptr<State> state_;

public:
    explicit Awaited(asio::any_io_executor executor) : state_(std::make_shared<State>(std::move(executor))) {}

    std::function<void(Value)> giver()
    {
        return [giver = std::make_shared<Giver>(state_)](Value value) {
            if (giver->state->over) return;
            giver->state->value = std::move(value);
            end(*giver->state);
        };
    }
    void give_up() { end(*state_); }
    bool over() const { return state_->over; }
    asio::steady_timer& wake() { return state_->wake; }
    std::optional<Value> take() { return std::move(state_->value); }
};

asio::awaitable<void> await_timer(asio::steady_timer& timer);

template <class Value>
asio::awaitable<std::optional<Value>> await_value(Awaited<Value> awaited)
{
    while (!awaited.over())
        co_await await_timer(awaited.wake());
    co_return awaited.take();
}

} // namespace chamber::net
