// From the file's words to ours: council, session, agenda and people. What refers to them follows in
// session_records.cpp.
#include "admin-cli/import/session_json.hpp"

#include "admin-cli/import/exported_session.hpp"
#include "admin-cli/import/session_records.hpp"
#include "protocol/importing.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace chamber::admin {
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
    for (const std::string_view key : {"start", "end"})
        if (const auto day = term.maybe(key)) day->date();
    result.demo = root.maybe("notice").has_value();
    return result;
}

Session read_session(const Node& node)
{
    node.only({"id", "number", "name", "classification", "start", "end", "venue", "convening", "documents_deadline",
               "presiding_ids", "secretary_ids", "vote_counting_committee", "state", "form"});
    Session result;
    result.id = node.at("id").id<SessionId>();
    result.number = node.at("number").count();
    if (result.number < 1) node.at("number").fault(ErrorCode::out_of_range, "số kỳ họp phải từ 1 trở lên");
    result.name = node.at("name").text();
    // The words of the law; the wire carries them as they are shown.
    result.classification = node.at("classification")
                                .word<std::string>({{"thường lệ", "thường lệ"},
                                                    {"chuyên đề", "chuyên đề"},
                                                    {"đột xuất", "đột xuất"},
                                                    {"bất thường", "bất thường"}});
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
    result.open_to_public = node.at("public").flag();
    return result;
}

AgendaItem read_item(const Node& node, const SessionId& session)
{
    node.only({"id", "number", "sitting_id", "planned_start", "planned_minutes", "type", "name", "presenter_id",
               "document_ids"});
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
    node.only({"id", "name", "sort_name", "gender", "group_id", "position", "committee_id", "full_time", "standing",
               "constituency", "mandate", "account", "device_id", "seat"});
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
    if (const auto mandate = node.maybe("mandate")) {
        mandate->only({"start", "end"});
        if (const auto start = mandate->maybe("start")) result.mandate_from = start->date();
        if (const auto end = mandate->maybe("end")) result.mandate_to = end->date();
    }
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
        node.fault(ErrorCode::unknown_value, "khách mời không biểu quyết và không tính vào túc số: hãy ghi false");
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
            if (std::find(result.roles.begin(), result.roles.end(), one) == result.roles.end())
                result.roles.push_back(one);
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

SessionFile read_file(const Node& root)
{
    root.only({"schema",    "notice",         "council",          "term",        "committees",
               "groups",    "delegates",      "guests",           "staff",       "session",
               "sittings",  "agenda",         "documents",        "attendance",  "annotations",
               "devices",   "archive",        "output_documents", "vote_events", "speaking_requests",
               "questions", "infrastructure", "expected"});
    root.at("schema").word<int>({{"hop-khong-giay/sample-session/1", 1}});
    SessionFile result;
    SessionImport& import = result.import;
    import.council = read_council(root);
    import.session = read_session(root.at("session"));
    for (const Node& node : root.at("sittings").items())
        import.sittings.push_back(read_sitting(node, import.session.id));
    for (std::size_t i = 0; i < import.sittings.size(); ++i) import.sittings[i].position = static_cast<std::int32_t>(i);
    for (const Node& node : root.at("agenda").items()) import.agenda.push_back(read_item(node, import.session.id));
    for (std::size_t i = 0; i < import.agenda.size(); ++i) import.agenda[i].position = static_cast<std::int32_t>(i);
    const auto delegates = root.at("delegates").items();
    if (delegates.empty()) root.at("delegates").fault(ErrorCode::missing_field, "chưa có đại biểu nào");
    for (const Node& node : delegates) import.people.push_back(read_delegate(node));
    for (const Node& node : root.at("guests").items()) import.people.push_back(read_guest(node));
    for (const Node& node : root.at("staff").items()) import.people.push_back(read_staff(node));
    for (const Node& node : root.at("groups").items()) import.groups.push_back(read_group(node));
    for (const Node& node : root.at("committees").items()) import.groups.push_back(read_committee(node, import.people));
    if (const auto communes = root.at("council").maybe("communes")) {
        for (const Node& commune : communes->items()) result.communes.push_back(commune.text());
    }
    read_records(root, result);
    return result;
}

// A field of ours, and the file's word for it.
struct Spelling {
    std::string_view list;
    std::string_view field;
    std::string_view written;
};

constexpr Spelling spellings[] = {
    {"council", "seats", "/term/seats"},
    {"council", "in_office", "/term/in_office"},
    {"council", "term_name", "/term/name"},
    {"session", "start_on", "start"},
    {"session", "end_on", "end"},
    {"session", "presiding", "presiding_ids"},
    {"session", "secretaries", "secretary_ids"},
    {"sittings", "start_at", "start"},
    {"sittings", "end_at", "end"},
    {"sittings", "open_to_public", "public"},
    {"agenda", "sitting", "sitting_id"},
    {"agenda", "presenter", "presenter_id"},
    {"agenda", "item_type", "type"},
    {"people", "group", "group_id"},
    {"people", "committee", "committee_id"},
    {"people", "mandate_from", "mandate/start"},
    {"people", "mandate_to", "mandate/end"},
    {"groups", "leader", "leader_id"},
    {"groups", "deputy", "deputy_id"},
    {"groups", "members", "member_ids"},
    {"attendance", "person", "person_id"},
    {"attendance", "sitting", "sitting_id"},
};

std::string_view take_word(std::string_view& pointer)
{
    if (pointer.starts_with('/')) pointer.remove_prefix(1);
    const std::size_t slash = std::min(pointer.find('/'), pointer.size());
    const std::string_view word = pointer.substr(0, slash);
    pointer.remove_prefix(slash);
    return word;
}

// Which of the file's lists holds the n-th of ours; `n` becomes its place there.
template <class Noun, class Belongs>
std::string_view list_of(const std::vector<Noun>& nouns, std::size_t& n, const Belongs& belongs)
{
    const std::string_view list = n < nouns.size() ? belongs(nouns[n]) : std::string_view();
    std::size_t before = 0;
    for (std::size_t i = 0; i < n && i < nouns.size(); ++i) before += belongs(nouns[i]) == list ? 1U : 0U;
    n = before;
    return list;
}

std::string_view list_of_person(const Person& person)
{
    return has_role(person, Role::delegate) ? "delegates" : has_role(person, Role::guest) ? "guests" : "staff";
}

std::string_view list_of_group(const Group& group)
{
    return group.kind == GroupKind::committee ? "committees" : "groups";
}

}  // namespace

