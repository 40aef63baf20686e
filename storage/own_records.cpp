// What follows a person to another tablet (protocol/own_records.hpp): kept beside the feed and without a word in the
// journal, because nobody but the person is ever told of it. It goes with the document's bytes, or when a person has
// more than readings_per_person_max: the ones that were touched longest ago.
#include "protocol/access.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "storage/documents.hpp"
#include "storage/sign_ins.hpp"
#include "storage/store_body.hpp"

namespace chamber::storage {

namespace {

bool may_read(Database& database, const Viewer& viewer, const DocumentId& id)
{
    const auto document = find_document_head(database, id);
    return document && document->state == DocumentState::published &&
           may_see(viewer, scope_of(document->audience), Document::type);
}

// A row that cannot be read is a damaged database.
template <class Record>
Record from_row(Result<Record> record)
{
    if (!record) throw StorageFailure(fail(ErrorCode::database_damaged, "own record: " + record.error().detail));
    return std::move(*record);
}

ReadingRecord keep_reading(UnitOfWork& work, const Viewer& viewer, const ReadingRecord& said)
{
    const auto body = work.database.text("SELECT body FROM reading WHERE person = ?1 AND document = ?2",
                                         viewer.person.value, said.document.value);
    const ReadingRecord known = body ? from_row(decode_reading(*body)) : ReadingRecord{said.document};
    ReadingRecord now = merged(known, said, work.now());
    const std::string text = encode(now);
    if (!body || text != *body)
        work.database.run("INSERT INTO reading (person, document, touched_ms, body) VALUES (?1, ?2, ?3, ?4) "
                          "ON CONFLICT DO UPDATE SET touched_ms = excluded.touched_ms, body = excluded.body",
                          viewer.person.value, said.document.value, work.clock.utc().value, text);
    return now;
}

Preferences keep_preferences(UnitOfWork& work, const Viewer& viewer, const Preferences& said)
{
    const auto body = work.database.text("SELECT body FROM preferences WHERE person = ?1", viewer.person.value);
    Preferences now = merged(body ? from_row(decode_preferences(*body)) : Preferences{}, said, work.now());
    work.database.run("INSERT INTO preferences (person, body) VALUES (?1, ?2) "
                      "ON CONFLICT (person) DO UPDATE SET body = excluded.body",
                      viewer.person.value, encode(now));
    return now;
}

void forget_oldest(UnitOfWork& work, const PersonId& person)
{
    work.database.run(
        "DELETE FROM reading WHERE person = ?1 AND document IN (SELECT document FROM reading WHERE person "
        "= ?1 ORDER BY touched_ms DESC, document LIMIT -1 OFFSET ?2)",
        person.value, static_cast<std::int64_t>(limits::readings_per_person_max));
}

}  // namespace

Result<OwnRecords> Store::keep_own(const Viewer& viewer, const KeepOwn& said)
{
    return body_->verb<OwnRecords>([&]() -> Result<OwnRecords> {
        UnitOfWork& work = body_->work;
        // A sign-in may have ended since it was said.
        const auto now = asking_viewer(work, viewer);
        if (!now) return now.error();
        OwnRecords kept;
        kept.ask = said.ask;
        for (const ReadingRecord& reading : said.readings)
            if (may_read(work.database, *now, reading.document))
                kept.readings.push_back(keep_reading(work, *now, reading));
        if (!kept.readings.empty()) forget_oldest(work, now->person);
        if (said.preferences) kept.preferences = keep_preferences(work, *now, *said.preferences);
        return kept;
    });
}

Result<std::vector<OwnRecords>> Store::own_records(const Viewer& viewer)
{
    return body_->read<std::vector<OwnRecords>>([&]() -> Result<std::vector<OwnRecords>> {
        Database& database = *body_->database;
        std::vector<OwnRecords> pieces(1);
        std::vector<ReadingRecord> readings;
        {
            Statement rows =
                database.query("SELECT body FROM reading WHERE person = ?1 ORDER BY document", viewer.person.value);
            while (rows.step()) readings.push_back(from_row(decode_reading(rows.text(0))));
        }
        for (ReadingRecord& reading : readings) {
            if (!may_read(database, viewer, reading.document)) continue;
            if (pieces.back().readings.size() == limits::readings_per_message_max) pieces.emplace_back();
            pieces.back().readings.push_back(std::move(reading));
        }
        if (const auto body = database.text("SELECT body FROM preferences WHERE person = ?1", viewer.person.value))
            pieces.back().preferences = from_row(decode_preferences(*body));
        pieces.back().complete = true;
        return pieces;
    });
}

Result<Scope> Store::led_scope(const Viewer& viewer, const AtPage& place)
{
    return body_->read<Scope>([&]() -> Result<Scope> {
        Database& database = *body_->database;
        if (!place.document || !may_read(database, viewer, *place.document))
            return fail(ErrorCode::document_unknown, {}, "/document");
        const auto revision = find_revision_head(database, *place.document, place.sha256);
        if (!revision || !revision->published) return fail(ErrorCode::revision_unknown, place.sha256, "/sha256");
        if (place.page_index < 0 || place.page_index >= revision->pages)
            return fail(ErrorCode::out_of_range, "page", "/page_index");
        return scope_of(find_document_head(database, *place.document)->audience);
    });
}

}  // namespace chamber::storage
