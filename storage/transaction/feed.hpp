// Every entity a device can hold, once, at the seq of its last change.
//
// The seq is gap-free as it is given out; an entity that changes again leaves its old place. So first load, catching up
// and live are one query, and nothing needs compacting. A scope never changes (MUST). Bodies lie in the nouns' rows:
// read() asks for them when a slice is read and keeps what it encoded, because 37 devices ask for the same slice.
// Internal to storage; the storage thread's.
#pragma once

#include "protocol/access.hpp"
#include "storage/database/database.hpp"
#include "storage/records/feed_slice.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace chamber::storage {

// May an entity come back after its deletion? Only where the type's scope is always the same, so that every device
// converges.
enum class Revival { never, allowed };

struct FeedPlace {
    std::int64_t seq = 0;
    std::string scope;
    bool deleted = false;
};

class Feed {
public:
    // `epoch` and the last seq are read from the database.
    explicit Feed(Database& database);

    const std::string& epoch() const { return epoch_; }
    std::int64_t head() const { return head_; }
    std::int64_t floor();

    // Gives the entity the next seq, which is returned.
    std::int64_t put(std::string_view type, std::string_view id, const Scope& scope, Revival revival = Revival::never);
    // Deletes it, for ever; nothing happens when the feed does not hold it.
    void remove(std::string_view type, std::string_view id);
    // The same for what this history never held: so that it cannot come back. Nothing happens when the feed knows it.
    void bury(std::string_view type, std::string_view id, const Scope& scope);
    std::optional<FeedPlace> find(std::string_view type, std::string_view id);

    // `render`: the entity's wire text.
    using Render = std::function<std::optional<std::string>(const std::string& type, const std::string& id)>;
    FeedSlice read(std::int64_t after, std::uint32_t changes_max, const Render& render);
    // What there is of one type behind this id, as much as one message holds.
    FeedPage page(std::string_view type, std::string_view after, const Render& render);

    // A new history, after a backup came back.
    void begin_epoch(std::string epoch);

    // What a transaction began with; after a rollback back to there.
    struct Mark {
        std::int64_t head = 0;
        std::string epoch;
    };
    Mark mark() const { return {head_, epoch_}; }
    void restore(const Mark& mark);

private:
    FeedItem item_of(Statement& row, const Render& render);
    FeedItem encode_item(std::int64_t seq, std::string type, std::string id, const std::string& scope,
                         const std::optional<std::string>& body);

    Database& database_;
    std::string epoch_;
    std::int64_t head_ = 0;
    std::unordered_map<std::int64_t, FeedItem> encoded_;
    std::uint64_t encoded_bytes_ = 0;
};

// The wire text of a change around its entity's wire text. Shape: as encode(Change) with that entity.
std::string encode_change(const Change& without_entity, const std::optional<std::string>& entity_text);

}  // namespace chamber::storage
