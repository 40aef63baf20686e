// The switch "đang đăng ký máy": whether unknown devices may ask to be enrolled. It goes back by itself
// (limits::enrolment_open_ms). Functions with a UnitOfWork run inside a verb's transaction (work.hpp).
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

namespace chamber::storage {

// Open at this moment?
bool enrolment_open(UnitOfWork& work);

// The wall clock was set: it closes as many hours from now as before.
void move_enrolment(UnitOfWork& work, std::int64_t by_ms);

Result<CommandEffect> set_enrolment(UnitOfWork& work, const SetEnrolment& command);

// When tablets lock and how long papers are readable offline: kept with the council. Errors: out_of_range.
Result<CommandEffect> set_device_rules(UnitOfWork& work, const SetDeviceRules& command);

// Errors: out_of_range.
Result<CommandEffect> set_meeting_rules(UnitOfWork& work, const SetMeetingRules& command);

// Kept with the council, too. Errors: seat_map_too_large, seat_twice.
Result<CommandEffect> set_seat_map(UnitOfWork& work, const SetSeatMap& command);

}  // namespace chamber::storage
