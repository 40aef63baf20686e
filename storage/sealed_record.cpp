#include "storage/sealed_record.hpp"

#include "protocol/access.hpp"
#include "protocol/sealing.hpp"
#include "storage/documents.hpp"
#include "storage/sessions.hpp"

namespace chamber::storage {

namespace {

using Changed = std::optional<SessionId>;

struct ChangedRecord {
    Database& database;
    const Viewer& viewer;

    Changed operator()(const CheckIn& command) const { return of(command.sitting); }
    Changed operator()(const RecordAttendance& command) const { return of(command.sitting); }
    Changed operator()(const CorrectAttendance& command) const { return of(command.sitting); }
    Changed operator()(const ConfirmCheckIns& command) const { return of(command.sitting); }
    Changed operator()(const RemoveSitting& command) const { return of(command.sitting); }

    Changed operator()(const EditDocument& command) const { return of(command.document); }
    Changed operator()(const WithdrawDocument& command) const { return of(command.document); }
    Changed operator()(const DropRevision& command) const { return of(command.document); }
    Changed operator()(const PublishDocuments& command) const { return command.session; }
    Changed operator()(const SchedulePublishing& command) const { return command.session; }
    Changed operator()(const WriteMinutes& command) const { return command.session; }
    Changed operator()(const SetMinutesState& command) const { return command.session; }

    Changed operator()(const PutAgendaItem& command) const { return command.session; }
    Changed operator()(const RemoveAgendaItem& command) const
    {
        const auto item = find_item(database, command.item);
        return item ? Changed(item->session) : std::nullopt;
    }
    Changed operator()(const OpenAgendaItem& command) const { return command.session; }
    // The same state again changes nothing, here too.
    Changed operator()(const SetSessionState& command) const
    {
        return command.state == SessionState::archived ? std::nullopt : Changed(command.session);
    }
    Changed operator()(const SetChair& command) const { return command.session; }
    Changed operator()(const PutGuest& command) const { return command.session; }
    Changed operator()(const RemoveGuest& command) const { return command.session; }
    Changed operator()(const RemoveSession& command) const { return command.session; }

    Changed operator()(const PutAnnotation& command) const { return of(command.annotation); }
    Changed operator()(const DeleteAnnotation& command) const
    {
        const auto known = annotation(command.id);
        return known && known->author == viewer.person ? of(*known) : std::nullopt;
    }
    Changed operator()(const AcknowledgeComment& command) const
    {
        const auto known = annotation(command.annotation);
        return known ? of(*known) : std::nullopt;
    }

    Changed operator()(const PutNotebookNote&) const { return std::nullopt; }
    Changed operator()(const RemoveNotebookNote&) const { return std::nullopt; }
    Changed operator()(const Received&) const { return std::nullopt; }
    Changed operator()(const Opened&) const { return std::nullopt; }
    Changed operator()(const Purged&) const { return std::nullopt; }
    Changed operator()(const ApproveDevice&) const { return std::nullopt; }
    Changed operator()(const RevokeDevice&) const { return std::nullopt; }
    Changed operator()(const SetEnrolment&) const { return std::nullopt; }
    Changed operator()(const SetDeviceRules&) const { return std::nullopt; }
    Changed operator()(const SetMeetingRules&) const { return std::nullopt; }
    Changed operator()(const SetSeatMap&) const { return std::nullopt; }
    Changed operator()(const SettleAlarm&) const { return std::nullopt; }
    Changed operator()(const CallForHelp&) const { return std::nullopt; }
    Changed operator()(const EndHelpCall&) const { return std::nullopt; }

private:
    Changed of(const SittingId& id) const
    {
        const auto sitting = find_sitting(database, id);
        return sitting ? Changed(sitting->session) : std::nullopt;
    }
    Changed of(const DocumentId& id) const
    {
        const auto document = find_document_head(database, id);
        return document ? Changed(document->session) : std::nullopt;
    }
    // What goes into the archive, on a paper the viewer may see: of others nobody learns that they exist.
    Changed of(const Annotation& annotation) const
    {
        if (!goes_into_archive(annotation)) return std::nullopt;
        const auto document = find_document_head(database, annotation.document);
        const bool seen = document && document->state == DocumentState::published &&
                          may_see(viewer, scope_of(document->audience), Document::type);
        return seen ? Changed(document->session) : std::nullopt;
    }
    std::optional<Annotation> annotation(const AnnotationId& id) const
    {
        return find_entity<Annotation>(database, "SELECT body FROM annotation WHERE id = ?1", id.value);
    }
};

}  // namespace

std::optional<SessionId> changed_session(Database& database, const Viewer& viewer, const CommandBody& command)
{
    return std::visit(ChangedRecord{database, viewer}, command);
}

Result<void> check_unsealed(Database& database, const Viewer& viewer, const CommandBody& command)
{
    const auto id = changed_session(database, viewer, command);
    if (!id) return {};
    const auto session = find_session(database, *id);
    if (!session || session->state != SessionState::archived) return {};
    return fail(ErrorCode::session_sealed, id->value + " is archived");
}

}  // namespace chamber::storage
