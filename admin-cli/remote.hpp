// The office while the server runs: one conversation of protocol's messages through the server's Unix socket.
//
//   welcome → hello (no key: whoever opens the socket acts for the office) → standing signed_in → batch… → the whole
//   view
//
// The view and the commands' numbers are those of a device (protocol/device_ledger), in a fresh incarnation; uploads go
// over the same socket with a ticket. Thread: one, blocking.
#pragma once

#include "admin-cli/office.hpp"

namespace chamber::admin {

// Errors: server_not_running (nobody listens), protocol_version, not_allowed, io_failed.
Result<std::unique_ptr<Office>> connect_remote(const storage::DataDirectory& directory);

}  // namespace chamber::admin
