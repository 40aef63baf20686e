// The job of a repair: bytes that the disk has lost are asked back from a device that holds them.
//
//   marked ─▶ who holds it? ─▶ `blob_wanted` to one of them ─▶ PUT ─▶ staged and hashed ─▶ right: replaces the file,
//                 ▲                                                          │               and the mark goes
//                 │                                                          └ wrong, or no answer: the next one
//                 └─ a holder that joins later is asked then
//
// One device at a time for a blob, a few blobs at a time: 37 tablets must not send the same 20 MB at once. Only bytes
// with the right SHA-256 ever take the place of the file. Thread: the meeting thread.
#pragma once

#include "server/jobs/askers.hpp"
#include "server/net/server.hpp"
#include "server/storage_queue.hpp"
#include "server/tickets.hpp"
#include "server/workers.hpp"
#include "storage/store.hpp"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>

namespace chamber::server {

class Repairs {
public:
    // How a device is reached: its connection while somebody is signed in on it.
    struct Reach {
        std::function<std::optional<std::uint64_t>(const DeviceId&)> connection_of;
        std::function<std::optional<Viewer>(std::uint64_t connection)> viewer_at;
        Notify notify;
    };
    Repairs(StorageQueue& storage, Workers& documents, Tickets& tickets, Clock& clock, Reach reach);

    // A marked blob. Wanting it again asks everybody again.
    void want(const storage::StoredBlob& blob);
    // This device has just joined.
    void joined(const DeviceId& device);
    // Whoever was asked and has not begun to answer is passed over.
    void tick();

    // The bytes that were asked for. Errors: ticket_invalid (nobody wants them any more), upload_incomplete (not the
    // length), disk_full, io_failed.
    Result<net::BodySink> accept(const RepairPass& pass, std::optional<std::uint64_t> content_length);

private:
    struct Want {
        storage::StoredBlob blob;
        std::set<DeviceId> silent;  // were asked and did not answer
        std::set<DeviceId> wrong;   // answered with other bytes
        std::optional<DeviceId> asked;
        SteadyMs asked_at;
        bool receiving = false;
        bool at_rest = false;  // nobody left to ask, or the store is being asked who there is
    };
    struct Delivery;

    void pump();
    void seek(Want& want);
    void ask(Want& want, const DeviceId& device, std::uint64_t connection);
    void give_up(const Sha256& sha256, const DeviceId& device);
    void check(const std::shared_ptr<Delivery>& delivery, Result<void> kept);
    void finish(const std::shared_ptr<Delivery>& delivery, Result<void> outcome);
    Want* find(const Sha256& sha256);

    StorageQueue& storage_;
    Workers& documents_;
    Tickets& tickets_;
    Clock& clock_;
    Reach reach_;
    std::map<Sha256, Want> wants_;
};

}  // namespace chamber::server
