#include "storage/import_conflicts.hpp"

#include "storage/participants.hpp"
#include "storage/sessions.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

class Conflicts {
public:
    Conflicts(Database& database, const SessionImport& imported, const Council& council)
        : database_(database),
          imported_(imported),
          council_(council),
          before_(find_session(database, imported.session.id))
    {
    }

    ImportConflicts all()
    {
        KnownNames known;
        for (const Person& each : list_entities<Person>(database_, "SELECT body FROM person ORDER BY id"))
            known.people.insert(each.id.value);
        for (const Group& each : list_entities<Group>(database_, "SELECT body FROM people_group ORDER BY id"))
            known.groups.insert(each.id.value);
        found_.faults = import_faults(imported_, known);
        if (before_ && (before_->state == SessionState::archived || before_->state == SessionState::cancelled))
            fault("/session/id", before_->name + " đã " +
                                     (before_->state == SessionState::archived ? "đóng hồ sơ" : "hủy") +
                                     " nên không nạp lại được");
        if (is_council_only(imported_) && database_.integer("SELECT 1 FROM session WHERE state <> 'cancelled' LIMIT 1"))
            fault("/session/id", "đã có kỳ họp, nên hội đồng và người của hội đồng được sửa theo kỳ họp mới nhất");
        same_number();
        against_what_stays();
        for (std::size_t i = 0; i < imported_.sittings.size(); ++i) {
            const auto known_sitting = find_sitting(database_, imported_.sittings[i].id);
            if (known_sitting && known_sitting->session != imported_.session.id)
                fault("/sittings/" + std::to_string(i) + "/id",
                      "mã phiên “" + known_sitting->id.value + "” đã dùng cho kỳ họp " + known_sitting->session.value);
        }
        for (std::size_t i = 0; i < imported_.agenda.size(); ++i) {
            const auto known_item = find_item(database_, imported_.agenda[i].id);
            if (known_item && known_item->session != imported_.session.id)
                fault("/agenda/" + std::to_string(i) + "/id",
                      "mã nội dung “" + known_item->id.value + "” đã dùng cho kỳ họp " + known_item->session.value);
        }
        return std::move(found_);
    }

private:
    void fault(std::string where, std::string sentence)
    {
        found_.faults.push_back({std::move(where), std::move(sentence)});
    }

    // What the import does not name stays, and keeps its seats and numbers.
    void against_what_stays()
    {
        if (!before_) return;
        for (const Participant& stays : people_of(database_, imported_.session.id)) {
            const bool named = std::any_of(imported_.people.begin(), imported_.people.end(),
                                           [&](const Person& each) { return each.id == stays.person; });
            const bool delegate = has_role(stays, Role::delegate);
            if (named || delegate || !stays.seat) continue;
            for (std::size_t i = 0; i < imported_.people.size(); ++i)
                if (imported_.people[i].seat == stays.seat && sits_in(imported_.people[i], imported_.session))
                    fault("/people/" + std::to_string(i) + "/seat",
                          "ghế “" + *stays.seat + "” đã xếp cho " + stays.name);
        }
        for (const AgendaItem& stays : list_entities<AgendaItem>(
                 database_, "SELECT body FROM agenda_item WHERE session = ?1 ORDER BY position, id",
                 imported_.session.id.value)) {
            const bool named = std::any_of(imported_.agenda.begin(), imported_.agenda.end(),
                                           [&](const AgendaItem& each) { return each.id == stays.id; });
            if (named || stays.number.empty()) continue;
            for (std::size_t i = 0; i < imported_.agenda.size(); ++i)
                if (imported_.agenda[i].number == stays.number && imported_.agenda[i].sitting == stays.sitting)
                    fault("/agenda/" + std::to_string(i) + "/number",
                          "số “" + stays.number + "” đã là số của nội dung “" + stays.name + "” trong phiên này");
        }
    }

    // Within a year of a term a number names one session; councils that number by the year use it again.
    void same_number()
    {
        const Session& session = imported_.session;
        for (const Session& other : list_entities<Session>(database_, "SELECT body FROM session ORDER BY id")) {
            if (other.id == session.id || other.number != session.number || session.number == 0 ||
                other.term_name != council_.term_name)
                continue;
            if (other.state == SessionState::cancelled) continue;
            const std::string which = other.name + " (" + other.id.value + ")";
            if (other.start_on.substr(0, 4) == session.start_on.substr(0, 4))
                fault("/session/number", "số " + std::to_string(session.number) + " đã là số của " + which +
                                             "; nếu muốn sửa kỳ họp ấy, hãy giữ nguyên mã “" + other.id.value + "”");
            else
                found_.same_number = which;
        }
    }

    Database& database_;
    const SessionImport& imported_;
    const Council& council_;
    std::optional<Session> before_;
    ImportConflicts found_;
};

}  // namespace

ImportConflicts import_conflicts(Database& database, const SessionImport& imported, const Council& council)
{
    return Conflicts(database, imported, council).all();
}

}  // namespace chamber::storage
