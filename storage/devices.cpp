#include "storage/devices.hpp"

#include "protocol/device_label.hpp"
#include "protocol/importing.hpp"
#include "protocol/limits.hpp"
#include "protocol/text.hpp"
#include "storage/enrolment.hpp"
#include "storage/hand_in.hpp"
#include "storage/hearing.hpp"
#include "storage/people.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

// 32 letters: 8 of them are 40 bits. No I, O, 0, 1.
constexpr std::string_view code_letters = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
constexpr std::size_t code_length = 8;
constexpr std::int64_t pending_devices_max = 128;  // of all addresses
constexpr std::int64_t seen_every_ms = 60'000;
constexpr std::size_t model_bytes_max = 200;
constexpr std::size_t label_bytes_max = 100;

struct Row {
    Device device;
    std::string key;
    std::optional<std::string> code;
    std::int64_t code_until_ms = 0;
    std::optional<std::int64_t> signed_in_until_ms;
    std::int64_t seen_ms = 0;
};

constexpr std::string_view columns = "SELECT body, key, code, code_until_ms, signed_in_until_ms, seen_ms FROM device WHERE id = ?1";

Row read_row(const Statement& row)
{
    Row device{entity_of<Device>(row.text(0)), row.bytes(1), row.optional_text(2), row.integer(3), std::nullopt, row.integer(5)};
    if (!row.is_null(4)) device.signed_in_until_ms = row.integer(4);
    return device;
}

std::optional<Row> find_row(Database& database, const DeviceId& id)
{
    Statement row = database.query(columns, id.value);
    if (!row.step()) return std::nullopt;
    return read_row(row);
}

void put_row(Work& work, const Row& row)
{
    const Device& device = row.device;
    std::optional<std::string> person;
    if (device.person) person = device.person->value;
    work.database.run("INSERT INTO device (id, key, state, code, code_until_ms, person, signed_in_until_ms, seen_ms, body) "
                      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) "
                      "ON CONFLICT (id) DO UPDATE SET state = excluded.state, code = excluded.code, code_until_ms = excluded.code_until_ms, "
                      "person = excluded.person, signed_in_until_ms = excluded.signed_in_until_ms, seen_ms = excluded.seen_ms, body = excluded.body",
                      device.id.value, Bytes{row.key}, name_of(device.state), row.code, row.code_until_ms, person, row.signed_in_until_ms,
                      row.seen_ms, body_of(device));
    // A pending device that was dropped may say hello again: devices live in one scope always, so every office converges.
    work.feed.put(Device::type, device.id.value, operations_scope, Revival::allowed);
}

// Whose mandate is over signs in as a delegate no more; who also works in the office does.
bool may_sit(Work& work, const Person& person)
{
    return is_staff(person) || in_mandate(person, vietnamese_day(work.clock.utc()));
}

bool ran_out(const Row& row, UtcMs now)
{
    return row.signed_in_until_ms && *row.signed_in_until_ms <= now.value;
}

DeviceRecord record_of(Work& work, Row row)
{
    DeviceRecord record;
    if (row.device.state == DeviceState::pending) record.code = row.code;
    if (ran_out(row, work.clock.utc())) row.device.person.reset();
    if (row.device.state == DeviceState::approved && row.device.person) {
        const auto person = find_person(work.database, *row.device.person);
        if (person && may_sit(work, *person)) record.viewer = viewer_of(work.database, *person, row.device.id);
    }
    if (row.device.state == DeviceState::revoked) record.hand_in = hand_in_viewer(work, row.device.id);
    record.key = std::move(row.key);
    record.device = std::move(row.device);
    return record;
}

void give_code(Work& work, Row& row)
{
    do {
        std::string code;
        for (const char byte : work.entropy.draw(code_length)) code += code_letters[static_cast<unsigned char>(byte) % code_letters.size()];
        row.code = std::move(code);
    } while (work.database.integer("SELECT 1 FROM device WHERE code = ?1", *row.code));
    row.code_until_ms = work.clock.utc().value + limits::pairing_code_ms;
}

