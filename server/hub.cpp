#include "server/hub.hpp"

#include "protocol/access.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"

#include <algorithm>
#include <utility>

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
    AccessChange change = access_change(place.access, access_text(member.viewer));
    member.fresh = !same_history || place.cursor == 0 || change.replace;
    if (!member.fresh) member.purge = std::move(change.purge);
    member.cursor = member.fresh ? 0 : place.cursor;
    member.last_command = place.last_command;
    members_[id] = std::move(member);
}

void Hub::leave(MemberId id)
{
    members_.erase(id);
}

void Hub::regrant(MemberId id, Viewer viewer)
{
    const auto found = members_.find(id);
    if (found == members_.end()) return;
    Member& member = found->second;
    AccessChange change = access_change(access_text(member.viewer), access_text(viewer));
    member.viewer = std::move(viewer);
    if (change.replace) {
        member.fresh = true;
        member.cursor = 0;
        member.waiting = false;
        member.purge.clear();
    } else {
        member.purge.insert(member.purge.end(), change.purge.begin(), change.purge.end());
    }
    member.news = member.news || change.replace || !change.purge.empty();
}

void Hub::answered(MemberId id, std::int64_t last_command)
{
    if (const auto found = members_.find(id); found != members_.end())
        found->second.last_command = std::max(found->second.last_command, last_command);
}

void Hub::begin(storage::FeedHead head)
{
    head_ = std::move(head);
    log_.clear();
    log_bytes_ = 0;
    log_after_ = head_.seq;
    members_.clear();
}

void Hub::publish(const storage::FeedSlice& slice)
{
    MUST(slice.prev == head_.seq);
    for (const storage::FeedItem& item : slice.items) {
        log_bytes_ += item.encoded->size();
        log_.push_back(item);
    }
    head_.seq = slice.upto;
    head_.journal = slice.journal;
    head_.backed_up = slice.backed_up;
    while (!log_.empty() && (log_.size() > log_items_max || log_bytes_ > log_bytes_max)) {
        log_after_ = log_.front().seq;
        log_bytes_ -= log_.front().encoded->size();
        log_.pop_front();
    }
}

void Hub::pump(const Outlet& outlet)
{
    if (holds_ > 0) return;
    Shared shared;
    std::vector<const storage::FeedItem*> items;
    for (auto& [id, member] : members_) {
        while (!member.waiting && (member.cursor < head_.seq || member.news) && outlet.has_room(id)) {
            if (member.fresh || member.cursor < log_after_) {
                member.waiting = true;
                outlet.need_slice(id, member.cursor);
                break;
            }
            const auto first = std::partition_point(log_.begin(), log_.end(),
                                                    [&](const auto& item) { return item.seq <= member.cursor; });
            const auto count =
                std::min<std::size_t>(static_cast<std::size_t>(log_.end() - first), limits::changes_per_batch_max);
            items.clear();
            for (auto at = first; at != first + static_cast<std::ptrdiff_t>(count); ++at) items.push_back(&*at);
            items.resize(fitting(items.data(), items.size()));
            const bool reaches_head = first + static_cast<std::ptrdiff_t>(items.size()) == log_.end();
            send_from(member, id, items.data(), items.size(), reaches_head ? head_.seq : items.back()->seq, outlet,
                      &shared);
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
    if (holds_ > 0) return;  // asked for again after release()
    std::vector<const storage::FeedItem*> items;
    // The store may be ahead of what was published, and so of what is known of its viewers: that part waits for its
    // turn in the log.
    for (const storage::FeedItem& item : slice.items)
        if (item.seq <= head_.seq) items.push_back(&item);
    const std::size_t fits = fitting(items.data(), items.size());  // what does not fit is asked for again
    send_from(member, id, items.data(), fits,
              fits == items.size() ? std::min(slice.upto, head_.seq) : items[fits - 1]->seq, outlet, nullptr);
}

void Hub::send_from(Member& member, MemberId id, const storage::FeedItem* const* items, std::size_t count,
                    std::int64_t upto, const Outlet& outlet, Shared* shared)
{
    std::vector<bool> visible(count);
    for (std::size_t i = 0; i < count; ++i) visible[i] = may_see(member.viewer, items[i]->scope, items[i]->type);
    const std::int64_t prev = member.cursor;
    std::shared_ptr<const std::string> text;
    const bool shareable = shared && !member.news;
    if (shareable)
        if (const auto found = shared->find({prev, visible}); found != shared->end()) text = found->second;
    if (!text) {
        std::vector<std::string_view> encoded;
        for (std::size_t i = 0; i < count; ++i)
            if (visible[i]) encoded.push_back(*items[i]->encoded);
        Batch head;
        head.epoch = head_.epoch;
        head.prev = member.fresh ? 0 : prev;
        head.upto = upto;
        head.snapshot = member.fresh;
        head.more = upto < head_.seq;
        head.journal = head_.journal;
        head.backed_up = head_.backed_up;
        if (member.news) {
            head.purge_scopes = std::exchange(member.purge, {});
            head.last_command = member.greeted ? 0 : member.last_command;
            head.access = access_text(member.viewer);
        }
        text = std::make_shared<const std::string>(encode_batch(head, encoded));
        if (shareable) (*shared)[{prev, visible}] = text;
    }
    member.cursor = upto;
    member.fresh = false;
    member.greeted = true;
    member.news = false;
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
