// The built-in session gives the figures that its own `expected` block promises; broken files are refused at the right
// place.
#include "admin-cli/import/session_json.hpp"
#include "protocol/legal_profile.hpp"

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <map>

namespace chamber::admin {
namespace {

namespace json = boost::json;
using testing::Contains;
using testing::ElementsAre;

json::value sample_json()
{
    const auto text = sample_session_text();
    return json::parse(json::string_view(text.data(), text.size()));
}

SessionFile sample()
{
    auto session = parse_session_file(sample_session_text());
    EXPECT_TRUE(session.has_value()) << (session.has_error() ? session.error().where + " " + session.error().detail
                                                             : "");
    return session.value();
}

// Breaks one thing in the built-in file and reads it.
Error broken(const std::function<void(json::object&)>& breaking)
{
    json::value value = sample_json();
    breaking(value.as_object());
    const auto session = parse_session_file(json::serialize(value));
    EXPECT_TRUE(session.has_error());
    return session.has_error() ? session.error() : Error{};
}

template <class Range, class Key>
const auto& by_id(const Range& range, const Key& id)
{
    return *std::find_if(range.begin(), range.end(), [&](const auto& entry) { return entry.id.value == id; });
}

TEST(SessionFile, GivesTheExpectedCounts)
{
    const auto session = sample();
    const auto expected = sample_json().at("expected");
    const auto number = [&](std::string_view key) { return expected.at(key).to_number<std::int64_t>(); };
    const auto& people = session.import.people;
    const auto delegates =
        std::count_if(people.begin(), people.end(), [](const Person& p) { return p.counts_for_quorum; });
    EXPECT_EQ(delegates, number("delegates_total"));
    const LegalProfile& law = *law_of(session.import.council, session.import.session).profile;
    const auto asked = [&](const char* rule) {
        return needed(*std::ranges::find(law.rules, rule, &LegalRule::id), session.import.council.in_office);
    };
    EXPECT_EQ(law.id, "luat-77-2015");
    EXPECT_EQ(quorum(law, delegates_of(session.import.council, session.import.session)), number("quorum_required"));
    EXPECT_EQ(asked("nghi-quyet"), number("majority_required"));
    EXPECT_EQ(asked("bai-nhiem-dai-bieu"), number("two_thirds_required"));
    const auto groups = std::count_if(session.import.groups.begin(), session.import.groups.end(),
                                      [](const Group& g) { return g.kind == GroupKind::delegation; });
    EXPECT_EQ(groups, number("groups"));
    EXPECT_EQ(session.devices.size(), 37U);
}

TEST(SessionFile, GivesTheExpectedDocuments)
{
    const auto session = sample();
    const auto expected = sample_json().at("expected");
    std::int64_t pages = 0;
    std::int64_t unsigned_ones = 0;
    std::int64_t drafts = 0;
    for (const auto& document : session.documents) {
        pages += document.revisions.back().pages;
        unsigned_ones +=
            document.signature == SignatureCase::draft_unsigned || document.signature == SignatureCase::unsigned_scan;
        drafts += document.fields.draft;
        EXPECT_EQ(document.fields.late, document.id.value == "TL25");
        EXPECT_EQ(document.fields.audience == Audience::delegates_only, document.id.value == "TL25");
        EXPECT_EQ(document.fields.full_number.empty(), document.fields.draft);
    }
    EXPECT_EQ(static_cast<std::int64_t>(session.documents.size()), expected.at("documents").as_int64());
    EXPECT_EQ(pages, expected.at("pages_before_session").as_int64());
    EXPECT_EQ(unsigned_ones, expected.at("documents_unsigned").as_int64());
    EXPECT_EQ(static_cast<std::int64_t>(session.documents.size()) - unsigned_ones,
              expected.at("documents_signed").as_int64());
    EXPECT_EQ(drafts, expected.at("drafts").as_int64());
    EXPECT_EQ(by_id(session.documents, "TL08").revisions[1].reason, "Đính chính số liệu Biểu số 03");
    EXPECT_EQ(by_id(session.documents, "TL08").revisions[1].published_at, "2024-12-10T01:15:00Z");
}

TEST(SessionFile, GivesTheExpectedAttendance)
{
    const auto session = sample();
    const auto expected = sample_json().at("expected");
    for (const auto& [sitting, figures] : expected.at("attendance").as_object()) {
        const auto count = [&](bool absent) {
            return std::count_if(session.import.attendance.begin(), session.import.attendance.end(),
                                 [&, name = std::string(sitting)](const Attendance& a) {
                                     return a.sitting.value == name && (a.status == AttendanceStatus::absent) == absent;
                                 });
        };
        EXPECT_EQ(count(false), figures.at("present_any").as_int64()) << sitting;
        EXPECT_EQ(count(true), figures.at("absent").as_int64()) << sitting;
    }
    for (const auto& [time, present] : expected.at("quorum_at").as_object()) {
        const auto at = parse_utc(std::string(time));
        const auto count = std::count_if(session.import.attendance.begin(), session.import.attendance.end(),
                                         [&](const Attendance& a) { return present_at(a, at); });
        EXPECT_EQ(count, present.as_int64()) << time;
    }
}

TEST(SessionFile, GivesRolesToTheOffice)
{
    const auto session = sample();
    const auto& people = session.import.people;
    EXPECT_THAT(by_id(people, "NV01").roles, ElementsAre(Role::secretary, Role::clerk));
    EXPECT_THAT(by_id(people, "NV02").roles, ElementsAre(Role::clerk, Role::archivist));
    EXPECT_THAT(by_id(people, "NV03").roles, ElementsAre(Role::secretary));
    EXPECT_THAT(by_id(people, "NV04").roles, ElementsAre(Role::administrator));
    EXPECT_THAT(by_id(people, "NV05").roles, ElementsAre(Role::auditor));
    EXPECT_THAT(by_id(people, "KM01").roles, ElementsAre(Role::guest));
    EXPECT_THAT(by_id(session.import.groups, "BPC").members, Contains(PersonId("DB03")));
    EXPECT_TRUE(session.import.council.demo);
}

TEST(SessionFile, GivesAnnotationsThatFitTheRules)
{
    const auto session = sample();
    ASSERT_EQ(session.import.annotations.size(), 5U);
    for (auto annotation : session.import.annotations) {
        annotation.revision_sha256 = std::string(64, 'a');  // as it is bound when the revision arrives
        const auto checked = check_annotation(annotation);
        EXPECT_TRUE(checked.has_value()) << annotation.id.value << " " << checked.error().where;
    }
    const auto& highlight = by_id(session.import.annotations, "GC01");
    EXPECT_EQ(highlight.revision_sha256, "revision:2");
    EXPECT_EQ(highlight.page_index, 6);
    EXPECT_EQ(highlight.quads.size(), 8U);
    EXPECT_EQ(by_id(session.import.annotations, "GC03").group, GroupId("BKTXH"));
    const auto& official = by_id(session.import.annotations, "GC05");
    EXPECT_EQ(official.visibility, Visibility::official);
    EXPECT_EQ(official.acknowledged_at, "2024-12-18T09:20:00Z");
    const auto archive = json::parse(session.import.archive_fields);
    EXPECT_EQ(archive.at("FileCode").as_string(), "H99.15.2024.HĐND.15");
}

TEST(SessionFile, SaysEveryFaultWithItsLine)
{
    const auto read = read_session_file(
        "{\n \"schema\": \"hop-khong-giay/sample-session/1\",\n \"schema\": \"x\",\n \"colour\": 1\n}");
    const auto line_of = [&](std::string_view where) {
        const auto found = std::find_if(read.faults.begin(), read.faults.end(),
                                        [&](const SessionFault& each) { return each.where == where; });
        return found == read.faults.end() ? 0U : found->place.line;
    };
    EXPECT_EQ(line_of("/schema"), 3U);
    EXPECT_EQ(line_of("/colour"), 4U);
    EXPECT_NE(line_of("/session"), 0U) << "what is missing is told as well";
    for (const SessionFault& fault : read.faults) EXPECT_FALSE(fault.sentence.empty());
}

TEST(SessionFile, SaysWhereATextIsNoJson)
{
    const auto read = read_session_file("{\n \"a\": [1, 2,\n ]\n}");
    ASSERT_EQ(read.faults.size(), 1U);
    EXPECT_EQ(read.faults[0].code, ErrorCode::not_json);
    EXPECT_EQ(read.faults[0].place.line, 3U);
    EXPECT_EQ(read.faults[0].place.column, 2U);
    EXPECT_EQ(read.faults[0].sentence, "thừa dấu phẩy trước dấu đóng");
}

TEST(SessionFile, NamesThePlaceInTheFileOfWhatTheServerFound)
{
    const auto session = sample();
    const auto delegates =
        static_cast<std::size_t>(std::count_if(session.import.people.begin(), session.import.people.end(),
                                               [](const Person& p) { return p.counts_for_quorum; }));
    EXPECT_EQ(file_pointer(session.import, "/people/3/group"), "/delegates/3/group_id");
    EXPECT_EQ(file_pointer(session.import, "/people/" + std::to_string(delegates) + "/name"), "/guests/0/name");
    EXPECT_EQ(file_pointer(session.import, "/groups/7/leader"), "/committees/0/head_id");
    EXPECT_EQ(file_pointer(session.import, "/session/presiding/0"), "/session/presiding_ids/0");
    EXPECT_EQ(file_pointer(session.import, "/council/in_office"), "/term/in_office");
    EXPECT_EQ(file_pointer(session.import, "/people/1/mandate_to"), "/delegates/1/mandate/end");
    EXPECT_EQ(file_pointer(session.import, "/agenda/2/id"), "/agenda/2/id");
}

TEST(SessionFile, SaysWhereItIsWrong)
{
    const auto at = [](json::object& root, std::string_view list, std::size_t i) -> json::object& {
        return root[list].as_array()[i].as_object();
    };
    Error error = broken([&](json::object& root) { at(root, "documents", 3)["colour"] = "red"; });
    EXPECT_EQ(error.code, ErrorCode::unknown_field);
    EXPECT_EQ(error.where, "/documents/3/colour");
    error = broken([&](json::object& root) { at(root, "sittings", 0).erase("start"); });
    EXPECT_EQ(error.code, ErrorCode::missing_field);
    EXPECT_EQ(error.where, "/sittings/0/start");
    error = broken([&](json::object& root) { at(root, "sittings", 1)["end"] = "tomorrow"; });
    EXPECT_EQ(error.code, ErrorCode::out_of_range);
    EXPECT_EQ(error.where, "/sittings/1/end");
    error = broken([&](json::object& root) { at(root, "attendance", 7)["person_id"] = "DB99"; });
    EXPECT_EQ(error.code, ErrorCode::person_unknown);
    EXPECT_EQ(error.where, "/attendance/7/person_id");
    error = broken([&](json::object& root) { at(root, "staff", 0)["roles"] = json::array{"king"}; });
    EXPECT_EQ(error.code, ErrorCode::unknown_value);
    EXPECT_EQ(error.where, "/staff/0/roles/0");
    error = broken([&](json::object& root) { at(root, "annotations", 0)["page"] = 27; });
    EXPECT_EQ(error.where, "/annotations/0/page");
    json::value twice = sample_json();
    at(twice.as_object(), "delegates", 1)["id"] = "DB01";
    const auto read = read_session_file(json::serialize(twice));
    EXPECT_THAT(read.faults, Contains(testing::AllOf(testing::Field(&SessionFault::code, ErrorCode::already_exists),
                                                     testing::Field(&SessionFault::where, "/delegates/1/id"))));
    error = broken([](json::object& root) { root["schema"] = "something/2"; });
    EXPECT_EQ(error.where, "/schema");
    EXPECT_EQ(parse_session_file("{").error().code, ErrorCode::not_json);
    EXPECT_EQ(parse_session_file("[]").error().code, ErrorCode::wrong_type);
}

}  // namespace
}  // namespace chamber::admin
