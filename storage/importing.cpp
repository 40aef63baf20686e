// A whole session as it comes in: council, sittings, agenda, people, secrets, attendance, and annotations on documents
// that are added afterwards. Everything or nothing.
//
// It may come in again, to mend what was mistyped: what was recorded since stays (state, open item, attendance,
// documents, notes), and so does what the file no longer names (sittings, agenda items, guests). Only the import of the
// newest session changes what is known of people, groups and the council today; each session keeps its own roll, its
// council and its groups (participants.hpp).
//
// Before the first session the council itself comes in the same way: what it is called, its people and groups, and a
// session that says nothing (is_council_only).
#include "protocol/access.hpp"
#include "protocol/field_rules.hpp"
#include "protocol/sentence.hpp"
#include "storage/amendments.hpp"
#include "storage/annotations.hpp"
#include "storage/attendance.hpp"
#include "storage/import_plan.hpp"
#include "storage/participants.hpp"
#include "storage/people.hpp"
#include "storage/secrets.hpp"
#include "storage/sessions.hpp"
#include "storage/sign_ins.hpp"
#include "storage/store_body.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

std::string place(std::string_view list, std::size_t index, std::string_view field = "id")
{
    // Appended piece by piece: GCC 12 at -O2 takes the sum of these for an overlapping copy (-Wrestrict).
    std::string where = "/";
    where.append(list).append("/").append(std::to_string(index)).append("/").append(field);
    return where;
}

template <class T>
bool differs(const std::optional<T>& known, const T& now)
{
    return !known || body_of(*known) != body_of(now);
}

Result<void> check_ids(const SessionImport& imported)
{
    if (!is_council_only(imported) && !is_id(imported.session.id.value))
        return fail(ErrorCode::wrong_type, "session id", "/session/id");
    if (!imported.council.id.empty() && !is_id(imported.council.id))
        return fail(ErrorCode::wrong_type, "council id", "/council/id");
    const auto check = [](std::string_view list, const auto& nouns) -> Result<void> {
        for (std::size_t i = 0; i < nouns.size(); ++i)
            if (!is_id(nouns[i].id.value)) return fail(ErrorCode::wrong_type, "id", place(list, i));
        return {};
    };
    if (auto checked = check("groups", imported.groups); !checked) return checked;
    if (auto checked = check("people", imported.people); !checked) return checked;
    if (auto checked = check("sittings", imported.sittings); !checked) return checked;
    if (auto checked = check("agenda", imported.agenda); !checked) return checked;
    for (std::size_t i = 0; i < imported.sittings.size(); ++i)
        if (imported.sittings[i].session != imported.session.id)
            return fail(ErrorCode::session_unknown, imported.sittings[i].session.value,
                        place("sittings", i, "session"));
    for (std::size_t i = 0; i < imported.agenda.size(); ++i)
        if (imported.agenda[i].session != imported.session.id)
            return fail(ErrorCode::session_unknown, imported.agenda[i].session.value, place("agenda", i, "session"));
    return {};
}

void import_own(UnitOfWork& work, const SessionImport& imported)
{
    if (is_council_only(imported)) {
        const Council council = council_after(work.database, imported);
        if (differs(find_council(work.database), council)) put_council(work, council);
        return;
    }
    const auto before = find_session(work.database, imported.session.id);
    const bool newest = is_newest(work.database, imported.session);
    const Council council = council_after(work.database, imported);
    if (newest && differs(find_council(work.database), council)) put_council(work, council);
    Session session = imported.session;
    if (before) {
        session.state = before->state;
        session.current_item = before->current_item;
    }
    session.council_name = council.name;
    session.term_name = council.term_name;
    session.seats = council.seats;
    session.in_office = council.in_office;
    if (differs(before, session)) put_session(work, session);
    // Who does not know them says nothing of them.
    if (!imported.archive_fields.empty())
        work.database.run("UPDATE session SET archive_fields = ?2 WHERE id = ?1", session.id.value,
                          imported.archive_fields);
    keep_council(work, session.id, council);
}

Result<void> import_people(UnitOfWork& work, const SessionImport& imported)
{
    const bool newest = is_newest(work.database, imported.session);
    for (const Group& group : imported.groups) {
        const auto known =
            find_entity<Group>(work.database, "SELECT body FROM people_group WHERE id = ?1", group.id.value);
        if (!known || (newest && differs(known, group))) put_group(work, group);
    }
    for (const Person& person : imported.people) {
        const auto known = find_person(work.database, person.id);
        if (!known || (newest && differs(known, person))) put_person(work, person);
    }
    for (std::size_t i = 0; i < imported.secrets.size(); ++i) {
        auto kept = put_secret(work, imported.secrets[i]);
        if (!kept) return fail(kept.error().code, kept.error().detail, place("secrets", i, "person"));
    }
    return {};
}

