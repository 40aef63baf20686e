// A tablet in the model: what server/web/src/sync does around its ledger, in C++ and in virtual time. The ledger itself
// is protocol's (device_ledger), unaltered: a planted bug lies to it, or does not listen.
//
//   policy   when to open a socket, when to give it up        (policy.ts, link.ts)
//   sync     standing, batches, receipts, gaps, sending       (client.ts)
//   fetch    windows, resuming, digests                       (fetcher.ts, transfer.ts)
//   user     what the person in front of it does
//
// The app may end at any commit; what it knows then is its Flash. A desktop of the office is the same with another kind
// and more rights.
#pragma once

#include "protocol/message.hpp"
#include "tests/simulation/bugs.hpp"
#include "tests/simulation/network/wire.hpp"
#include "tests/simulation/network/wire_text.hpp"
#include "tests/simulation/tablet/flash.hpp"
#include "tests/simulation/tablet/watch.hpp"
#include "tests/simulation/world/machine.hpp"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace chamber::simulation {

class ModelTablet final : public WireEnd {
public:
    struct Setting {
        std::size_t index = 0;
        std::string owner;  // who sits in front of it
        std::uint64_t seed = 0;
        Bug bug = Bug::none;
        bool strict = false;  // read every message with the real codec as well
    };
    // `connect`: a new connection to the server; nothing when it cannot be reached.
    using Connect = std::function<bool(const std::shared_ptr<Wire>& wire)>;
    ModelTablet(Setting setting, Events& events, BatchReader& reader, TabletWatch& watch, Connect connect);
    ~ModelTablet() override;

    const std::string& device() const { return device_; }
    const Flash& flash() const { return flash_; }
    const Setting& setting() const { return setting_; }
    bool settled() const { return online_; }
    Weather weather;

    void start();

    // ---- what may happen to it
    void cut(Wire::Hears hears);
    void swallow(Side to);
    void end_app(std::int64_t away_ms);
    // The app ends at the n-th commit from now, before or after it is durable.
    void end_at_commit(std::uint64_t n, bool after_it);
    void sleep(std::int64_t ms);
    void wake();
    // Stands by for the last check: awake, running, on a fresh connection.
    void come_back();

    // ---- what its person does
    void write_note(Chance& chance);
    void edit_note(Chance& chance);
    void delete_note(Chance& chance);
    void check_in();
    void sign_out();
    void hand_to(std::string person);
    // Asks for bytes, whether the view refers to them or not.
    void pry(const std::string& sha256);
    // Its last commands once more, as a proxy might repeat them.
    void say_again();
    // A fresh connection while the old one still has something on its way.
    void wake_again() { reconnect_now(); }
    // The office's commands.
    void command(const CommandBody& body);
    std::string waiting_code() const { return code_; }

    void arrived(const Packet& packet) override;
    void broken() override;

private:
    enum class Link { resting, connecting, open, waiting };
    struct Running {
        std::string sha256;
        std::uint64_t size = 0, received = 0, window_end = 0;
    };

    // policy
    void tick();
    void open_wire();
    void abandon();
    void lost();
    void reconnect_now();
    void send(std::string text);

    // sync
    void on_text(const net::SharedBytes& text);
    void on_welcome(std::string_view text);
    void on_standing(std::string_view text);
    void on_batch(const std::shared_ptr<const Batch>& told);
    std::shared_ptr<const Batch> as_heard(const std::shared_ptr<const Batch>& told) const;
    std::vector<AnnotationId> own_notes() const;
    void on_receipts(Receipts receipts);
    void on_gap(std::int64_t last_command);
    void on_refusal(std::string_view text);
    void change_person(const std::string& person);
    void restart_numbering();
    void out_of_step();
    void pump();
    void try_sign_in();
    void after_sending(std::int64_t last);
    void enqueue(CommandBody body);
    void watch_outbox();
    std::string new_incarnation();
    std::string new_token() { return "T" + std::to_string(setting_.index) + "-" + std::to_string(++tokens_); }

    // fetch
    void on_chunk(const Packet& packet);
    void fetch_done(std::uint32_t transfer);
    void fetch_refused(std::uint32_t transfer);
    void fetch_more();
    void ask_window(std::uint32_t transfer);
    void whole(std::uint32_t transfer);
    std::vector<DeviceLedger::HeldBlob> held_blobs() const;

    template <class Write>
    void commit(Write write)
    {
        const bool ends = ends_at_ == ++commits_;
        if (ends && !ends_after_) throw AppEnded{};
        write(flash_);
        watch_outbox();
        if (ends) throw AppEnded{};
    }
    void guarded(const std::function<void()>& work);

    Setting setting_;
    Events& events_;
    BatchReader& reader_;
    TabletWatch& watch_;
    Connect connect_;
    Chance chance_;
    std::string key_;
    std::string device_;
    std::uint64_t incarnations_ = 0;
    Flash flash_;
    std::uint64_t tokens_ = 0;
    std::map<std::string, std::int64_t> watched_;  // by incarnation: the last number the watch was told of
    std::uint64_t commits_ = 0;
    std::uint64_t ends_at_ = 0;
    bool ends_after_ = false;

    // What the app knows beside, and forgets when it ends.
    bool running_ = false;
    bool asleep_ = false;
    std::uint64_t life_ = 0;
    std::shared_ptr<Wire> wire_;
    Link link_ = Link::resting;
    std::int64_t since_ms_ = 0, heard_ms_ = 0, pinged_ms_ = -1, until_ms_ = 0, ticked_ms_ = 0;
    int attempt_ = 0;
    bool online_ = false;  // the server has told us where we stand
    std::string standing_;
    std::string server_epoch_;  // of the history that receipts speak of
    std::string code_;
    bool signing_in_ = false;
    bool signing_out_ = false;  // by the person, not by the end of their sign-in
    std::int64_t sent_up_to_ = INT64_MAX;
    std::int64_t unanswered_at_hello_ = 1;
    std::int64_t hold_until_ms_ = 0;
    int mismatches_ = 0;
    bool fresh_connection_ = true;
    std::map<std::uint32_t, Running> fetches_;
    std::map<std::string, int> failures_;
    std::uint32_t last_transfer_ = 0;
    std::string last_commands_;
    std::map<std::uint32_t, std::string> pried_;
};

}  // namespace chamber::simulation
