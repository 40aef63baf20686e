#include "storage/transaction/feed.hpp"

#include "protocol/codec.hpp"
#include "protocol/limits.hpp"

namespace chamber::storage {

namespace {

constexpr std::uint64_t encoded_bytes_max = 33'554'432;

}  // namespace

Feed::Feed(Database& database) : database_(database)
{
    epoch_ = database_.text("SELECT value FROM meta WHERE key = 'epoch'").value_or("");
    head_ = database_.integer("SELECT max(seq) FROM feed").value_or(0);
}

std::int64_t Feed::floor()
{
    // Deletions are kept for ever, so any cursor can be caught up from; a compaction would raise this.
    return database_.integer("SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'floor'").value_or(0);
}

std::int64_t Feed::put(std::string_view type, std::string_view id, const Scope& scope, Revival revival)
{
    const std::int64_t changed = database_.run("INSERT INTO feed (type, id, scope, seq) VALUES (?1, ?2, ?3, ?4) "
                                               "ON CONFLICT (type, id) DO UPDATE SET seq = excluded.seq, deleted = 0 "
                                               "WHERE scope = excluded.scope AND (deleted = 0 OR ?5)",
                                               type, id, scope.text(), head_ + 1, revival == Revival::allowed ? 1 : 0);
    MUST(changed == 1);
    return ++head_;
}

void Feed::remove(std::string_view type, std::string_view id)
{
    const std::int64_t changed = database_.run(
        "UPDATE feed SET seq = ?3, deleted = 1 WHERE type = ?1 AND id = ?2 AND deleted = 0", type, id, head_ + 1);
    if (changed == 1) ++head_;
}

void Feed::bury(std::string_view type, std::string_view id, const Scope& scope)
{
    const std::int64_t changed = database_.run(
        "INSERT INTO feed (type, id, scope, seq, deleted) VALUES (?1, ?2, ?3, ?4, 1) ON CONFLICT (type, id) DO NOTHING",
        type, id, scope.text(), head_ + 1);
    if (changed == 1) ++head_;
}

std::optional<FeedPlace> Feed::find(std::string_view type, std::string_view id)
{
    Statement row = database_.query("SELECT seq, scope, deleted FROM feed WHERE type = ?1 AND id = ?2", type, id);
    if (!row.step()) return std::nullopt;
    return FeedPlace{row.integer(0), row.text(1), row.integer(2) != 0};
}

FeedSlice Feed::read(std::int64_t after, std::uint32_t changes_max, const Render& render)
{
    FeedSlice slice;
    slice.prev = after;
    slice.upto = std::max(after, head_);
    Statement rows =
        database_.query("SELECT seq, type, id, scope, deleted FROM feed WHERE seq > ?1 ORDER BY seq LIMIT ?2", after,
                        static_cast<std::int64_t>(changes_max) + 1);
    while (rows.step()) {
        if (slice.items.size() == changes_max) {
            slice.complete = false;
            slice.upto = slice.items.empty() ? after : slice.items.back().seq;
            break;
        }
        slice.items.push_back(item_of(rows, render));
    }
    return slice;
}

FeedPage Feed::page(std::string_view type, std::string_view after, const Render& render)
{
    FeedPage page;
    std::size_t bytes = 0;
    Statement rows =
        database_.query("SELECT seq, type, id, scope, deleted FROM feed WHERE type = ?1 AND id > ?2 AND deleted = 0 "
                        "ORDER BY id LIMIT ?3",
                        type, after, std::int64_t{limits::changes_per_batch_max} + 1);
    while (rows.step()) {
        FeedItem item = item_of(rows, render);
        bytes += item.encoded->size();
        const bool full = page.items.size() == limits::changes_per_batch_max || bytes > limits::batch_bytes_max;
        if (full && !page.items.empty()) {
            page.next = page.items.back().id;
            break;
        }
        page.items.push_back(std::move(item));
    }
    return page;
}

// Of a row of seq, type, id, scope and deleted.
FeedItem Feed::item_of(Statement& row, const Render& render)
{
    const std::int64_t seq = row.integer(0);
    if (const auto known = encoded_.find(seq); known != encoded_.end()) return known->second;
    std::string type = row.text(1);
    std::string id = row.text(2);
    std::optional<std::string> body;
    if (row.integer(4) == 0) body = render(type, id);
    return encode_item(seq, std::move(type), std::move(id), row.text(3), body);
}

FeedItem Feed::encode_item(std::int64_t seq, std::string type, std::string id, const std::string& scope,
                           const std::optional<std::string>& body)
{
    auto parsed = Scope::parse(scope);
    if (!parsed) throw StorageFailure(fail(ErrorCode::database_damaged, "feed: scope " + scope));
    Change change{seq, type, id, scope, std::nullopt};
    FeedItem item{seq, std::move(type), std::move(id), std::move(*parsed),
                  std::make_shared<const std::string>(encode_change(change, body))};
    if (encoded_bytes_ > encoded_bytes_max) {
        encoded_.clear();
        encoded_bytes_ = 0;
    }
    encoded_bytes_ += item.encoded->size();
    encoded_.emplace(seq, item);
    return item;
}

void Feed::begin_epoch(std::string epoch)
{
    database_.run(
        "INSERT INTO meta (key, value) VALUES ('epoch', ?1) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        epoch);
    epoch_ = std::move(epoch);
}

void Feed::restore(const Mark& mark)
{
    epoch_ = mark.epoch;
    if (mark.head == head_) return;
    // A seq given back will be given to another change.
    encoded_.clear();
    encoded_bytes_ = 0;
    head_ = mark.head;
}

std::string encode_change(const Change& without_entity, const std::optional<std::string>& entity_text)
{
    MUST(!without_entity.entity);
    std::string text = encode(without_entity);
    if (!entity_text) return text;
    // The row holds the entity's wire text: decoding it only to encode it again would cost twice what the rest costs.
    text.pop_back();
    text += ",\"entity\":";
    text += *entity_text;
    text += '}';
    return text;
}

}  // namespace chamber::storage
