#include "protocol/access.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <set>

namespace chamber {
namespace {

constexpr std::array<std::pair<ScopeKind, std::string_view>, 7> scope_names = {{
    {ScopeKind::everyone, "everyone"},
    {ScopeKind::delegates, "delegates"},
    {ScopeKind::staff, "staff"},
    {ScopeKind::operations, "operations"},
    {ScopeKind::group, "group"},
    {ScopeKind::person, "person"},
    {ScopeKind::official, "official"},
}};

bool needs_id(ScopeKind kind)
{
    return kind == ScopeKind::group || kind == ScopeKind::person || kind == ScopeKind::official;
}

bool handles_documents(const Viewer& viewer)
{
    return viewer.has(Role::secretary) || viewer.has(Role::clerk);
}

// Administrators and auditors run the machine; content is not theirs.
bool has_content(const Viewer& viewer)
{
    return handles_documents(viewer) || viewer.has(Role::delegate) || viewer.has(Role::guest) ||
           viewer.has(Role::archivist);
}

bool is_plain_fact(std::string_view entity_type)
{
    constexpr std::string_view facts[] = {"council", "session", "sitting", "group", "person", "participant"};
    return std::find(std::begin(facts), std::end(facts), entity_type) != std::end(facts);
}

struct CommandRule {
    const Viewer& viewer;