void import_roll(UnitOfWork& work, const SessionImport& imported)
{
    const SessionId& session = imported.session.id;
    keep_groups(work, session, imported.groups);
    const std::vector<Group> groups = groups_of(work.database, session);
    std::vector<PersonId> listed;
    for (const Person& person : imported.people) {
        if (!sits_in(person, imported.session)) continue;
        Participant participant = participant_of(person, session);
        const auto group =
            std::find_if(groups.begin(), groups.end(), [&](const Group& each) { return each.id == participant.group; });
        if (group != groups.end()) participant.group_name = group->name;
        put_participant(work, participant);
        listed.push_back(person.id);
    }
    for (const Participant& each : people_of(work.database, session)) {
        const bool delegate = has_role(each, Role::delegate);
        const bool stays = std::find(listed.begin(), listed.end(), each.person) != listed.end();
        if (!stays && delegate && !imported.people.empty()) remove_participant(work, each);
    }
}

void import_programme(UnitOfWork& work, const SessionImport& imported)
{
    for (const Sitting& sitting : imported.sittings)
        if (differs(find_sitting(work.database, sitting.id), sitting)) put_sitting(work, sitting);
    for (const AgendaItem& item : imported.agenda) {
        // Everybody reads the agenda: papers enter it when they are published, and for everyone.
        const auto before = find_item(work.database, item.id);
        AgendaItem known = item;
        known.documents = before ? before->documents : std::vector<DocumentId>();
        if (differs(before, known)) put_item(work, known);
        for (std::size_t position = 0; position < item.documents.size(); ++position)
            work.database.run("INSERT OR IGNORE INTO agenda_paper (item, document, position) VALUES (?1, ?2, ?3)",
                              item.id.value, item.documents[position].value, static_cast<std::int64_t>(position));
    }
}

Result<void> import_records(UnitOfWork& work, const SessionImport& imported)
{
    std::vector<std::string> recorded;
    for (Attendance attendance : imported.attendance) {
        attendance.id = attendance_id(attendance.sitting, attendance.person);
        // What the sitting wrote down counts for more than the file.
        if (work.database.integer("SELECT 1 FROM attendance WHERE id = ?1", attendance.id))
            recorded.push_back(attendance.id);
        else
            put_attendance(work, attendance);
    }
    for (std::size_t i = 0; i < imported.absence_reasons.size(); ++i) {
        const AbsenceReason& reason = imported.absence_reasons[i];
        const bool known =
            std::any_of(imported.attendance.begin(), imported.attendance.end(),
                        [&](const Attendance& each) { return attendance_id(each.sitting, each.person) == reason.id; });
        if (!known) return fail(ErrorCode::not_found, reason.id, place("absence_reasons", i));
        if (std::find(recorded.begin(), recorded.end(), reason.id) == recorded.end()) put_absence_reason(work, reason);
    }
    for (std::size_t i = 0; i < imported.annotations.size(); ++i) {
        if (work.feed.find(Annotation::type, imported.annotations[i].id.value)) continue;
        auto kept = await_revision(work, imported.annotations[i]);
        if (!kept) return fail(kept.error().code, kept.error().detail, place("annotations", i, kept.error().where));
    }
    return {};
}

// Whoever is not known with these roles becomes staff, or other staff, by an administrator alone.
Result<void> check_staff(UnitOfWork& work, const Viewer& sender, const SessionImport& imported)
{
    if (may_change_staff(sender)) return {};
    for (std::size_t i = 0; i < imported.people.size(); ++i) {
        const Person& now = imported.people[i];
        const auto was = find_person(work.database, now.id);
        const auto listed = find_participant(work.database, imported.session.id, now.id);
        const auto has = [&](const std::vector<Role>& roles) {
            return std::is_permutation(roles.begin(), roles.end(), now.roles.begin(), now.roles.end());
        };
        const bool known =
            (was && has(was->roles)) || (listed && has(listed->roles) && !is_newest(work.database, imported.session));
        if (known || (!is_staff(now) && !(was && is_staff(*was)))) continue;
        return fail(ErrorCode::not_allowed, now.id.value, "/import" + place("people", i, "roles"));
    }
    return {};
}