void drop_pending(Work& work, const std::string& id)
{
    work.database.run("DELETE FROM device WHERE id = ?1", id);
    work.feed.remove(Device::type, id);
}

// Whoever reaches the port can say hello while the office enrols. Each address may have a few devices waiting, its oldest makes room;
// when all are too many, the oldest of the address with the most: strangers push out strangers, and the one new tablet in the room stays.
Result<void> make_room(Work& work, const std::string& address)
{
    const auto waiting = [&] { return work.database.integer("SELECT count(*) FROM device WHERE state = 'pending'").value_or(0); };
    const auto oldest_of = [&](const std::string& from) {
        return work.database.text("SELECT id FROM device WHERE state = 'pending' AND address = ?1 ORDER BY code_until_ms, rowid LIMIT 1", from);
    };
    while (!address.empty() &&
           work.database.integer("SELECT count(*) FROM device WHERE state = 'pending' AND address = ?1", address).value_or(0) >= limits::devices_waiting_per_address_max)
        drop_pending(work, *oldest_of(address));
    while (waiting() >= pending_devices_max) {
        if (address.empty()) {
            // Nobody says where it comes from: only who does not wait any more makes room.
            const auto over = work.database.text("SELECT id FROM device WHERE state = 'pending' AND code_until_ms <= ?1 ORDER BY code_until_ms LIMIT 1",
                                                 work.clock.utc().value);
            if (!over) return fail(ErrorCode::busy, "devices waiting for approval: " + std::to_string(pending_devices_max));
            drop_pending(work, *over);
            continue;
        }
        const auto crowded = work.database.text("SELECT address FROM device WHERE state = 'pending' GROUP BY address ORDER BY count(*) DESC, min(code_until_ms) LIMIT 1");
        drop_pending(work, *oldest_of(crowded.value_or("")));
    }
    return {};
}

// What the clerk types: small letters, spaces and dashes are forgiven.
std::string normalise_code(std::string_view typed)
{
    std::string code;
    for (const char c : typed) {
        if (c == ' ' || c == '-') continue;
        code += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return code;
}

std::vector<Device> approved_devices(Work& work)
{
    std::vector<Device> devices;
    Statement rows = work.database.query("SELECT body FROM device WHERE state = 'approved' ORDER BY id");
    while (rows.step()) devices.push_back(entity_of<Device>(rows.text(0)));
    return devices;
}

// "MTB-01, máy của Trần Thị Hoa": whose tablet has a label, for whoever wants to give it to another.
std::string label_and_holder(Work& work, const Device& device)
{
    const auto person = device.person ? find_person(work.database, *device.person) : std::nullopt;
    return device.label + ", máy " + (person ? "của " + person->name : std::string("chưa có người dùng"));
}

// The label typed, or the next free one. Errors: label_taken; `where` says who has it.
Result<std::string> label_for(Work& work, const Row& row, std::string_view typed)
{
    const std::vector<Device> devices = approved_devices(work);
    if (is_blank(typed)) return next_free_label(devices, row.device.kind);
    for (const Device& device : devices)
        if (device.id != row.device.id && same_label(device.label, typed)) return fail(ErrorCode::label_taken, device.id.value, label_and_holder(work, device));
    return std::string(typed);
}

void approve(Work& work, Row& row, std::string_view label)
{
    row.device.state = DeviceState::approved;
    row.device.label = std::string(label);
    row.code.reset();
    put_row(work, row);
}

}  // namespace

