#include "storage/minutes.hpp"

#include "protocol/text.hpp"
#include "storage/amendments.hpp"
#include "storage/archives.hpp"
#include "storage/documents.hpp"
#include "storage/files/hash.hpp"
#include "storage/minutes/facts.hpp"
#include "storage/sessions.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

constexpr std::size_t parts_max = 1'000;

// The minutes that a command means, as they are or as they begin.
struct Meant {
    Minutes minutes;
    std::string facts;  // while they are frozen
};

Result<Meant> find_meant(Database& database, const SessionId& session, const std::optional<SittingId>& sitting)
{
    if (auto open = open_session(database, session); !open) return open.error();
    if (sitting) {
        const auto found = find_sitting(database, *sitting);
        if (!found || found->session != session) return fail(ErrorCode::sitting_unknown, sitting->value, "/sitting");
    }
    Meant meant;
    meant.minutes.id = sitting ? sitting->value : session.value;
    if (auto kept = find_entity<Minutes>(database, "SELECT body FROM minutes WHERE id = ?1", meant.minutes.id)) {
        meant.minutes = std::move(*kept);
        meant.facts = database.text("SELECT facts FROM minutes WHERE id = ?1", meant.minutes.id).value_or("");
        return meant;
    }
    meant.minutes.session = session;
    meant.minutes.sitting = sitting;
    return meant;
}

void put(UnitOfWork& work, const Meant& meant)
{
    work.database.run("INSERT INTO minutes (id, session, facts, body) VALUES (?1, ?2, ?3, ?4) "
                      "ON CONFLICT (id) DO UPDATE SET facts = excluded.facts, body = excluded.body",
                      meant.minutes.id, meant.minutes.session.value, meant.facts, body_of(meant.minutes));
    work.feed.put(Minutes::type, meant.minutes.id, staff_scope, Revival::allowed);
}

Result<void> freeze(UnitOfWork& work, const Viewer& viewer, Meant& meant)
{
    if (meant.minutes.state != MinutesState::draft) return fail(ErrorCode::minutes_frozen, meant.minutes.id);
    const auto file = whole_session(work, meant.minutes.session);
    if (!file) return file.error();
    const auto facts = minutes_facts(*file, meant.minutes.sitting);
    if (!facts) return facts.error();
    meant.facts = facts_json(*facts);
    meant.minutes.state = MinutesState::frozen;
    meant.minutes.facts_sha256 = sha256_of(meant.facts).hex();
    meant.minutes.frozen_at = work.now();
    meant.minutes.frozen_by = viewer.person;
    return {};
}

Result<void> open_again(UnitOfWork& work, const Viewer& viewer, const SetMinutesState& command, Meant& meant)
{
    if (meant.minutes.state == MinutesState::signed_back) return fail(ErrorCode::minutes_frozen, meant.minutes.id);
    if (meant.minutes.state == MinutesState::draft) return fail(ErrorCode::minutes_not_frozen, meant.minutes.id);
    if (!command.reason || is_blank(*command.reason)) return fail(ErrorCode::reason_required, {}, "/reason");
    add_amendment(work, Minutes::type, meant.minutes.id,
                  Amendment{"", viewer.person, "state", name_of(meant.minutes.state), name_of(MinutesState::draft),
                            *command.reason});
    meant.facts.clear();
    meant.minutes.state = MinutesState::draft;
    meant.minutes.facts_sha256.clear();
    meant.minutes.frozen_at.reset();
    meant.minutes.frozen_by.reset();
    return {};
}

// Whoever signs the minutes is a person; the office's seal is welcome and not enough. Whether the council trusts the
// signer is said beside it and stops nothing: an office whose trust store is empty keeps its minutes, too.
bool is_signed(Database& database, const DocumentId& document, const Revision& newest)
{
    if (newest.verdict != Verdict::valid && newest.verdict != Verdict::valid_with_allowed_changes) return false;
    for (const Report& report : reports_of(database, document)) {
        if (report.revision != newest.n) continue;
        return std::ranges::any_of(report.report.signatures, [](const SignatureFinding& found) {
            return found.integrity &&
                   (found.signer_kind == SignerKind::person || found.signer_kind == SignerKind::unknown);
        });
    }
    return false;
}

