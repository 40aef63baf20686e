// The verbs about stored bytes: who may see them, and what became of them on the disk.
#include "storage/damage.hpp"
#include "storage/documents.hpp"
#include "storage/store_body.hpp"

#include <utility>

namespace chamber::storage {

void Store::Body::destroy_bytes()
{
    for (const Sha256& sha256 : std::exchange(going, {})) {
        const auto known = read<bool>([&]() -> Result<bool> { return knows_blob(*database, sha256); });
        // What cannot be asked now, or not removed, is collected at the next start.
        if (!known || *known) continue;
        std::error_code ignored;
        std::filesystem::remove(blobs.path(sha256), ignored);
    }
}

std::vector<std::pair<Scope, std::string>> Store::blob_scopes(const Sha256& sha256)
{
    using Scopes = std::vector<std::pair<Scope, std::string>>;
    auto scopes = body_->read<Scopes>([&]() -> Result<Scopes> { return storage::blob_scopes(*body_->database, sha256); });
    // Deny by default: what cannot be read is seen by nobody.
    return scopes ? std::move(*scopes) : Scopes{};
}

Result<std::vector<StoredBlob>> Store::stored_blobs()
{
    return body_->read<std::vector<StoredBlob>>([&]() -> Result<std::vector<StoredBlob>> { return storage::stored_blobs(*body_->database); });
}

Result<NotedDamage> Store::note_damage(const Sha256& sha256, DamageKind kind)
{
    return body_->verb<NotedDamage>([&] { return storage::note_damage(body_->work, sha256, kind); });
}

Result<bool> Store::note_repair(const Sha256& sha256, const DeviceId& from)
{
    return body_->verb<bool>([&] { return storage::note_repair(body_->work, sha256, from); });
}

bool Store::is_damaged(const Sha256& sha256)
{
    const auto damaged = body_->read<bool>([&]() -> Result<bool> { return storage::is_damaged(*body_->database, sha256); });
    // What cannot be asked is not served.
    return damaged ? *damaged : true;
}

Result<std::vector<DeviceId>> Store::holders_of(const Sha256& sha256)
{
    return body_->read<std::vector<DeviceId>>([&]() -> Result<std::vector<DeviceId>> { return storage::holders_of(*body_->database, sha256); });
}

}  // namespace chamber::storage
