// An archive on its way: that one is being built, that one was not finished, that one has no time-stamp yet.
#include "storage/alarms.hpp"
#include "storage/archives.hpp"
#include "storage/sessions.hpp"
#include "storage/store_body.hpp"

#include <algorithm>
#include <sstream>

namespace chamber::storage {

namespace {

constexpr auto unstamped_key = "archives_unstamped";  // lines of "<file>\t<why>"
const Scope archive_scope{ScopeKind::delegates, {}};

// Rows without a file: what is being built, or was when the server ended.
std::vector<Archive> unfinished(Database& database)
{
    auto all = list_entities<Archive>(database, "SELECT body FROM archive ORDER BY id");
    std::erase_if(all, [](const Archive& archive) { return !archive.file_name.empty(); });
    return all;
}

std::string meta(Database& database, const std::string& key)
{
    return database.text("SELECT value FROM meta WHERE key = ?1", key).value_or("");
}

void set_meta(Database& database, const std::string& key, const std::string& value)
{
    database.run("INSERT INTO meta (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                 key, value);
}

struct Unstamped {
    std::string file_name;
    std::string why;
};

std::vector<Unstamped> unstamped(Database& database)
{
    std::vector<Unstamped> found;
    std::istringstream lines(meta(database, unstamped_key));
    for (std::string line; std::getline(lines, line);) {
        const auto tab = line.find('\t');
        found.push_back({line.substr(0, tab), tab == std::string::npos ? std::string() : line.substr(tab + 1)});
    }
    return found;
}

void keep_unstamped(Database& database, const std::vector<Unstamped>& all)
{
    std::string text;
    for (const auto& [file_name, why] : all) text += file_name + "\t" + why + "\n";
    set_meta(database, unstamped_key, text);
}

void raise_unstamped(UnitOfWork& work, const std::vector<Unstamped>& all)
{
    const auto& newest = all.back();
    Alarm alarm;
    alarm.kind = AlarmKind::not_time_stamped;
    alarm.count = static_cast<std::int32_t>(all.size());
    alarm.sentence = "Hồ sơ " + newest.file_name + " đã niêm phong nhưng chưa có dấu thời gian: " + newest.why + ". ";
    if (all.size() > 1)
        alarm.sentence += "Còn " + std::to_string(all.size() - 1) + " hồ sơ khác cũng chưa có dấu thời gian. ";
    alarm.sentence +=
        "Hồ sơ vẫn đầy đủ giá trị; máy chủ sẽ tự hỏi lại. Muốn hỏi ngay, chạy trên máy chủ: chamber-admin archive "
        "timestamp " +
        newest.file_name;
    raise_alarm(work, std::move(alarm));
}

}  // namespace

void forget_unfinished_archives(UnitOfWork& work)
{
    for (const Archive& archive : unfinished(work.database)) {
        work.database.run("DELETE FROM archive WHERE id = ?1", archive.id.value);
        work.feed.remove(Archive::type, archive.id.value);
    }
}

Result<void> Store::begin_archive(const Archive& begun)
{
    Body& body = *body_;
    return body.verb<void>([&]() -> Result<void> {
        UnitOfWork& work = body.work;
        if (!find_session(work.database, begun.session)) return fail(ErrorCode::session_unknown, begun.session.value);
        forget_unfinished_archives(work);
        Archive row = begun;
        row.id = ArchiveId(draw_id(work.entropy));
        row.state = ArchiveState::building;
        row.file_name.clear();
        row.sha256.clear();
        row.bytes = 0;
        row.built_at = work.now();
        work.database.run("INSERT INTO archive (id, session, body) VALUES (?1, ?2, ?3)", row.id.value,
                          row.session.value, body_of(row));
        work.feed.put(Archive::type, row.id.value, archive_scope);
        return {};
    });
}

Result<void> Store::end_archive()
{
    return body_->verb<void>([&]() -> Result<void> {
        forget_unfinished_archives(body_->work);
        return {};
    });
}

Result<bool> Store::note_interrupted_archive()
{
    Body& body = *body_;
    return body.verb<bool>([&]() -> Result<bool> {
        bool found = false;
        for (Archive& archive : unfinished(body.work.database)) {
            if (archive.built_by.empty()) continue;
            archive.built_by = PersonId();
            body.work.database.run("UPDATE archive SET body = ?2 WHERE id = ?1", archive.id.value, body_of(archive));
            body.work.feed.put(Archive::type, archive.id.value, archive_scope);
            found = true;
        }
        return found;
    });
}

Result<void> Store::note_time_stamp(const std::string& file_name, const std::string& why)
{
    Body& body = *body_;
    return body.verb<void>([&]() -> Result<void> {
        UnitOfWork& work = body.work;
        auto all = unstamped(work.database);
        const auto known = std::ranges::find(all, file_name, &Unstamped::file_name);
        const bool is_known = known != all.end();
        // The same archive without a time-stamp every hour is one alarm, also one that somebody has seen to.
        if (is_known == !why.empty()) return {};
        if (is_known)
            all.erase(known);
        else
            all.push_back({file_name, why.substr(0, why.find_first_of("\t\n"))});
        keep_unstamped(work.database, all);
        if (all.empty()) {
            end_alarm(work, AlarmKind::not_time_stamped, std::nullopt);
            return {};
        }
        const auto told = find_alarm(work.database, AlarmKind::not_time_stamped, std::nullopt);
        if (!is_known || (told && !told->settled_at)) raise_unstamped(work, all);
        return {};
    });
}

Result<std::vector<std::string>> Store::unstamped_archives()
{
    return body_->read<std::vector<std::string>>([&]() -> Result<std::vector<std::string>> {
        std::vector<std::string> names;
        for (auto& one : unstamped(*body_->database)) names.push_back(std::move(one.file_name));
        return names;
    });
}

}  // namespace chamber::storage
