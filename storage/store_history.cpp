// The Store's verbs around its journal and its histories: what devices witness, what a backup holds, and how a new history begins.
#include "storage/store_body.hpp"
#include "storage/witnesses.hpp"

namespace chamber::storage {

void Store::set_origin(Origin origin) { body_->journal.set_origin(std::move(origin)); }

Testimony Store::hear(const Witness& witness)
{
    const auto heard = body_->read<Testimony>([&]() -> Result<Testimony> { return storage::hear(body_->work, witness); });
    return heard ? *heard : Testimony();
}

Result<void> Store::note_testimony(const DeviceId& device, const Testimony& testimony, Begins begins)
{
    return body_->verb<void>([&]() -> Result<void> {
        alarm_office(body_->work, device, testimony, begins);
        if (begins == Begins::new_history) storage::begin_history(body_->work, surely_shared(body_->work, testimony));
        if (begins == Begins::new_history) body_->note("begin_new_history", PersonId(), device, body_->feed.epoch());
        return {};
    });
}

Result<void> Store::note_start()
{
    return body_->verb<void>([&]() -> Result<void> {
        body_->note(std::string(start_verb), PersonId(), DeviceId(), draw_id(body_->entropy));
        return {};
    });
}

std::string Store::journal_head() { return body_->journal.mark().hash; }

Result<void> Store::begin_new_history()
{
    return body_->verb<void>([&]() -> Result<void> {
        storage::begin_history(body_->work, body_->journal.mark().n);
        body_->note("begin_new_history", PersonId(), DeviceId(), body_->feed.epoch());
        return {};
    });
}

}  // namespace chamber::storage