std::string file_pointer(const SessionImport& imported, std::string_view where)
{
    const std::string_view list = take_word(where);
    std::string pointer = "/" + std::string(list);
    if (list == "people" || list == "groups") {
        std::size_t n = static_cast<std::size_t>(std::atoll(std::string(take_word(where)).c_str()));
        const std::string_view written =
            list == "people" ? list_of(imported.people, n, list_of_person) : list_of(imported.groups, n, list_of_group);
        pointer = "/" + std::string(written) + "/" + std::to_string(n);
    } else if (list == "sittings" || list == "agenda" || list == "attendance") {
        pointer += "/" + std::string(take_word(where));
    }
    const std::string_view field = take_word(where);
    if (field.empty()) return pointer;
    for (const Spelling& each : spellings) {
        if (each.list != list || each.field != field) continue;
        if (each.written.starts_with('/')) return std::string(each.written);
        if (pointer.starts_with("/committees/") && field == "leader") break;
        return pointer + "/" + std::string(each.written) + std::string(where);
    }
    if (pointer.starts_with("/committees/") && field == "leader") return pointer + "/head_id";
    return pointer + "/" + std::string(field) + std::string(where);
}

ReadSession read_session_file(std::string_view text)
{
    ReadSession read;
    // What Windows' editors put in front of UTF-8.
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
    for (const JsonFault& fault : json_faults(text))
        read.faults.push_back({ErrorCode::not_json, "", fault.place, fault.sentence});
    if (!read.faults.empty()) return read;
    boost::system::error_code code;
    const json::value value = json::parse(json::string_view(text.data(), text.size()), code);
    MUST(!code);
    const JsonPlaces places(text);
    if (is_exported(value)) return read_exported(value, places);
    Node::Reading reading;
    const Node root(value, "", reading);
    read.session = read_file(root);
    for (const Error& fault : reading.faults)
        read.faults.push_back({fault.code, fault.where, places.of(fault.where), fault.detail});
    for (const std::string& twice : places.written_twice())
        read.faults.push_back({ErrorCode::already_exists, twice, places.of(twice), "trường này viết hai lần"});
    for (const ImportFault& fault : import_faults(read.session.import, {})) {
        const std::string where = file_pointer(read.session.import, fault.where);
        if (!reading.places.insert(where).second) continue;
        read.faults.push_back({ErrorCode::import_faulty, where, places.of(where), fault.sentence});
    }
    std::stable_sort(read.faults.begin(), read.faults.end(), [](const SessionFault& a, const SessionFault& b) {
        return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
    });
    if (const auto archive = root.maybe("archive"))
        read.session.import.archive_fields = json::serialize(value.at("archive"));
    return read;
}

Result<SessionFile> parse_session_file(std::string_view text)
{
    ReadSession read = read_session_file(text);
    if (read.faults.empty()) return std::move(read.session);
    const SessionFault& first = read.faults.front();
    return fail(first.code,
                "dòng " + std::to_string(first.place.line) + ", cột " + std::to_string(first.place.column) + ": " +
                    first.sentence,
                first.where);
}

}  // namespace chamber::admin
