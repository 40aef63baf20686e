// The doors: a listening socket each, and who comes in is handed over. Binds, accepts, backs off when descriptors run
// out. Thread: the meeting thread.
#pragma once

#include "server/net/wire.hpp"

#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/io_context.hpp>

#include <filesystem>

namespace chamber::net {

class Listener {
public:
    using Entered = std::function<void(Socket socket, std::string remote)>;

    // Port 0: any free one. Errors: port_in_use (`where`: address:port), io_failed (no such address).
    static Result<std::unique_ptr<Listener>> listen_tcp(asio::io_context& context, const std::string& address,
                                                        std::uint16_t port);
    // 0600. A socket file that nobody listens on is replaced. Errors: port_in_use (somebody listens), io_failed.
    static Result<std::unique_ptr<Listener>> listen_local(asio::io_context& context, const std::filesystem::path& path);
    ~Listener();

    std::uint16_t port() const { return port_; }
    void open(Entered entered);
    // Nobody comes in any more; the socket file is removed.
    void close();

private:
    using Acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;
    explicit Listener(Acceptor acceptor) : acceptor_(std::move(acceptor)), pause_(acceptor_.get_executor()) {}
    void accept();

    Acceptor acceptor_;
    asio::steady_timer pause_;
    Entered entered_;
    std::uint16_t port_ = 0;
    std::filesystem::path socket_file_;
};

}  // namespace chamber::net
