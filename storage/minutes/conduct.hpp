// How a session was conducted, as its journal tells it: what was opened when, and when the session stood still.
// Internal to the facts. Pure.
#pragma once

#include "protocol/world.hpp"
#include "storage/records/session_file.hpp"

#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

// state_set: what is the state's wire name; item_opened: what is the item, blank when the open one was closed.
enum class DeedKind { state_set, item_opened };

struct Deed {
    UtcMs at;
    DeedKind kind = DeedKind::state_set;
    std::string what;
};

// In the journal's order; what was refused did not happen. A line that cannot be read says nothing.
std::vector<Deed> deeds_of(const SessionFile& file);

struct Span {
    UtcMs began;
    std::optional<UtcMs> ended;
};

// When each item of the agenda was on: until the next one, a recess or the end.
struct ItemSpans {
    AgendaItemId item;
    std::vector<Span> spans;
};
std::vector<ItemSpans> spans_of(const std::vector<Deed>& deeds);

struct SittingTimes {
    std::optional<UtcMs> opened;
    std::optional<UtcMs> closed;
};

// By what happened from an hour before its planned beginning until the next sitting is due. The last recess is its
// end only when nothing was opened behind it.
SittingTimes times_of(const SessionFile& file, const Sitting& sitting, const std::vector<Deed>& deeds);

}  // namespace chamber::storage
