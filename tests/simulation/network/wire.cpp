#include "tests/simulation/network/wire.hpp"

#include "tests/simulation/network/wire_text.hpp"

#include <algorithm>

namespace chamber::simulation {

bool Wire::is_shed(const Packet& packet)
{
    if (weather_.shed_percent == 0) return false;
    const bool may_be = packet.kind == PacketKind::binary ||
                        (packet.kind == PacketKind::text &&
                         (is_message(*packet.bytes, "commands") || is_message(*packet.bytes, "batch") ||
                          is_message(*packet.bytes, "receipts")));
    return may_be && chance_.percent(weather_.shed_percent);
}

void Wire::send(Side to, Packet packet)
{
    if (cut_) return;
    const std::size_t way = index(to);
    std::int64_t arrival = events_.now_ms() + chance_.between(1, 15);
    if (weather_.delay_ms_max > 0 && chance_.percent(25)) arrival += chance_.between(1, weather_.delay_ms_max);
    arrival = std::max({arrival, last_arrival_ms_[way], weather_.clogged_until_ms[way]});
    last_arrival_ms_[way] = arrival;
    const bool shed = is_shed(packet);
    events_.after(arrival - events_.now_ms(), [wire = shared_from_this(), to, shed, packet = std::move(packet)] {
        if (wire->cut_ || wire->swallowed_[index(to)]) return;
        if (wire->weather_.offline) return wire->cut(Hears::nobody);
        if (WireEnd* sender = wire->ends_[index(other(to))]) sender->taken(packet.size());
        if (WireEnd* end = wire->ends_[index(to)]; end && !shed) end->arrived(packet);
    });
}

void Wire::cut(Hears hears)
{
    if (cut_) return;
    cut_ = true;
    const auto tell = [this](Side side) {
        events_.after(chance_.between(1, 30), [wire = shared_from_this(), side] {
            if (WireEnd* end = wire->ends_[index(side)]) end->broken();
        });
    };
    if (hears == Hears::both || hears == Hears::server) tell(Side::server);
    if (hears == Hears::both || hears == Hears::device) tell(Side::device);
}

}  // namespace chamber::simulation
