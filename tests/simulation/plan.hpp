// What will be done in a world, and to it: a list of deeds, each at its time with chance of its own. The seed makes the
// list; a shorter list is still a world, which is how a failure is shrunk.
#pragma once

#include "tests/simulation/bugs.hpp"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::simulation {

enum class Evil {
    loss,  // connections cut with what is on its way, frames shed, places without network
    delay,
    reorder,    // an old connection is heard after a new one
    duplicate,  // commands said twice
    half_open,  // one end believes in a connection that is gone
    clog,
    sleep,        // a tablet asleep, for days by the wall clock
    two_devices,  // of one person
    app,          // the tablet's app ends, also between two writes
    kill,         // the server ends at any moment, also in the middle of a commit
    power,        // the same without the kernel: unsynced bytes are lost, the last write is torn
    disk_full,
    io_error,
    slow_disk,
    damage,   // a stored byte turns
    restore,  // an older backup is put back
    clock,    // the server's wall clock jumps
    copy,     // … by hand, so that the history keeps its name; a kind of `restore`
    rights,   // roles and groups change, devices are revoked, tablets change hands
};
struct EvilRow {
    Evil evil;
    std::string_view name;
};
std::span<const EvilRow> all_evils();
std::optional<Evil> parse_evil(std::string_view name);

enum class DeedKind {
    // people
    write_note,
    edit_note,
    delete_note,
    check_in,
    publish,
    withdraw,
    edit_document,
    upload,
    revise,
    record_attendance,
    acknowledge,
    open_item,
    pry,
    hand_over,
    sign_out,
    revoke,
    change_rights,
    // the network
    cut,
    shed,
    offline,
    delay,
    reconnect,
    say_again,
    half_open,
    clog,
    // devices
    sleep,
    end_app,
    end_app_at_commit,
    // the server
    kill,
    kill_at_operation,
    power_cut,
    disk_full,
    io_error,
    slow_disk,
    damage,
    back_up,
    put_back,
    jump_clock,
    copy_back,
};
std::string_view deed_name(DeedKind kind);

struct Deed {
    std::int64_t at_ms = 0;
    DeedKind kind{};
    std::size_t tablet = 0;  // its place in the world's list
    std::uint64_t chance = 0;
};

struct PlanOptions {
    std::vector<Evil> evils;  // empty: all
    std::size_t tablets = 0;  // 0: the seed says
    Bug bug = Bug::none;
};

struct Plan {
    std::uint64_t seed = 0;
    Bug bug = Bug::none;
    bool strict = false;
    std::vector<std::size_t> devices;  // the last is the office's
    std::vector<std::string> owners;
    std::int64_t until_ms = 0;
    std::vector<Deed> deeds;
};

Plan make_plan(std::uint64_t seed, const PlanOptions& options);

}  // namespace chamber::simulation