    bool operator()(const CheckIn&) const { return viewer.has(Role::delegate) || viewer.has(Role::guest); }
    bool operator()(const RecordAttendance&) const { return handles_documents(viewer); }
    bool operator()(const CorrectAttendance&) const { return handles_documents(viewer); }
    bool operator()(const ConfirmCheckIns&) const { return handles_documents(viewer); }
    bool operator()(const PutAnnotation& command) const
    {
        const Annotation& annotation = command.annotation;
        if (!has_content(viewer) || annotation.author != viewer.person) return false;
        switch (annotation.visibility) {
        case Visibility::private_note: return true;
        case Visibility::group:
            return annotation.group &&
                   std::find(viewer.groups.begin(), viewer.groups.end(), *annotation.group) != viewer.groups.end();
        case Visibility::official: return viewer.has(Role::delegate);
        case Visibility::published: return handles_documents(viewer);
        }
        return false;
    }
    bool operator()(const DeleteAnnotation&) const { return has_content(viewer); }
    bool operator()(const PutNotebookNote& command) const
    {
        return has_content(viewer) && command.note.person == viewer.person;
    }
    bool operator()(const RemoveNotebookNote&) const { return has_content(viewer); }
    bool operator()(const Received&) const { return has_content(viewer); }
    bool operator()(const Opened&) const { return viewer.has(Role::delegate) || viewer.has(Role::guest); }
    bool operator()(const Purged&) const { return true; }
    bool operator()(const ApproveDevice&) const { return handles_documents(viewer) || viewer.has(Role::administrator); }
    bool operator()(const RevokeDevice&) const { return handles_documents(viewer) || viewer.has(Role::administrator); }
    bool operator()(const EditDocument&) const { return handles_documents(viewer); }
    bool operator()(const PublishDocuments&) const { return handles_documents(viewer); }
    bool operator()(const WithdrawDocument&) const { return handles_documents(viewer); }
    bool operator()(const DropRevision&) const { return handles_documents(viewer); }
    bool operator()(const SetChair&) const { return viewer.has(Role::secretary); }
    bool operator()(const PutGuest&) const { return handles_documents(viewer); }
    bool operator()(const RemoveGuest&) const { return handles_documents(viewer); }
    bool operator()(const PutAgendaItem&) const { return handles_documents(viewer); }
    bool operator()(const RemoveAgendaItem&) const { return handles_documents(viewer); }
    bool operator()(const RemoveSession&) const { return handles_documents(viewer); }
    bool operator()(const RemoveSitting&) const { return handles_documents(viewer); }
    bool operator()(const OpenAgendaItem&) const { return handles_documents(viewer) || viewer.presiding; }
    bool operator()(const SetSessionState&) const { return viewer.has(Role::secretary) || viewer.presiding; }
    bool operator()(const AcknowledgeComment&) const { return handles_documents(viewer); }
    bool operator()(const SetEnrolment&) const { return handles_documents(viewer) || viewer.has(Role::administrator); }
    bool operator()(const SetDeviceRules&) const
    {
        return viewer.has(Role::secretary) || viewer.has(Role::administrator);
    }
    bool operator()(const SetMeetingRules&) const
    {
        return viewer.has(Role::secretary) || viewer.has(Role::administrator);
    }
    bool operator()(const CallForHelp&) const { return viewer.has(Role::delegate) || viewer.has(Role::guest); }
    // Whose call it is: storage asks.
    bool operator()(const EndHelpCall&) const { return has_content(viewer); }
    bool operator()(const SchedulePublishing&) const { return handles_documents(viewer); }
    bool operator()(const SetSeatMap&) const { return handles_documents(viewer) || viewer.has(Role::administrator); }
    bool operator()(const WriteMinutes&) const { return handles_documents(viewer); }
    bool operator()(const SetMinutesState&) const { return handles_documents(viewer); }
    bool operator()(const SettleAlarm&) const { return handles_documents(viewer) || viewer.has(Role::administrator); }
};

}  // namespace

std::string Scope::text() const
{
    for (const auto& [named, name] : scope_names)
        if (named == kind) return needs_id(kind) ? std::string(name) + ":" + id : std::string(name);
    must_failed("every scope has a name", __FILE__, __LINE__);
}

Result<Scope> Scope::parse(std::string_view text)
{
    const std::size_t colon = text.find(':');
    const std::string_view name = text.substr(0, colon);
    for (const auto& [kind, known] : scope_names) {
        if (known != name) continue;
        if (needs_id(kind) != (colon != std::string_view::npos)) break;
        Scope scope{kind, colon == std::string_view::npos ? std::string() : std::string(text.substr(colon + 1))};
        if (needs_id(kind) && !is_id(scope.id)) break;
        return scope;
    }
    return fail(ErrorCode::unknown_value, "scope " + std::string(text));
}

bool may_see(const Viewer& viewer, const Scope& scope, std::string_view entity_type)
{
    if (viewer.person.empty()) return false;
    switch (scope.kind) {
    case ScopeKind::everyone: return has_content(viewer) || is_plain_fact(entity_type);
    case ScopeKind::delegates:
        return viewer.has(Role::delegate) || handles_documents(viewer) || viewer.has(Role::archivist);
    case ScopeKind::staff: return handles_documents(viewer);
    case ScopeKind::operations: return handles_documents(viewer) || viewer.has(Role::administrator);
    case ScopeKind::group:
        return std::any_of(viewer.groups.begin(), viewer.groups.end(),
                           [&](const GroupId& group) { return group.value == scope.id; });
    case ScopeKind::person: return viewer.person.value == scope.id;
    case ScopeKind::official:
        return viewer.person.value == scope.id || viewer.presiding || handles_documents(viewer) ||
               viewer.has(Role::archivist);
    }
    return false;
}

std::string access_text(const Viewer& viewer)
{
    std::set<std::string> scopes;
    const auto sees = [&viewer](ScopeKind kind) { return may_see(viewer, Scope{kind, {}}, Document::type); };
    if (!viewer.person.empty()) {
        scopes.insert(sees(ScopeKind::everyone) ? "everyone" : "facts");
        scopes.insert("person:" + viewer.person.value);
        scopes.insert("official:" + (sees(ScopeKind::official) ? std::string("*") : viewer.person.value));
    }
    for (const ScopeKind kind : {ScopeKind::delegates, ScopeKind::staff, ScopeKind::operations})
        if (sees(kind)) scopes.insert(Scope{kind, {}}.text());
    for (const GroupId& group : viewer.groups) scopes.insert("group:" + group.value);
    std::string text;
    for (const std::string& scope : scopes) text += (text.empty() ? "" : " ") + scope;
    return text;
}

AccessChange access_change(std::string_view held, std::string_view now)
{
    const auto split = [](std::string_view text) {
        std::set<std::string, std::less<>> scopes;
        while (!text.empty()) {
            const std::size_t space = text.find(' ');
            if (space != 0) scopes.emplace(text.substr(0, space));
            text.remove_prefix(space == std::string_view::npos ? text.size() : space + 1);
        }
        return scopes;
    };
    const auto before = split(held);
    const auto after = split(now);
    AccessChange change;
    for (const std::string& scope : after) change.replace = change.replace || !before.contains(scope);
    for (const std::string& scope : before) {
        if (after.contains(scope)) continue;
        if (!Scope::parse(scope)) change.replace = true;
        change.purge.push_back(scope);
    }
    if (change.replace) change.purge.clear();
    return change;
}

Result<void> may_command(const Viewer& viewer, const CommandBody& body)
{
    const bool allowed = !viewer.person.empty() && std::visit(CommandRule{viewer}, body);
    if (allowed) return {};
    const std::string_view name = std::visit([](const auto& command) { return std::string_view(command.type); }, body);
    return fail(ErrorCode::not_allowed, viewer.person.value, std::string(name));
}

Result<void> may_upload(const Viewer& viewer)
{
    if (handles_documents(viewer)) return {};
    return fail(ErrorCode::not_allowed, viewer.person.value, "ask_upload");
}

Result<void> may_export(const Viewer& viewer)
{
    if (handles_documents(viewer) || viewer.has(Role::archivist)) return {};
    return fail(ErrorCode::not_allowed, viewer.person.value, "build_archive");
}

// Sheets tell who was there and what was said officially: as an archive does.
Result<void> may_make_sheet(const Viewer& viewer)
{
    if (handles_documents(viewer) || viewer.has(Role::archivist)) return {};
    return fail(ErrorCode::not_allowed, viewer.person.value, "make_sheet");
}

// Administrators keep the trust store; what they are told of a re-check are numbers.
Result<void> may_recheck(const Viewer& viewer)
{
    if (handles_documents(viewer) || viewer.has(Role::administrator)) return {};
    return fail(ErrorCode::not_allowed, viewer.person.value, "recheck");
}

// Stored bytes are everybody's; what is told of them are digests.
Result<void> may_scrub(const Viewer& viewer)
{
    if (handles_documents(viewer) || viewer.has(Role::administrator)) return {};
    return fail(ErrorCode::not_allowed, viewer.person.value, "scrub");
}

Result<void> may_keep_own(const Viewer& viewer)
{
    if (has_content(viewer)) return {};
    return fail(ErrorCode::not_allowed, viewer.person.value, "keep_own");
}

Result<void> may_lead(const Viewer& viewer)
{
    if (viewer.presiding && has_content(viewer)) return {};
    return fail(ErrorCode::not_allowed, viewer.person.value, "at_page");
}

// Certificates of authorities are public; what is told of them is no content.
Result<void> may_read_trust(const Viewer& viewer)
{
    if (handles_documents(viewer) || viewer.has(Role::administrator)) return {};
    return fail(ErrorCode::not_allowed, viewer.person.value, "read_trust");
}

Result<void> may_change_trust(const Viewer& viewer, DeviceKind device)
{
    if (viewer.has(Role::administrator) && device == DeviceKind::desktop) return {};
    return fail(ErrorCode::not_allowed, viewer.person.value, "keep_trust");
}

Result<void> may_import(const Viewer& viewer, DeviceKind device, const SessionImport& imported)
{
    const auto denied = [&](const char* where) { return fail(ErrorCode::not_allowed, viewer.person.value, where); };
    const bool prepares = handles_documents(viewer) || viewer.has(Role::administrator);
    if (!prepares || device != DeviceKind::desktop) return denied("import_session");
    if (!imported.secrets.empty()) return denied("/import/secrets");
    if (!imported.attendance.empty()) return denied("/import/attendance");
    if (!imported.absence_reasons.empty()) return denied("/import/absence_reasons");
    if (!imported.annotations.empty()) return denied("/import/annotations");
    if (!handles_documents(viewer) && !imported.agenda.empty()) return denied("/import/agenda");
    return {};
}

bool may_change_staff(const Viewer& viewer)
{
    return viewer.has(Role::administrator);
}

Result<void> may_draw_secrets(const Viewer& viewer, DeviceKind device)
{
    const bool may = viewer.has(Role::secretary) || viewer.has(Role::administrator);
    if (may && device == DeviceKind::desktop) return {};
    return fail(ErrorCode::not_allowed, viewer.person.value, "draw_secret");
}

Result<void> may_draw_secret_for(const Viewer& viewer, const Person& person)
{
    const bool may = viewer.has(Role::administrator) || (viewer.has(Role::secretary) && !is_staff(person));
    if (may && person.id != viewer.person) return {};
    return fail(ErrorCode::not_allowed, person.id.value, "/people");
}

Scope scope_of(Audience audience)
{
    return Scope{audience == Audience::everyone ? ScopeKind::everyone : ScopeKind::delegates, {}};
}

Scope scope_of(const Annotation& annotation)
{
    switch (annotation.visibility) {
    case Visibility::private_note: return Scope{ScopeKind::person, annotation.author.value};
    case Visibility::group:
        return Scope{ScopeKind::group, annotation.group ? annotation.group->value : std::string("none")};
    case Visibility::official: return Scope{ScopeKind::official, annotation.author.value};
    case Visibility::published: return Scope{ScopeKind::everyone, {}};
    }
    return Scope{ScopeKind::person, annotation.author.value};
}

}  // namespace chamber
