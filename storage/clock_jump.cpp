#include "storage/clock_jump.hpp"

#include "storage/enrolment.hpp"

#include <cstdlib>

namespace chamber::storage {

namespace {

constexpr std::int64_t jump_ms_min = 60'000;

}  // namespace

std::optional<std::int64_t> ClockJump::seen() const
{
    const std::int64_t by = (clock_.utc().value - utc_.value) - (clock_.steady().value - steady_.value);
    return std::abs(by) < jump_ms_min ? std::nullopt : std::optional(by);
}

void ClockJump::settle()
{
    utc_ = clock_.utc();
    steady_ = clock_.steady();
}

void move_leases(UnitOfWork& work, std::int64_t by_ms)
{
    work.database.run(
        "UPDATE device SET seen_ms = seen_ms + ?1, signed_in_until_ms = signed_in_until_ms + ?1, code_until_ms = code_until_ms + ?1, "
        "hand_in_until_ms = hand_in_until_ms + ?1",
        by_ms);
    work.database.run("UPDATE secret_try SET last_ms = last_ms + ?1", by_ms);
    move_enrolment(work, by_ms);
    JournalEntry entry;
    entry.verb = "clock_set";
    entry.target = (by_ms < 0 ? "" : "+") + std::to_string(by_ms / 1'000) + " s";
    work.journal.append(entry, work.clock.utc());
}

}  // namespace chamber::storage