// From a desktop: who asks is asked again, and what has ways of its own is passed over.
Result<void> take_from(UnitOfWork& work, const std::optional<Viewer>& sender, SessionImport& imported)
{
    for (Person& person : imported.people) person = in_groups(std::move(person), imported.groups);
    if (!sender) return {};
    const auto viewer = asking_viewer(work, *sender);
    if (!viewer) return viewer.error();
    if (auto allowed = may_import(*viewer, DeviceKind::desktop, imported); !allowed) return allowed;
    if (auto allowed = check_staff(work, *viewer, imported); !allowed) return allowed;
    // Papers come by uploads, states by commands, and nothing that comes in makes a council a fictional one.
    for (AgendaItem& item : imported.agenda) item.documents.clear();
    imported.session.state = SessionState::planned;
    imported.session.current_item.reset();
    const auto council = find_council(work.database);
    imported.council.demo = council && council->demo;
    return {};
}

// An administrator who handles no papers is told nothing of the agenda.
PlannedImport plan_for(Database& database, const std::optional<Viewer>& sender, const SessionImport& imported)
{
    PlannedImport plan = plan_import(database, imported);
    if (sender && !may_see(*sender, everyone_scope, AgendaItem::type))
        std::erase_if(plan.changes, [](const PlannedChange& each) { return each.entity_type == AgendaItem::type; });
    return plan;
}

// The faults of fields, and those between fields whose place has none yet.
ImportPlan with_rules(ImportPlan plan, const SessionImport& imported)
{
    for (ImportFault& fault : import_faults(imported, {})) {
        const bool told = std::any_of(plan.faults.begin(), plan.faults.end(),
                                      [&](const ImportFault& each) { return each.where == fault.where; });
        // Who is known already is not asked here: names of people and groups are told once the fields can be read.
        const bool between = fault.where.ends_with("/seat") || fault.where.ends_with("/number") ||
                             fault.where.ends_with("/id") || fault.where.ends_with("/name") ||
                             fault.where.ends_with("_at");
        if (!told && between) plan.faults.push_back(std::move(fault));
    }
    return plan;
}

}  // namespace

Result<ImportPlan> Store::plan_import(const SessionImport& sent, const std::optional<Viewer>& sender)
{
    return body_->read<ImportPlan>([&]() -> Result<ImportPlan> {
        SessionImport imported = sent;
        ImportPlan unreadable;
        for (const Error& fault : all_field_faults(imported))
            unreadable.faults.push_back({fault.where, sentence_for(Reader::clerk, fault)});
        if (auto taken = take_from(body_->work, sender, imported); !taken) return taken.error();
        // What cannot be read is compared with nothing; rules between fields are told with it, where they can be.
        if (!unreadable.faults.empty()) return with_rules(std::move(unreadable), imported);
        return plan_for(*body_->database, sender, imported).told();
    });
}

Result<void> Store::import_session(const SessionImport& sent, std::string_view accepted,
                                   const std::optional<Viewer>& sender)
{
    return body_->verb<void>([&]() -> Result<void> {
        UnitOfWork& work = body_->work;
        SessionImport imported = sent;
        const PersonId by = sender ? sender->person : local_viewer().person;
        const DeviceId device = sender ? sender->device : DeviceId();
        if (auto parsed = parse_fields(imported); !parsed) return parsed;
        if (auto taken = take_from(work, sender, imported); !taken) return taken;
        if (auto checked = check_ids(imported); !checked) return checked;
        const PlannedImport plan = plan_for(work.database, sender, imported);
        if (!plan.faults.empty())
            return fail(ErrorCode::import_faulty, plan.faults.front().sentence, plan.faults.front().where);
        if (plan.overwrites() && plan.told().digest != accepted)
            return fail(ErrorCode::import_overwrites, imported.session.id.value, "/accepted");
        import_own(work, imported);
        if (auto people = import_people(work, imported); !people) return people;
        const bool council_only = is_council_only(imported);
        if (!council_only) {
            import_programme(work, imported);
            import_roll(work, imported);
        }
        for (const PlannedChange& each : plan.changes)
            if (!each.told.before.empty())
                add_amendment(
                    work, each.entity_type, each.entity,
                    Amendment{"", by, each.field, each.told.before, each.told.after,
                              sender ? "Sửa trên bàn làm việc của văn phòng" : "Sửa hoặc nạp lại trên máy chủ"});
        if (auto records = import_records(work, imported); !records) return records;
        const auto session = council_only ? std::nullopt : std::optional(sent.session.id);
        body_->note(JournalEntry{"import_session", by, device, sent.session.id.value, session, {}, {}});
        return {};
    });
}

}  // namespace chamber::storage
