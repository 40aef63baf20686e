#include "server/net/line.hpp"

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

namespace chamber::net {
namespace {

constexpr std::chrono::milliseconds patience{limits::handshake_ms};

}  // namespace

bool Line::run_until(const bool& done, std::chrono::milliseconds time)
{
    const auto until = std::chrono::steady_clock::now() + time;
    context_.restart();
    while (!done) {
        if (context_.run_one_until(until) != 0) continue;
        if (std::chrono::steady_clock::now() >= until) return false;
        if (context_.stopped()) return false;  // nothing is pending that could set it
    }
    return true;
}

Result<Socket> Line::connect(const Endpoint& endpoint)
{
    error_code error;
    bool done = false;
    const auto ended = [&](error_code result) {
        error = result;
        done = true;
    };
    if (endpoint.local_socket) {
        const std::string path = endpoint.local_socket->string();
        asio::local::stream_protocol::socket socket(context_);
        socket.connect(asio::local::stream_protocol::endpoint(path), error);
        if (error) return fail(ErrorCode::server_not_running, error.message(), path);
        return Socket(std::move(socket));
    }
    const std::string where = endpoint.host + ':' + std::to_string(endpoint.port);
    asio::ip::tcp::resolver resolver(context_);
    const auto found = resolver.resolve(endpoint.host, std::to_string(endpoint.port), error);
    if (error) return fail(ErrorCode::server_not_running, error.message(), where);
    asio::ip::tcp::socket socket(context_);
    asio::async_connect(socket, found, [&](error_code result, const asio::ip::tcp::endpoint&) { ended(result); });
    if (!run_until(done, patience)) {
        socket.close(error);
        run_until(done, patience);
        return fail(ErrorCode::server_not_running, "no answer", where);
    }
    if (error) return fail(ErrorCode::server_not_running, error.message(), where);
    return Socket(std::move(socket));
}

Result<std::unique_ptr<Line>> Line::open(const Endpoint& endpoint)
{
    std::unique_ptr<Line> line(new Line());
    std::unique_ptr<TlsCodec> codec;
    if (!endpoint.ca_pem.empty() && !endpoint.local_socket) {
        auto context = TlsContext::client(endpoint.ca_pem);
        if (!context) return context.error();
        codec = TlsCodec::connecting(std::move(*context),
                                     endpoint.server_name.empty() ? endpoint.host : endpoint.server_name);
    }
    Result<Socket> socket = line->connect(endpoint);
    if (!socket) return socket.error();
    line->wire_ = std::make_shared<Wire>(std::move(*socket), std::move(codec));

    error_code error;
    bool done = false;
    line->wire_->handshake([&](error_code result) {
        error = result;
        done = true;
    });
    if (!line->run_until(done, patience)) {
        line->wire_->close();
        line->run_until(done, patience);
        return fail(ErrorCode::io_failed, "no handshake");
    }
    if (!error) return line;
    const TlsCodec* const tls = line->wire_->tls();
    if (tls != nullptr && tls->certificate_refused()) return fail(ErrorCode::certificate_failed, tls->reason());
    return fail(ErrorCode::io_failed, tls != nullptr ? error.message() + ": " + tls->reason() : error.message());
}

Line::~Line()
{
    end();
}

void Line::end()
{
    if (!wire_) return;
    wire_->close();
    wire_.reset();
    context_.restart();
    context_.poll();
}

std::string Line::host_of(const Endpoint& endpoint)
{
    if (endpoint.local_socket) return "localhost";
    return (endpoint.server_name.empty() ? endpoint.host : endpoint.server_name) + ':' + std::to_string(endpoint.port);
}

}  // namespace chamber::net
