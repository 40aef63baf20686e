#include "storage/devices.hpp"

#include "protocol/device_label.hpp"
#include "protocol/limits.hpp"
#include "protocol/text.hpp"
#include "storage/device_row.hpp"
#include "storage/enrolment.hpp"
#include "storage/hand_in.hpp"
#include "storage/hand_in_state.hpp"
#include "storage/people.hpp"
#include "storage/sign_ins.hpp"
#include "storage/store_body.hpp"

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

DeviceRecord record_of(UnitOfWork& work, DeviceRow row)
{
    DeviceRecord record;
    if (row.device.state == DeviceState::pending) record.code = row.code;
    if (row.ran_out(work.clock.utc())) row.device.person.reset();
    if (row.device.state == DeviceState::approved && row.device.person) {
        const auto person = find_person(work.database, *row.device.person);
        if (person && may_sit(work, *person)) record.viewer = viewer_of(work.database, *person, row.device.id);
    }
    if (row.device.state == DeviceState::revoked) record.hand_in = hand_in_viewer(work, row.device.id);
    record.key = std::move(row.key);
    record.device = std::move(row.device);
    return record;
}

void give_code(UnitOfWork& work, DeviceRow& row)
{
    do {
        std::string code;
        for (const char byte : work.entropy.draw(code_length))
            code += code_letters[static_cast<unsigned char>(byte) % code_letters.size()];
        row.code = std::move(code);
    } while (work.database.integer("SELECT 1 FROM device WHERE code = ?1", *row.code));
    row.code_until_ms = work.clock.utc().value + limits::pairing_code_ms;
}

void drop_pending(UnitOfWork& work, const std::string& id)
{
    work.database.run("DELETE FROM device WHERE id = ?1", id);
    work.feed.remove(Device::type, id);
}

// Whoever reaches the port can say hello while the office enrols. Each address may have a few devices waiting, its
// oldest makes room; when all are too many, the oldest of the address with the most: strangers push out strangers, and
// the one new tablet in the room stays.
Result<void> make_room(UnitOfWork& work, const std::string& address)
{
    const auto waiting = [&] {
        return work.database.integer("SELECT count(*) FROM device WHERE state = 'pending'").value_or(0);
    };
    const auto oldest_of = [&](const std::string& from) {
        return work.database.text(
            "SELECT id FROM device WHERE state = 'pending' AND address = ?1 ORDER BY code_until_ms, rowid LIMIT 1",
            from);
    };
    while (!address.empty() &&
           work.database.integer("SELECT count(*) FROM device WHERE state = 'pending' AND address = ?1", address)
                   .value_or(0) >= limits::devices_waiting_per_address_max)
        drop_pending(work, *oldest_of(address));
    while (waiting() >= pending_devices_max) {
        if (address.empty()) {
            // Nobody says where it comes from: only who does not wait any more makes room.
            const auto over = work.database.text(
                "SELECT id FROM device WHERE state = 'pending' AND code_until_ms <= ?1 ORDER BY code_until_ms LIMIT 1",
                work.clock.utc().value);
            if (!over)
                return fail(ErrorCode::busy, "devices waiting for approval: " + std::to_string(pending_devices_max));
            drop_pending(work, *over);
            continue;
        }
        const auto crowded = work.database.text(
            "SELECT address FROM device WHERE state = 'pending' GROUP BY address ORDER BY count(*) DESC, min(code_until_ms) LIMIT 1");
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

std::vector<Device> approved_devices(UnitOfWork& work)
{
    std::vector<Device> devices;
    Statement rows = work.database.query("SELECT body FROM device WHERE state = 'approved' ORDER BY id");
    while (rows.step()) devices.push_back(entity_of<Device>(rows.text(0)));
    return devices;
}

// "MTB-01, máy của Trần Thị Hoa": whose tablet has a label, for whoever wants to give it to another.
std::string label_and_holder(UnitOfWork& work, const Device& device)
{
    const auto person = device.person ? find_person(work.database, *device.person) : std::nullopt;
    return device.label + ", máy " + (person ? "của " + person->name : std::string("chưa có người dùng"));
}

// The label typed, or the next free one. Errors: label_taken; `where` says who has it.
Result<std::string> label_for(UnitOfWork& work, const DeviceRow& row, std::string_view typed)
{
    const std::vector<Device> devices = approved_devices(work);
    if (is_blank(typed)) return next_free_label(devices, row.device.kind);
    for (const Device& device : devices)
        if (device.id != row.device.id && same_label(device.label, typed))
            return fail(ErrorCode::label_taken, device.id.value, label_and_holder(work, device));
    return std::string(typed);
}

void approve(UnitOfWork& work, DeviceRow& row, std::string_view label)
{
    row.device.state = DeviceState::approved;
    row.device.label = std::string(label);
    row.code.reset();
    put_device_row(work, row);
}

}  // namespace

Result<DeviceRecord> Store::meet_device(const DeviceId& id, std::string_view key, DeviceKind kind,
                                        std::string_view model, const Whence& whence)
{
    return body_->verb<DeviceRecord>([&]() -> Result<DeviceRecord> {
        UnitOfWork& work = body_->work;
        if (!is_id(id.value)) return fail(ErrorCode::wrong_type, "device id", "device_key");
        if (model.size() > model_bytes_max) return fail(ErrorCode::too_long, "model", "/model");
        auto known = find_device_row(work.database, id);
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
            put_device_row(work, *known);
            work.database.run("UPDATE device SET address = ?2 WHERE id = ?1", id.value, whence.address);
            note_met(work, id);
            work.journal.append({.verb = "meet_device",
                                 .person = {},
                                 .device = id,
                                 .target = id.value,
                                 .session = {},
                                 .refused = {},
                                 .reason = {}},
                                now);
        } else if (known->device.state == DeviceState::pending && known->code_until_ms <= now.value) {
            if (!expected) return fail(ErrorCode::enrolment_closed, id.value);
            give_code(work, *known);
            put_device_row(work, *known);
            work.journal.append({.verb = "renew_code",
                                 .person = {},
                                 .device = id,
                                 .target = id.value,
                                 .session = {},
                                 .refused = {},
                                 .reason = {}},
                                now);
        }
        DeviceRecord record = record_of(work, std::move(*known));
        record.met_first = first;
        return record;
    });
}

