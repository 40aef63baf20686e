#include "protocol/access.hpp"

#include <gtest/gtest.h>

#include <vector>

namespace chamber {
namespace {

Viewer viewer_of(const std::string& name, std::vector<Role> roles, std::vector<std::string> groups = {})
{
    Viewer viewer;
    viewer.person = PersonId(name);
    viewer.device = DeviceId("device-of-" + name);
    viewer.roles = std::move(roles);
    for (const std::string& group : groups) viewer.groups.emplace_back(group);
    return viewer;
}

const Viewer delegate = viewer_of("DB24", {Role::delegate}, {"TO3", "BPC"});
const Viewer guest = viewer_of("KM01", {Role::guest});
const Viewer secretary = viewer_of("NV03", {Role::secretary});
const Viewer clerk = viewer_of("NV02", {Role::clerk, Role::archivist});
const Viewer archivist = viewer_of("LT01", {Role::archivist});
const Viewer administrator = viewer_of("NV04", {Role::administrator});
const Viewer auditor = viewer_of("NV05", {Role::auditor});
const Viewer nobody;

struct SightCase {
    const char* scope;
    const char* type;
    // delegate, guest, secretary, clerk, archivist, administrator, auditor, nobody
    bool expected[8];
};

constexpr bool y = true;
constexpr bool n = false;

const SightCase sights[] = {
    {"everyone", "document", {y, y, y, y, y, n, n, n}},
    {"everyone", "report", {y, y, y, y, y, n, n, n}},
    {"everyone", "person", {y, y, y, y, y, y, y, n}},
    {"everyone", "attendance", {y, y, y, y, y, n, n, n}},
    {"delegates", "document", {y, n, y, y, y, n, n, n}},
    {"staff", "draft_document", {n, n, y, y, n, n, n, n}},
    {"operations", "device", {n, n, y, y, n, y, n, n}},
    {"group:TO3", "annotation", {y, n, n, n, n, n, n, n}},
    {"group:TO1", "annotation", {n, n, n, n, n, n, n, n}},
    {"person:DB24", "annotation", {y, n, n, n, n, n, n, n}},
    {"person:NV03", "annotation", {n, n, y, n, n, n, n, n}},
    {"official:DB24", "annotation", {y, n, y, y, y, n, n, n}},
    {"official:DB01", "annotation", {n, n, y, y, y, n, n, n}},
};

TEST(Access, ShowsAScopeToItsPeopleAndToNobodyElse)
{
    const Viewer* viewers[] = {&delegate, &guest, &secretary, &clerk, &archivist, &administrator, &auditor, &nobody};
    for (const SightCase& sight : sights)
        for (std::size_t i = 0; i < std::size(viewers); ++i)
            EXPECT_EQ(may_see(*viewers[i], Scope::parse(sight.scope).value(), sight.type), sight.expected[i])
                << sight.scope << " " << sight.type << " for " << viewers[i]->person.value;
}

TEST(Access, ShowsOfficialCommentsToThePresidingDelegate)
{
    Viewer chair = viewer_of("DB01", {Role::delegate});
    EXPECT_FALSE(may_see(chair, Scope{ScopeKind::official, "DB24"}, "annotation"));
    chair.presiding = true;
    EXPECT_TRUE(may_see(chair, Scope{ScopeKind::official, "DB24"}, "annotation"));
}

Annotation note_of(const std::string& author, Visibility visibility, std::optional<std::string> group = {})
{
    Annotation annotation;
    annotation.id = AnnotationId(author + ".t.1");
    annotation.author = PersonId(author);
    annotation.visibility = visibility;
    if (group) annotation.group = GroupId(*group);
    return annotation;
}

struct CommandCase {
    CommandBody body;
    // delegate, guest, secretary, clerk, archivist, administrator, auditor, nobody
    bool expected[8];
};

TEST(Access, LetsEachRoleDoItsOwnWorkOnly)
{
    const CommandCase cases[] = {
        {CheckIn{SittingId("PH1"), ""}, {y, y, n, n, n, n, n, n}},
        {RecordAttendance{SittingId("PH1"), PersonId("DB24"), AttendanceAction::arrive, "", {}},
         {n, n, y, y, n, n, n, n}},
        {PutAnnotation{note_of("DB24", Visibility::private_note), 0}, {y, n, n, n, n, n, n, n}},
        {PutAnnotation{note_of("KM01", Visibility::private_note), 0}, {n, y, n, n, n, n, n, n}},
        {PutAnnotation{note_of("KM01", Visibility::official), 0}, {n, n, n, n, n, n, n, n}},
        {PutAnnotation{note_of("DB24", Visibility::group, "TO3"), 0}, {y, n, n, n, n, n, n, n}},
        {PutAnnotation{note_of("DB24", Visibility::group, "TO1"), 0}, {n, n, n, n, n, n, n, n}},
        {PutAnnotation{note_of("DB24", Visibility::published), 0}, {n, n, n, n, n, n, n, n}},
        {PutAnnotation{note_of("NV03", Visibility::published), 0}, {n, n, y, n, n, n, n, n}},
        {Received{DocumentId("TL01"), 1, ""}, {y, y, y, y, y, n, n, n}},
        {Opened{DocumentId("TL01"), 1, ""}, {y, y, n, n, n, n, n, n}},
        {Purged{""}, {y, y, y, y, y, y, y, n}},
        {ApproveDevice{"ABCD2345", "MTB-01"}, {n, n, y, y, n, y, n, n}},
        {RevokeDevice{DeviceId("d"), "mất"}, {n, n, y, y, n, y, n, n}},
        {EditDocument{DocumentId("TL01"), {}, {}, {}, {}, {}}, {n, n, y, y, n, n, n, n}},
        {PublishDocuments{SessionId("K"), {}}, {n, n, y, y, n, n, n, n}},
        {WithdrawDocument{DocumentId("TL01"), "sai"}, {n, n, y, y, n, n, n, n}},
        {SetSessionState{SessionId("K"), SessionState::closed}, {n, n, y, n, n, n, n, n}},
        {AcknowledgeComment{AnnotationId("a")}, {n, n, y, y, n, n, n, n}},
    };
    const Viewer* viewers[] = {&delegate, &guest, &secretary, &clerk, &archivist, &administrator, &auditor, &nobody};
    for (std::size_t c = 0; c < std::size(cases); ++c)
        for (std::size_t i = 0; i < std::size(viewers); ++i)
            EXPECT_EQ(may_command(*viewers[i], cases[c].body).has_value(), cases[c].expected[i])
                << "case " << c << " for " << viewers[i]->person.value;
}

TEST(Access, LetsOnlyTheOfficeUploadAndExport)
{
    EXPECT_TRUE(may_upload(secretary));
    EXPECT_TRUE(may_upload(clerk));
    EXPECT_TRUE(may_export(archivist));
    for (const Viewer* viewer : {&delegate, &guest, &administrator, &auditor, &nobody}) {
        EXPECT_FALSE(may_upload(*viewer));
        EXPECT_FALSE(may_export(*viewer));
    }
    EXPECT_FALSE(may_upload(archivist));
}

TEST(Access, LetsTheOfficeAndTheMachinesKeeperAskForRechecks)
{
    for (const Viewer* viewer : {&secretary, &clerk, &administrator}) EXPECT_TRUE(may_recheck(*viewer));
    for (const Viewer* viewer : {&delegate, &guest, &archivist, &auditor, &nobody}) EXPECT_FALSE(may_recheck(*viewer));
}

TEST(Access, SaysInOneTextWhatAViewerMaySee)
{
    EXPECT_EQ(access_text(delegate), "delegates everyone group:BPC group:TO3 official:DB24 person:DB24");
    EXPECT_EQ(access_text(guest), "everyone official:KM01 person:KM01");
    EXPECT_EQ(access_text(secretary), "delegates everyone official:* operations person:NV03 staff");
    EXPECT_EQ(access_text(nobody), "");
    EXPECT_EQ(access_text(auditor).substr(0, 6), "facts ");
}

TEST(Access, NamesTheScopesThatWereLost)
{
    const AccessChange change =
        access_change("delegates everyone group:TO1 group:TO3 person:DB24", "everyone group:TO3 person:DB24");
    EXPECT_FALSE(change.replace);
    EXPECT_EQ(change.purge, (std::vector<std::string>{"delegates", "group:TO1"}));
    const AccessChange same = access_change("everyone person:DB24", "everyone person:DB24");
    EXPECT_FALSE(same.replace);
    EXPECT_TRUE(same.purge.empty());
}

TEST(Access, ReplacesAViewThatGainedOrCannotSayWhatItLost)
{
    EXPECT_TRUE(access_change("everyone", "everyone group:TO1").replace);
    EXPECT_TRUE(access_change("", "everyone").replace);
    EXPECT_TRUE(access_change("everyone official:*", "everyone official:DB24").replace);
    EXPECT_TRUE(access_change("everyone official:* person:a", "everyone person:a")
                    .replace);  // no scope says whose comments to give up
    EXPECT_TRUE(access_change("everyone", "facts").replace);
    EXPECT_TRUE(access_change("everyone group:TO1", "everyone group:TO2").purge.empty());
}

TEST(Scope, ReadsBackWhatItWrites)
{
    for (const char* text :
         {"everyone", "delegates", "staff", "operations", "group:TO1", "person:DB24", "official:DB24"})
        EXPECT_EQ(Scope::parse(text).value().text(), text);
}

TEST(Scope, RefusesWhatIsNoScope)
{
    for (const char* text : {"", "all", "group", "group:", "everyone:x", "person:a b", "staff:"})
        EXPECT_FALSE(Scope::parse(text)) << text;
}

}  // namespace
}  // namespace chamber