Result<DeviceRecord> meet_device(Work& work, const DeviceId& id, std::string_view key, DeviceKind kind, std::string_view model, const Whence& whence)
{
    if (!is_id(id.value)) return fail(ErrorCode::wrong_type, "device id", "device_key");
    if (model.size() > model_bytes_max) return fail(ErrorCode::too_long, "model", "/model");
    auto known = find_row(work.database, id);
    const UtcMs now = work.clock.utc();
    const bool first = !known;
    if (known && known->key != key) return fail(ErrorCode::proof_failed, "another key under a known id");
    // The desktop in front of the server needs nobody's leave: whoever signs in there is staff.
    const bool expected = (whence.here && kind == DeviceKind::desktop) || enrolment_open(work);
    if (!known) {
        if (!expected) return fail(ErrorCode::enrolment_closed, id.value);
        if (auto room = make_room(work, whence.address); !room) return room.error();
        known.emplace();
        known->key = std::string(key);
        known->device.id = id;
        known->device.kind = kind;
        known->device.model = std::string(model);
        known->device.enrolled_at = work.now();
        known->device.last_seen_at = work.now();
        known->seen_ms = now.value;
        give_code(work, *known);
        put_row(work, *known);
        work.database.run("UPDATE device SET address = ?2 WHERE id = ?1", id.value, whence.address);
        note_met(work, id);
        work.journal.append({.verb = "meet_device", .person = {}, .device = id, .target = id.value, .session = {}, .refused = {}, .reason = {}}, now);
    } else if (known->device.state == DeviceState::pending && known->code_until_ms <= now.value) {
        if (!expected) return fail(ErrorCode::enrolment_closed, id.value);
        give_code(work, *known);
        put_row(work, *known);
        work.journal.append({.verb = "renew_code", .person = {}, .device = id, .target = id.value, .session = {}, .refused = {}, .reason = {}}, now);
    }
    DeviceRecord record = record_of(work, std::move(*known));
    record.met_first = first;
    return record;
}

Result<DeviceRecord> find_device(Work& work, const DeviceId& id)
{
    auto row = find_row(work.database, id);
    if (!row) return fail(ErrorCode::device_unknown, id.value);
    return record_of(work, std::move(*row));
}

std::vector<DeviceRecord> list_devices(Work& work)
{
    std::vector<Row> found;
    {
        Statement rows = work.database.query("SELECT body, key, code, code_until_ms, signed_in_until_ms, seen_ms FROM device ORDER BY id");
        while (rows.step()) found.push_back(read_row(rows));
    }
    std::vector<DeviceRecord> records;
    for (Row& row : found) records.push_back(record_of(work, std::move(row)));
    return records;
}

Result<void> approve_desktop(Work& work, const DeviceId& id, std::string_view label)
{
    auto row = find_row(work.database, id);
    if (!row) return fail(ErrorCode::device_unknown, id.value);
    if (row->device.state == DeviceState::revoked) return fail(ErrorCode::device_revoked, id.value);
    if (row->device.kind != DeviceKind::desktop) return fail(ErrorCode::not_allowed, "a tablet is approved by its code");
    if (row->device.state == DeviceState::approved) return {};
    // Every browser of the office asks to be called the same.
    approve(work, *row, numbered_label(approved_devices(work), label));
    return {};
}

Result<Viewer> sign_in(Work& work, const PersonId& person, const DeviceId& device)
{
    auto row = find_row(work.database, device);
    if (!row) return fail(ErrorCode::device_unknown, device.value);
    if (row->device.state == DeviceState::pending) return fail(ErrorCode::device_pending, device.value);
    if (row->device.state == DeviceState::revoked) return fail(ErrorCode::device_revoked, device.value);
    const auto found = find_person(work.database, person);
    if (!found || !may_sit(work, *found)) return fail(ErrorCode::person_unknown, person.value);
    row->device.person = person;
    row->signed_in_until_ms.reset();
    if (is_staff(*found)) row->signed_in_until_ms = work.clock.utc().value + limits::staff_sign_in_ms;
    put_row(work, *row);
    return viewer_of(work.database, *found, device);
}

Result<Viewer> proven_viewer(Work& work, const PersonId& person, const DeviceId& device)
{
    const auto row = find_row(work.database, device);
    if (!row) return fail(ErrorCode::device_unknown, device.value);
    if (row->device.state == DeviceState::revoked) return fail(ErrorCode::device_revoked, device.value);
    if (row->device.state == DeviceState::pending) return fail(ErrorCode::device_pending, device.value);
    if (row->device.person != person || ran_out(*row, work.clock.utc())) return fail(ErrorCode::sign_in_ended, device.value);
    const auto found = find_person(work.database, person);
    if (!found || !may_sit(work, *found)) return fail(ErrorCode::sign_in_ended, person.value);
    return viewer_of(work.database, *found, device);
}

