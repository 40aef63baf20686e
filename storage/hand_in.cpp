#include "storage/hand_in.hpp"

#include "protocol/limits.hpp"
#include "storage/alarms.hpp"
#include "storage/people.hpp"
#include "storage/store_body.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

std::optional<Device> find_device_body(Database& database, const DeviceId& id)
{
    return find_entity<Device>(database, "SELECT body FROM device WHERE id = ?1", id.value);
}

void put_device_body(UnitOfWork& work, const Device& device)
{
    work.database.run("UPDATE device SET body = ?2 WHERE id = ?1", device.id.value, body_of(device));
    work.feed.put(Device::type, device.id.value, operations_scope);
}

std::optional<PersonId> hand_in_person(UnitOfWork& work, const DeviceId& device)
{
    const auto person = work.database.text(
        "SELECT hand_in_person FROM device WHERE id = ?1 AND state = 'revoked' AND hand_in_until_ms > ?2", device.value,
        work.clock.utc().value);
    return person ? std::optional(PersonId(*person)) : std::nullopt;
}

std::string who(UnitOfWork& work, const Device& device, const PersonId& person)
{
    const auto found = find_person(work.database, person);
    const std::string label = device.label.empty() ? "đã thu hồi" : device.label;
    return "Máy " + label + (found ? " (" + found->name + ")" : std::string());
}

// `count`: 0 when nobody knows how many.
void warn(UnitOfWork& work, const Device& device, const PersonId& person, std::int32_t count)
{
    Alarm alarm;
    alarm.kind = AlarmKind::unsent_notes;
    alarm.device = device.id;
    alarm.person = person;
    alarm.count = count;
    alarm.sentence = who(work, device, person) +
                     (count > 0 ? " còn " + std::to_string(count) + " ghi chú, thay đổi chưa gửi."
                                : std::string(" có thể còn ghi chú chưa gửi.")) +
                     " Hãy bật máy trong mạng của hội đồng: máy gửi nốt rồi tự xóa. Đừng xóa ứng dụng trước đó.";
    raise_alarm(work, std::move(alarm));
}

bool is_shared_or_private(Visibility visibility)
{
    return visibility == Visibility::private_note || visibility == Visibility::group;
}

}  // namespace

void begin_hand_in(UnitOfWork& work, const Device& device, const PersonId& person)
{
    work.database.run("UPDATE device SET hand_in_person = ?2, hand_in_until_ms = ?3 WHERE id = ?1", device.id.value,
                      person.value, work.clock.utc().value + limits::hand_in_ms);
    if (device.unsent.value_or(0) > 0) warn(work, device, person, *device.unsent);
}

std::optional<Viewer> hand_in_viewer(UnitOfWork& work, const DeviceId& device)
{
    const auto id = hand_in_person(work, device);
    const auto person = id ? find_person(work.database, *id) : std::nullopt;
    if (!person) return std::nullopt;
    return viewer_of(work.database, *person, device);
}

Result<void> Store::note_unsent(const DeviceId& id, std::int32_t unsent)
{
    return body_->verb<void>([&]() -> Result<void> {
        UnitOfWork& work = body_->work;
        auto device = find_device_body(work.database, id);
        if (!device || unsent < 0) return {};
        const std::int32_t known = device->unsent.value_or(0);
        const auto person = device->state == DeviceState::revoked ? hand_in_person(work, id) : std::nullopt;
        const bool news = person && unsent > 0 && unsent != known;
        if (unsent == known && (!person || unsent == 0)) return {};
        if (device->state == DeviceState::revoked && !person) return {};
        if (unsent != known) {
            device->unsent = unsent;
            put_device_body(work, *device);
        }
        const auto alarm = find_alarm(work.database, AlarmKind::unsent_notes, id);
        if (news || (person && unsent > 0 && !alarm)) warn(work, *device, *person, unsent);
        return {};
    });
}

void note_sent(UnitOfWork& work, const DeviceId& id, std::int32_t commands)
{
    auto device = find_device_body(work.database, id);
    if (!device || device->unsent.value_or(0) == 0) return;
    device->unsent = std::max(0, *device->unsent - commands);
    put_device_body(work, *device);
}

Result<void> Store::note_revoked_away(const DeviceId& id)
{
    return body_->verb<void>([&]() -> Result<void> {
        UnitOfWork& work = body_->work;
        const auto device = find_device_body(work.database, id);
        const auto person = hand_in_person(work, id);
        if (!device || !person || find_alarm(work.database, AlarmKind::unsent_notes, id)) return {};
        warn(work, *device, *person, device->unsent.value_or(0));
        return {};
    });
}

Result<void> may_hand_in(UnitOfWork& work, const Viewer& viewer, const CommandBody& body)
{
    if (const auto* put = std::get_if<PutAnnotation>(&body)) {
        if (put->annotation.author == viewer.person && is_shared_or_private(put->annotation.visibility)) return {};
    } else if (const auto* erased = std::get_if<DeleteAnnotation>(&body)) {
        const auto known =
            find_entity<Annotation>(work.database, "SELECT body FROM annotation WHERE id = ?1", erased->id.value);
        if (known && known->author == viewer.person && is_shared_or_private(known->visibility)) return {};
    } else if (std::holds_alternative<PutNotebookNote>(body) || std::holds_alternative<RemoveNotebookNote>(body)) {
        return {};  // one's own alone, which is asked where it is done
    }
    return fail(ErrorCode::not_allowed, "handed in by a revoked device");
}

Result<void> Store::note_handed_in(const DeviceId& id, std::int32_t left)
{
    return body_->verb<void>([&]() -> Result<void> {
        UnitOfWork& work = body_->work;
        auto device = find_device_body(work.database, id);
        if (!device || !hand_in_person(work, id)) return fail(ErrorCode::device_revoked, id.value);
        device->handed_in_at = work.now();
        device->unsent = std::max(0, left);
        work.database.run("UPDATE device SET hand_in_person = NULL, hand_in_until_ms = NULL WHERE id = ?1", id.value);
        put_device_body(work, *device);
        end_alarm(work, AlarmKind::unsent_notes, id);
        body_->note("handed_in", PersonId(), id, id.value);
        return {};
    });
}

}  // namespace chamber::storage
