// Who may see and do what. The rule in prose, then as pure functions; asked for every route, message, preview, search
// hit, export and broadcast. Deny by default.
//
//   everyone       every person signed in; an administrator or auditor sees only council, session, sitting, group and
//   person delegates      delegates, and staff who handle documents (secretary, clerk); archivists too; never guests
//   staff          secretary and clerk: drafts, uploads
//   operations     secretary, clerk and administrator: devices, holdings (no content)
//   group:ID       members of that delegation or committee; nobody else, no staff
//   person:ID      that person alone
//   official:ID    that person (the author), the presiding delegates, secretary and clerk, archivist
//
// An entity's scope never changes and deletion is final: narrowing is delete plus new. Whoever holds no sign-in sees
// nothing.
#pragma once

#include "protocol/error.hpp"
#include "protocol/message.hpp"
#include "protocol/person.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber {

enum class ScopeKind { everyone, delegates, staff, operations, group, person, official };

struct Scope {
    ScopeKind kind = ScopeKind::staff;
    std::string id;  // group, person or author; empty otherwise

    bool operator==(const Scope&) const = default;

    // "everyone", "delegates", "staff", "operations", "group:TO1", "person:DB24", "official:DB24".
    std::string text() const;
    static Result<Scope> parse(std::string_view text);
};

// `entity_type`: the wire name, e.g. "document".
bool may_see(const Viewer& viewer, const Scope& scope, std::string_view entity_type);

// Everything this viewer may see, as one text that can be told, kept and compared: scopes in order, separated by a
// space; "official:*": everybody's; "facts": of `everyone` only the plain facts. "delegates everyone official:DB24
// person:DB24".
std::string access_text(const Viewer& viewer);

// What becomes of a view that was filtered for `held` (an access_text) when its viewer now has `now`. `purge`: scopes
// to give up. `replace`: the view has to be made anew, because something was gained, or what was lost is not a list of
// scopes.
struct AccessChange {
    bool replace = false;
    std::vector<std::string> purge;
};
AccessChange access_change(std::string_view held, std::string_view now);

// May this viewer ask for this change at all? (Whether the thing exists and is in the right state is storage's
// business.) Errors: not_allowed, with `where` naming the command.
Result<void> may_command(const Viewer& viewer, const CommandBody& body);

// Errors: not_allowed.
Result<void> may_upload(const Viewer& viewer);
Result<void> may_export(const Viewer& viewer);
Result<void> may_make_sheet(const Viewer& viewer);
Result<void> may_recheck(const Viewer& viewer);
Result<void> may_scrub(const Viewer& viewer);
// What follows a person is theirs alone; whoever reads papers has a place in them.
Result<void> may_keep_own(const Viewer& viewer);
// Lead all who may follow to a page: who presides.
Result<void> may_lead(const Viewer& viewer);
Result<void> may_read_trust(const Viewer& viewer);
// At a desktop. Whose signatures count is the administrators' word alone. Errors: not_allowed.
Result<void> may_change_trust(const Viewer& viewer, DeviceKind device);

// Over the network. Secretary, clerk and administrator prepare a session at a desktop, without hashes of secrets, notes
// and attendance: those have ways of their own. An administrator who handles no papers sees no agenda, and brings none.
// What becomes of staff is may_change_staff()'s. Errors: not_allowed, with its place in the message.
Result<void> may_import(const Viewer& viewer, DeviceKind device, const SessionImport& imported);
// May this viewer make somebody staff, or give staff other roles?
bool may_change_staff(const Viewer& viewer);

// At a desktop. Errors: not_allowed.
Result<void> may_draw_secrets(const Viewer& viewer, DeviceKind device);
// For this person: delegates and guests by secretary and administrator, staff by an administrator, nobody for
// themselves (they know the old one). Errors: not_allowed.
Result<void> may_draw_secret_for(const Viewer& viewer, const Person& person);

// The scope in which a document of this audience is published.
Scope scope_of(Audience audience);

// The scope of an annotation of this author.
Scope scope_of(const Annotation& annotation);

}  // namespace chamber
