// Every entity and everybody: whose view holds it. And what is told beside the feed. An entity or message that stands
// in no row fails.
#include "tests/server/room_world.hpp"

#include <boost/mp11/algorithm.hpp>

#include <sstream>

namespace chamber::server::test {
namespace {

constexpr std::pair<const char*, const char*> everybody[] = {
    {"guest", "KM01"}, {"delegate", "DB02"},  {"chair", "DB01"}, {"other", "DB03"},   {"secretary", "VP01"},
    {"clerk", "VT01"}, {"archivist", "LT01"}, {"admin", "QT02"}, {"auditor", "KT01"}, {"local", ""},
};

struct Seen {
    std::string entity;  // "type id"; of one that the world does not make: its type alone
    std::string by;
    Scope scope{};  // then
};

const std::string all = "guest delegate chair other secretary clerk archivist admin auditor local";
const std::string content = "guest delegate chair other secretary clerk archivist local";
const std::string closed_content = "delegate chair other secretary clerk archivist local";
const std::string staff = "secretary clerk local";
const std::string operations = "secretary clerk admin local";

bool among(const std::string& names, const std::string& name)
{
    std::istringstream words(names);
    std::string word;
    while (words >> word)
        if (word == name) return true;
    return false;
}

class Told : public RoomWorld {
protected:
    Told()
    {
        open = upload("Mở");
        shut = upload("Kín", Audience::delegates_only);
        gone = upload("Rút");
        publish_all();
        EXPECT_TRUE(send(office, WithdrawDocument{gone, "Gửi nhầm"}).done);
        draft = upload("Dự thảo");
        for (const auto& [name, person] : everybody)
            if (std::string(name) != "local") approve(name, person);
        write("private", Visibility::private_note);
        write("group", Visibility::group);
        write("official", Visibility::official);
        const Viewer delegate = *store->device(DeviceId("delegate"))->viewer;
        const std::string sha256 = store->document(open)->revisions.back().sha256;
        EXPECT_TRUE(store->apply(delegate, "hold", {Command{1, Received{open, 1, sha256}}})->outcomes.at(0).done);
        EXPECT_TRUE(
            store->apply(delegate, "open", {Command{1, Opened{open, 1, "2024-12-18T00:30:00Z"}}})->outcomes.at(0).done);
        EXPECT_TRUE(send(office, RecordAttendance{SittingId("P1"), PersonId("DB03"), AttendanceAction::absent_excused,
                                                  "2024-12-18T00:30:00Z", "Nghỉ ốm"})
                        .done);
        EXPECT_TRUE(
            store->apply(delegate, "help", {Command{1, CallForHelp{HelpKind::water, ""}}})->outcomes.at(0).done);
        call = std::get<HelpCall>(store->entities("help_call")->at(0)).id;
        NotebookNote page;
        page.id = NotebookNoteId("DB02.delegate.page");
        page.person = PersonId("DB02");
        page.session = SessionId("KH13");
        page.kind = NotebookNoteKind::text;
        page.text = "Chữ";
        page.created_at = "2024-12-18T00:30:00Z";
        EXPECT_TRUE(store->apply(delegate, "page", {Command{1, PutNotebookNote{page, 0}}})->outcomes.at(0).done);
        holding = "delegate/" + sha256;
        EXPECT_TRUE(store->note_damage(*Sha256::parse(sha256), DamageKind::missing).has_value());
        damaged = sha256;
        settle();
    }
    void write(const std::string& counter, Visibility visibility)
    {
        const Viewer author = *store->device(DeviceId("delegate"))->viewer;
        Annotation made = note(author, counter, open, "Chữ");
        made.visibility = visibility;
        if (visibility == Visibility::group) made.group = GroupId("TO1");
        const auto applied = store->apply(author, "w" + counter, {Command{1, PutAnnotation{made, 0}}});
        ASSERT_TRUE(applied && applied->outcomes.at(0).done);
    }
    Caller caller_of(const std::string& name) { return name == "local" ? hello("local", Door::local) : hello(name); }
    // The local door is told no feed: it asks.
    std::set<std::string> held_by(const std::string& name, Caller& caller)
    {
        return name == "local" ? listed(caller) : view(caller);
    }
    Viewer viewer_of(const std::string& name)
    {
        return name == "local" ? office : *store->device(DeviceId(name))->viewer;
    }

