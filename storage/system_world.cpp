#include "storage/system_world.hpp"

#include "protocol/error.hpp"

#include <chrono>
#include <ctime>
#include <sys/random.h>

namespace chamber::storage {

UtcMs SystemClock::utc() const
{
    return UtcMs{
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch())
            .count()};
}

SteadyMs SystemClock::steady() const
{
    // std::chrono::steady_clock stands still while the machine sleeps; a lease must not.
    timespec now{};
    MUST(clock_gettime(CLOCK_BOOTTIME, &now) == 0);
    return SteadyMs{std::int64_t{now.tv_sec} * 1'000 + now.tv_nsec / 1'000'000};
}

std::string SystemEntropy::draw(std::size_t bytes)
{
    std::string drawn(bytes, '\0');
    std::size_t filled = 0;
    while (filled < bytes) {
        const ssize_t got = getrandom(drawn.data() + filled, bytes - filled, 0);
        MUST(got > 0);
        filled += static_cast<std::size_t>(got);
    }
    return drawn;
}

}  // namespace chamber::storage
