// Entities by their wire name: the feed as it is read, each entity rendered from its own row, and all of a type.
#include "storage/documents.hpp"
#include "storage/store_body.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

struct Shelf {
    std::string_view type;
    std::string_view one;
    std::string_view all;
};

// The nouns whose row is their entity. Documents, drafts and reports are rendered from a document's rows.
constexpr Shelf shelves[] = {
    {Council::type, "SELECT body FROM council WHERE id = ?1", "SELECT body FROM council ORDER BY id"},
    {Session::type, "SELECT body FROM session WHERE id = ?1", "SELECT body FROM session ORDER BY id"},
    {Sitting::type, "SELECT body FROM sitting WHERE id = ?1", "SELECT body FROM sitting ORDER BY id"},
    {AgendaItem::type, "SELECT body FROM agenda_item WHERE id = ?1", "SELECT body FROM agenda_item ORDER BY id"},
    {Person::type, "SELECT body FROM person WHERE id = ?1", "SELECT body FROM person ORDER BY id"},
    {Group::type, "SELECT body FROM people_group WHERE id = ?1", "SELECT body FROM people_group ORDER BY id"},
    {Attendance::type, "SELECT body FROM attendance WHERE id = ?1", "SELECT body FROM attendance ORDER BY id"},
    {Annotation::type, "SELECT body FROM annotation WHERE id = ?1", "SELECT body FROM annotation ORDER BY id"},
    {Device::type, "SELECT body FROM device WHERE id = ?1", "SELECT body FROM device ORDER BY id"},
    {Holding::type, "SELECT body FROM holding WHERE id = ?1", "SELECT body FROM holding ORDER BY id"},
    {Opening::type, "SELECT body FROM opening WHERE id = ?1", "SELECT body FROM opening ORDER BY id"},
    {Archive::type, "SELECT body FROM archive WHERE id = ?1", "SELECT body FROM archive ORDER BY id"},
    {AbsenceReason::type, "SELECT body FROM absence_reason WHERE id = ?1",
     "SELECT body FROM absence_reason ORDER BY id"},
    {Enrolment::type, "SELECT body FROM enrolment WHERE id = ?1", "SELECT body FROM enrolment ORDER BY id"},
    {Backup::type, "SELECT body FROM backup WHERE id = ?1", "SELECT body FROM backup ORDER BY id"},
    {Alarm::type, "SELECT body FROM alarm WHERE id = ?1", "SELECT body FROM alarm ORDER BY id"},
    {Withdrawal::type, "SELECT body FROM withdrawal WHERE id = ?1", "SELECT body FROM withdrawal ORDER BY id"},
    {Participant::type, "SELECT body FROM participant WHERE id = ?1", "SELECT body FROM participant ORDER BY id"},
    {AttendanceHistory::type, "SELECT body FROM attendance_history WHERE id = ?1",
     "SELECT body FROM attendance_history ORDER BY id"},
    {Amendments::type, "SELECT body FROM amendments WHERE id = ?1", "SELECT body FROM amendments ORDER BY id"},
    {HelpCall::type, "SELECT body FROM help_call WHERE id = ?1", "SELECT body FROM help_call ORDER BY id"},
    {Minutes::type, "SELECT body FROM minutes WHERE id = ?1", "SELECT body FROM minutes ORDER BY id"},
    {NotebookNote::type, "SELECT body FROM notebook_note WHERE id = ?1", "SELECT body FROM notebook_note ORDER BY id"},
    {Damage::type, "SELECT body FROM damage WHERE id = ?1", "SELECT body FROM damage ORDER BY id"},
};

bool is_type(std::string_view type)
{
    return type == Document::type || type == DraftDocument::type || type == Report::type ||
           std::ranges::any_of(shelves, [&](const Shelf& each) { return each.type == type; });
}

std::optional<Entity> document_entity(Database& database, std::string_view type, const std::string& id)
{
    if (type == Report::type) {
        const DocumentId document(id.substr(0, id.rfind('/')));
        for (Report& report : reports_of(database, document))
            if (report.id == id) return Entity(std::move(report));
        return std::nullopt;
    }
    auto row = find_document(database, DocumentId(id));
    if (!row || row->state == DocumentState::withdrawn) return std::nullopt;
    if (type == Document::type && row->state == DocumentState::published) return Entity(row->published());
    if (type == DraftDocument::type && row->waits()) {
        row->document.report = waiting_report(database, row->document.id);
        return Entity(std::move(row->document));
    }
    return std::nullopt;
}

// The entity's wire text as devices may see it; nothing when it is not there (any more).
std::optional<std::string> entity_text(Database& database, const std::string& type, const std::string& id)
{
    const auto shelf =
        std::find_if(std::begin(shelves), std::end(shelves), [&](const Shelf& each) { return each.type == type; });
    if (shelf != std::end(shelves)) return database.text(shelf->one, id);
    const auto entity = document_entity(database, type, id);
    if (!entity) return std::nullopt;
    return encode(*entity);
}

}  // namespace

Result<std::vector<Entity>> Store::entities(std::string_view type)
{
    return body_->read<std::vector<Entity>>([&]() -> Result<std::vector<Entity>> {
        Database& database = *body_->database;
        std::vector<Entity> found;
        const auto shelf =
            std::find_if(std::begin(shelves), std::end(shelves), [&](const Shelf& each) { return each.type == type; });
        if (shelf != std::end(shelves)) {
            Statement rows = database.query(shelf->all);
            while (rows.step()) {
                auto entity = decode_entity(rows.text(0));
                if (!entity)
                    throw StorageFailure(
                        fail(ErrorCode::database_damaged, std::string(type) + ": " + entity.error().detail));
                found.push_back(std::move(*entity));
            }
            return found;
        }
        if (!is_type(type)) return fail(ErrorCode::unknown_type, std::string(type));
        std::vector<std::string> ids;
        {
            Statement rows = database.query("SELECT id FROM feed WHERE type = ?1 AND deleted = 0 ORDER BY id", type);
            while (rows.step()) ids.push_back(rows.text(0));
        }
        for (const std::string& id : ids)
            if (auto entity = document_entity(database, type, id)) found.push_back(std::move(*entity));
        return found;
    });
}

FeedHead Store::head()
{
    return FeedHead{body_->feed.epoch(), body_->feed.head(), body_->journal.told_mark(), backed_up()};
}

Result<FeedSlice> Store::read_feed(std::int64_t after, std::uint32_t changes_max)
{
    Body& body = *body_;
    return body.read<FeedSlice>([&]() -> Result<FeedSlice> {
        FeedSlice slice = body.feed.read(after, changes_max, [&](const std::string& type, const std::string& id) {
            return entity_text(*body.database, type, id);
        });
        slice.epoch = body.feed.epoch();
        slice.journal = body.journal.told_mark();
        slice.backed_up = backed_up();
        return slice;
    });
}

Result<FeedPage> Store::read_page(std::string_view type, std::string_view after)
{
    Body& body = *body_;
    return body.read<FeedPage>([&]() -> Result<FeedPage> {
        if (!is_type(type)) return fail(ErrorCode::unknown_type, std::string(type), "/entity_type");
        return body.feed.page(type, after, [&](const std::string& of, const std::string& id) {
            return entity_text(*body.database, of, id);
        });
    });
}

std::int64_t Store::floor()
{
    return body_->feed.floor();
}

}  // namespace chamber::storage