    std::vector<Seen> table() const
    {
        const Scope operations_scope{ScopeKind::operations, {}};
        return {
            {"council HDND-SENHONG", all},
            {"session KH13", all},
            {"sitting P1", all},
            {"group TO1", all},
            {"person DB03", all},
            {"agenda_item M1", content},
            {"document " + open.value, content},
            {"report " + open.value + "/1", content},
            {"document " + shut.value, closed_content},
            {"report " + shut.value + "/1", closed_content},
            {"document " + gone.value, ""},
            {"report " + gone.value + "/1", ""},
            {"withdrawal " + gone.value, content},
            {"draft_document " + draft.value, staff},
            {"document " + draft.value, ""},
            {"attendance P1/DB03", content},
            {"absence_reason P1/DB03", staff},
            {"annotation DB02.delegate.private", "delegate"},
            {"annotation DB02.delegate.group", "delegate chair"},
            {"annotation DB02.delegate.official", "delegate chair secretary clerk archivist local"},
            {"notebook_note DB02.delegate.page", "delegate"},
            {"device guest", operations},
            {"holding " + holding, operations},
            {"opening DB02/" + open.value, staff},
            {"enrolment enrolment", operations},
            {"damage " + damaged, operations},
            {"archive", closed_content, Scope{ScopeKind::delegates, {}}},
            {"backup", operations, operations_scope},
            {"alarm", operations, operations_scope},
            {"participant", all, Scope{ScopeKind::everyone, {}}},
            {"attendance_history", staff, Scope{ScopeKind::staff, {}}},
            {"amendments", staff, Scope{ScopeKind::staff, {}}},
            {"help_call " + call, "delegate chair secretary clerk archivist local"},
            {"minutes", staff, Scope{ScopeKind::staff, {}}},
        };
    }

