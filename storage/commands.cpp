// Applying a device's commands: each asks access, takes its savepoint, and leaves a receipt and a journal entry.
//
//   number ≤ last     same content: the same receipt again; other content: cloned, nothing of the message is applied
//   number = last+1   applied, or refused: either way it is used up
//   number > last+1   gap, nothing of the message is applied
#include "protocol/field_rules.hpp"
#include "storage/agenda.hpp"
#include "storage/alarms.hpp"
#include "storage/annotations.hpp"
#include "storage/attendance.hpp"
#include "storage/devices.hpp"
#include "storage/editing.hpp"
#include "storage/enrolment.hpp"
#include "storage/files/hash.hpp"
#include "storage/guests.hpp"
#include "storage/hand_in.hpp"
#include "storage/hand_in_state.hpp"
#include "storage/help_calls.hpp"
#include "storage/holdings.hpp"
#include "storage/minutes.hpp"
#include "storage/notebook.hpp"
#include "storage/publishing.hpp"
#include "storage/ration.hpp"
#include "storage/receipts.hpp"
#include "storage/removal.hpp"
#include "storage/sealed_record.hpp"
#include "storage/sessions.hpp"
#include "storage/store_body.hpp"
#include "storage/transaction/transaction.hpp"
#include "storage/withdrawal.hpp"

#include <algorithm>
#include <iterator>

namespace chamber::storage {

namespace {

// From a command to the noun that knows how.
struct CommandVisitor {
    UnitOfWork& work;
    const Viewer& viewer;
    const CommandMade& made;