namespace {

void end_sign_in(Work& work, Row row)
{
    row.device.person.reset();
    row.signed_in_until_ms.reset();
    put_row(work, row);
}

template <class... Values>
std::int64_t end_found(Work& work, std::string_view which, const Values&... values)
{
    std::vector<DeviceId> found;
    {
        Statement rows = work.database.query(which, values...);
        while (rows.step()) found.emplace_back(rows.text(0));
    }
    for (const DeviceId& id : found) end_sign_in(work, *find_row(work.database, id));
    return static_cast<std::int64_t>(found.size());
}

}  // namespace

void end_sign_ins(Work& work, const PersonId& person, const std::optional<DeviceId>& except)
{
    end_found(work, "SELECT id FROM device WHERE person = ?1 AND id <> ?2", person.value, except ? except->value : std::string());
}

std::optional<UtcMs> next_sign_in_end(Work& work)
{
    const auto earliest = work.database.integer("SELECT min(signed_in_until_ms) FROM device WHERE person IS NOT NULL AND signed_in_until_ms IS NOT NULL "
                                                "HAVING min(signed_in_until_ms) IS NOT NULL");
    return earliest ? std::optional(UtcMs{*earliest}) : std::nullopt;
}

std::int64_t end_sign_ins_run_out(Work& work)
{
    return end_found(work, "SELECT id FROM device WHERE person IS NOT NULL AND signed_in_until_ms <= ?1", work.clock.utc().value);
}

Result<void> sign_out(Work& work, const DeviceId& device)
{
    auto row = find_row(work.database, device);
    if (!row) return fail(ErrorCode::device_unknown, device.value);
    if (!row->device.person) return {};
    row->device.person.reset();
    row->signed_in_until_ms.reset();
    put_row(work, *row);
    return {};
}

Result<void> touch_device(Work& work, const DeviceId& device)
{
    auto row = find_row(work.database, device);
    if (!row) return fail(ErrorCode::device_unknown, device.value);
    note_joined(work, device);
    const UtcMs now = work.clock.utc();
    const bool over = ran_out(*row, now);
    if (!over && now.value - row->seen_ms < seen_every_ms) return {};
    if (over) {
        row->device.person.reset();
        row->signed_in_until_ms.reset();
    }
    row->seen_ms = now.value;
    row->device.last_seen_at = work.now();
    put_row(work, *row);
    return {};
}

Result<Act> approve_device(Work& work, const ApproveDevice& command)
{
    if (command.label.size() > label_bytes_max) return fail(ErrorCode::too_long, "label", "/label");
    const std::string code = normalise_code(command.code);
    const auto id = work.database.text("SELECT id FROM device WHERE state = 'pending' AND code = ?1 AND code_until_ms > ?2", code, work.clock.utc().value);
    if (!id) return fail(ErrorCode::code_unknown, {}, "/code");
    auto row = find_row(work.database, DeviceId(*id));
    auto label = label_for(work, *row, command.label);
    if (!label) return label.error();
    approve(work, *row, *label);
    Act act{*id};
    act.approved = row->device.id;
    return act;
}

Result<Act> revoke_device(Work& work, const RevokeDevice& command)
{
    auto row = find_row(work.database, command.device);
    if (!row) return fail(ErrorCode::device_unknown, command.device.value, "/device");
    Act act{command.device.value};
    act.revoked = command.device;
    if (!command.reason.empty()) act.reason = command.reason;
    if (row->device.state == DeviceState::revoked) return act;
    const auto person = ran_out(*row, work.clock.utc()) ? std::nullopt : row->device.person;
    row->device.state = DeviceState::revoked;
    row->device.person.reset();
    row->signed_in_until_ms.reset();
    row->code.reset();
    put_row(work, *row);
    if (person) begin_hand_in(work, row->device, *person);
    return act;
}

}  // namespace chamber::storage
