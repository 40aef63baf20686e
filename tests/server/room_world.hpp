// The real room with a real store and no sockets: callers say messages and keep what they are told. For rules that hold
// for every message and everybody, where a server process for each case would take an hour.
#pragma once

#include "protocol/codec.hpp"
#include "server/room.hpp"
#include "tests/storage/support/council.hpp"

#include <deque>
#include <set>

namespace chamber::server::test {

class Line final : public net::Connection {
public:
    Line(net::Door door, std::string remote) : door_(door), remote_(std::move(remote)) {}
    void send_text(net::SharedBytes text, net::Urgency urgency) override
    {
        told.push_back(*decode_to_device(*text));
        if (urgency == net::Urgency::live) live_bytes += text->size();
    }
    void send_binary(net::SharedBytes, net::SharedBytes bytes, net::Urgency) override { binary += *bytes; }
    std::uint64_t queued(net::Urgency urgency) const override
    {
        return urgency == net::Urgency::live ? stuck_bytes : 0;
    }
    void close(std::uint16_t code, std::string_view reason) override
    {
        closed = code;
        why = reason;
    }
    void mark_proven() override { proven = true; }
    net::Door door() const override { return door_; }
    const std::string& remote() const override { return remote_; }
    const std::string& origin() const override { return origin_; }

    std::vector<ToDevice> told;
    std::string binary;
    std::uint64_t live_bytes = 0;
    std::uint64_t stuck_bytes = 0;  // as if the peer did not read
    std::uint16_t closed = 0;
    std::string why;
    bool proven = false;

private:
    net::Door door_;
    std::string remote_;
    std::string origin_;
};

// Keys are texts of 65 bytes; the name of a device is the text without its filling. A right signature is 64 times "s".
class TrustingIdentity final : public Identity {
public:
    explicit TrustingIdentity(StorageDoor& storage) : storage_(storage) {}
    static std::string key_of(const std::string& device) { return device + std::string(65 - device.size(), '='); }
    DeviceId device_of_key(std::string_view raw_point) override
    {
        return DeviceId(std::string(raw_point.substr(0, raw_point.find('='))));
    }
    Proof check_proof(std::string_view, std::string_view signature, std::string_view) override
    {
        return signature == std::string(64, 's') ? Proof::good : Proof::bad;
    }
    // The secret is "pin-" and the name.
    void check(const CheckSecret& wanted, std::function<void(SecretChecked)> answer) override;
    // Nobody's secret is right: what happens then is own_secrets' test.
    void change(const ChangeOwnSecret&, std::function<void(Proven)> answer) override
    {
        answer(Proven{fail(ErrorCode::wrong_secret), 1});
    }
    void prove(const ProveAgain&, std::function<void(Proven)> answer) override
    {
        answer(Proven{fail(ErrorCode::wrong_secret), 1});
    }
    // Every secret is "drawn-" and the person; who may ask, and what is kept, is the store's.
    void draw(const DrawSecrets& asked, Drawing drawing) override;

private:
    StorageDoor& storage_;
};

class RoomWorld : public storage::test::CouncilTest {
protected:
    struct Caller {
        std::shared_ptr<Line> line;
        net::SocketEvents events;
        std::int64_t number = 0;
        std::string incarnation = "i1";
    };

    RoomWorld();

    // A device that was approved, and this person signed in on it (nobody when empty).
    void approve(const std::string& device, const std::string& person, DeviceKind kind = DeviceKind::tablet);
    Caller call(net::Door door = net::Door::tls, const std::string& remote = "10.0.0.7");
    // Says hello as this device; what was told before is forgotten.
    Caller hello(const std::string& device, net::Door door = net::Door::tls, DeviceKind kind = DeviceKind::tablet,
                 const std::string& remote = "10.0.0.7");
    void say(Caller& caller, const FromDevice& message);
    void say_text(Caller& caller, const std::string& text);
    // With the next number of the caller.
    std::optional<CommandOutcome> command(Caller& caller, CommandBody body);
    // Carries out what waits, until nothing does.
    void settle();
    void pass_ms(std::int64_t ms);
    // A second session's people: one for each role that the small council lacks.
    void import_staff();

    template <class Message>
    static std::vector<Message> heard(const Caller& caller)
    {
        std::vector<Message> found;
        for (const ToDevice& each : caller.line->told)
            if (const auto* message = std::get_if<Message>(&each)) found.push_back(*message);
        return found;
    }
    // Code of the last refusal, "" without one.
    static std::string refusal(const Caller& caller);
    // "type id" of what the caller's view holds now.
    static std::set<std::string> view(const Caller& caller);
    // The same of what the local door is told when it asks for everything now.
    std::set<std::string> listed(Caller& caller);

    class Storage final : public StorageDoor {
    public:
        explicit Storage(RoomWorld& world) : world_(world) {}
        storage::Blobs& blobs() override { return world_.store->blobs(); }

    private:
        Result<void> enqueue(StorageJob&& job) override
        {
            world_.jobs.push_back(std::move(job));
            return {};
        }
        RoomWorld& world_;
    };

    std::deque<StorageJob> jobs;
    std::int64_t known_head = 0;
    Storage storage_door{*this};
    TrustingIdentity identity{storage_door};
    Tickets tickets{clock, entropy};
    std::vector<std::string> asked_jobs;  // what was asked of the world outside the room
    std::unique_ptr<Room> room;
};

}  // namespace chamber::server::test
