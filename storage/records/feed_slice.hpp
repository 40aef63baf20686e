// What the feed gives out: changes as they are told, each encoded once and shared by everybody who is told.
#pragma once

#include "protocol/access.hpp"
#include "protocol/message.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

// One change as the feed holds it, encoded once (protocol's encode(Change)) and shared by everybody.
struct FeedItem {
    std::int64_t seq = 0;
    std::string type;
    std::string id;
    Scope scope;
    std::shared_ptr<const std::string> encoded;
};

// Changes with seq in (prev, upto], in order; the caller filters by access. `complete`: upto is the head.
struct FeedSlice {
    std::int64_t prev = 0;
    std::int64_t upto = 0;
    bool complete = true;
    std::vector<FeedItem> items;
    std::string epoch{};  // as this and the following were when it was read, committed
    JournalMark journal{};
    std::int64_t backed_up = 0;
};

// What there is of one type, by id. `next`: there is more behind this one.
struct FeedPage {
    std::vector<FeedItem> items;
    std::optional<std::string> next;
};

struct FeedHead {
    std::string epoch;
    std::int64_t seq = 0;
    JournalMark journal{};
    std::int64_t backed_up = 0;
};

}  // namespace chamber::storage
