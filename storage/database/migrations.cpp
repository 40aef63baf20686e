#include "storage/database/migrations.hpp"

#include "storage/database/database.hpp"

#include <string>

namespace chamber::storage {

namespace {

constexpr std::int64_t application_id = 0x6e676874;  // "nght"

}  // namespace

Result<void> migrate(Database& database)
{
    const auto known = static_cast<std::int64_t>(migrations().size());
    const std::int64_t owner = database.integer("PRAGMA application_id").value_or(0);
    const std::int64_t done = database.integer("PRAGMA user_version").value_or(0);
    const bool blank =
        owner == 0 && done == 0 && database.integer("SELECT count(*) FROM sqlite_schema").value_or(1) == 0;
    if (!blank && owner != application_id) return fail(ErrorCode::data_version, "the database is not of this program");
    if (done < 0 || done > known || (!blank && done == 0))
        return fail(ErrorCode::data_version,
                    "database version " + std::to_string(done) + ", this program knows " + std::to_string(known));
    for (std::int64_t next = done; next < known; ++next) {
        const Migration& migration = migrations()[static_cast<std::size_t>(next)];
        database.script("BEGIN IMMEDIATE;" + std::string(migration.sql) +
                        "PRAGMA application_id = " + std::to_string(application_id) +
                        "; PRAGMA user_version = " + std::to_string(next + 1) + "; COMMIT;");
    }
    return {};
}

}  // namespace chamber::storage
