#include "storage/commands.hpp"

#include "protocol/field_rules.hpp"
#include "storage/alarms.hpp"
#include "storage/annotations.hpp"
#include "storage/attendance.hpp"
#include "storage/devices.hpp"
#include "storage/enrolment.hpp"
#include "storage/hash.hpp"
#include "storage/holdings.hpp"
#include "storage/publishing.hpp"
#include "storage/receipts.hpp"
#include "storage/sessions.hpp"
#include "storage/transaction.hpp"
#include "storage/witnesses.hpp"

namespace chamber::storage {

namespace {

// From a command to the noun that knows how.
struct Doer {
    Work& work;
    const Viewer& viewer;

    Result<Act> operator()(const CheckIn& command) const { return check_in(work, viewer, command); }
    Result<Act> operator()(const RecordAttendance& command) const { return record_attendance(work, viewer, command); }
    Result<Act> operator()(const PutAnnotation& command) const { return put_annotation(work, viewer, command); }
    Result<Act> operator()(const DeleteAnnotation& command) const { return delete_annotation(work, viewer, command); }
    Result<Act> operator()(const Received& command) const { return note_received(work, viewer, command); }
    Result<Act> operator()(const Purged& command) const { return note_purged(work, viewer, command); }
    Result<Act> operator()(const ApproveDevice& command) const { return approve_device(work, command); }
    Result<Act> operator()(const RevokeDevice& command) const { return revoke_device(work, command); }
    Result<Act> operator()(const EditDocument& command) const { return edit_document(work, command); }
    Result<Act> operator()(const PublishDocuments& command) const { return publish_documents(work, command); }
    Result<Act> operator()(const WithdrawDocument& command) const { return withdraw_document(work, command); }
    Result<Act> operator()(const OpenAgendaItem& command) const { return open_item(work, command); }
    Result<Act> operator()(const SetSessionState& command) const { return set_session_state(work, command); }
    Result<Act> operator()(const AcknowledgeComment& command) const { return acknowledge_comment(work, viewer, command); }
    Result<Act> operator()(const SetEnrolment& command) const { return set_enrolment(work, command); }
    Result<Act> operator()(const SetDeviceRules& command) const { return set_device_rules(work, command); }
    Result<Act> operator()(const SettleAlarm& command) const { return settle_alarm(work, viewer, command); }
};

Result<Act> do_command(Work& work, const Viewer& viewer, CommandBody body)
{
    if (auto allowed = may_command(viewer, body); !allowed) return allowed.error();
    if (auto parsed = parse_fields(body); !parsed) return parsed.error();
    Savepoint savepoint(work);
    auto act = std::visit(Doer{work, viewer}, body);
    if (act) savepoint.keep();
    return act;
}

CommandOutcome apply_next(Work& work, const Viewer& viewer, const Command& command, Applied& applied)
{
    JournalEntry entry;
    entry.verb = std::visit([](const auto& body) { return std::string(body.type); }, command.body);
    entry.person = viewer.person;
    entry.device = viewer.device;
    CommandOutcome outcome;
    auto act = do_command(work, viewer, command.body);
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
        outcome = refused(command.number, act.error());
        entry.refused = outcome.code;
    }
    work.journal.append(entry, work.clock.utc());
    return outcome;
}

bool is_revoked(Database& database, const DeviceId& device)
{
    return database.integer("SELECT 1 FROM device WHERE id = ?1 AND state = 'revoked'", device.value).has_value();
}

}  // namespace

Result<Applied> apply_commands(Work& work, const Viewer& viewer, std::string_view incarnation, const std::vector<Command>& commands)
{
    if (!is_id(incarnation)) return fail(ErrorCode::wrong_type, "incarnation", "/incarnation");
    if (is_revoked(work.database, viewer.device)) return fail(ErrorCode::device_revoked, viewer.device.value);
    Applied applied;
    const std::int64_t last = last_receipt(work.database, viewer.device, incarnation);
    applied.last_command = last;
    std::vector<Receipt> known;
    for (std::size_t i = 0; i < commands.size(); ++i) {
        const std::int64_t number = commands[i].number;
        applied.gap = number < 1 || number > last + 1 + static_cast<std::int64_t>(i) || (i > 0 && number != commands[i - 1].number + 1);
        if (applied.gap) break;
        if (number > last) continue;
        const auto receipt = find_receipt(work.database, viewer.device, incarnation, number);
        MUST(receipt.has_value());
        applied.cloned = receipt->content != sha256_of(encode(commands[i].body));
        if (applied.cloned) break;
        known.push_back(*receipt);
    }
    if (applied.gap || applied.cloned) return applied;
    for (Receipt& receipt : known) applied.outcomes.push_back(std::move(receipt.outcome));
    std::int64_t done = last;
    for (const Command& command : commands) {
        if (command.number <= last) continue;
        Receipt receipt{sha256_of(encode(command.body)), apply_next(work, viewer, command, applied)};
        add_receipt(work.database, viewer.device, incarnation, receipt);
        applied.outcomes.push_back(std::move(receipt.outcome));
        done = command.number;
    }
    applied.last_command = done;
    applied.shown_at = work.feed.head();
    applied.journal = mark_of(work.journal);
    return applied;
}

}  // namespace chamber::storage
