// How fast one device's commands are carried out: n commands cost n, whatever messages they come in. What comes faster
// waits here in its order, so a tablet that was offline for a day may send its whole outbox at once and is never closed
// for it; it is only served at the pace of the others. Sans-I/O.
//
// Bounded: beyond commands_waiting_max, or waiting_bytes_max of text, nothing is taken until there is room again. The
// device is told `busy`, keeps its commands and sends them later.
#pragma once

#include "protocol/message.hpp"
#include "protocol/world.hpp"

#include <cstddef>
#include <deque>
#include <vector>

namespace chamber {

class CommandPace {
public:
    explicit CommandPace(SteadyMs now);

    // False: no room, or these do not follow what waits (what came between was turned away). Nothing of them is kept
    // then.
    bool add(std::vector<Command> commands, std::size_t text_bytes);
    // What may be carried out now, in order; at most one message full, numbers following one another.
    std::vector<Command> take(SteadyMs now);
    void clear();
    std::size_t waiting() const { return waiting_.size(); }

private:
    struct Waiting {
        Command command;
        std::size_t bytes = 0;
    };
    std::deque<Waiting> waiting_;
    std::size_t bytes_ = 0;
    double tokens_;
    SteadyMs refilled_;
};

}  // namespace chamber
