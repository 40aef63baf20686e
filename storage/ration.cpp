#include "storage/ration.hpp"

#include "protocol/limits.hpp"

namespace chamber::storage {

namespace {

constexpr std::uint64_t rows_bytes = 600;

std::string today(UnitOfWork& work)
{
    return work.now().substr(0, 10);
}

}  // namespace

std::uint64_t writable_today(UnitOfWork& work, const PersonId& person)
{
    const auto written =
        work.database.integer("SELECT bytes FROM written WHERE person = ?1 AND day = ?2", person.value, today(work));
    const auto bytes = static_cast<std::uint64_t>(written.value_or(0));
    return bytes >= limits::annotation_bytes_per_day_max ? 0 : limits::annotation_bytes_per_day_max - bytes;
}

void note_written(UnitOfWork& work, const PersonId& person, std::uint64_t bytes)
{
    if (bytes == 0) return;
    work.database.run("INSERT INTO written (person, day, bytes) VALUES (?1, ?2, ?3) ON CONFLICT (person) DO UPDATE SET "
                      "bytes = CASE WHEN day = excluded.day THEN bytes ELSE 0 END + excluded.bytes, day = excluded.day",
                      person.value, today(work), static_cast<std::int64_t>(bytes));
}

std::uint64_t cost_of(std::string_view encoded)
{
    return encoded.size() + rows_bytes;
}

}  // namespace chamber::storage
