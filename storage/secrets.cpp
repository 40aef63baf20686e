#include "storage/secrets.hpp"

#include "storage/devices.hpp"
#include "storage/people.hpp"

namespace chamber::storage {

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
