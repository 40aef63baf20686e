#include "storage/help_calls.hpp"

#include "protocol/access.hpp"
#include "protocol/limits.hpp"
#include "storage/device_row.hpp"

namespace chamber::storage {

namespace {

Scope scope_of(const HelpCall& call)
{
    return Scope{ScopeKind::official, call.person.value};
}

void put_call(UnitOfWork& work, const HelpCall& call)
{
    work.database.run("INSERT INTO help_call (id, person, ended, body) VALUES (?1, ?2, ?3, ?4) "
                      "ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, body = excluded.body",
                      call.id, call.person.value, call.ended_at ? 1 : 0, body_of(call));
    work.feed.put(HelpCall::type, call.id, scope_of(call));
}

}  // namespace

Result<CommandEffect> call_for_help(UnitOfWork& work, const Viewer& viewer, const CallForHelp& command)
{
    const std::vector<HelpCall> open = list_entities<HelpCall>(
        work.database, "SELECT body FROM help_call WHERE person = ?1 AND ended = 0 ORDER BY id", viewer.person.value);
    for (const HelpCall& call : open)
        if (call.kind == command.kind && call.text == command.text) return CommandEffect{call.id};
    if (open.size() >= limits::help_open_per_person_max)
        return fail(ErrorCode::help_calls_open, std::to_string(open.size()) + " calls");
    HelpCall call;
    call.id = draw_id(work.entropy);
    call.person = viewer.person;
    call.kind = command.kind;
    call.text = command.text;
    call.called_at = work.now();
    put_call(work, call);
    return CommandEffect{call.id};
}

Result<CommandEffect> end_help_call(UnitOfWork& work, const Viewer& viewer, const EndHelpCall& command)
{
    auto call = find_entity<HelpCall>(work.database, "SELECT body FROM help_call WHERE id = ?1", command.call);
    const bool office = viewer.has(Role::secretary) || viewer.has(Role::clerk);
    if (!call || (!office && call->person != viewer.person)) return fail(ErrorCode::not_found, command.call, "/call");
    if (!call->ended_at) {
        call->ended_at = work.now();
        call->ended_by = viewer.person;
        put_call(work, *call);
    }
    return CommandEffect{call->id};
}

}  // namespace chamber::storage
