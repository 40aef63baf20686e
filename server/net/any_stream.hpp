// The wire as Beast wants to see a stream. Beast is instantiated over this type only (websocket.cpp).
//
// A write is accepted whole by Wire::put, so a control frame that Beast writes by itself (pong, close) never lands
// inside one of ours.
#pragma once

#include "server/net/wire.hpp"

#include <boost/asio/async_result.hpp>
#include <boost/asio/buffers_iterator.hpp>
#include <boost/beast/core/role.hpp>

namespace chamber::net {

class AnyStream {
public:
    using executor_type = asio::any_io_executor;
    explicit AnyStream(std::shared_ptr<Wire> wire) : wire_(std::move(wire)) {}
    executor_type get_executor() noexcept { return wire_->executor(); }
    Wire& wire() { return *wire_; }

    template <class Buffers, class Token>
    auto async_read_some(const Buffers& buffers, Token&& token)
    {
        return asio::async_initiate<Token, void(error_code, std::size_t)>(
            [](auto handler, Wire* wire, asio::mutable_buffer to) {
                wire->read_some(to, Transferred(std::move(handler)));
            },
            token, wire_.get(), first_of(buffers));
    }

    template <class Buffers, class Token>
    auto async_write_some(const Buffers& buffers, Token&& token)
    {
        std::string bytes(asio::buffers_begin(buffers), asio::buffers_end(buffers));
        return asio::async_initiate<Token, void(error_code, std::size_t)>(
            [](auto handler, Wire* wire, std::string written) {
                const std::size_t count = written.size();
                wire->put(std::move(written));
                wire->flush(Done([handler = std::move(handler), count](error_code error) mutable {
                    handler(error, error ? 0 : count);
                }));
            },
            token, wire_.get(), std::move(bytes));
    }

    template <class Handler>
    friend void async_teardown(boost::beast::role_type, AnyStream& stream, Handler&& handler)
    {
        // After both close frames nothing is left to be read; a peer that lingers gets two seconds.
        stream.wire_->finish(batch_bytes, std::chrono::seconds(2),
                             Done(std::decay_t<Handler>(std::forward<Handler>(handler))));
    }
    friend void beast_close_socket(AnyStream& stream) { stream.wire_->close(); }

private:
    template <class Buffers>
    static asio::mutable_buffer first_of(const Buffers& buffers)
    {
        for (auto at = asio::buffer_sequence_begin(buffers); at != asio::buffer_sequence_end(buffers); ++at) {
            const asio::mutable_buffer buffer(*at);
            if (buffer.size() != 0) return buffer;
        }
        return {};
    }
    std::shared_ptr<Wire> wire_;
};

}  // namespace chamber::net