Result<void> sign(UnitOfWork& work, const SetMinutesState& command, Meant& meant)
{
    if (meant.minutes.state == MinutesState::draft) return fail(ErrorCode::minutes_not_frozen, meant.minutes.id);
    if (meant.minutes.state == MinutesState::signed_back) return fail(ErrorCode::minutes_frozen, meant.minutes.id);
    if (!command.document) return fail(ErrorCode::missing_field, {}, "/document");
    const auto row = find_document(work.database, *command.document);
    if (!row || row->state != DocumentState::published || row->document.session != command.session)
        return fail(ErrorCode::document_unknown, command.document->value, "/document");
    const Document shown = row->published();
    if (!is_signed(work.database, shown.id, shown.revisions.back()))
        return fail(ErrorCode::document_unsigned, command.document->value, "/document");
    meant.minutes.state = MinutesState::signed_back;
    meant.minutes.document = command.document;
    return {};
}

bool is_signed_back(Database& database, const std::string& id)
{
    const auto kept = find_entity<Minutes>(database, "SELECT body FROM minutes WHERE id = ?1", id);
    return kept && kept->state == MinutesState::signed_back;
}

}  // namespace

Result<CommandEffect> write_minutes(UnitOfWork& work, const Viewer& viewer, const WriteMinutes& command)
{
    auto meant = find_meant(work.database, command.session, command.sitting);
    if (!meant) return meant.error();
    if (meant->minutes.state != MinutesState::draft) return fail(ErrorCode::minutes_frozen, meant->minutes.id);
    auto& parts = meant->minutes.parts;
    const auto found = std::ranges::find(parts, command.part, &MinutesPart::part);
    if (command.former != (found == parts.end() ? std::string() : found->text))
        return fail(ErrorCode::changed_meanwhile, command.part, "/former");
    CommandEffect effect{meant->minutes.id + "/" + command.part, command.session};
    if (command.text == command.former) return effect;
    if (is_blank(command.text)) {
        if (found != parts.end()) parts.erase(found);
    } else if (found != parts.end()) {
        *found = MinutesPart{command.part, command.text, viewer.person, work.now()};
    } else {
        if (parts.size() >= parts_max) return fail(ErrorCode::out_of_range, "too many parts", "/part");
        parts.push_back(MinutesPart{command.part, command.text, viewer.person, work.now()});
    }
    put(work, *meant);
    return effect;
}

Result<CommandEffect> set_minutes_state(UnitOfWork& work, const Viewer& viewer, const SetMinutesState& command)
{
    auto meant = find_meant(work.database, command.session, command.sitting);
    if (!meant) return meant.error();
    Result<void> changed{};
    switch (command.state) {
    case MinutesState::draft: changed = open_again(work, viewer, command, *meant); break;
    case MinutesState::frozen: changed = freeze(work, viewer, *meant); break;
    case MinutesState::signed_back: changed = sign(work, command, *meant); break;
    }
    if (!changed) return changed.error();
    put(work, *meant);
    return CommandEffect{meant->minutes.id + "/" + name_of(command.state), command.session, command.reason};
}

std::vector<KeptMinutes> minutes_of(Database& database, const SessionId& session)
{
    std::vector<KeptMinutes> kept;
    Statement rows = database.query("SELECT body, facts FROM minutes WHERE session = ?1 ORDER BY id", session.value);
    while (rows.step()) kept.push_back(KeptMinutes{entity_of<Minutes>(rows.text(0)), rows.text(1)});
    return kept;
}

Result<void> check_roll_open(Database& database, const SessionId& session, const SittingId& sitting)
{
    for (const std::string& id : {session.value, sitting.value})
        if (is_signed_back(database, id)) return fail(ErrorCode::minutes_frozen, id);
    return {};
}

void remove_minutes(UnitOfWork& work, const std::string& id)
{
    if (!work.database.integer("SELECT 1 FROM minutes WHERE id = ?1", id)) return;
    work.database.run("DELETE FROM minutes WHERE id = ?1", id);
    work.feed.remove(Minutes::type, id);
}

}  // namespace chamber::storage
