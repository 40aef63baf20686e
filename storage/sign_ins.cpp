#include "storage/sign_ins.hpp"

#include "protocol/importing.hpp"
#include "protocol/limits.hpp"
#include "storage/device_row.hpp"
#include "storage/people.hpp"
#include "storage/secrets.hpp"
#include "storage/store_body.hpp"

namespace chamber::storage {

bool may_sit(UnitOfWork& work, const Person& person)
{
    return is_staff(person) || may_serve(person, vietnamese_day(work.clock.utc()));
}

Result<Viewer> proven_viewer(UnitOfWork& work, const PersonId& person, const DeviceId& device)
{
    const auto row = find_device_row(work.database, device);
    if (!row) return fail(ErrorCode::device_unknown, device.value);
    if (row->device.state == DeviceState::revoked) return fail(ErrorCode::device_revoked, device.value);
    if (row->device.state == DeviceState::pending) return fail(ErrorCode::device_pending, device.value);
    if (row->device.person != person || row->ran_out(work.clock.utc()))
        return fail(ErrorCode::sign_in_ended, device.value);
    const auto found = find_person(work.database, person);
    if (!found || !may_sit(work, *found)) return fail(ErrorCode::sign_in_ended, person.value);
    return viewer_of(work.database, *found, device);
}

Result<Viewer> asking_viewer(UnitOfWork& work, const Viewer& viewer)
{
    // The office's own machine is no device.
    if (viewer.device == Store::own_machine()) return viewer;
    return proven_viewer(work, viewer.person, viewer.device);
}

Result<Viewer> Store::proven_viewer(const PersonId& person, const DeviceId& device)
{
    return body_->read<Viewer>([&] { return storage::proven_viewer(body_->work, person, device); });
}

Result<Viewer> Store::sign_in(const PersonId& person, const DeviceId& device)
{
    return body_->verb<Viewer>([&]() -> Result<Viewer> {
        UnitOfWork& work = body_->work;
        auto row = find_device_row(work.database, device);
        if (!row) return fail(ErrorCode::device_unknown, device.value);
        if (row->device.state == DeviceState::pending) return fail(ErrorCode::device_pending, device.value);
        if (row->device.state == DeviceState::revoked) return fail(ErrorCode::device_revoked, device.value);
        const auto found = find_person(work.database, person);
        if (!found || !may_sit(work, *found)) return fail(ErrorCode::person_unknown, person.value);
        row->device.person = person;
        row->signed_in_until_ms.reset();
        if (is_staff(*found)) row->signed_in_until_ms = work.clock.utc().value + limits::staff_sign_in_ms;
        put_device_row(work, *row);
        forget_wrong_secrets(work, person, device);
        body_->note("sign_in", person, device, person.value);
        return viewer_of(work.database, *found, device);
    });
}

Result<void> Store::sign_out(const DeviceId& device)
{
    return body_->verb<void>([&]() -> Result<void> {
        auto row = find_device_row(*body_->database, device);
        if (!row) return fail(ErrorCode::device_unknown, device.value);
        if (row->device.person) {
            row->end_sign_in();
            put_device_row(body_->work, *row);
        }
        body_->note("sign_out", PersonId(), device, device.value);
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

Result<void> Store::change_secret(const PersonId& person, const DeviceId& device, std::string_view hash)
{
    return body_->verb<void>([&]() -> Result<void> {
        const auto viewer = storage::proven_viewer(body_->work, person, device);
        if (!viewer) return viewer.error();
        if (auto set = put_secret(body_->work, ImportedSecret{person, std::nullopt, std::string(hash)}, device); !set)
            return set;
        body_->note("change_secret", person, device, person.value);
        return {};
    });
}

std::optional<UtcMs> Store::next_sign_in_end()
{
    const auto next = body_->read<std::optional<UtcMs>>([&]() -> Result<std::optional<UtcMs>> {
        const auto earliest = body_->database->integer("SELECT min(signed_in_until_ms) FROM device "
                                                       "WHERE person IS NOT NULL AND signed_in_until_ms IS NOT NULL "
                                                       "HAVING min(signed_in_until_ms) IS NOT NULL");
        return earliest ? std::optional(UtcMs{*earliest}) : std::nullopt;
    });
    return next ? *next : std::nullopt;
}

Result<std::int64_t> Store::end_sign_ins_run_out()
{
    return body_->verb<std::int64_t>([&]() -> Result<std::int64_t> {
        const std::int64_t ended = end_sign_ins_over(body_->work);
        if (ended > 0) body_->note("sign_ins_ended", PersonId(), DeviceId(), std::to_string(ended));
        return ended;
    });
}

}  // namespace chamber::storage
