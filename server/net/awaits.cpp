#include "server/net/awaits.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace chamber::net {
namespace {

constexpr auto token = asio::as_tuple(asio::use_awaitable);

// `start` is called with the completion to hand on; it may only hold references, which outlive the await.
template <class Start>
asio::awaitable<error_code> await_done(Start& start)
{
    auto initiate = [&start](auto handler) { start(Done(std::move(handler))); };
    auto [error] = co_await asio::async_initiate<decltype(token), void(error_code)>(initiate, token);
    co_return error;
}

}  // namespace

asio::awaitable<error_code> await_handshake(std::shared_ptr<Wire> wire)
{
    auto start = [&wire](Done done) { wire->handshake(std::move(done)); };
    co_return co_await await_done(start);
}

asio::awaitable<ReadOutcome> await_read(std::shared_ptr<Wire> wire, asio::mutable_buffer to)
{
    auto initiate = [&wire, to](auto handler) { wire->read_some(to, Transferred(std::move(handler))); };
    auto [error, count] =
        co_await asio::async_initiate<decltype(token), void(error_code, std::size_t)>(initiate, token);
    co_return ReadOutcome{error, count};
}

asio::awaitable<error_code> await_flush(std::shared_ptr<Wire> wire)
{
    auto start = [&wire](Done done) { wire->flush(std::move(done)); };
    co_return co_await await_done(start);
}

asio::awaitable<error_code> await_finish(std::shared_ptr<Wire> wire, std::uint64_t drop_bytes_max,
                                         std::chrono::milliseconds within)
{
    auto start = [&](Done done) { wire->finish(drop_bytes_max, within, std::move(done)); };
    co_return co_await await_done(start);
}

asio::awaitable<error_code> await_accept(WebSocket& socket, const UpgradeRequest& request, Headers headers)
{
    auto start = [&](Done done) { socket.accept(request, std::move(headers), std::move(done)); };
    co_return co_await await_done(start);
}

asio::awaitable<error_code> await_message(WebSocket& socket)
{
    auto start = [&](Done done) { socket.read(std::move(done)); };
    co_return co_await await_done(start);
}

asio::awaitable<error_code> await_close(WebSocket& socket, std::uint16_t code, std::string_view reason)
{
    auto start = [&](Done done) { socket.close(code, reason, std::move(done)); };
    co_return co_await await_done(start);
}

asio::awaitable<void> await_turn()
{
    const auto executor = co_await asio::this_coro::executor;
    co_await asio::post(executor, asio::use_awaitable);
}

asio::awaitable<void> await_timer(asio::steady_timer& timer)
{
    co_await timer.async_wait(token);
}

}  // namespace chamber::net
