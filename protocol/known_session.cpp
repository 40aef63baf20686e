#include "protocol/known_session.hpp"

#include "protocol/importing.hpp"

#include <algorithm>

namespace chamber {
namespace {

// Only the import of the newest session changes what is known today.
bool is_newest(const KnownCouncil& known, const Session& session)
{
    return std::none_of(known.sessions.begin(), known.sessions.end(), [&](const Session& other) {
        return other.id != session.id && other.state != SessionState::cancelled && other.start_on > session.start_on;
    });
}

Council council_of(const KnownCouncil& known, const Session& session)
{
    Council council;
    if (is_newest(known, session)) council = known.council;
    council.name = session.council_name.empty() ? known.council.name : session.council_name;
    if (!session.term_name.empty()) council.term_name = session.term_name;
    if (session.seats > 0) council.seats = session.seats;
    council.in_office = 0;  // it is counted
    return council;
}

// As the roll has them; the mandate is the person's own.
Person person_of(const KnownCouncil& known, const Participant& participant)
{
    Person person = chamber::person_of(participant);
    const auto own = std::find_if(known.people.begin(), known.people.end(),
                                  [&](const Person& each) { return each.id == participant.person; });
    if (own == known.people.end()) return person;
    person.mandate_from = own->mandate_from;
    person.mandate_to = own->mandate_to;
    return person;
}

template <class Noun>
std::vector<Noun> in_order_of(const std::vector<Noun>& all, const SessionId& session)
{
    std::vector<Noun> own;
    for (const Noun& each : all)
        if (each.session == session) own.push_back(each);
    std::stable_sort(own.begin(), own.end(), [](const Noun& a, const Noun& b) { return a.position < b.position; });
    return own;
}

}  // namespace

SessionImport council_import_of(const KnownCouncil& known)
{
    SessionImport made;
    made.council = known.council;
    made.council.in_office = 0;  // it is counted
    made.people = known.people;
    made.groups = known.groups;
    return made;
}

std::optional<SessionImport> import_of(const KnownCouncil& known, const SessionId& id)
{
    const auto session =
        std::find_if(known.sessions.begin(), known.sessions.end(), [&](const Session& each) { return each.id == id; });
    if (session == known.sessions.end()) return std::nullopt;
    SessionImport made;
    made.council = council_of(known, *session);
    made.session = *session;
    made.sittings = in_order_of(known.sittings, id);
    made.agenda = in_order_of(known.agenda, id);
    for (const Participant& each : known.participants)
        if (each.session == id) made.people.push_back(person_of(known, each));
    if (is_newest(known, *session)) made.groups = known.groups;
    return made;
}

}  // namespace chamber
