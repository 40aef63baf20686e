#include "tests/simulation/bugs.hpp"

namespace chamber::simulation {
namespace {

constexpr BugRow rows[] = {
    {Bug::receipt_before_fsync, "receipt_before_fsync"},
    {Bug::full_disk_swallowed, "full_disk_swallowed"},
    {Bug::blob_directory_not_synced, "blob_directory_not_synced"},
    {Bug::no_new_epoch, "no_new_epoch"},
    {Bug::gap_accepted, "gap_accepted"},
    {Bug::access_not_asked, "access_not_asked"},
    {Bug::room_never_full, "room_never_full"},
    {Bug::revoke_without_purge, "revoke_without_purge"},
    {Bug::cursor_before_view, "cursor_before_view"},
    {Bug::prev_not_checked, "prev_not_checked"},
    {Bug::send_before_durable, "send_before_durable"},
    {Bug::outbox_dropped_at_send, "outbox_dropped_at_send"},
    {Bug::dropped_at_receipt, "dropped_at_receipt"},
    {Bug::digest_not_checked, "digest_not_checked"},
    {Bug::withdrawn_bytes_kept, "withdrawn_bytes_kept"},
    {Bug::resume_one_off, "resume_one_off"},
    {Bug::epoch_ignored, "epoch_ignored"},
    {Bug::receipts_not_awaited, "receipts_not_awaited"},
    {Bug::done_is_forgotten, "done_is_forgotten"},
};

}  // namespace

std::span<const BugRow> all_bugs()
{
    return rows;
}

std::string_view bug_name(Bug bug)
{
    for (const BugRow& row : rows)
        if (row.bug == bug) return row.name;
    return "none";
}

std::optional<Bug> parse_bug(std::string_view name)
{
    for (const BugRow& row : rows)
        if (row.name == name) return row.bug;
    return std::nullopt;
}

}  // namespace chamber::simulation
