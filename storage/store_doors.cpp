// The Store's verbs about who stands at the door: tries of a secret, and what is kept of what was answered.
#include "storage/store_body.hpp"

#include "storage/devices.hpp"
#include "storage/receipts.hpp"
#include "storage/sign_in_tries.hpp"

namespace chamber::storage {

Result<SecretTry> Store::begin_try(const TryOf& of)
{
    return body_->verb<SecretTry>([&]() -> Result<SecretTry> {
        if (of.again)
            if (const auto viewer = storage::proven_viewer(body_->work, *of.person, of.device); !viewer) return viewer.error();
        return storage::begin_try(body_->work, of);
    });
}

Result<void> Store::note_miss(const TryOf& of, const SecretTry& made)
{
    // Names that nobody has are without end, and so would be their entries.
    if (!made.person) return {};
    return body_->verb<void>([&]() -> Result<void> {
        body_->note("wrong_secret", PersonId(), of.device, made.person->value);
        return {};
    });
}

Result<void> Store::undo_try(const TryOf& of, const SecretTry& made)
{
    return body_->verb<void>([&]() -> Result<void> {
        storage::undo_try(body_->work, of, made);
        return {};
    });
}

Result<void> Store::Body::prune()
{
    pruned_at = clock.steady();
    return verb<void>([this]() -> Result<void> {
        prune_receipts(work);
        return {};
    });
}

}  // namespace chamber::storage
