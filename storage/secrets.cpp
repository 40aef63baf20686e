#include "storage/secrets.hpp"

#include "storage/device_row.hpp"
#include "storage/people.hpp"
#include "storage/store_body.hpp"

namespace chamber::storage {

void forget_wrong_secrets(UnitOfWork& work, const PersonId& person, const DeviceId& device)
{
    work.database.run("DELETE FROM secret_try WHERE person = ?1 AND device IN (?2, 'here')", person.value,
                      device.value);
}

Result<void> put_secret(UnitOfWork& work, const ImportedSecret& secret, const std::optional<DeviceId>& stays)
{
    if (!find_person(work.database, secret.person)) return fail(ErrorCode::person_unknown, secret.person.value);
    if (secret.account) {
        const auto owner = work.database.text("SELECT person FROM secret WHERE account = ?1", *secret.account);
        if (owner && *owner != secret.person.value)
            return fail(ErrorCode::already_exists, "account " + *secret.account, *secret.account);
    }
    const auto former = work.database.text("SELECT hash FROM secret WHERE person = ?1", secret.person.value);
    // Whoever knew the old one is not to stay.
    if (former && *former != secret.hash) end_sign_ins(work, secret.person, stays);
    work.database.run(
        "INSERT INTO secret (person, account, hash) VALUES (?1, ?2, ?3) "
        "ON CONFLICT (person) DO UPDATE SET account = coalesce(excluded.account, account), hash = excluded.hash",
        secret.person.value, secret.account, secret.hash);
    work.database.run("DELETE FROM secret_try WHERE person = ?1", secret.person.value);
    return {};
}

Result<void> Store::set_secret(const PersonId& person, std::string_view hash)
{
    return body_->verb<void>([&]() -> Result<void> {
        auto set = put_secret(body_->work, ImportedSecret{person, std::nullopt, std::string(hash)});
        if (set) body_->note("set_secret", PersonId(), DeviceId(), person.value);
        return set;
    });
}

Result<void> Store::check_pepper(std::string_view pepper_check)
{
    return body_->read<void>([&]() -> Result<void> {
        const auto known = body_->database->text("SELECT value FROM meta WHERE key = 'pepper_check'");
        if (known && *known != pepper_check)
            return fail(ErrorCode::key_missing,
                        "không phải khóa đã dùng để băm mật khẩu và mã PIN trong cơ sở dữ liệu này",
                        (body_->directory.keys / "pepper").string());
        return {};
    });
}

Result<void> Store::remember_pepper(std::string_view pepper_check)
{
    if (auto fits = check_pepper(pepper_check); !fits) return fits;
    const auto known = body_->read<bool>([&]() -> Result<bool> {
        return body_->database->text("SELECT value FROM meta WHERE key = 'pepper_check'").has_value();
    });
    if (known && *known) return {};
    return body_->verb<void>([&]() -> Result<void> {
        body_->database->run("INSERT OR IGNORE INTO meta (key, value) VALUES ('pepper_check', ?1)", pepper_check);
        return {};
    });
}

}  // namespace chamber::storage
