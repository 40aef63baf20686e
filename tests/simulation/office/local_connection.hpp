// One ask through the server's local door, as chamber-admin makes it: connect, hello, ask, hear the answer, hang up.
#pragma once

#include "protocol/message.hpp"
#include "tests/simulation/network/wire.hpp"

#include <functional>
#include <memory>
#include <string>

namespace chamber::simulation {

class LocalConnection final : public WireEnd {
public:
    // `asked`: "done", or the code of the refusal.
    LocalConnection(Events& events, std::uint64_t chance, FromDevice message,
                    std::function<void(const std::string& answer)> answered);
    ~LocalConnection() override { wire_->let_go(Side::device); }

    const std::shared_ptr<Wire>& wire() const { return wire_; }

    void arrived(const Packet& packet) override;
    void broken() override { wire_->let_go(Side::device); }

private:
    void say(const FromDevice& message);

    std::string incarnation_;
    Weather weather_;
    std::shared_ptr<Wire> wire_;
    FromDevice message_;
    std::function<void(const std::string&)> answered_;
};

}  // namespace chamber::simulation
