#include "storage/secrets.hpp"

#include "protocol/limits.hpp"
#include "storage/devices.hpp"
#include "storage/people.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

std::int64_t wait_s_after(std::int64_t tries)
{
    if (tries <= 0) return 0;
    const std::int64_t doubled = tries > 16 ? limits::secret_wait_s_max : std::int64_t{1} << (tries - 1);
    return std::min<std::int64_t>(doubled, limits::secret_wait_s_max);
}

Result<SecretRecord> record_of(Work& work, const PersonId& person_id, std::string hash, const DeviceId& device)
{
    const auto person = find_person(work.database, person_id);
    if (!person) return fail(ErrorCode::person_unknown, person_id.value);
    SecretRecord record;
    record.person = person_id;
    record.hash = std::move(hash);
    record.staff = is_staff(*person);
    Statement row = work.database.query("SELECT tries, last_ms FROM secret_try WHERE person = ?1 AND device = ?2", person_id.value, device.value);
    if (row.step()) {
        const std::int64_t tries = row.integer(0);
        const std::int64_t wait_ms = wait_s_after(tries) * 1'000;
        const std::int64_t left_ms = row.integer(1) + wait_ms - work.clock.utc().value;
        record.locked = tries >= limits::secret_tries_before_lock;
        // A try in the future: the clock was set back while nobody was looking. Who waits for that moment waits for hours.
        if (left_ms > 0 && left_ms <= wait_ms) record.wait_s = static_cast<std::int32_t>((left_ms + 999) / 1'000);
    }
    return record;
}

}  // namespace

Result<SecretRecord> secret_of_person(Work& work, const PersonId& person, const DeviceId& device)
{
    auto hash = work.database.text("SELECT hash FROM secret WHERE person = ?1", person.value);
    if (!hash) return fail(ErrorCode::person_unknown, person.value);
    return record_of(work, person, std::move(*hash), device);
}

Result<SecretRecord> secret_of_account(Work& work, std::string_view account, const DeviceId& device)
{
    Statement row = work.database.query("SELECT person, hash FROM secret WHERE account = ?1", account);
    if (!row.step()) return fail(ErrorCode::person_unknown, std::string(account));
    return record_of(work, PersonId(row.text(0)), row.text(1), device);
}

Result<std::int32_t> note_wrong_secret(Work& work, const PersonId& person, const DeviceId& device)
{
    if (!find_person(work.database, person)) return fail(ErrorCode::person_unknown, person.value);
    work.database.run("INSERT INTO secret_try (person, device, tries, last_ms) VALUES (?1, ?2, 1, ?3) "
                      "ON CONFLICT (person, device) DO UPDATE SET tries = tries + 1, last_ms = excluded.last_ms",
                      person.value, device.value, work.clock.utc().value);
    const auto tries = work.database.integer("SELECT tries FROM secret_try WHERE person = ?1 AND device = ?2", person.value, device.value);
    return static_cast<std::int32_t>(wait_s_after(tries.value_or(0)));
}

void forget_wrong_secrets(Work& work, const PersonId& person, const DeviceId& device)
{
    work.database.run("DELETE FROM secret_try WHERE person = ?1 AND device IN (?2, 'here')", person.value, device.value);
}

Result<void> put_secret(Work& work, const ImportedSecret& secret, const std::optional<DeviceId>& stays)
{
    if (!find_person(work.database, secret.person)) return fail(ErrorCode::person_unknown, secret.person.value);
    if (secret.account) {
        const auto owner = work.database.text("SELECT person FROM secret WHERE account = ?1", *secret.account);
        if (owner && *owner != secret.person.value) return fail(ErrorCode::already_exists, "account " + *secret.account, *secret.account);
    }
    const auto former = work.database.text("SELECT hash FROM secret WHERE person = ?1", secret.person.value);
    // Whoever knew the old one is not to stay.
    if (former && *former != secret.hash) end_sign_ins(work, secret.person, stays);
    work.database.run("INSERT INTO secret (person, account, hash) VALUES (?1, ?2, ?3) "
                      "ON CONFLICT (person) DO UPDATE SET account = coalesce(excluded.account, account), hash = excluded.hash",
                      secret.person.value, secret.account, secret.hash);
    work.database.run("DELETE FROM secret_try WHERE person = ?1", secret.person.value);
    return {};
}

Result<void> set_secret(Work& work, const PersonId& person, std::string_view hash, const std::optional<DeviceId>& stays)
{
    return put_secret(work, ImportedSecret{person, std::nullopt, std::string(hash)}, stays);
}

}  // namespace chamber::storage
