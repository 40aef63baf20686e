// Many TLS clients on one thread: what the benches load a server with, ours or a rival.
//
// A peer decrypts what it gets, or, once told to sink, lets the kernel discard the ciphertext and only counts it, so
// that a client costs next to nothing beside the server that is measured. Errors end the program: a bench that half
// works measures nothing.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct ssl_st;
struct ssl_ctx_st;

namespace chamber::bench {

std::int64_t now_ns();  // steady
[[noreturn]] void give_up(const std::string& what);

class Swarm;

class Peer {
public:
    ~Peer();
    Peer(const Peer&) = delete;

    // Plaintext as it comes; set before run().
    std::function<void(std::string_view)> received;
    // Sinking: ciphertext bytes since sink() was called.
    std::function<void(std::uint64_t)> counted;

    void send(std::string_view bytes);
    void sink();
    bool up() const { return up_; }
    void close();

private:
    friend class Swarm;
    Peer(Swarm& swarm, int descriptor, ssl_st* ssl);
    void on_ready(std::uint32_t events);
    void read();
    void write();
    void watch();

    Swarm& swarm_;
    int descriptor_;
    ssl_st* ssl_;  // null: plain
    bool up_ = false;
    bool sinking_ = false;
    std::uint64_t sunk_ = 0;
    std::string unsent_;
    std::uint32_t watched_ = 0;
};

class Swarm {
public:
    Swarm();
    ~Swarm();
    // A peer that connects now; many at once are spread over 127.0.0.0/8. `plain_first`: TLS starts when upgrade() is
    // called.
    std::unique_ptr<Peer> connect(std::uint16_t port);
    std::unique_ptr<Peer> connect_plain(std::uint16_t port);
    void upgrade(Peer& peer);

    // Handles events until `enough`; `tick` is called at least every millisecond. Gives up after `seconds`.
    void run(const std::function<bool()>& enough, double seconds, const std::function<void()>& tick = {});

private:
    friend class Peer;
    int dial(std::uint16_t port);
    int epoll_;
    ssl_ctx_st* context_;
    std::uint32_t dialled_ = 0;
};

double median(std::vector<double> values);
double percentile(std::vector<double> values, double share);

}  // namespace chamber::bench
