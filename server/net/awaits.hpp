// The wire's operations as awaitables. Each names its lambda before it awaits: GCC 12 destroys a capturing temporary
// twice when it stands inside an expression with co_await. Callers get plain values.
#pragma once

#include "server/net/websocket.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/post.hpp>

#include <atomic>
#include <optional>

namespace chamber::net {

struct ReadOutcome {
    error_code error;
    std::size_t count = 0;
};

asio::awaitable<error_code> await_handshake(std::shared_ptr<Wire> wire);
asio::awaitable<ReadOutcome> await_read(std::shared_ptr<Wire> wire, asio::mutable_buffer to);
asio::awaitable<error_code> await_flush(std::shared_ptr<Wire> wire);
asio::awaitable<error_code> await_finish(std::shared_ptr<Wire> wire, std::uint64_t drop_bytes_max,
                                         std::chrono::milliseconds within);
asio::awaitable<error_code> await_accept(WebSocket& socket, const UpgradeRequest& request, Headers headers);
asio::awaitable<error_code> await_message(WebSocket& socket);
asio::awaitable<error_code> await_close(WebSocket& socket, std::uint16_t code, std::string_view reason);
// Lets everybody else on the thread have a turn.
asio::awaitable<void> await_turn();

asio::awaitable<void> await_timer(asio::steady_timer& timer);

// A place for one value that somebody gives later, on the meeting thread. When every giver is gone without giving, the
// wait ends too. A giver may outlive the wait, even the server, and may be dropped on any thread: only the waiting side
// owns the timer.
template <class Value>
class Awaited {
    struct State {
        explicit State(asio::any_io_executor on)
            : executor(std::move(on)),
              wake(std::make_unique<asio::steady_timer>(executor))
        {
            wake->expires_at(asio::steady_timer::time_point::max());
        }
        void end()
        {
            over = true;
            if (wake) wake->cancel();
        }
        asio::any_io_executor executor;
        std::unique_ptr<asio::steady_timer> wake;
        std::optional<Value> value;
        std::atomic<bool> over{false};
    };
    struct Giver {
        explicit Giver(std::shared_ptr<State> to) : state(std::move(to)) {}
        Giver(const Giver&) = delete;
        Giver& operator=(const Giver&) = delete;
        ~Giver()
        {
            if (!state->over) asio::post(state->executor, [dropped = state] { dropped->end(); });
        }
        std::shared_ptr<State> state;
    };
    std::shared_ptr<State> state_;

public:
    explicit Awaited(asio::any_io_executor executor) : state_(std::make_shared<State>(std::move(executor))) {}

    std::function<void(Value)> giver()
    {
        return [giver = std::make_shared<Giver>(state_)](Value value) {
            if (giver->state->over) return;
            giver->state->value = std::move(value);
            giver->state->end();
        };
    }
    void give_up() { state_->end(); }

    // Exists while somebody waits; afterwards nothing of the server is held.
    class Wait {
    public:
        explicit Wait(const Awaited& awaited) : state_(awaited.state_) {}
        Wait(const Wait&) = delete;
        Wait& operator=(const Wait&) = delete;
        ~Wait()
        {
            state_->over = true;
            state_->wake.reset();
        }
        bool over() const { return state_->over; }
        asio::steady_timer& wake() { return *state_->wake; }
        std::optional<Value> take() { return std::move(state_->value); }

    private:
        std::shared_ptr<State> state_;
    };
};

template <class Value>
asio::awaitable<std::optional<Value>> await_value(Awaited<Value> awaited)
{
    typename Awaited<Value>::Wait wait(awaited);
    while (!wait.over()) co_await await_timer(wait.wake());
    co_return wait.take();
}

}  // namespace chamber::net
