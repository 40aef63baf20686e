// How often a device's word ends a history. A device that was told another history than the database holds is a witness
// that somebody put an older copy of the data directory back; nobody can prove it, and a stolen or broken tablet could
// say so for ever.
//
//   believed wrongly   every device takes a snapshot (no paper is fetched again) and says once more what it holds:
//   nothing is lost not believed       its view would be replaced by an older one, and the only copy of somebody's
//   notes is gone
//
// So the first one is always believed: a copy is put back under a stopped server, and a started one has heard nobody.
// Later ones wait until the last new history is old enough; they stay outside with all they hold, the office is alarmed
// all the same. Thread: the meeting thread.
#pragma once

#include "protocol/limits.hpp"
#include "protocol/world.hpp"

#include <optional>
#include <utility>

namespace chamber::server {

class HistoryKeeper {
public:
    // True: the caller begins one.
    bool may_begin(SteadyMs now)
    {
        if (begun_ && now.value - begun_->value < limits::new_history_every_ms) return false;
        before_ = std::exchange(begun_, now);
        return true;
    }
    // It could not be stored: the next witness may try.
    void did_not_begin() { begun_ = before_; }

private:
    std::optional<SteadyMs> begun_;
    std::optional<SteadyMs> before_;
};

}  // namespace chamber::server
