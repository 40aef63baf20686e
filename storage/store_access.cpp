// The Store's verbs about who may go on: sign-ins that end, secrets changed by their owners, and the last notes of revoked devices.
#include "storage/store_body.hpp"

#include "storage/commands.hpp"
#include "storage/devices.hpp"
#include "storage/hand_in.hpp"
#include "storage/secrets.hpp"

namespace chamber::storage {

Result<void> Store::change_secret(const PersonId& person, const DeviceId& device, std::string_view hash)
{
    return body_->verb<void>([&]() -> Result<void> {
        const auto viewer = storage::proven_viewer(body_->work, person, device);
        if (!viewer) return viewer.error();
        if (auto set = storage::set_secret(body_->work, person, hash, device); !set) return set;
        body_->note("change_secret", person, device, person.value);
        return {};
    });
}

Result<void> Store::unlock(const PersonId& person, const DeviceId& device)
{
    return body_->verb<void>([&]() -> Result<void> {
        const auto viewer = storage::proven_viewer(body_->work, person, device);
        if (!viewer) return viewer.error();
        forget_wrong_secrets(body_->work, person, device);
        body_->note("unlock", person, device, person.value);
        return {};
    });
}

Result<Viewer> Store::proven_viewer(const PersonId& person, const DeviceId& device)
{
    return body_->read<Viewer>([&] { return storage::proven_viewer(body_->work, person, device); });
}

std::optional<UtcMs> Store::next_sign_in_end()
{
    const auto next = body_->read<std::optional<UtcMs>>([&]() -> Result<std::optional<UtcMs>> { return storage::next_sign_in_end(body_->work); });
    return next ? *next : std::nullopt;
}

Result<std::int64_t> Store::end_sign_ins_run_out()
{
    return body_->verb<std::int64_t>([&]() -> Result<std::int64_t> {
        const std::int64_t ended = storage::end_sign_ins_run_out(body_->work);
        if (ended > 0) body_->note("sign_ins_ended", PersonId(), DeviceId(), std::to_string(ended));
        return ended;
    });
}

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
