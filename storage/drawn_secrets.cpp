// New PINs and passwords that the server draws for other people: who may ask is known before anything is hashed, and
// asked again before the hashes are kept. All of them or none; the secrets themselves never come here.
#include "storage/people.hpp"
#include "storage/secrets.hpp"
#include "storage/sign_ins.hpp"
#include "storage/store_body.hpp"

#include <set>

namespace chamber::storage {

namespace {

std::string place(std::size_t index)
{
    std::string where = "/people/";
    return where.append(std::to_string(index));
}

// Nobody else's, and of no other person of the same question.
std::string free_account(Database& database, const PersonId& person, const std::set<std::string>& given)
{
    const std::string wished = account_of(person);
    std::string account = wished;
    for (int n = 2;
         given.contains(account) ||
         database.text("SELECT person FROM secret WHERE account = ?1 AND person <> ?2", account, person.value);
         ++n)
        account = wished + "-" + std::to_string(n);
    return account;
}

Result<SecretNeed> need_of(UnitOfWork& work, const Viewer& viewer, const PersonId& id, std::set<std::string>& given)
{
    const auto person = find_person(work.database, id);
    if (!person) return fail(ErrorCode::person_unknown, id.value);
    if (auto allowed = may_draw_secret_for(viewer, *person); !allowed) return allowed.error();
    if (has_pin(*person)) return SecretNeed{id, SecretKind::pin, std::nullopt};
    auto account = work.database.text("SELECT account FROM secret WHERE person = ?1", id.value);
    if (!account || account->empty()) account = free_account(work.database, id, given);
    given.insert(*account);
    return SecretNeed{id, SecretKind::password, std::move(account)};
}

}  // namespace

Result<std::vector<PersonId>> Store::secret_holders(const Viewer& viewer)
{
    return body_->read<std::vector<PersonId>>([&]() -> Result<std::vector<PersonId>> {
        const auto now = asking_viewer(body_->work, viewer);
        if (!now) return now.error();
        std::vector<PersonId> holders;
        Statement rows = body_->work.database.query("SELECT person FROM secret ORDER BY person");
        while (rows.step()) holders.emplace_back(rows.text(0));
        return holders;
    });
}

Result<std::vector<SecretNeed>> Store::secrets_to_draw(const Viewer& viewer, const std::vector<PersonId>& people)
{
    return body_->read<std::vector<SecretNeed>>([&]() -> Result<std::vector<SecretNeed>> {
        const auto now = asking_viewer(body_->work, viewer);
        if (!now) return now.error();
        std::vector<SecretNeed> needs;
        std::set<std::string> met;
        std::set<std::string> given;
        for (std::size_t i = 0; i < people.size(); ++i) {
            if (!met.insert(people[i].value).second) return fail(ErrorCode::already_exists, people[i].value, place(i));
            auto need = need_of(body_->work, *now, people[i], given);
            if (!need) return fail(need.error().code, need.error().detail, place(i));
            needs.push_back(std::move(*need));
        }
        return needs;
    });
}

Result<void> Store::keep_drawn(const Viewer& viewer, const std::vector<ImportedSecret>& secrets)
{
    return body_->verb<void>([&]() -> Result<void> {
        const auto now = asking_viewer(body_->work, viewer);
        if (!now) return now.error();
        for (std::size_t i = 0; i < secrets.size(); ++i) {
            const auto person = find_person(body_->work.database, secrets[i].person);
            if (!person) return fail(ErrorCode::person_unknown, secrets[i].person.value, place(i));
            if (auto allowed = may_draw_secret_for(*now, *person); !allowed)
                return fail(allowed.error().code, allowed.error().detail, place(i));
            if (auto kept = put_secret(body_->work, secrets[i]); !kept)
                return fail(kept.error().code, kept.error().detail, place(i));
            body_->note("draw_secret", viewer.person, viewer.device, secrets[i].person.value);
        }
        return {};
    });
}

}  // namespace chamber::storage
