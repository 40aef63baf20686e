// The Store's verbs about who stands at the door: tries of a secret, and what is kept of what was answered.
#include "storage/store_body.hpp"

#include "storage/devices.hpp"
#include "storage/receipts.hpp"
#include "storage/sign_in_tries.hpp"

namespace chamber::storage {

Result<void> Store::Body::prune()
{
    pruned_at = clock.steady();
    return verb<void>([this]() -> Result<void> {
        prune_receipts(work);
        return {};
    });
}

}  // namespace chamber::storage
