// A council's database made, and opened. On top of the nouns: a new one has its first council and its first member of
// staff.
#include "storage/council_seal.hpp"
#include "storage/database/opening.hpp"
#include "storage/documents.hpp"
#include "storage/enrolment.hpp"
#include "storage/files/disk.hpp"
#include "storage/people.hpp"
#include "storage/secrets.hpp"
#include "storage/sessions.hpp"
#include "storage/store_body.hpp"
#include "storage/witnesses.hpp"

#include <filesystem>

namespace chamber::storage {

Result<void> Store::create(const DataDirectory& directory, const Council& council, const Person& staff,
                           const ImportedSecret& secret, Clock& clock, Entropy& entropy)
{
    return create(directory, council, staff, secret, clock, entropy, Disk::real());
}

Result<void> Store::create(const DataDirectory& directory, const Council& council, const Person& staff,
                           const ImportedSecret& secret, Clock& clock, Entropy& entropy, Disk& disk)
{
    if (std::filesystem::exists(directory.database))
        return fail(ErrorCode::already_exists, directory.database.string());
    const auto make = [&]() -> Result<void> {
        auto database = open_database(directory, OpenMode::fresh, disk);
        if (!database) return database.error();
        Body body(directory, std::move(*database), clock, entropy, disk);
        return body.verb<void>([&]() -> Result<void> {
            begin_history(body.work, body.journal.mark().n);
            put_council(body.work, council);
            put_person(body.work, staff);
            if (auto kept = put_secret(body.work, secret); !kept) return kept;
            body.database->run("INSERT INTO meta (key, value) VALUES ('office', ?1)", staff.id.value);
            // The first tablets come on the day of the first run.
            if (auto opened = set_enrolment(body.work, SetEnrolment{true}); !opened) return opened.error();
            body.note("create", staff.id, DeviceId(), council.id);
            return {};
        });
    };
    auto made = make();
    if (made) made = disk.sync_directory(directory.root);
    if (made) return {};
    std::error_code ignored;
    for (const char* suffix : {"", "-wal", "-shm"})
        std::filesystem::remove(directory.database.string() + suffix, ignored);
    return made;
}

Result<std::unique_ptr<Store>> Store::open(const DataDirectory& directory, Clock& clock, Entropy& entropy)
{
    return open(directory, clock, entropy, Disk::real());
}

Result<std::unique_ptr<Store>> Store::open(const DataDirectory& directory, Clock& clock, Entropy& entropy, Disk& disk)
{
    auto database = open_database(directory, OpenMode::existing, disk);
    if (!database) return database.error();
    std::unique_ptr<Body> body;
    try {
        body = std::make_unique<Body>(directory, std::move(*database), clock, entropy, disk);
        if (body->feed.epoch().empty())
            return fail(ErrorCode::database_damaged, "the database has no epoch", directory.database.string());
        auto collected =
            body->blobs.collect([&body](const Sha256& sha256) { return knows_blob(*body->database, sha256); });
        if (!collected) return collected.error();
        if (auto pruned = body->prune(); !pruned) return pruned.error();
    } catch (const StorageFailure& failure) {
        return failure.error;
    }
    body->journal.set_seal(council_seal(directory));
    body->ballast_released = !std::filesystem::exists(directory.ballast);
    return std::unique_ptr<Store>(new Store(std::move(body)));
}

}  // namespace chamber::storage
