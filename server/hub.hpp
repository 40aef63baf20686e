// Who is listening to the feed and how far each has come. Sans-I/O: the owner publishes committed changes, asks what to
// send, and fetches from the store what the hub's log no longer holds.
//
// A committed change is encoded once (storage) and shared; a member is a cursor into one log. First load, catching up
// and live are the same path: batch after cursor, filtered by access. A member whose queue is full is skipped and comes
// back later at its cursor, so nothing piles up and nothing is dropped. Thread: the meeting thread.
#pragma once

#include "protocol/message.hpp"
#include "protocol/person.hpp"
#include "storage/records/feed_slice.hpp"

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chamber::server {

using MemberId = std::uint64_t;

class Hub {
public:
    explicit Hub(storage::FeedHead head);

    struct Place {
        std::string epoch;  // of the device's view
        std::int64_t cursor = 0;
        std::int64_t last_command = 0;
        std::int64_t floor = 0;  // cursors below get a snapshot
        std::string access;      // what the device's view was filtered for (protocol's access_text)
    };
    void join(MemberId member, Viewer viewer, const Place& place);
    void leave(MemberId member);
    // The member may see other things from now on: purges what was lost, starts anew when something was gained.
    void regrant(MemberId member, Viewer viewer);

    // Commands of the member are answered up to this one: its first batch must not know less.
    void answered(MemberId member, std::int64_t last_command);

    // Nothing is told between hold() and its release(): a committed change may have changed who may see what.
    void hold() { ++holds_; }
    void release() { --holds_; }

    // Another history takes the place of this one: nobody listens any more.
    void begin(storage::FeedHead head);

    // Changes that are durable now, in order, of the same history. Shape: slice.prev is the head known so far.
    void publish(const storage::FeedSlice& slice);

    // What the owner does during pump().
    struct Outlet {
        std::function<bool(MemberId)> has_room;
        std::function<void(MemberId, std::shared_ptr<const std::string>)> deliver;
        std::function<void(MemberId, std::int64_t after)> need_slice;  // answer with supply()
    };
    void pump(const Outlet& outlet);

    // A slice read from the store for a member that is behind the log.
    void supply(MemberId member, const storage::FeedSlice& slice, const Outlet& outlet);

    std::int64_t head() const { return head_.seq; }
    const std::string& epoch() const { return head_.epoch; }
    // Members that may see this scope, for ephemeral messages.
    std::vector<MemberId> members_of(const Scope& scope, std::string_view entity_type) const;

private:
    struct Member {
        Viewer viewer;
        std::int64_t cursor = 0;
        std::int64_t last_command = 0;
        bool fresh = true;               // the next batch replaces the device's view
        std::vector<std::string> purge;  // scopes that the next batch takes away
        bool greeted = false;            // has got its first batch, which says last_command
        bool news = true;      // of what it may see: a batch is due even without changes, and is this member's own
        bool waiting = false;  // for supply()
    };
    // One encoded batch for all members at the same place that may see the same items.
    using Shared = std::map<std::pair<std::int64_t, std::vector<bool>>, std::shared_ptr<const std::string>>;

    void send_from(Member& member, MemberId id, const storage::FeedItem* const* items, std::size_t count,
                   std::int64_t upto, const Outlet& outlet, Shared* shared);

    storage::FeedHead head_;
    std::deque<storage::FeedItem> log_;
    std::int64_t log_after_;  // the log holds every change behind this seq
    std::size_t log_bytes_ = 0;
    std::map<MemberId, Member> members_;
    int holds_ = 0;
};

}  // namespace chamber::server