    Result<CommandEffect> operator()(const CheckIn& command) const { return check_in(work, viewer, command, made); }
    Result<CommandEffect> operator()(const RecordAttendance& command) const
    {
        return record_attendance(work, viewer, command);
    }
    Result<CommandEffect> operator()(const CorrectAttendance& command) const
    {
        return correct_attendance(work, viewer, command);
    }
    Result<CommandEffect> operator()(const PutAnnotation& command) const
    {
        return put_annotation(work, viewer, command);
    }
    Result<CommandEffect> operator()(const DeleteAnnotation& command) const
    {
        return delete_annotation(work, viewer, command);
    }
    Result<CommandEffect> operator()(const PutNotebookNote& command) const
    {
        return put_notebook_note(work, viewer, command);
    }
    Result<CommandEffect> operator()(const RemoveNotebookNote& command) const
    {
        return remove_notebook_note(work, viewer, command);
    }
    Result<CommandEffect> operator()(const Opened& command) const { return note_opened(work, viewer, command); }
    Result<CommandEffect> operator()(const Received& command) const { return note_received(work, viewer, command); }
    Result<CommandEffect> operator()(const Purged& command) const { return note_purged(work, viewer, command); }
    Result<CommandEffect> operator()(const ApproveDevice& command) const { return approve_device(work, command); }
    Result<CommandEffect> operator()(const RevokeDevice& command) const { return revoke_device(work, command); }
    Result<CommandEffect> operator()(const EditDocument& command) const { return edit_document(work, viewer, command); }
    Result<CommandEffect> operator()(const PublishDocuments& command) const { return publish_documents(work, command); }
    Result<CommandEffect> operator()(const WithdrawDocument& command) const
    {
        return withdraw_document(work, viewer, command);
    }
    Result<CommandEffect> operator()(const DropRevision& command) const { return drop_revision(work, viewer, command); }
    Result<CommandEffect> operator()(const SetChair& command) const { return set_chair(work, viewer, command); }
    Result<CommandEffect> operator()(const PutGuest& command) const { return put_guest(work, viewer, command); }
    Result<CommandEffect> operator()(const RemoveGuest& command) const { return remove_guest(work, viewer, command); }
    Result<CommandEffect> operator()(const PutAgendaItem& command) const
    {
        return put_agenda_item(work, viewer, command);
    }
    Result<CommandEffect> operator()(const RemoveAgendaItem& command) const
    {
        return remove_agenda_item(work, viewer, command);
    }
    Result<CommandEffect> operator()(const RemoveSession& command) const
    {
        return remove_session(work, viewer, command);
    }
    Result<CommandEffect> operator()(const RemoveSitting& command) const
    {
        return remove_sitting(work, viewer, command);
    }
    Result<CommandEffect> operator()(const OpenAgendaItem& command) const { return open_item(work, viewer, command); }
    Result<CommandEffect> operator()(const SetSessionState& command) const
    {
        return set_session_state(work, viewer, command);
    }
    Result<CommandEffect> operator()(const AcknowledgeComment& command) const
    {
        return acknowledge_comment(work, viewer, command);
    }
    Result<CommandEffect> operator()(const SetEnrolment& command) const { return set_enrolment(work, command); }
    Result<CommandEffect> operator()(const SetDeviceRules& command) const { return set_device_rules(work, command); }
    Result<CommandEffect> operator()(const SetMeetingRules& command) const { return set_meeting_rules(work, command); }
    Result<CommandEffect> operator()(const CallForHelp& command) const { return call_for_help(work, viewer, command); }
    Result<CommandEffect> operator()(const EndHelpCall& command) const { return end_help_call(work, viewer, command); }
    Result<CommandEffect> operator()(const SchedulePublishing& command) const
    {
        return schedule_publishing(work, command);
    }
    Result<CommandEffect> operator()(const SetSeatMap& command) const { return set_seat_map(work, command); }
    Result<CommandEffect> operator()(const WriteMinutes& command) const { return write_minutes(work, viewer, command); }
    Result<CommandEffect> operator()(const SetMinutesState& command) const
    {
        return set_minutes_state(work, viewer, command);
    }
    Result<CommandEffect> operator()(const ConfirmCheckIns& command) const
    {
        return confirm_check_ins(work, viewer, command);
    }
    Result<CommandEffect> operator()(const SettleAlarm& command) const { return settle_alarm(work, viewer, command); }
};

// handed_in: by a device that was revoked, which may bring its person's last notes and nothing else.
enum class Sender { signed_in, handed_in };

// Who says it, and what is known of when it was made.
struct Saying {
    Sender sender;
    CommandMade made;
};

Result<CommandEffect> do_command(UnitOfWork& work, const Viewer& viewer, const Saying& saying, CommandBody body)
{
    if (auto allowed = may_command(viewer, body); !allowed) return allowed.error();
    if (auto parsed = parse_fields(body); !parsed) return parsed.error();
    if (saying.sender == Sender::handed_in)
        if (auto taken = may_hand_in(work, viewer, body); !taken) return taken.error();
    if (auto open = check_unsealed(work.database, viewer, body); !open) return open.error();
    Savepoint savepoint(work);
    auto act = std::visit(CommandVisitor{work, viewer, saying.made}, body);
    if (act) savepoint.keep();
    if (!act && saying.sender == Sender::handed_in) return fail(ErrorCode::not_allowed, act.error().detail);
    return act;
}

// Nothing: it was refused, and no more refusals may be written down.
std::optional<CommandOutcome> apply_next(UnitOfWork& work, const Viewer& viewer, const Saying& saying,
                                         const Command& command, const ApplyRation& ration, Applied& applied)
{
    JournalEntry entry;
    entry.verb = std::visit([](const auto& body) { return std::string(body.type); }, command.body);
    entry.person = viewer.person;
    entry.device = viewer.device;
    CommandOutcome outcome;
    auto act = do_command(work, viewer, saying, command.body);
    if (act) {
        outcome.number = command.number;
        outcome.done = true;
        outcome.where = act->where;
        entry.target = act->target;
        entry.session = act->session;
        entry.reason = act->reason;
        if (act->approved) applied.approved_devices.push_back(*act->approved);
        if (act->revoked) applied.revoked_devices.push_back(*act->revoked);
    } else {
        if (applied.refused >= ration.refusals_max) return std::nullopt;
        ++applied.refused;
        outcome = refused(command.number, act.error());
        entry.refused = outcome.code;
    }
    work.journal.append(entry, work.clock.utc());
    return outcome;
}

// The viewer is what the meeting knew when it passed the commands on: a sign-in may have ended since. (The office's own
// machine is no device.)
Result<void> check_sender(UnitOfWork& work, const Viewer& viewer)
{
    Statement row =
        work.database.query("SELECT state, person, signed_in_until_ms FROM device WHERE id = ?1", viewer.device.value);
    if (!row.step()) return {};
    if (row.text(0) == "revoked") return fail(ErrorCode::device_revoked, viewer.device.value);
    const bool over = !row.is_null(2) && row.integer(2) <= work.clock.utc().value;
    if (over || row.optional_text(1) != viewer.person.value) return fail(ErrorCode::sign_in_ended, viewer.device.value);
    return {};
}

Result<Applied> apply_from(UnitOfWork& work, const Viewer& viewer, Sender sender, std::string_view incarnation,
                           const std::vector<Command>& commands, const ApplyRation& ration)
{
    if (!is_id(incarnation)) return fail(ErrorCode::wrong_type, "incarnation", "/incarnation");
    Applied applied;
    const std::int64_t last = last_receipt(work.database, viewer.device, incarnation);
    applied.last_command = last;
    std::vector<Receipt> known;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const std::int64_t number = commands[i].number;
        applied.gap = number < 1 || number > last + 1 + static_cast<std::int64_t>(i) ||
                      (i > 0 && number != commands[i - 1].number + 1);
        if (applied.gap) break;
        if (number > last) continue;
        const auto receipt = find_receipt(work.database, viewer.device, incarnation, number);
        // A receipt so old that it was pruned: what the command did is in the view, or was refused long ago.
        if (!receipt) {
            known.push_back(Receipt{{}, CommandOutcome{number, true, {}, {}, {}}});
            continue;
        }
        applied.cloned = receipt->content != sha256_of(encode(commands[i].body));
        if (applied.cloned) break;
        known.push_back(*receipt);
    }
    if (applied.gap || applied.cloned) return applied;
    for (Receipt& receipt : known) applied.outcomes.push_back(std::move(receipt.outcome));
    std::int64_t done = last;
    const HandInState hearing = hand_in_state_of(work, viewer.device);
    const std::uint64_t writable = writable_today(work, viewer.person);
    std::uint64_t written = 0;
    for (const Command& command : commands) {
        if (command.number <= last) continue;
        const std::string text = encode(command.body);
        const bool connected = hearing.settled && static_cast<std::int64_t>(applied.outcomes.size()) >= hearing.unsent;
        const Saying saying{sender, {hearing.until, connected}};
        auto outcome = written + cost_of(text) > writable ? std::nullopt
                                                          : apply_next(work, viewer, saying, command, ration, applied);
        applied.cut = !outcome;
        if (applied.cut) break;
        Receipt receipt{sha256_of(text), std::move(*outcome)};
        add_receipt(work, viewer.device, incarnation, receipt);
        applied.outcomes.push_back(std::move(receipt.outcome));
        done = command.number;
        written += cost_of(text);
    }
    note_written(work, viewer.person, written);
    // Those that were known already are here as well.
    if (hearing.unsent > 0) note_sent(work, viewer.device, static_cast<std::int32_t>(applied.outcomes.size()));
    if (!applied.cut) note_handed_in(work, viewer.device, hearing, applied.outcomes.size());
    applied.last_command = done;
    applied.shown_at = work.feed.head();
    applied.journal = work.journal.told_mark();
    return applied;
}

}  // namespace

Result<Applied> Store::apply(const Viewer& viewer, std::string_view incarnation, const std::vector<Command>& commands,
                             const ApplyRation& ration)
{
    return body_->verb<Applied>([&]() -> Result<Applied> {
        for (const Command& command : commands)
            std::ranges::copy(bytes_to_go(*body_->database, command.body), std::back_inserter(body_->going));
        if (const auto sender = check_sender(body_->work, viewer); !sender) return sender.error();
        return apply_from(body_->work, viewer, Sender::signed_in, incarnation, commands, ration);
    });
}

// What is not a note that it may still bring is refused as not_allowed.
Result<Applied> Store::hand_in(const DeviceId& device, std::string_view incarnation,
                               const std::vector<Command>& commands, const ApplyRation& ration)
{
    return body_->verb<Applied>([&]() -> Result<Applied> {
        const auto viewer = hand_in_viewer(body_->work, device);
        if (!viewer) return fail(ErrorCode::device_revoked, device.value);
        return apply_from(body_->work, *viewer, Sender::handed_in, incarnation, commands, ration);
    });
}

}  // namespace chamber::storage
