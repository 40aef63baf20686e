#include "server/hub.hpp"

#include "protocol/access.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"

#include <algorithm>

namespace chamber::server {
namespace {

// The log serves members that are nearly up to date; older ones read from the store. Oldest changes are dropped first.
constexpr std::size_t log_items_max = 10'000;
constexpr std::size_t log_bytes_max = 8'388'608;

// How many of these changes one batch may carry: as many as fit, and one even when it alone does not.
std::size_t fitting(const storage::FeedItem* const* items, std::size_t count)
{
    std::size_t bytes = 0, fits = 0;
    while (fits < count && fits < limits::changes_per_batch_max) {
        bytes += items[fits]->encoded->size();
        if (bytes > limits::batch_bytes_max && fits > 0) break;
        ++fits;
    }
    return fits;
}

}  // namespace

Hub::Hub(storage::FeedHead head) : head_(std::move(head)), log_after_(head_.seq) {}

void Hub::join(MemberId id, Viewer viewer, const Place& place)
{
    Member member;
    member.viewer = std::move(viewer);
    const bool same_history = place.epoch == head_.epoch && place.cursor <= head_.seq && place.cursor >= place.floor;
    member.fresh = !same_history || place.cursor == 0;
    member.cursor = member.fresh ? 0 : place.cursor;
    member.last_command = place.last_command;
    members_[id] = std::move(member);
}

void Hub::leave(MemberId id)
{
    members_.erase(id);
}

void Hub::publish(const storage::FeedSlice& slice)
{
    MUST(slice.prev == head_.seq);
    for (const storage::FeedItem& item : slice.items) {
        log_bytes_ += item.encoded->size();
        log_.push_back(item);
    }
    head_.seq = slice.upto;
    while (!log_.empty() && (log_.size() > log_items_max || log_bytes_ > log_bytes_max)) {
        log_after_ = log_.front().seq;
        log_bytes_ -= log_.front().encoded->size();
        log_.pop_front();
    }
}

void Hub::pump(const Outlet& outlet)
{
    Shared shared;
    std::vector<const storage::FeedItem*> items;
    for (auto& [id, member] : members_) {
        while (!member.waiting && (member.cursor < head_.seq || !member.greeted) && outlet.has_room(id)) {
            if (member.fresh || member.cursor < log_after_) {
                member.waiting = true;
                outlet.need_slice(id, member.cursor);
                break;
            }
            const auto first = std::partition_point(log_.begin(), log_.end(), [&](const auto& item) { return item.seq <= member.cursor; });
            const auto count = std::min<std::size_t>(static_cast<std::size_t>(log_.end() - first), limits::changes_per_batch_max);
            items.clear();
            for (auto at = first; at != first + static_cast<std::ptrdiff_t>(count); ++at) items.push_back(&*at);
            items.resize(fitting(items.data(), items.size()));
            const bool reaches_head = first + static_cast<std::ptrdiff_t>(items.size()) == log_.end();
            send_from(member, id, items.data(), items.size(), reaches_head ? head_.seq : items.back()->seq, outlet, &shared);
        }
    }
}

void Hub::supply(MemberId id, const storage::FeedSlice& slice, const Outlet& outlet)
{
    const auto found = members_.find(id);
    if (found == members_.end()) return;
    Member& member = found->second;
    if (!member.waiting || slice.prev != member.cursor) return;
    member.waiting = false;
    std::vector<const storage::FeedItem*> items;
    for (const storage::FeedItem& item : slice.items) items.push_back(&item);
    // What does not fit is asked for again. The store may be ahead of what was published; the member then simply is ahead of the log
    // and waits for it.
    const std::size_t fits = fitting(items.data(), items.size());
    send_from(member, id, items.data(), fits, fits == items.size() ? slice.upto : items[fits - 1]->seq, outlet, nullptr);
}

void Hub::send_from(Member& member, MemberId id, const storage::FeedItem* const* items, std::size_t count, std::int64_t upto, const Outlet& outlet, Shared* shared)
{
    std::vector<bool> visible(count);
    for (std::size_t i = 0; i < count; ++i) visible[i] = may_see(member.viewer, items[i]->scope, items[i]->type);
    const std::int64_t prev = member.cursor;
    std::shared_ptr<const std::string> text;
    const bool shareable = shared && member.greeted;
    if (shareable)
        if (const auto found = shared->find({prev, visible}); found != shared->end()) text = found->second;
    if (!text) {
        std::vector<std::string_view> encoded;
        for (std::size_t i = 0; i < count; ++i)
            if (visible[i]) encoded.push_back(*items[i]->encoded);
        Batch head{head_.epoch, member.fresh ? 0 : prev, upto, member.fresh, upto < head_.seq, {}, {}, member.greeted ? 0 : member.last_command};
        text = std::make_shared<const std::string>(encode_batch(head, encoded));
        if (shareable) (*shared)[{prev, visible}] = text;
    }
    member.cursor = upto;
    member.fresh = false;
    member.greeted = true;
    outlet.deliver(id, std::move(text));
}

std::vector<MemberId> Hub::members_of(const Scope& scope, std::string_view entity_type) const
{
    std::vector<MemberId> found;
    for (const auto& [id, member] : members_)
        if (may_see(member.viewer, scope, entity_type)) found.push_back(id);
    return found;
}

}  // namespace chamber::server
