// One try of a PIN or password. It is counted before the costly comparison, so that tries sent side by side are not
// looked at side by side, and taken back when the secret was right or could not be compared.
//
//   begin_try ──counted──▶ compared ──right──▶ sign_in forgets the tries
//       │                      ├─────wrong──▶ note_miss (journal)
//       └ waiting, locked      └─────could not be compared──▶ undo_try
//
// Counted per (person, device), so that nobody can lock the chair out from another tablet: 1, 2, 4 …
// limits::secret_wait_s_max seconds, and after limits::secret_tries_before_lock wrong ones that device is locked for
// that person until the office sets a new secret. Whoever is signed in and proves it again (a locked screen, a new PIN)
// is counted by the same rule.
//
// A name that nobody has is counted the same way: neither what is answered nor how long it takes tells who exists.
#include "protocol/limits.hpp"
#include "storage/people.hpp"
#include "storage/sign_ins.hpp"
#include "storage/store_body.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

// On the server's own machine a device costs nothing, so tries are counted for the account as well: it is delayed,
// never locked, or whoever sits there could lock the office out.
const std::string this_machine = "here";
constexpr std::int64_t here_wait_s_max = 30;
constexpr std::int64_t strangers_max = 1'000;

struct Tries {
    std::int64_t count = 0;
    std::int64_t last_ms = 0;
};

std::int64_t wait_s_after(std::int64_t tries)
{
    if (tries <= 0) return 0;
    const std::int64_t doubled = tries > 16 ? limits::secret_wait_s_max : std::int64_t{1} << (tries - 1);
    return std::min<std::int64_t>(doubled, limits::secret_wait_s_max);
}

std::string folded(std::string_view account)
{
    std::string name;
    for (const char c : account) name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return name;
}

// Who is counted: a person, or the name that nobody has.
struct Counter {
    UnitOfWork& work;
    bool nobody;
    std::string name;

    Tries read(const std::string& device) const
    {
        Statement row =
            nobody ? work.database.query("SELECT tries, last_ms FROM stranger_try WHERE name = ?1 AND device = ?2",
                                         name, device)
                   : work.database.query("SELECT tries, last_ms FROM secret_try WHERE person = ?1 AND device = ?2",
                                         name, device);
        return row.step() ? Tries{row.integer(0), row.integer(1)} : Tries{};
    }
    void add(const std::string& device) const
    {
        const std::int64_t now = work.clock.utc().value;
        if (!nobody) {
            work.database.run(
                "INSERT INTO secret_try (person, device, tries, last_ms) VALUES (?1, ?2, 1, ?3) "
                "ON CONFLICT (person, device) DO UPDATE SET tries = tries + 1, last_ms = excluded.last_ms",
                name, device, now);
            return;
        }
        work.database.run("INSERT INTO stranger_try (name, device, tries, last_ms) VALUES (?1, ?2, 1, ?3) "
                          "ON CONFLICT (name, device) DO UPDATE SET tries = tries + 1, last_ms = excluded.last_ms",
                          name, device, now);
        // Made-up names are without end: the oldest are forgotten.
        if (work.database.integer("SELECT count(*) FROM stranger_try").value_or(0) > strangers_max)
            work.database.run(
                "DELETE FROM stranger_try WHERE (name, device) IN (SELECT name, device FROM stranger_try ORDER BY last_ms LIMIT ?1)",
                strangers_max / 10);
    }
    void take_back(const std::string& device) const
    {
        if (nobody)
            work.database.run("UPDATE stranger_try SET tries = tries - 1 WHERE name = ?1 AND device = ?2 AND tries > 0",
                              name, device);
        else
            work.database.run("UPDATE secret_try SET tries = tries - 1 WHERE person = ?1 AND device = ?2 AND tries > 0",
                              name, device);
    }
};

std::int32_t left_s(const Clock& clock, const Tries& tries, std::int64_t wait_s)
{
    const std::int64_t wait_ms = wait_s * 1'000;
    const std::int64_t left_ms = tries.last_ms + wait_ms - clock.utc().value;
    // A try in the future: the clock was set back while nobody was looking. Who waits for that moment waits for hours.
    return left_ms > 0 && left_ms <= wait_ms ? static_cast<std::int32_t>((left_ms + 999) / 1'000) : 0;
}

Counter counter_of(UnitOfWork& work, const TryOf& of, const SecretTry& made)
{
    if (made.person) return Counter{work, false, made.person->value};
    return Counter{work, true, of.account ? "account " + folded(*of.account) : "person " + of.person->value};
}

}  // namespace

Result<SecretTry> Store::begin_try(const TryOf& of)
{
    return body_->verb<SecretTry>([&]() -> Result<SecretTry> {
        UnitOfWork& work = body_->work;
        if (of.again)
            if (const auto viewer = storage::proven_viewer(work, *of.person, of.device); !viewer) return viewer.error();
        SecretTry made;
        Statement row =
            of.account ? work.database.query("SELECT person, hash FROM secret WHERE account = ?1", *of.account)
                       : work.database.query("SELECT person, hash FROM secret WHERE person = ?1", of.person->value);
        if (row.step()) {
            const auto person = find_person(work.database, PersonId(row.text(0)));
            // Staff sign in by account, everybody else by person: by the other way they are nobody.
            if (person && (of.again || is_staff(*person) == of.account.has_value())) {
                made.person = person->id;
                made.hash = row.text(1);
            }
        }
        const Counter counter = counter_of(work, of, made);
        const Tries tries = counter.read(of.device.value);
        made.locked = tries.count >= limits::secret_tries_before_lock;
        made.wait_s = left_s(work.clock, tries, wait_s_after(tries.count));
        if (of.here) {
            const Tries here = counter.read(this_machine);
            made.wait_s =
                std::max(made.wait_s, left_s(work.clock, here, std::min(wait_s_after(here.count), here_wait_s_max)));
        }
        if (made.locked || made.wait_s > 0) return made;
        counter.add(of.device.value);
        made.next_wait_s = static_cast<std::int32_t>(wait_s_after(tries.count + 1));
        if (of.here) {
            const Tries here = counter.read(this_machine);
            counter.add(this_machine);
            made.next_wait_s = std::max(
                made.next_wait_s, static_cast<std::int32_t>(std::min(wait_s_after(here.count + 1), here_wait_s_max)));
        }
        made.counted = true;
        return made;
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
        if (!made.counted) return {};
        const Counter counter = counter_of(body_->work, of, made);
        counter.take_back(of.device.value);
        if (of.here) counter.take_back(this_machine);
        return {};
    });
}

}  // namespace chamber::storage
