// A device in C++ that really speaks the wire: proves its key, signs in, keeps its view and outbox by the rules
// (protocol/device_ledger), sends numbered commands and fetches blobs. For integration tests, kill tests and benches.
// Thread: one.
#pragma once

#include "protocol/device_ledger.hpp"
#include "protocol/message.hpp"
#include "protocol/transfer.hpp"
#include "server/net/client.hpp"
#include "tests/support/device_key.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace chamber::test {

class Tablet {
public:
    Tablet(net::Endpoint endpoint, std::string origin, DeviceKind kind = DeviceKind::tablet);

    // A new connection; says hello and waits for the first standing. Keeps key, cursor, view and unanswered commands.
    Result<Standing> connect();
    void disconnect() { client_.reset(); }
    // The same device, where the server is now.
    void move_to(net::Endpoint endpoint, std::string origin);
    bool connected() const { return client_ != nullptr; }

    // Waits for the standing to change, or for a refusal (as its error).
    Result<Standing> sign_in(const PersonId& person, const std::string& pin);
    Result<Standing> sign_in(const std::string& account, const std::string& password);
    Result<Standing> wait_for(StandingState state);

    // Puts the command into the outbox and sends it; the outcome comes by wait_receipt(number).
    std::int64_t send(CommandBody body);
    Result<CommandOutcome> wait_receipt(std::int64_t number);
    Result<CommandOutcome> run(CommandBody body) { return wait_receipt(send(std::move(body))); }
    // Sends everything that has no receipt yet again, as after a reconnect.
    Result<void> resend();

    // As the app does after a lost connection, also to a restored server: a fresh hello, new numbers when the old ones
    // cannot go on, everything that waits. Success: nothing waits any more. Errors: busy.
    Result<void> come_back(std::int64_t patience_ms = 10'000);
    const DeviceLedger& ledger() const { return ledger_; }

    // The whole blob. Errors: the refusal's; blob_damaged when the bytes that came are not those of the name.
    Result<std::string> fetch(const std::string& sha256, std::uint64_t size_bytes);
    // Keeps these verified bytes, and gives them back whenever the server wants them.
    void hold(const std::string& sha256, std::string bytes) { held_[sha256] = std::move(bytes); }
    std::size_t given_back() const { return given_back_; }
    // Where the server last wanted bytes to be put; "" before.
    const std::string& wanted_path() const { return wanted_path_; }

    // Any other question: sends it and waits for the first message that `wanted` takes. A refusal of it is an error.
    Result<ToDevice> ask(const FromDevice& message, const std::function<bool(const ToDevice&)>& wanted);

    // Says it; what it leads to is read later.
    bool tell(const FromDevice& message) { return say(message).has_value(); }
    // Codes of all refusals so far, the newest last.
    std::vector<std::string> refusal_codes() const;

    // Reads what has come until `enough` holds. Errors: busy after `timeout_ms`, io_failed when the connection ended.
    Result<void> read_until(const std::function<bool()>& enough, std::int64_t timeout_ms = 10'000);

    template <class Noun>
    std::vector<Noun> all() const
    {
        std::vector<Noun> found;
        for (const Noun* noun : ledger_.all<Noun>()) found.push_back(*noun);
        return found;
    }
    template <class Noun>
    const Noun* find(const std::string& id) const
    {
        return ledger_.find<Noun>(id);
    }

    const Standing& standing() const { return standing_; }
    DeviceId device() const { return device_; }
    std::int64_t cursor() const { return ledger_.place().cursor; }
    const std::string& access() const { return ledger_.place().access; }
    // From where the effects of all answered commands are in the view.
    std::int64_t shown_at() const { return shown_at_; }
    const std::map<std::int64_t, CommandOutcome>& receipts() const { return receipts_; }
    // Whether this connection has had a batch.
    bool greeted() const { return batches_ > 0; }
    const std::vector<std::string>& broken_rules() const { return broken_rules_; }

private:
    Result<void> say(const FromDevice& message);
    Result<void> read_one(std::int64_t timeout_ms);
    void take(ToDevice message);
    void take_batch(const std::shared_ptr<const Batch>& batch);
    void give_back(const BlobWanted& wanted);

    net::Endpoint endpoint_;
    std::string origin_;
    DeviceKind kind_;
    DeviceKey key_;
    DeviceId device_;
    DeviceLedger ledger_;
    std::unique_ptr<net::Client> client_;
    Standing standing_;
    std::uint64_t standings_ = 0;
    std::uint64_t batches_ = 0;  // of this connection
    std::int64_t last_command_of_connection_ = 0;
    std::int64_t shown_at_ = 0;
    std::map<std::int64_t, CommandOutcome> receipts_;
    std::vector<Refusal> refusals_;
    std::vector<ToDevice> others_;
    std::vector<std::string> broken_rules_;
    std::string fetched_;
    std::map<std::string, std::string> held_;
    std::size_t given_back_ = 0;
    std::string wanted_path_;
    std::unique_ptr<TransferReceiver> receiver_;
    std::uint32_t transfers_ = 0;
    std::uint32_t asks_ = 0;
};

}  // namespace chamber::test
