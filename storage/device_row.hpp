// A device's row, and the sign-in that it holds. Functions with a UnitOfWork run inside a verb's transaction
// (work.hpp).
#pragma once

#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

struct DeviceRow {
    Device device;
    std::string key;
    std::optional<std::string> code;
    std::int64_t code_until_ms = 0;
    std::optional<std::int64_t> signed_in_until_ms;
    std::int64_t seen_ms = 0;

    // Its sign-in is over, and was not ended yet.
    bool ran_out(UtcMs now) const;
    void end_sign_in();
};

std::optional<DeviceRow> find_device_row(Database& database, const DeviceId& id);
std::vector<DeviceRow> all_device_rows(Database& database);
void put_device_row(UnitOfWork& work, const DeviceRow& row);

// Ends all sign-ins of the person, but the one on `except`.
void end_sign_ins(UnitOfWork& work, const PersonId& person, const std::optional<DeviceId>& except);
// Ends those whose time is over; how many.
std::int64_t end_sign_ins_over(UnitOfWork& work);

}  // namespace chamber::storage
