#include "storage/damage.hpp"

#include "storage/store_body.hpp"

namespace chamber::storage {

namespace {

Sha256 digest_of(const std::string& text)
{
    auto sha256 = Sha256::parse(text);
    if (!sha256) throw StorageFailure(fail(ErrorCode::database_damaged, "blob: " + text));
    return *sha256;
}

std::vector<DocumentId> documents_of(Database& database, const Sha256& sha256)
{
    std::vector<DocumentId> documents;
    Statement rows = database.query(
        "SELECT DISTINCT document FROM revision WHERE ?1 IN (sha256, preview_sha256, delta_sha256) ORDER BY document",
        sha256.hex());
    while (rows.step()) documents.emplace_back(rows.text(0));
    return documents;
}

std::optional<Damage> marked(Database& database, const Sha256& sha256)
{
    return find_entity<Damage>(database, "SELECT body FROM damage WHERE id = ?1 AND repaired = 0", sha256.hex());
}

void put_damage(UnitOfWork& work, const Damage& damage)
{
    work.database.run("INSERT INTO damage (id, repaired, body) VALUES (?1, ?2, ?3) "
                      "ON CONFLICT (id) DO UPDATE SET repaired = excluded.repaired, body = excluded.body",
                      damage.id, std::int64_t{damage.repaired_at.has_value()}, body_of(damage));
    work.feed.put(Damage::type, damage.id, operations_scope,
                  Revival::allowed);  // the bytes may have been given up once
}

void note(UnitOfWork& work, std::string verb, const DeviceId& device, std::string target)
{
    JournalEntry entry;
    entry.verb = std::move(verb);
    entry.device = device;
    entry.target = std::move(target);
    work.journal.append(entry, work.clock.utc());
}

}  // namespace

std::vector<StoredBlob> stored_blobs(Database& database)
{
    std::vector<StoredBlob> blobs;
    Statement rows = database.query(
        "SELECT sha256, bytes, damage.id IS NOT NULL FROM blob "
        "LEFT JOIN damage ON damage.id = blob.sha256 AND damage.repaired = 0 ORDER BY damage.id IS NULL, sha256");
    while (rows.step())
        blobs.push_back({digest_of(rows.text(0)), static_cast<std::uint64_t>(rows.integer(1)), rows.integer(2) != 0});
    return blobs;
}

Result<std::vector<StoredBlob>> Store::stored_blobs()
{
    return body_->read<std::vector<StoredBlob>>(
        [&]() -> Result<std::vector<StoredBlob>> { return storage::stored_blobs(*body_->database); });
}

bool Store::is_damaged(const Sha256& sha256)
{
    const auto damaged = body_->read<bool>([&]() -> Result<bool> {
        return body_->database->integer("SELECT 1 FROM damage WHERE id = ?1 AND repaired = 0", sha256.hex())
            .has_value();
    });
    // What cannot be asked is not served.
    return damaged ? *damaged : true;
}

Result<NotedDamage> Store::note_damage(const Sha256& sha256, DamageKind kind)
{
    return body_->verb<NotedDamage>([&]() -> Result<NotedDamage> {
        UnitOfWork& work = body_->work;
        if (auto known = marked(work.database, sha256)) return NotedDamage{std::move(*known), false};
        const auto bytes = work.database.integer("SELECT bytes FROM blob WHERE sha256 = ?1", sha256.hex());
        if (!bytes) return fail(ErrorCode::blob_unknown, sha256.hex());
        Damage damage;
        damage.id = sha256.hex();
        damage.kind = kind;
        damage.bytes = static_cast<std::uint64_t>(*bytes);
        damage.documents = documents_of(work.database, sha256);
        damage.found_at = work.now();
        put_damage(work, damage);
        note(work, "blob_damaged", DeviceId(), damage.id + " " + name_of(kind));
        return NotedDamage{std::move(damage), true};
    });
}

Result<bool> Store::note_repair(const Sha256& sha256, const DeviceId& from)
{
    return body_->verb<bool>([&]() -> Result<bool> {
        UnitOfWork& work = body_->work;
        auto damage = marked(work.database, sha256);
        if (!damage) return false;
        damage->repaired_at = work.now();
        if (!from.empty()) damage->repaired_from = from;
        put_damage(work, *damage);
        note(work, "blob_repaired", from, damage->id);
        return true;
    });
}

Result<std::vector<DeviceId>> Store::holders_of(const Sha256& sha256)
{
    return body_->read<std::vector<DeviceId>>([&]() -> Result<std::vector<DeviceId>> {
        std::vector<DeviceId> devices;
        Statement rows = body_->database->query(
            "SELECT DISTINCT holding.device FROM revision JOIN holding ON holding.document = revision.document "
            "JOIN device ON device.id = holding.device AND device.state = 'approved' "
            "WHERE ?1 IN (revision.sha256, revision.preview_sha256) AND holding.id = holding.device || '/' || revision.sha256 "
            "ORDER BY holding.device",
            sha256.hex());
        while (rows.step()) devices.emplace_back(rows.text(0));
        return devices;
    });
}

std::optional<DocumentId> damaged_document(Database& database, const SessionId& session)
{
    const auto id = database.text(
        "SELECT document.id FROM document JOIN revision ON revision.document = document.id AND revision.published = 1 "
        "JOIN damage ON damage.id = revision.sha256 AND damage.repaired = 0 "
        "WHERE document.session = ?1 AND document.state = 'published' ORDER BY document.id LIMIT 1",
        session.value);
    return id ? std::optional(DocumentId(*id)) : std::nullopt;
}

}  // namespace chamber::storage
