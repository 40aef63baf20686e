#include "server/net/websocket.hpp"

#include "server/net/any_stream.hpp"
#include "server/net/upgrade_request.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <cstring>

namespace chamber::net {
namespace beast = boost::beast;
namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;

struct WebSocket::Body {
    websocket::stream<AnyStream, false> stream;
    beast::flat_buffer buffer;
    websocket::response_type answer;
};

WebSocket::WebSocket(std::shared_ptr<Wire> wire, std::uint64_t message_bytes_max, std::chrono::milliseconds handshake)
    : body_(new Body{websocket::stream<AnyStream, false>(AnyStream(std::move(wire))), {}, {}})
{
    // Beast's own idle pings would come at half the idle time; ours are sent by the connection.
    body_->stream.set_option(websocket::stream_base::timeout{handshake, websocket::stream_base::none(), false});
    body_->stream.read_message_max(message_bytes_max);
}

WebSocket::~WebSocket() = default;

void WebSocket::accept(const UpgradeRequest& request, Headers headers, Done done)
{
    body_->stream.set_option(
        websocket::stream_base::decorator([headers = std::move(headers)](websocket::response_type& response) {
            response.set(http::field::server, "chamber");  // left out, Beast would name itself with its version
            for (const auto& [name, value] : headers) response.set(name, value);
        }));
    body_->stream.async_accept(request.request, std::move(done));
}

void WebSocket::connect(const std::string& host, const std::string& target, std::string origin, Done done)
{
    body_->stream.set_option(
        websocket::stream_base::decorator([origin = std::move(origin)](websocket::request_type& request) {
            request.erase(http::field::user_agent);
            if (!origin.empty()) request.set(http::field::origin, origin);
        }));
    body_->stream.async_handshake(body_->answer, host, target, std::move(done));
}

void WebSocket::read(Done done)
{
    body_->stream.async_read(body_->buffer,
                             [done = std::move(done)](error_code error, std::size_t) mutable { done(error); });
}

std::string_view WebSocket::message() const
{
    const auto bytes = body_->buffer.cdata();
    return {static_cast<const char*>(bytes.data()), bytes.size()};
}

MessageKind WebSocket::kind() const
{
    return body_->stream.got_text() ? MessageKind::text : MessageKind::binary;
}

void WebSocket::consume()
{
    // It may have held a password, and the buffer lives as long as the connection.
    const auto said = body_->buffer.data();
    explicit_bzero(said.data(), said.size());
    body_->buffer.consume(body_->buffer.size());
    if (body_->buffer.capacity() > 16'384)
        body_->buffer.shrink_to_fit();  // one large message must not be remembered for ever
}

void WebSocket::close(std::uint16_t code, std::string_view reason, Done done)
{
    // A control frame holds 125 bytes, two of them the code; a longer reason is cut between characters.
    std::size_t length = std::min<std::size_t>(reason.size(), 123);
    while (length > 0 && length < reason.size() && (static_cast<unsigned char>(reason[length]) & 0xc0) == 0x80)
        --length;
    const websocket::close_reason why(static_cast<websocket::close_code>(code),
                                      beast::string_view(reason.data(), length));
    body_->stream.async_close(why, std::move(done));
}

std::uint16_t WebSocket::peer_code() const
{
    return body_->stream.reason().code;
}

void WebSocket::on_peer_close(std::function<void()> handler)
{
    body_->stream.control_callback([handler = std::move(handler)](websocket::frame_type kind, beast::string_view) {
        if (kind == websocket::frame_type::close) handler();
    });
}

}  // namespace chamber::net
