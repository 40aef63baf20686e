#include "storage/soundness.hpp"

#include "storage/council_seal.hpp"
#include "storage/database/database.hpp"
#include "storage/database/vietnamese.hpp"
#include "storage/store_body.hpp"
#include "storage/transaction/journal.hpp"

namespace chamber::storage {

namespace {

constexpr std::uintmax_t checked_at_once_bytes_max = 64'000'000;

Result<Soundness> examine(Database& database, Thoroughness thoroughness, JournalSeal seal)
{
    // An empty file is a sound database to SQLite.
    if (database.integer("SELECT count(*) FROM sqlite_schema").value_or(0) == 0)
        return fail(ErrorCode::database_damaged, "the database is empty", "quick_check");
    const bool whole = thoroughness == Thoroughness::whole;
    const auto found = whole ? database.text("PRAGMA integrity_check(1)") : database.text("PRAGMA quick_check(1)");
    if (found != "ok")
        return fail(ErrorCode::database_damaged, found.value_or("no answer"),
                    whole ? "integrity_check" : "quick_check");
    if (whole)
        if (const auto table = database.text("PRAGMA foreign_key_check"))
            return fail(ErrorCode::database_damaged, *table, "foreign_key_check");
    Journal journal(database);
    journal.set_seal(std::move(seal));
    if (auto chain = journal.check(); !chain) return chain.error();
    return Soundness{journal.mark().n, journal.mark().hash};
}

}  // namespace

Result<Soundness> check_soundness(Database& database, Thoroughness thoroughness)
{
    return examine(database, thoroughness, {});
}

Result<Soundness> check_soundness(const DataDirectory& directory, Thoroughness thoroughness)
{
    auto database = Database::open(directory.database, OpenMode::reading, {});
    if (!database) return database.error();
    try {
        register_vietnamese_tokenizer(**database);
        // One moment's state for all the checks: a journal that grows meanwhile would look as if it had lost its end.
        (*database)->run("BEGIN");
        auto sound = examine(**database, thoroughness, council_seal(directory));
        (*database)->run("ROLLBACK");
        return sound;
    } catch (const StorageFailure& failure) {
        return failure.error;
    }
}

Result<std::optional<std::string>> known_pepper_check(const DataDirectory& directory)
{
    auto database = Database::open(directory.database, OpenMode::reading, {});
    if (!database) return database.error();
    try {
        return (*database)->text("SELECT value FROM meta WHERE key = 'pepper_check'");
    } catch (const StorageFailure& failure) {
        return failure.error;
    }
}

bool is_checked_at_once(const DataDirectory& directory)
{
    std::error_code failed;
    const auto bytes = std::filesystem::file_size(directory.database, failed);
    return !failed && bytes <= checked_at_once_bytes_max;
}

Result<void> Store::check_database(Thoroughness thoroughness)
{
    return body_->read<void>([&]() -> Result<void> {
        const auto sound = check_soundness(*body_->database, thoroughness);
        if (!sound) return sound.error();
        return body_->journal.check();
    });
}

}  // namespace chamber::storage
