// Where whoever presides leads the others: the newest page, and whose it is. Sans-I/O.
//
// One leads at a time, the one who said so last. What is said faster than limits::at_page_every_ms is not told, only
// the newest of it is. It ends when the leader says so, leaves, or presides no longer. Thread: the meeting thread.
#pragma once

#include "protocol/access.hpp"
#include "protocol/message.hpp"
#include "protocol/world.hpp"

#include <cstdint>
#include <optional>

namespace chamber::server {

class LeadBoard {
public:
    // `scope`: of the document, as it was asked for the leader.
    void note(std::uint64_t leader, const PersonId& person, const AtPage& place, Scope scope);
    // Nothing happens when another leads.
    void end(std::uint64_t leader);
    void end();
    std::optional<std::uint64_t> leader() const { return leader_; }
    const std::optional<DocumentId>& document() const { return told_.document; }

    // Grows when there is something to tell that was not told; at most once every limits::at_page_every_ms. 0: nobody
    // has ever led.
    std::uint64_t version(SteadyMs now);
    // What this viewer is told of the present version: an empty one when nobody leads, or where they cannot follow.
    ChairAt told_to(const Viewer& viewer) const;

private:
    std::optional<std::uint64_t> leader_;
    ChairAt told_;
    Scope scope_;
    bool fresh_ = false;
    std::uint64_t version_ = 0;
    SteadyMs at_{0};
};

}  // namespace chamber::server
