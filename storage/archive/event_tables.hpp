// The two tables of metadata/ that tell what happened: events, and amendments.
#pragma once

#include "storage/archive/bag.hpp"

#include <compare>
#include <string>
#include <vector>

namespace chamber::storage {

enum class AgentKind { person, organization, software };

// `at`: RFC 3339. `agent`: a person's id, an office's or a program's name. `object`: a path of the bag, or an id.
struct ArchiveEvent {
    std::string at, kind, agent, object, outcome;
    AgentKind agent_kind = AgentKind::organization;
    auto operator<=>(const ArchiveEvent&) const = default;
};

// What the session recorded, and the making of this bag; by time.
std::vector<ArchiveEvent> archive_events(const SessionFile& file, const Filing& filing);

// su-kien.csv. PREMIS 3's event types, and "withdrawal" of our own: what the session recorded, and the making of this
// bag.
std::string events_csv(const SessionFile& file, const Filing& filing);

// sua-doi.csv. What was corrected after it was first entered: the former value is part of the record.
std::string amendments_csv(const SessionFile& file);

}  // namespace chamber::storage