    DocumentId open, shut, draft, gone;
    std::string holding, damaged, call;
};

TEST_F(Told, EverybodysViewHoldsWhatIsTheirsAndNothingElse)
{
    for (const auto& [name, person] : everybody) {
        Caller caller = caller_of(name);
        const std::set<std::string> held = held_by(name, caller);
        EXPECT_FALSE(held.empty()) << name;
        for (const Seen& seen : table()) {
            const bool made = seen.entity.find(' ') != std::string::npos;
            const bool holds = made ? held.contains(seen.entity) : may_see(viewer_of(name), seen.scope, seen.entity);
            EXPECT_EQ(holds, among(seen.by, name)) << seen.entity << " for " << name;
        }
    }
}

TEST_F(Told, WhatIsToldLiveIsWhatASnapshotWouldHold)
{
    std::vector<std::pair<std::string, Caller>> callers;
    for (const auto& [name, person] : everybody) callers.emplace_back(name, caller_of(name));
    write("late", Visibility::group);
    const DocumentId late = upload("Muộn", Audience::delegates_only);
    publish_all();
    ASSERT_TRUE(send(office, WithdrawDocument{open, "Gửi nhầm"}).done);
    settle();
    for (auto& [name, caller] : callers) {
        const std::set<std::string> held = held_by(name, caller);
        EXPECT_EQ(held.contains("annotation DB02.delegate.late"), among("delegate chair", name)) << name;
        EXPECT_EQ(held.contains("document " + late.value), among(closed_content, name)) << name;
        Caller anew = caller_of(name);
        EXPECT_EQ(held, held_by(name, anew)) << name;
    }
}

TEST_F(Told, NobodyIsToldTheIdOfAPaperThatIsNotTheirs)
{
    for (const auto& [name, hidden] : {std::pair<std::string, std::vector<DocumentId>>{"guest", {shut, draft}},
                                       {"other", {draft}},
                                       {"auditor", {shut, draft, open}}}) {
        std::string told;
        for (const ToDevice& message : caller_of(name).line->told)
            if (const auto* batch = std::get_if<Batch>(&message))
                for (const Change& change : batch->items)
                    if (change.entity) told += encode(*change.entity);
        for (const DocumentId& id : hidden)
            EXPECT_EQ(told.find("\"" + id.value + "\""), std::string::npos) << id.value << " to " << name;
        EXPECT_EQ(told.find("Nghỉ ốm"), std::string::npos) << name;
    }
}

TEST_F(Told, WhoIsHereAndHowFarDownloadsAreIsTheOfficesBusiness)
{
    std::vector<std::pair<std::string, Caller>> callers;
    for (const auto& [name, person] : everybody) callers.emplace_back(name, caller_of(name));
    say(callers[0].second, Progress{damaged, 1});
    say(callers[0].second, Health{"2024-12-18T00:30:00Z", 5'000'000'000, 84, true, 2, 3});
    pass_ms(500);
    for (const auto& [name, caller] : callers) {
        const bool hears = name != "local" && among(operations, name);
        EXPECT_EQ(!heard<Connected>(caller).empty(), hears) << name;
        EXPECT_EQ(!heard<DeviceProgress>(caller).empty(), hears) << name;
        EXPECT_EQ(!heard<DeviceHealth>(caller).empty(), hears) << name;
    }
}

TEST_F(Told, WhereSomebodyReadsIsTheirOwnBusiness)
{
    std::vector<std::pair<std::string, Caller>> callers;
    for (const auto& [name, person] : everybody) callers.emplace_back(name, caller_of(name));
    approve("delegate_too", "DB02");
    callers.emplace_back("delegate_too", hello("delegate_too"));
    for (auto& [name, caller] : callers) {
        const auto own = heard<OwnRecords>(caller);
        EXPECT_EQ(!own.empty() && own.back().complete,
                  name == "delegate_too" || (among(content, name) && name != "local"))
            << name << ": told at once, even if there is nothing";
        caller.line->told.clear();
    }
    ReadingRecord reading{open};
    reading.place = ReadingPlace{1, 0, 0.5, PageFit::width, 1, "2024-12-18T00:30:00Z"};
    say(callers[1].second, KeepOwn{9, {reading}, {}});
    for (auto& [name, caller] : callers) {
        const auto own = heard<OwnRecords>(caller);
        EXPECT_EQ(own.size(), name == "delegate" || name == "delegate_too" ? 1U : 0U) << name;
        if (!own.empty()) EXPECT_EQ(own[0].ask, name == "delegate" ? 9U : 0U) << name;
    }
}

TEST_F(Told, WhoLeadsIsToldToWhoMayFollow)
{
    std::vector<std::pair<std::string, Caller>> callers;
    for (const auto& [name, person] : everybody) callers.emplace_back(name, caller_of(name));
    Caller& chair = callers[2].second;
    for (const auto& [document, readers] : {std::pair(open, content), std::pair(shut, closed_content)}) {
        for (auto& each : callers) each.second.line->told.clear();
        say(chair, AtPage{document, store->document(document)->revisions.back().sha256, 0});
        pass_ms(500);
        for (auto& [name, caller] : callers) {
            const auto told = heard<ChairAt>(caller);
            const bool follows = !told.empty() && told.back().document == document;
            EXPECT_EQ(follows, name != "local" && name != "chair" && among(readers, name)) << name;
            if (!follows) EXPECT_TRUE(told.empty() || !told.back().person) << name << " learns nothing of it";
        }
    }
}

TEST_F(Told, TheLocalDoorIsToldWhatItAsksForAndNothingElse)
{
    Caller local = caller_of("local");
    EXPECT_TRUE(heard<Batch>(local).empty());
    local.line->told.clear();
    say(local, ListEntities{3, "device"});
    ASSERT_EQ(local.line->told.size(), 1U);
    const Listing listing = heard<Listing>(local).at(0);
    EXPECT_EQ(listing.ask, 3U);
    EXPECT_FALSE(listing.next);
    EXPECT_EQ(listing.items.size(), std::size(everybody) - 1);
    for (const Change& each : listing.items) EXPECT_EQ(each.entity_type, "device");
    local.line->told.clear();
    publish_all();
    EXPECT_TRUE(local.line->told.empty());
}

TEST_F(Told, NoEntityIsInNoRow)
{
    std::set<std::string> types;
    for (const Seen& seen : table()) types.insert(seen.entity.substr(0, seen.entity.find(' ')));
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Entity>>([&](auto type) {
        using Noun = typename decltype(type)::type;
        EXPECT_TRUE(types.contains(Noun::type)) << Noun::type << " stands in no row: who may see it?";
    });
    // What is told beside the feed: to whoever asked alone, or by the tests above.
    const std::set<std::string> to_the_asker = {"welcome",    "standing",      "receipts",      "gap",  "fetch_refused",
                                                "fetch_done", "blob_wanted",   "ticket",        "job",  "import_plan",
                                                "rechecked",  "listing",       "refusal",       "pong", "secrets_drawn",
                                                "found",      "trust_listing", "secret_holders"};
    const std::set<std::string> to_others = {"batch",         "connected",   "device_progress",
                                             "device_health", "own_records", "chair_at"};
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, ToDevice>>([&](auto type) {
        using Message = typename decltype(type)::type;
        EXPECT_TRUE(to_the_asker.contains(Message::type) || to_others.contains(Message::type))
            << Message::type << ": who is told it?";
    });
}

}  // namespace
}  // namespace chamber::server::test
