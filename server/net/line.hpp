// The client's end of a wire, driven by the calling thread: connect, wait for one thing at a time, give up when its
// time is over.
#pragma once

#include "server/net/client.hpp"
#include "server/net/wire.hpp"

#include <boost/asio/io_context.hpp>

namespace chamber::net {

class Line {
public:
    // Connected, and through the TLS handshake. Errors: server_not_running, certificate_failed, io_failed.
    static Result<std::unique_ptr<Line>> open(const Endpoint& endpoint);
    ~Line();

    Wire& wire() { return *wire_; }
    std::shared_ptr<Wire> shared_wire() { return wire_; }
    // Runs what is pending until `done` is set. False: `time` was over first.
    bool run_until(const bool& done, std::chrono::milliseconds time);
    // Closes the wire and lets what is pending end, while what it writes to is still there.
    void end();
    // What the Host header says.
    static std::string host_of(const Endpoint& endpoint);

private:
    Line() = default;
    Result<Socket> connect(const Endpoint& endpoint);

    asio::io_context context_{1};
    std::shared_ptr<Wire> wire_;
};

}  // namespace chamber::net
