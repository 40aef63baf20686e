#include "storage/sealed.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

// The journal's newest word of this archive; 0: none.
std::int64_t recorded_at(Database& database, const ArchiveId& archive)
{
    return database
        .integer(
            "SELECT n FROM journal WHERE session IS NULL AND line LIKE '%\"verb\":\"record_archive\"%' AND line LIKE ?1 ORDER BY n DESC LIMIT 1",
            "%\"target\":\"" + archive.value + " %")
        .value_or(0);
}

// Whether the session's newest entry came while an archive was being made: behind the moment it was read, before it was
// recorded. An entry that says `clock` was written while the clock was set back: its time compares with nothing.
bool came_meanwhile(const std::string& line, const Archive& archive)
{
    constexpr std::string_view label = "\"at\":\"";
    constexpr std::size_t to_the_second = 19;
    const auto from = line.find(label);
    if (from == std::string::npos || line.find("\"clock\":\"") != std::string::npos) return false;
    return line.substr(from + label.size(), to_the_second) > archive.built_at.substr(0, to_the_second);
}

}  // namespace

std::vector<Archive> archives_of(Database& database, const SessionId& session)
{
    return list_entities<Archive>(database, "SELECT body FROM archive WHERE session = ?1 ORDER BY id", session.value);
}

Result<void> check_sealed(Database& database, const SessionId& session)
{
    const auto newest = database.integer("SELECT max(n) FROM journal WHERE session = ?1", session.value).value_or(0);
    const auto line = database.text("SELECT line FROM journal WHERE n = ?1", newest).value_or("");
    const auto is_current = [&](const Archive& archive) {
        return !archive.draft && archive.state == ArchiveState::sealed && recorded_at(database, archive.id) > newest &&
               !came_meanwhile(line, archive);
    };
    if (std::ranges::any_of(archives_of(database, session), is_current)) return {};
    return fail(ErrorCode::archive_unsigned, session.value + " has no sealed archive as it stands now", "/state");
}

}  // namespace chamber::storage
