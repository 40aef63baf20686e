// Damage: stored bytes that no longer are what their name says, and how that ended.
//
// The row stays when the bytes are whole again (`repaired_at`): the office sees that a disk has begun to fail. Bytes of
// one name may be damaged again; the row then says so of the newest time.
#pragma once

#include "protocol/ids.hpp"

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chamber {

// unreadable: the disk gives an error instead of bytes.
enum class DamageKind { wrong_bytes, missing, unreadable };
BOOST_DESCRIBE_ENUM(DamageKind, wrong_bytes, missing, unreadable)

struct Damage {
    static constexpr auto type = "damage";
    std::string id;  // the SHA-256 the bytes are named by
    DamageKind kind = DamageKind::wrong_bytes;
    std::uint64_t bytes = 0;
    std::vector<DocumentId> documents;  // that these bytes are a revision, preview or difference of
    std::string found_at;
    std::optional<std::string> repaired_at;
    std::optional<DeviceId> repaired_from;  // empty: put back by a person, or uploaded again
};
BOOST_DESCRIBE_STRUCT(Damage, (), (id, kind, bytes, documents, found_at, repaired_at, repaired_from))

}  // namespace chamber
