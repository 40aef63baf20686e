// From the file's words to ours: council, session, agenda and people. What refers to them follows in session_records.cpp.
#include "admin-cli/demo/session_json.hpp"

#include "admin-cli/demo/session_records.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace chamber::demo {
namespace {

namespace json = boost::json;

Council read_council(const Node& root)
{
    const Node council = root.at("council");
    council.only({"id", "name", "level", "province", "organ_id", "legal_profile", "communes"});
    const Node term = root.at("term");
    term.only({"id", "name", "period", "start", "end", "seats", "in_office"});
    Council result;
    result.id = council.at("id").id<SessionId>().value;
    result.name = council.at("name").text();
    result.level = council.at("level").text();
    result.province = council.at("province").text();
    result.organ_id = council.at("organ_id").text();
    result.term_name = term.at("name").text() + ", nhiệm kỳ " + term.at("period").text();
    result.seats = term.at("seats").count();
    result.in_office = term.at("in_office").count();
    result.demo = root.maybe("notice").has_value();
    return result;
}

Session read_session(const Node& node)
{
    node.only({"id", "number", "name", "classification", "start", "end", "venue", "convening", "documents_deadline", "presiding_ids",
               "secretary_ids", "vote_counting_committee", "state", "form"});
    Session result;
    result.id = node.at("id").id<SessionId>();
    result.number = node.at("number").count();
    result.name = node.at("name").text();
    // The words of the law; the wire carries them as they are shown.
    result.classification =
        node.at("classification")
            .word<std::string>(
                {{"thường lệ", "thường lệ"}, {"chuyên đề", "chuyên đề"}, {"đột xuất", "đột xuất"}, {"bất thường", "bất thường"}});
    result.start_on = node.at("start").date();
    result.end_on = node.at("end").date();
    result.venue = node.at("venue").text();
    if (const auto deadline = node.maybe("documents_deadline")) result.documents_deadline = deadline->date();
    result.state = node.at("state").word<SessionState>({{"dự kiến", SessionState::planned},
                                                        {"đã triệu tập", SessionState::convened},
                                                        {"đã gửi tài liệu", SessionState::distributed},
                                                        {"đang họp", SessionState::in_session},
                                                        {"tạm nghỉ", SessionState::recess},
                                                        {"bế mạc", SessionState::closed},
                                                        {"hoàn thiện hồ sơ", SessionState::filing},
                                                        {"đã lưu trữ", SessionState::archived},
                                                        {"hoãn", SessionState::postponed},
                                                        {"hủy", SessionState::cancelled}});
    result.presiding = ids<PersonId>(node.at("presiding_ids"));
    result.secretaries = ids<PersonId>(node.at("secretary_ids"));
    return result;
}

Sitting read_sitting(const Node& node, const SessionId& session)
{
    node.only({"id", "name", "classification", "start", "end", "public"});
    Sitting result;
    result.id = node.at("id").id<SittingId>();
    result.session = session;
    result.name = node.at("name").text();
    result.classification = node.at("classification").text();
    result.start_at = node.at("start").time();
    result.end_at = node.at("end").time();
    if (result.end_at <= result.start_at) node.at("end").fault(ErrorCode::out_of_range, "ends before it starts");
    result.open_to_public = node.at("public").flag();
    return result;
}

AgendaItem read_item(const Node& node, const SessionId& session)
{
    node.only({"id", "number", "sitting_id", "planned_start", "planned_minutes", "type", "name", "presenter_id", "document_ids"});
    AgendaItem result;
    result.id = node.at("id").id<AgendaItemId>();
    result.session = session;
    result.sitting = node.at("sitting_id").id<SittingId>();
    result.number = node.at("number").text();
    result.name = node.at("name").text();
    result.item_type = node.at("type").text();
    if (const auto presenter = node.maybe("presenter_id")) result.presenter = presenter->id<PersonId>().value;
    if (const auto start = node.maybe("planned_start")) result.planned_start = start->time();
    result.planned_minutes = node.at("planned_minutes").count();
    result.documents = ids<DocumentId>(node.at("document_ids"));
    return result;
}

Person read_delegate(const Node& node)
{
    node.only({"id", "name", "sort_name", "gender", "group_id", "position", "committee_id", "full_time", "standing", "constituency",
               "mandate", "account", "device_id", "seat"});
    Person result;
    result.id = node.at("id").id<PersonId>();
    result.name = node.at("name").text();
    result.sort_name = node.at("sort_name").text();
    result.position = node.at("position").text();
    result.roles = {Role::delegate};
    result.group = maybe_id<GroupId>(node, "group_id");
    result.committee = maybe_id<GroupId>(node, "committee_id");
    result.seat = maybe_text(node, "seat");
    result.counts_for_quorum = true;
    return result;
}

// Guests and staff come without a sort name: the given name is the last word.
std::string given_name(const std::string& name)
{
    return name.substr(name.rfind(' ') + 1);
}

Person read_guest(const Node& node)
{
    node.only({"id", "name", "position", "device_id", "can_vote", "counts_for_quorum"});
    Person result;
    result.id = node.at("id").id<PersonId>();
    result.name = node.at("name").text();
    result.sort_name = given_name(result.name);
    result.position = node.at("position").text();
    result.roles = {Role::guest};
    if (node.at("counts_for_quorum").flag() || node.at("can_vote").flag())
        node.fault(ErrorCode::unknown_value, "a guest never votes and never counts");
    return result;
}

Person read_staff(const Node& node)
{
    node.only({"id", "name", "position", "roles"});
    Person result;
    result.id = node.at("id").id<PersonId>();
    result.name = node.at("name").text();
    result.sort_name = given_name(result.name);
    result.position = node.at("position").text();
    for (const Node& role : node.at("roles").items()) {
        const auto meant = role.word<std::vector<Role>>({{"secretariat_lead", {Role::secretary, Role::clerk}},
                                                         {"clerk", {Role::clerk}},
                                                         {"archivist", {Role::archivist}},
                                                         {"session_secretary", {Role::secretary}},
                                                         {"sysadmin", {Role::administrator}},
                                                         {"auditor", {Role::auditor}}});
        for (const Role one : meant) {
            if (std::find(result.roles.begin(), result.roles.end(), one) == result.roles.end()) result.roles.push_back(one);
        }
    }
    return result;
}

Group read_group(const Node& node)
{
    node.only({"id", "name", "area", "leader_id", "deputy_id", "member_ids", "discussion_room"});
    Group result;
    result.id = node.at("id").id<GroupId>();
    result.kind = GroupKind::delegation;
    result.name = node.at("name").text();
    result.leader = maybe_id<PersonId>(node, "leader_id");
    result.deputy = maybe_id<PersonId>(node, "deputy_id");
    result.members = ids<PersonId>(node.at("member_ids"));
    result.room = maybe_text(node, "discussion_room");
    return result;
}

// A committee's members are those who say that they belong to it.
Group read_committee(const Node& node, const std::vector<Person>& people)
{
    node.only({"id", "name", "head_id"});
    Group result;
    result.id = node.at("id").id<GroupId>();
    result.kind = GroupKind::committee;
    result.name = node.at("name").text();
    result.leader = maybe_id<PersonId>(node, "head_id");
    for (const Person& person : people) {
        if (person.committee == result.id) result.members.push_back(person.id);
    }
    return result;
}

SampleSession read_file(const Node& root)
{
    root.only({"schema",    "notice",         "council",          "term",        "committees",
               "groups",    "delegates",      "guests",           "staff",       "session",
               "sittings",  "agenda",         "documents",        "attendance",  "annotations",
               "devices",   "archive",        "output_documents", "vote_events", "speaking_requests",
               "questions", "infrastructure", "expected"});
    root.at("schema").word<int>({{"hop-khong-giay/sample-session/1", 1}});
    SampleSession result;
    SessionImport& import = result.import;
    import.council = read_council(root);
    import.session = read_session(root.at("session"));
    for (const Node& node : root.at("sittings").items())
        import.sittings.push_back(read_sitting(node, import.session.id));
    for (std::size_t i = 0; i < import.sittings.size(); ++i)
        import.sittings[i].position = static_cast<std::int32_t>(i);
    for (const Node& node : root.at("agenda").items())
        import.agenda.push_back(read_item(node, import.session.id));
    for (std::size_t i = 0; i < import.agenda.size(); ++i)
        import.agenda[i].position = static_cast<std::int32_t>(i);
    for (const Node& node : root.at("delegates").items())
        import.people.push_back(read_delegate(node));
    for (const Node& node : root.at("guests").items())
        import.people.push_back(read_guest(node));
    for (const Node& node : root.at("staff").items())
        import.people.push_back(read_staff(node));
    for (const Node& node : root.at("groups").items())
        import.groups.push_back(read_group(node));
    for (const Node& node : root.at("committees").items())
        import.groups.push_back(read_committee(node, import.people));
    if (const auto communes = root.at("council").maybe("communes")) {
        for (const Node& commune : communes->items())
            result.communes.push_back(commune.text());
    }
    read_records(root, result);
    return result;
}

}  // namespace

Result<SampleSession> parse_session_file(std::string_view text)
{
    boost::system::error_code code;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), code);
    if (code) return fail(ErrorCode::not_json, code.message());
    Node::Reading reading;
    SampleSession session = read_file(Node(value, "", reading));
    if (reading.first_fault) return *reading.first_fault;
    session.import.archive_fields = json::serialize(value.at("archive"));
    return session;
}

}  // namespace chamber::demo
