// Bugs that somebody could have written, each with a name. The simulator must find every one (bugs_test.cpp): a search
// that cannot fail proves nothing. They are planted in the model tablet, in the disk, or at a seam of the server; the
// product has no switch for them.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace chamber::simulation {

enum class Bug {
    none,
    // The disk and the operator.
    receipt_before_fsync,       // the commit returns before its bytes are on the medium
    full_disk_swallowed,        // a write that found no room is reported as done
    blob_directory_not_synced,  // a document's bytes are renamed into place and their directory is not made durable
    no_new_epoch,               // a backup is put back and the history keeps its name
    // The server, at its seams.
    gap_accepted,      // a command is applied although the one before it never came
    access_not_asked,  // who signs in is taken for the office
    room_never_full,   // the socket never says that its queue is full
    // The tablet.
    revoke_without_purge,    // scopes to purge are not purged
    cursor_before_view,      // the cursor is durable before what it stands for
    prev_not_checked,        // a batch is taken wherever it begins
    send_before_durable,     // a command is sent before it is in the outbox for good
    outbox_dropped_at_send,  // a command leaves the outbox when it is sent
    dropped_at_receipt,      // … when it is answered, whether its effect is in the view or not
    digest_not_checked,      // a blob counts as soon as all its bytes are here
    withdrawn_bytes_kept,    // bytes outlive the document they belong to
    resume_one_off,          // a transfer goes on one byte behind what is stored
    epoch_ignored,           // a restored server is taken for the one that was there before
    receipts_not_awaited,    // what was sent once counts as answered
    done_is_forgotten,       // an answered command is not kept until a backup holds it
};

struct BugRow {
    Bug bug;
    std::string_view name;
};

std::span<const BugRow> all_bugs();
std::string_view bug_name(Bug bug);
std::optional<Bug> parse_bug(std::string_view name);

}  // namespace chamber::simulation
