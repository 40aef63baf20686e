#include "storage/device_row.hpp"

namespace chamber::storage {

namespace {

constexpr std::string_view one_row =
    "SELECT body, key, code, code_until_ms, signed_in_until_ms, seen_ms FROM device WHERE id = ?1";
constexpr std::string_view all_rows =
    "SELECT body, key, code, code_until_ms, signed_in_until_ms, seen_ms FROM device ORDER BY id";

DeviceRow read_row(const Statement& row)
{
    DeviceRow device{entity_of<Device>(row.text(0)),
                     row.bytes(1),
                     row.optional_text(2),
                     row.integer(3),
                     std::nullopt,
                     row.integer(5)};
    if (!row.is_null(4)) device.signed_in_until_ms = row.integer(4);
    return device;
}

template <class... Values>
std::int64_t end_found(UnitOfWork& work, std::string_view which, const Values&... values)
{
    std::vector<DeviceId> found;
    {
        Statement rows = work.database.query(which, values...);
        while (rows.step()) found.emplace_back(rows.text(0));
    }
    for (const DeviceId& id : found) {
        DeviceRow row = *find_device_row(work.database, id);
        row.end_sign_in();
        put_device_row(work, row);
    }
    return static_cast<std::int64_t>(found.size());
}

}  // namespace

bool DeviceRow::ran_out(UtcMs now) const
{
    return signed_in_until_ms && *signed_in_until_ms <= now.value;
}

void DeviceRow::end_sign_in()
{
    device.person.reset();
    signed_in_until_ms.reset();
}

std::optional<DeviceRow> find_device_row(Database& database, const DeviceId& id)
{
    Statement row = database.query(one_row, id.value);
    if (!row.step()) return std::nullopt;
    return read_row(row);
}

std::vector<DeviceRow> all_device_rows(Database& database)
{
    std::vector<DeviceRow> found;
    Statement rows = database.query(all_rows);
    while (rows.step()) found.push_back(read_row(rows));
    return found;
}

void put_device_row(UnitOfWork& work, const DeviceRow& row)
{
    const Device& device = row.device;
    std::optional<std::string> person;
    if (device.person) person = device.person->value;
    work.database.run(
        "INSERT INTO device (id, key, state, code, code_until_ms, person, signed_in_until_ms, seen_ms, body) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
        "ON CONFLICT (id) DO UPDATE SET state = excluded.state, code = excluded.code, code_until_ms = excluded.code_until_ms, "
        "person = excluded.person, signed_in_until_ms = excluded.signed_in_until_ms, seen_ms = excluded.seen_ms, body = excluded.body",
        device.id.value, Bytes{row.key}, name_of(device.state), row.code, row.code_until_ms, person,
        row.signed_in_until_ms, row.seen_ms, body_of(device));
    // A pending device that was dropped may say hello again: devices live in one scope always, so every office
    // converges.
    work.feed.put(Device::type, device.id.value, operations_scope, Revival::allowed);
}

void end_sign_ins(UnitOfWork& work, const PersonId& person, const std::optional<DeviceId>& except)
{
    end_found(work, "SELECT id FROM device WHERE person = ?1 AND id <> ?2", person.value,
              except ? except->value : std::string());
}

std::int64_t end_sign_ins_over(UnitOfWork& work)
{
    return end_found(work, "SELECT id FROM device WHERE person IS NOT NULL AND signed_in_until_ms <= ?1",
                     work.clock.utc().value);
}

}  // namespace chamber::storage