Result<DeviceRecord> Store::device(const DeviceId& id)
{
    return body_->read<DeviceRecord>([&]() -> Result<DeviceRecord> {
        auto row = find_device_row(*body_->database, id);
        if (!row) return fail(ErrorCode::device_unknown, id.value);
        return record_of(body_->work, std::move(*row));
    });
}

Result<std::vector<DeviceRecord>> Store::devices()
{
    return body_->read<std::vector<DeviceRecord>>([&]() -> Result<std::vector<DeviceRecord>> {
        std::vector<DeviceRecord> records;
        for (DeviceRow& row : all_device_rows(*body_->database))
            records.push_back(record_of(body_->work, std::move(row)));
        return records;
    });
}

Result<void> Store::approve_desktop(const DeviceId& id, std::string_view label)
{
    return body_->verb<void>([&]() -> Result<void> {
        UnitOfWork& work = body_->work;
        auto row = find_device_row(work.database, id);
        if (!row) return fail(ErrorCode::device_unknown, id.value);
        if (row->device.state == DeviceState::revoked) return fail(ErrorCode::device_revoked, id.value);
        if (row->device.kind != DeviceKind::desktop)
            return fail(ErrorCode::not_allowed, "a tablet is approved by its code");
        // Every browser of the office asks to be called the same.
        if (row->device.state != DeviceState::approved)
            approve(work, *row, numbered_label(approved_devices(work), label));
        body_->note("approve_desktop", PersonId(), id, id.value);
        return {};
    });
}

// No journal entry: being seen is not a deed. Once a minute at most is written down; a sign-in that ran out ends.
Result<void> Store::touch_device(const DeviceId& device)
{
    return body_->verb<void>([&]() -> Result<void> {
        UnitOfWork& work = body_->work;
        auto row = find_device_row(work.database, device);
        if (!row) return fail(ErrorCode::device_unknown, device.value);
        note_joined(work, device);
        const UtcMs now = work.clock.utc();
        const bool over = row->ran_out(now);
        if (!over && now.value - row->seen_ms < seen_every_ms) return {};
        if (over) row->end_sign_in();
        row->seen_ms = now.value;
        row->device.last_seen_at = work.now();
        put_device_row(work, *row);
        return {};
    });
}

Result<CommandEffect> approve_device(UnitOfWork& work, const ApproveDevice& command)
{
    if (command.label.size() > label_bytes_max) return fail(ErrorCode::too_long, "label", "/label");
    const std::string code = normalise_code(command.code);
    const auto id =
        work.database.text("SELECT id FROM device WHERE state = 'pending' AND code = ?1 AND code_until_ms > ?2", code,
                           work.clock.utc().value);
    if (!id) return fail(ErrorCode::code_unknown, {}, "/code");
    auto row = find_device_row(work.database, DeviceId(*id));
    auto label = label_for(work, *row, command.label);
    if (!label) return label.error();
    approve(work, *row, *label);
    CommandEffect act{*id};
    act.approved = row->device.id;
    return act;
}

Result<CommandEffect> revoke_device(UnitOfWork& work, const RevokeDevice& command)
{
    auto row = find_device_row(work.database, command.device);
    if (!row) return fail(ErrorCode::device_unknown, command.device.value, "/device");
    CommandEffect act{command.device.value};
    act.revoked = command.device;
    if (!command.reason.empty()) act.reason = command.reason;
    if (row->device.state == DeviceState::revoked) return act;
    const auto person = row->ran_out(work.clock.utc()) ? std::nullopt : row->device.person;
    row->device.state = DeviceState::revoked;
    row->end_sign_in();
    row->code.reset();
    put_device_row(work, *row);
    if (person) begin_hand_in(work, row->device, *person);
    return act;
}

}  // namespace chamber::storage
