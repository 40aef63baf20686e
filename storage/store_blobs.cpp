// The verbs about stored bytes: who may see them, and what became of them on the disk.
#include "storage/damage.hpp"
#include "storage/documents.hpp"
#include "storage/store_body.hpp"

#include <utility>

namespace chamber::storage {

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
