// The newest backup of this server, as the office sees it: a backup is a verified copy of the data directory; restoring
// one begins a new history.
#pragma once

#include <boost/describe.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace chamber {

struct Backup {
    static constexpr auto type = "backup";
    std::string id;        // always "backup"
    std::string folder;    // where backups are kept
    std::string name;      // of the newest one; empty: there is none
    std::string made_at;   // RFC 3339
    std::int64_t seq = 0;  // the feed's head it holds
    std::uint64_t bytes = 0;
    std::optional<std::string> verified_at;
    std::optional<std::string> drilled_at;  // a restore drill ended well
    std::optional<std::string> failure;     // Vietnamese; the newest try failed
};
BOOST_DESCRIBE_STRUCT(Backup, (), (id, folder, name, made_at, seq, bytes, verified_at, drilled_at, failure))

}  // namespace chamber
