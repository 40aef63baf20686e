// The Store's verbs about who may go on: sign-ins that end, secrets changed by their owners, and the last notes of revoked devices.
#include "storage/store_body.hpp"

#include "storage/commands.hpp"
#include "storage/devices.hpp"
#include "storage/hand_in.hpp"
#include "storage/secrets.hpp"

namespace chamber::storage {

Result<void> Store::note_unsent(const DeviceId& device, std::int32_t unsent)
{
    return body_->verb<void>([&]() -> Result<void> {
        storage::note_unsent(body_->work, device, unsent);
        return {};
    });
}

Result<void> Store::note_revoked_away(const DeviceId& device)
{
    return body_->verb<void>([&]() -> Result<void> {
        storage::note_revoked_away(body_->work, device);
        return {};
    });
}

Result<Applied> Store::hand_in(const DeviceId& device, std::string_view incarnation, const std::vector<Command>& commands, const ApplyRation& ration)
{
    return body_->verb<Applied>([&] { return storage::hand_in(body_->work, device, incarnation, commands, ration); });
}

Result<void> Store::note_handed_in(const DeviceId& device, std::int32_t left)
{
    return body_->verb<void>([&]() -> Result<void> {
        auto noted = storage::note_handed_in(body_->work, device, left);
        if (noted) body_->note("handed_in", PersonId(), device, device.value);
        return noted;
    });
}

}  // namespace chamber::storage
