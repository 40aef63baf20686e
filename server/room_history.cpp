// How a device enters the history, and how a history ends: what it says that it was told is held against what is true
// (storage/witnesses).
#include "server/room.hpp"

#include "server/log.hpp"

namespace chamber::server {

void Room::on_join(Peer& peer, const Join& wanted)
{
    // Being seen is noted when it can be: a full disk must not keep anybody out.
    auto touch = [device = wanted.viewer.device](storage::Store& store) -> Result<void> {
        const Result<void> touched = store.touch_device(device);
        if (!touched && touched.error().code == ErrorCode::device_unknown) return {};
        return touched;
    };
    storage_.ask(std::move(touch), [](Result<void> touched) {
        if (!touched && touched.error().code != ErrorCode::disk_full && !never_asked(touched.error().code))
            log_error("join", touched.error());
    });
    using Known = std::pair<std::int64_t, storage::Testimony>;
    storage::Witness witness{wanted.epoch, wanted.cursor, wanted.journal};
    auto work = [device = wanted.viewer.device, incarnation = wanted.incarnation,
                 witness](storage::Store& store) -> Result<Known> {
        return Known{store.last_command(device, incarnation), store.hear(witness)};
    };
    storage_.look(std::move(work), [this, id = peer.id, wanted](Result<Known> known) {
        Peer* joins = find(id);
        if (!joins || !joins->dialogue.signed_in()) return;
        if (!known) return joins->connection->close(1013, "busy");
        const auto& [last_command, testimony] = *known;
        if (testimony.says != storage::HistorySays::same) contradicted(id, wanted.viewer.device, testimony);
        if (testimony.says == storage::HistorySays::ahead || testimony.says == storage::HistorySays::other) return;
        hub_.join(id, *joins->dialogue.viewer(),
                  Hub::Place{wanted.epoch, wanted.cursor, last_command, facts_.floor, wanted.access});
        presence_changed_ = true;
        pump();
        tell_own(*joins);
        if (jobs_.joined) jobs_.joined(wanted.viewer.device);
    });
}

// The device was told another history than this one. It is not let into a history that would take away what it holds:
// either a new one begins, which everybody enters anew, or it waits.
void Room::contradicted(MemberId id, const DeviceId& device, const storage::Testimony& testimony)
{
    const bool ended = testimony.says == storage::HistorySays::rewritten;
    const bool begins = !ended && history_keeper_.may_begin(clock_.steady());
    auto work = [device, testimony, begins](storage::Store& store) {
        return store.note_testimony(device, testimony,
                                    begins ? storage::Store::Begins::new_history : storage::Store::Begins::nothing);
    };
    storage_.ask(std::move(work), [this, begins](Result<void> noted) {
        if (noted) return;
        log_error("history", noted.error());
        if (begins) history_keeper_.did_not_begin();
    });
    if (ended) return;
    // When a new history begins it closes everybody; this one waits no longer for that than the others.
    if (Peer* peer = find(id)) peer->connection->close(1013, error_name(ErrorCode::history_changed));
}

// What was told before belongs to a history that has ended: every device comes again and says what it holds, and is
// told all anew.
void Room::begin_history(const storage::FeedSlice& slice)
{
    hub_.begin(storage::FeedHead{slice.epoch, slice.upto, slice.journal, slice.backed_up});
    blob_service_.forget();
    for (const auto& [id, peer] : peers_)
        if (peer->connection->door() != Door::local)
            peer->connection->close(1012, error_name(ErrorCode::history_changed));
}

}  // namespace chamber::server
