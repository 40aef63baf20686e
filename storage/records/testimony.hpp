// What a device says it was told of this server's history, and what that comes to beside feed and journal
// (witnesses.hpp).
#pragma once

#include "protocol/message.hpp"

#include <cstdint>
#include <string>

namespace chamber::storage {

// What a device says that it was told of this server's history.
struct Witness {
    std::string epoch;
    std::int64_t cursor = 0;
    JournalMark journal;
};

// same: nothing speaks against it. ahead: the device was told more than this database ever held. other: an entry of the
// journal was another one. rewritten: the same, of a part that both the device's ended history and this one had.
enum class HistorySays { same, ahead, other, rewritten };

struct Testimony {
    HistorySays says = HistorySays::same;
    std::int64_t missing = 0;  // changes that the device was told and this database lacks, as far as one can count them
    std::int64_t journal_n = 0;  // the entry that is missing or another one
};

}  // namespace chamber::storage
