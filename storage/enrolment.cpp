#include "storage/enrolment.hpp"

#include "protocol/limits.hpp"

#include <set>

namespace chamber::storage {

namespace {

const std::string only_id = "enrolment";

std::optional<Enrolment> find_enrolment(Database& database)
{
    return find_entity<Enrolment>(database, "SELECT body FROM enrolment WHERE id = ?1", only_id);
}

bool outside(const std::optional<std::int32_t>& value, std::int32_t max)
{
    return value && (*value < 1 || *value > max);
}

Council the_council(Database& database)
{
    auto council = find_entity<Council>(database, "SELECT body FROM council LIMIT 1");
    MUST(council.has_value());
    return std::move(*council);
}

Result<void> check_seat_map(const SeatMap& map)
{
    if (map.rows.size() > limits::seat_rows_max) return fail(ErrorCode::seat_map_too_large, {}, "/seat_map/rows");
    std::set<std::string> drawn;
    for (std::size_t row = 0; row < map.rows.size(); ++row) {
        const std::vector<Seat>& seats = map.rows[row].seats;
        const std::string where = "/seat_map/rows/" + std::to_string(row) + "/seats";
        if (seats.size() > limits::seats_per_row_max) return fail(ErrorCode::seat_map_too_large, {}, where);
        for (std::size_t i = 0; i < seats.size(); ++i)
            if (!seats[i].seat.empty() && !drawn.insert(seats[i].seat).second)
                return fail(ErrorCode::seat_twice, seats[i].seat, where + "/" + std::to_string(i));
    }
    return {};
}

CommandEffect put_rules(UnitOfWork& work, const Council& council)
{
    work.database.run("UPDATE council SET body = ?2 WHERE id = ?1", council.id, body_of(council));
    work.feed.put(Council::type, council.id, everyone_scope);
    return CommandEffect{council.id};
}

}  // namespace

bool enrolment_open(UnitOfWork& work)
{
    // The demo's council is there to be tried out.
    const auto council = find_entity<Council>(work.database, "SELECT body FROM council LIMIT 1");
    if (council && council->demo) return true;
    const auto enrolment = find_enrolment(work.database);
    if (!enrolment || !enrolment->open_until) return false;
    return work.clock.utc().value < parse_utc(*enrolment->open_until).value;
}

void move_enrolment(UnitOfWork& work, std::int64_t by_ms)
{
    auto enrolment = find_enrolment(work.database);
    if (!enrolment || !enrolment->open_until) return;
    enrolment->open_until = format_utc(UtcMs{parse_utc(*enrolment->open_until).value + by_ms});
    work.database.run("UPDATE enrolment SET body = ?2 WHERE id = ?1", only_id, body_of(*enrolment));
    work.feed.put(Enrolment::type, only_id, operations_scope);
}

Result<CommandEffect> set_enrolment(UnitOfWork& work, const SetEnrolment& command)
{
    Enrolment enrolment{only_id, std::nullopt};
    if (command.open) enrolment.open_until = format_utc(UtcMs{work.clock.utc().value + limits::enrolment_open_ms});
    work.database.run(
        "INSERT INTO enrolment (id, body) VALUES (?1, ?2) ON CONFLICT (id) DO UPDATE SET body = excluded.body", only_id,
        body_of(enrolment));
    work.feed.put(Enrolment::type, only_id, operations_scope);
    return CommandEffect{command.open ? "open" : "closed"};
}

Result<CommandEffect> set_device_rules(UnitOfWork& work, const SetDeviceRules& command)
{
    if (outside(command.lock_after_min, limits::lock_after_min_max))
        return fail(ErrorCode::out_of_range, "minutes", "/lock_after_min");
    if (outside(command.lease_h, limits::lease_h_max)) return fail(ErrorCode::out_of_range, "hours", "/lease_h");
    Council council = the_council(work.database);
    council.lock_after_min = command.lock_after_min;
    council.lease_h = command.lease_h;
    return put_rules(work, council);
}

Result<CommandEffect> set_meeting_rules(UnitOfWork& work, const SetMeetingRules& command)
{
    if (outside(command.check_in_before_min, limits::check_in_before_min_max))
        return fail(ErrorCode::out_of_range, "minutes", "/check_in_before_min");
    Council council = the_council(work.database);
    council.check_in_before_min = command.check_in_before_min;
    council.confirm_check_ins = command.confirm_check_ins;
    return put_rules(work, council);
}

Result<CommandEffect> set_seat_map(UnitOfWork& work, const SetSeatMap& command)
{
    if (command.seat_map)
        if (auto drawn = check_seat_map(*command.seat_map); !drawn) return drawn.error();
    Council council = the_council(work.database);
    council.seat_map = command.seat_map;
    return put_rules(work, council);
}

}  // namespace chamber::storage
