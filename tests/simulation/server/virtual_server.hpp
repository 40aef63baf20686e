// The server process of a simulated council: the real Room, Hub, Dialogues, Fetches and BlobService over the real
// Store, without threads and sockets. It starts from what is on the machine, can end at any moment, and starts again.
#pragma once

#include "server/room.hpp"
#include "tests/simulation/network/virtual_socket.hpp"
#include "tests/simulation/server/model_identity.hpp"
#include "tests/simulation/server/virtual_storage.hpp"
#include "tests/simulation/world/machine.hpp"
#include "tests/simulation/world/virtual_clock.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace chamber::simulation {

// What the invariants want to hear of a server.
class ServerWatch : public SocketWatch {
public:
    virtual void started(storage::Store& store) = 0;
    virtual void published(const storage::FeedSlice& slice) = 0;
    virtual void stopped() = 0;
    virtual void storage_waits(std::size_t jobs) = 0;
};

enum class End {
    process,  // kill -9: the kernel goes on, peers are told
    power,    // nothing unsynced survives, nobody is told
};

class VirtualServer {
public:
    VirtualServer(Events& events, Machine& machine, VirtualClock& clock, std::uint64_t seed, ServerWatch& watch,
                  Bug bug);
    ~VirtualServer();

    bool up() const { return running_ != nullptr; }
    // False when the disk did not let it; somebody tries again later.
    bool start();
    void end(End how);
    // Ends and comes back after a while, as systemd has it.
    void end_and_return(End how, std::int64_t after_ms);

    // A new connection. Nothing when the server is not there.
    bool accept(const std::shared_ptr<Wire>& wire, Door door, const std::string& device);

    // The way to the store for what the office hands in by other ways than the wire. The server is up.
    VirtualStorage& storage();
    server::Room& room();
    // Called each time the server is there again.
    std::function<void()> on_start;
    // A backup was put back: the next start begins a new history.
    void begin_new_history() { new_history_ = true; }

private:
    struct Running;
    void examine(const Sha256& sha256, std::function<void(Result<void>)> answer);
    void tick(std::uint64_t life);
    void on_broken(const Error& error);
    void after_group();
    net::SocketEvents with_bug(net::SocketEvents events);

    Events& events_;
    Machine& machine_;
    VirtualClock& clock_;
    std::uint64_t seed_;
    ServerWatch& watch_;
    Bug bug_;
    Chance chance_;
    SeededEntropy entropy_;
    std::uint64_t lives_ = 0;
    bool returning_ = false;
    bool new_history_ = false;
    std::unique_ptr<Running> running_;
    std::vector<std::weak_ptr<VirtualSocket>> sockets_;
};

}  // namespace chamber::simulation
