// Who asked for a round of work, on which connection and by which number: all are told alike. Thread: the meeting
// thread.
#pragma once

#include "protocol/to_device.hpp"

#include <cstdint>
#include <functional>
#include <vector>

namespace chamber::server {

// Sends a message to whoever is on that connection still.
using Notify = std::function<void(std::uint64_t connection, ToDevice message)>;

struct Asker {
    std::uint64_t connection = 0;
    std::uint32_t ask = 0;
};

template <class MessageOf>
void notify_all(const Notify& notify, const std::vector<Asker>& askers, const MessageOf& message_of)
{
    for (const Asker& asker : askers) notify(asker.connection, message_of(asker.ask));
}

}  // namespace chamber::server
