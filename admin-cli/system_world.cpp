#include "admin-cli/system_world.hpp"

#include "protocol/error.hpp"

#include <algorithm>
#include <chrono>
#include <sys/random.h>

namespace chamber::admin {

namespace {

template <class Time>
std::int64_t milliseconds(Time time)
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

}  // namespace

UtcMs SystemClock::utc() const
{
    return {milliseconds(std::chrono::system_clock::now())};
}

SteadyMs SystemClock::steady() const
{
    return {milliseconds(std::chrono::steady_clock::now())};
}

std::string SystemEntropy::draw(std::size_t bytes)
{
    std::string drawn(bytes, '\0');
    // getentropy gives 256 bytes at most and fails only where there is no kernel generator at all.
    for (std::size_t at = 0; at < bytes; at += 256) {
        MUST(getentropy(drawn.data() + at, std::min<std::size_t>(256, bytes - at)) == 0);
    }
    return drawn;
}

}  // namespace chamber::admin
