#include "server/net/listener.hpp"

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace chamber::net {
namespace {

using asio::ip::tcp;
using Local = asio::local::stream_protocol;
using Protocol = asio::generic::stream_protocol;

Error listen_error(const error_code& error, const std::string& where)
{
    const bool taken = error == asio::error::address_in_use;
    return fail(taken ? ErrorCode::port_in_use : ErrorCode::io_failed, error.message(), where);
}

// A connection is the only proof that somebody listens: a file alone is what a killed server leaves behind.
bool somebody_listens(const std::filesystem::path& path)
{
    asio::io_context context;
    Local::socket probe(context);
    error_code error;
    probe.connect(Local::endpoint(path.string()), error);
    return !error;
}

std::string remote_of(const Socket& socket)
{
    error_code error;
    const Protocol::endpoint endpoint = socket.remote_endpoint(error);
    if (error) return "unknown";
    const int family = endpoint.data()->sa_family;
    if (family == AF_UNIX) return "local";
    tcp::endpoint address;
    if (endpoint.size() > address.capacity()) return "unknown";
    std::memcpy(address.data(), endpoint.data(), endpoint.size());
    return address.address().to_string();
}

// The inspector's child closes what it does not know; a door is not even opened to it.
template <class Socket>
void keep_from_children(Socket& socket)
{
    ::fcntl(socket.native_handle(), F_SETFD, FD_CLOEXEC);
}

}  // namespace

Result<std::unique_ptr<Listener>> Listener::listen_tcp(asio::io_context& context, const std::string& address,
                                                       std::uint16_t port)
{
    const std::string where = address + ':' + std::to_string(port);
    error_code error;
    const auto host = asio::ip::make_address(address, error);
    if (error) return listen_error(error, where);
    const tcp::endpoint endpoint(host, port);
    Acceptor acceptor(context);
    const int family = endpoint.protocol().family();
    if (!error) acceptor.open(Protocol(family, IPPROTO_TCP), error);
    if (!error) keep_from_children(acceptor);
    if (!error)
        acceptor.set_option(asio::socket_base::reuse_address(true), error);  // a restart need not wait for TIME_WAIT
    if (!error) acceptor.bind(Protocol::endpoint(endpoint), error);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return listen_error(error, where);
    const Protocol::endpoint bound = acceptor.local_endpoint(error);
    if (error) return listen_error(error, where);
    tcp::endpoint tcp_bound;
    std::memcpy(tcp_bound.data(), bound.data(), std::min(bound.size(), tcp_bound.capacity()));
    std::unique_ptr<Listener> keeper(new Listener(std::move(acceptor)));
    keeper->port_ = tcp_bound.port();
    return keeper;
}

Result<std::unique_ptr<Listener>> Listener::listen_local(asio::io_context& context, const std::filesystem::path& path)
{
    const std::string where = path.string();
    if (where.size() >= sizeof(sockaddr_un::sun_path))
        return fail(ErrorCode::io_failed, "the socket's path is too long", where);
    std::error_code status_error;
    const auto status = std::filesystem::symlink_status(path, status_error);
    if (std::filesystem::exists(status)) {
        if (status.type() != std::filesystem::file_type::socket)
            return fail(ErrorCode::io_failed, "not a socket", where);
        if (somebody_listens(path)) return fail(ErrorCode::port_in_use, "somebody listens", where);
        std::filesystem::remove(path, status_error);
    }
    error_code error;
    Acceptor acceptor(context);
    acceptor.open(Protocol(AF_UNIX, 0), error);
    if (!error) keep_from_children(acceptor);
    // Born 0600: with a chmod afterwards another account could connect in between.
    const mode_t before = ::umask(0177);
    if (!error) acceptor.bind(Protocol::endpoint(Local::endpoint(where)), error);
    ::umask(before);
    if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
    if (error) return listen_error(error, where);
    std::unique_ptr<Listener> keeper(new Listener(std::move(acceptor)));
    keeper->socket_file_ = path;
    return keeper;
}

Listener::~Listener()
{
    close();
}

void Listener::open(Entered entered)
{
    entered_ = std::move(entered);
    accept();
}

void Listener::accept()
{
    acceptor_.async_accept([this](error_code error, Socket socket) {
        if (error == asio::error::operation_aborted || !acceptor_.is_open()) return;
        if (!error) {
            std::string remote = remote_of(socket);
            entered_(std::move(socket), std::move(remote));
            return accept();
        }
        // Out of descriptors or memory: the peer stays in the kernel's queue until somebody has left.
        pause_.expires_after(std::chrono::milliseconds(100));
        pause_.async_wait([this](error_code cancelled) {
            if (!cancelled) accept();
        });
    });
}

void Listener::close()
{
    error_code ignored;
    pause_.cancel();
    if (acceptor_.is_open() && !socket_file_.empty()) ::unlink(socket_file_.c_str());
    acceptor_.close(ignored);
}

}  // namespace chamber::net
