// What the store says of itself: whether it is sound, which pepper its secrets were made with, by which name it serves.
#include "storage/soundness.hpp"
#include "storage/store_body.hpp"

namespace chamber::storage {

Result<void> Store::check_database(Thoroughness thoroughness)
{
    return body_->read<void>([&]() -> Result<void> {
        const auto sound = check_soundness(*body_->database, thoroughness);
        if (!sound) return sound.error();
        return body_->journal.check();
    });
}

Result<void> Store::note_host(std::string_view host_name, std::string_view ca_fingerprint)
{
    return body_->verb<void>([&]() -> Result<void> {
        body_->note("rename_host", local_viewer().person, DeviceId(), std::string(host_name) + " " + std::string(ca_fingerprint));
        return {};
    });
}

}  // namespace chamber::storage
