#include "admin-cli/words.hpp"

#include "protocol/world.hpp"

namespace chamber::admin {

Result<Session> find_session(Office& office, const std::string& typed)
{
    auto sessions = office.all<Session>();
    if (!sessions) return sessions.error();
    for (const auto& session : *sessions) {
        if (session.id.value == typed) return session;
    }
    // A number alone names a session only while one term has it.
    const Session* numbered = nullptr;
    for (const auto& session : *sessions) {
        if (std::to_string(session.number) != typed) continue;
        if (numbered != nullptr)
            return fail(ErrorCode::session_unknown, "nhiều kỳ họp mang số này, hãy dùng mã kỳ họp", typed);
        numbered = &session;
    }
    if (numbered == nullptr) return fail(ErrorCode::session_unknown, {}, typed);
    return *numbered;
}

Result<AgendaItem> find_item(Office& office, const SessionId& session, const std::string& typed)
{
    auto items = office.all<AgendaItem>();
    if (!items) return items.error();
    for (const auto& item : *items) {
        if (item.session == session && (item.id.value == typed || item.number == typed)) return item;
    }
    return fail(ErrorCode::item_unknown, {}, typed);
}

Result<Person> find_person(Office& office, const std::string& typed)
{
    auto people = office.all<Person>();
    if (!people) return people.error();
    for (const auto& person : *people) {
        if (person.id.value == typed || (person.seat && *person.seat == typed)) return person;
    }
    return fail(ErrorCode::person_unknown, {}, typed);
}

Result<Audience> parse_audience(const std::string& typed)
{
    if (typed == "everyone" || typed == "tat-ca") return Audience::everyone;
    if (typed == "delegates_only" || typed == "dai-bieu") return Audience::delegates_only;
    return fail(ErrorCode::unknown_value, "người xem là tat-ca hoặc dai-bieu", typed);
}

std::string labels(const std::vector<Role>& roles)
{
    std::string joined;
    for (const auto role : roles) {
        if (!joined.empty()) joined += ", ";
        joined += label_in_sentence(role);
    }
    return joined;
}

std::string wall_time(const std::string& rfc3339)
{
    const auto time = parse_utc(rfc3339);
    return time.value == 0 ? rfc3339 : format_vietnam(time);
}

}  // namespace chamber::admin
