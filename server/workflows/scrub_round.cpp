#include "server/workflows/scrub_round.hpp"

#include <utility>

namespace chamber::workflow {

Result<void> ScrubRound::list(storage::Store& store)
{
    auto blobs = store.stored_blobs();
    if (!blobs) return blobs.error();
    blobs_ = std::move(*blobs);
    bytes_ = 0;
    for (const storage::StoredBlob& blob : blobs_) bytes_ += blob.bytes;
    return {};
}

Result<Found> ScrubRound::read(const storage::Blobs& blobs, std::function<bool()> go_on) const
{
    storage::ScrubPace pace;
    pace.go_on = std::move(go_on);
    return storage::scrub_blob(blobs, blobs_[next_], pace);
}

const storage::StoredBlob& ScrubRound::pass()
{
    const storage::StoredBlob& blob = blobs_[next_++];
    bytes_read_ += blob.bytes;
    return blob;
}

Result<Noted> ScrubRound::note(storage::Store& store, const Sha256& sha256, const Found& found)
{
    Noted noted;
    if (found) {
        auto damage = store.note_damage(sha256, *found);
        if (!damage) return damage.error();
        noted.damage = std::move(*damage);
    } else {
        const auto gone = store.note_repair(sha256, DeviceId());
        if (!gone) return gone.error();
        noted.whole_again = *gone;
    }
    return noted;
}

Result<void> run(ScrubRound round, storage::Store& store,
                 const std::function<void(std::uint64_t, std::uint64_t)>& progress)
{
    if (const Result<void> listed = round.list(store); !listed) return listed;
    while (!round.is_over()) {
        const Result<Found> found = round.read(store.blobs());
        if (!found) return found.error();
        const storage::StoredBlob& blob = round.pass();
        if (ScrubRound::is_news(blob, *found))
            if (const Result<Noted> noted = ScrubRound::note(store, blob.sha256, *found); !noted) return noted.error();
        progress(round.bytes_read(), round.bytes());
    }
    return {};
}

}  // namespace chamber::workflow
