// Roles and groups change while tablets are in the room, or away: what was lost leaves the tablet, what was gained
// comes.
#include "tests/server/meeting.hpp"

#include "protocol/limits.hpp"

#include <algorithm>

namespace chamber::test {
namespace {

class Grants : public Meeting {
protected:
    // The office imports the running session again, with other people, having seen the plan: groups and roles are those
    // of the import from then on.
    void import_people(std::vector<Person> people, std::vector<Group> groups)
    {
        auto client = net::Client::connect(server->local(), "");
        ASSERT_TRUE(client);
        Hello hello;
        hello.protocol = limits::protocol_version;
        hello.device_kind = DeviceKind::desktop;
        hello.incarnation = "cli";
        ASSERT_TRUE((*client)->send_text(encode(FromDevice(hello))));
        ImportSession ask;
        ask.ask = 1;
        ask.import.council =
            Council{"HDND", "Hội đồng nhân dân xã Mẫu", "xã", "tỉnh Mẫu", "H99.15", "Khóa XII", 3, 3, false};
        ask.import.session.id = session;
        ask.import.session.number = 15;
        ask.import.session.name = "Kỳ họp thứ Mười lăm";
        ask.import.session.start_on = "2024-12-18";
        ask.import.session.end_on = "2024-12-19";
        // Whoever wrote a note stays in the roll: the others come along as they are.
        for (const auto& [id, of] : {std::pair{"DB01", "TO1"}, {"DB02", "TO1"}, {"DB03", "TO2"}})
            if (std::none_of(people.begin(), people.end(), [&](const Person& each) { return each.id.value == id; }))
                people.push_back(delegate(id, GroupId(of)));
        ask.import.people = std::move(people);
        ask.import.groups = std::move(groups);
        ask.import.archive_fields = "{}";
        ask.dry_run = true;
        ASSERT_TRUE((*client)->send_text(encode(FromDevice(ask))));
        for (;;) {
            const auto frame = (*client)->receive(5'000);
            ASSERT_TRUE(frame);
            const ToDevice message = decode_to_device(frame->bytes).value();
            if (const auto* refusal = std::get_if<Refusal>(&message))
                FAIL() << refusal->code << refusal->where.value_or("");
            if (const auto* plan = std::get_if<ImportPlan>(&message); plan && ask.dry_run) {
                ASSERT_TRUE(plan->faults.empty()) << plan->faults.front().where;
                ask.dry_run = false;
                ask.accepted = plan->digest;
                ASSERT_TRUE((*client)->send_text(encode(FromDevice(ask))));
            }
            if (const auto* job = std::get_if<Job>(&message); job && job->stage == JobStage::done) return;
        }
    }

    static Person delegate(const std::string& id, std::optional<GroupId> group)
    {
        Person person;
        person.id = PersonId(id);
        person.name = "Đại biểu Mẫu";
        person.sort_name = "Mẫu";
        person.roles = {Role::delegate};
        person.group = std::move(group);
        return person;
    }
    static Group group(const std::string& id, std::vector<PersonId> members)
    {
        return Group{GroupId(id),  GroupKind::delegation, "Tổ đại biểu", std::nullopt,
                     std::nullopt, std::move(members),    std::nullopt};
    }

    static Annotation shared_note(const std::string& author, const DocumentId& document, const std::string& sha256,
                                  const std::string& id)
    {
        Annotation made = note(author, document, sha256, id);
        made.visibility = Visibility::group;
        made.group = GroupId("TO1");
        return made;
    }
    // DB01 shares a note with its delegation: "DB01.a.1".
    void share(Tablet& author, const DocumentId& document)
    {
        ASSERT_TRUE(sees(author, document));
        noted = author.find<Document>(document.value)->revisions.at(0).sha256;
        ASSERT_TRUE(author.run(PutAnnotation{shared_note("DB01", document, noted, "DB01.a.1"), 0})->done);
    }
    static bool reads(Tablet& tablet, const std::function<bool()>& enough)
    {
        return tablet.read_until(enough, 5'000).has_value();
    }

    std::string noted;  // SHA-256 of the document the note stands on
};

TEST_F(Grants, WhoLeavesAGroupLosesItsNotesAtOnceAndTheNextOnesNeverCome)
{
    auto desk = office();
    const DocumentId document = published(*desk, make_pdf({"Trang mot"}));
    auto first = tablet(*desk, "DB01");
    auto second = tablet(*desk, "DB02");
    ASSERT_NO_FATAL_FAILURE(share(*first, document));
    ASSERT_TRUE(reads(*second, [&] { return second->find<Annotation>("DB01.a.1") != nullptr; }));

    import_people({delegate("DB02", std::nullopt)}, {group("TO1", {PersonId("DB01")})});
    ASSERT_TRUE(reads(*second, [&] { return second->find<Annotation>("DB01.a.1") == nullptr; }));
    EXPECT_EQ(second->access().find("group:TO1"), std::string::npos);
    EXPECT_NE(second->find<Document>(document.value), nullptr);
    ASSERT_TRUE(first->run(PutAnnotation{shared_note("DB01", document, noted, "DB01.a.2"), 0})->done);
    ASSERT_TRUE(second->run(CheckIn{sitting, "2024-12-18T00:31:00Z"})->done);
    ASSERT_TRUE(reads(*second, [&] { return second->cursor() >= second->shown_at(); }));
    EXPECT_TRUE(second->all<Annotation>().empty());
    EXPECT_FALSE(second->run(PutAnnotation{shared_note("DB02", document, noted, "DB02.a.1"), 0})->done);
    EXPECT_TRUE(second->broken_rules().empty()) << second->broken_rules().front();
}

TEST_F(Grants, WhoJoinsAGroupGetsWhatItsMembersShared)
{
    auto desk = office();
    const DocumentId document = published(*desk, make_pdf({"Trang mot"}));
    auto first = tablet(*desk, "DB01");
    auto third = tablet(*desk, "DB03");
    ASSERT_NO_FATAL_FAILURE(share(*first, document));
    import_people({delegate("DB03", GroupId("TO1"))},
                  {group("TO1", {PersonId("DB01"), PersonId("DB03")}), group("TO2", {})});
    EXPECT_TRUE(reads(*third, [&] { return third->find<Annotation>("DB01.a.1") != nullptr; }));
    EXPECT_TRUE(third->broken_rules().empty()) << third->broken_rules().front();
}

TEST_F(Grants, ATabletThatWasAwayGivesUpWhatWasLostMeanwhile)
{
    auto desk = office();
    const DocumentId document = published(*desk, make_pdf({"Trang mot"}));
    auto first = tablet(*desk, "DB01");
    auto second = tablet(*desk, "DB02");
    ASSERT_NO_FATAL_FAILURE(share(*first, document));
    ASSERT_TRUE(reads(*second, [&] { return second->find<Annotation>("DB01.a.1") != nullptr; }));
    second->disconnect();
    import_people({delegate("DB02", std::nullopt)}, {group("TO1", {PersonId("DB01")})});
    ASSERT_EQ(second->connect().value().state, StandingState::signed_in);
    EXPECT_TRUE(reads(*second, [&] { return second->find<Annotation>("DB01.a.1") == nullptr; }));
    EXPECT_TRUE(second->broken_rules().empty()) << second->broken_rules().front();
}

TEST_F(Grants, ATabletSaysWhatItGaveUpAndTheOfficeSeesIt)
{
    auto desk = office();
    const DocumentId document = published(*desk, make_pdf({"Trang mot"}));
    auto delegate = tablet(*desk, "DB01");
    ASSERT_TRUE(sees(*delegate, document));
    const std::string sha256 = delegate->find<Document>(document.value)->revisions.at(0).sha256;
    ASSERT_TRUE(delegate->run(Received{document, 1, sha256})->done);
    ASSERT_TRUE(reads(*desk, [&] { return desk->all<Holding>().size() == 1; }));
    ASSERT_TRUE(desk->run(WithdrawDocument{document, "nhầm"})->done);
    EXPECT_EQ(desk->all<Holding>().size(), 1U) << "withdrawn, but still on the tablet";
    ASSERT_TRUE(delegate->run(Purged{sha256})->done);
    EXPECT_TRUE(reads(*desk, [&] { return desk->all<Holding>().empty(); }));
    EXPECT_TRUE(delegate->run(Purged{sha256})->done) << "giving up twice is no fault";
}

}  // namespace
}  // namespace chamber::test
