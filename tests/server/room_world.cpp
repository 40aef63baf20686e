#include "tests/server/room_world.hpp"

#include <boost/mp11/algorithm.hpp>

#include <gtest/gtest.h>

namespace chamber::server::test {

void TrustingIdentity::check(const CheckSecret& wanted, std::function<void(SecretChecked)> answer)
{
    const std::string name = wanted.sign_in.person ? wanted.sign_in.person->value : *wanted.sign_in.account;
    const storage::TryOf of{wanted.sign_in.person, wanted.sign_in.account, wanted.device, wanted.here};
    const bool right = wanted.sign_in.secret == "pin-" + name;
    auto work = [wanted, of, right](storage::Store& store) -> Result<SecretChecked> {
        const auto made = store.begin_try(of);
        if (!made) return made.error();
        if (made->locked) return SecretChecked{std::nullopt, fail(ErrorCode::locked_out), 0};
        if (made->wait_s > 0) return SecretChecked{std::nullopt, fail(ErrorCode::wrong_secret), made->wait_s};
        if (!right || !made->person)
            return SecretChecked{std::nullopt, fail(ErrorCode::wrong_secret), made->next_wait_s};
        if (wanted.approve_desktop)
            if (const auto approved = store.approve_desktop(wanted.device, "Máy tính văn phòng"); !approved)
                return approved.error();
        auto viewer = store.sign_in(*made->person, wanted.device);
        if (!viewer) return SecretChecked{std::nullopt, viewer.error(), 0};
        return SecretChecked{std::move(*viewer), std::nullopt, 0};
    };
    storage_.ask(std::move(work), [answer](Result<SecretChecked> checked) { answer(std::move(checked.value())); });
}

void TrustingIdentity::draw(const DrawSecrets& asked, Drawing drawing)
{
    auto work = [asked](storage::Store& store) -> Result<std::vector<DrawnSecret>> {
        const auto needs = store.secrets_to_draw(asked.viewer, asked.ask.people);
        if (!needs) return needs.error();
        std::vector<DrawnSecret> drawn;
        std::vector<ImportedSecret> hashed;
        for (const storage::SecretNeed& need : *needs) {
            drawn.push_back(DrawnSecret{need.person, need.account, "drawn-" + need.person.value});
            hashed.push_back(ImportedSecret{need.person, need.account, "hash of " + need.person.value});
        }
        if (const auto kept = store.keep_drawn(asked.viewer, hashed); !kept) return kept.error();
        return drawn;
    };
    storage_.ask(std::move(work), drawing.answer);
}

RoomWorld::RoomWorld()
{
    import_staff();
    known_head = store->head().seq;
    Room::Facts facts{"test", "Hội đồng", false, store->local_viewer(), 0};
    room = std::make_unique<Room>(storage_queue, identity, tickets, clock, entropy, std::move(facts), store->head());
    Room::Jobs told;
    told.build_archive = [this](const BuildArchive&, const Viewer&, std::uint64_t) {
        asked_jobs.emplace_back("build_archive");
    };
    told.archive_part = [this](const Archive& archive, ArchivePart part,
                               const std::function<void(Result<ArchivePartFile>)>& answer) {
        answer(archive_part(archive, part, *directory));
    };
    told.cancel_archive = [this](const CancelArchive&, std::uint64_t) { asked_jobs.emplace_back("cancel_archive"); };
    told.trust = [this](const AskTrust&, const Viewer&, std::uint64_t) { asked_jobs.emplace_back("trust"); };
    told.recheck = [this](const Recheck&, const Viewer&, std::uint64_t) { asked_jobs.emplace_back("recheck"); };
    told.scrub = [this](const Scrub&, std::uint64_t) { asked_jobs.emplace_back("scrub"); };
    room->set_jobs(std::move(told));
}

void RoomWorld::import_staff()
{
    SessionImport more = storage::test::small_session();
    more.session.id = SessionId("KH14");
    more.session.number = 14;
    more.sittings.clear();
    more.agenda.clear();
    more.groups.clear();
    more.secrets.clear();
    more.people.clear();
    for (const auto& [id, role] : {std::pair{"VT01", Role::clerk},
                                   {"LT01", Role::archivist},
                                   {"QT02", Role::administrator},
                                   {"KT01", Role::auditor}}) {
        Person person;
        person.id = PersonId(id);
        person.name = std::string("Người ") + id;
        person.sort_name = id;
        person.position = "Cán bộ";
        person.roles = {role};
        more.people.push_back(person);
    }
    const auto imported = store->import_session(more);
    ASSERT_TRUE(imported.has_value()) << imported.error().detail << imported.error().where;
}

void RoomWorld::approve(const std::string& device, const std::string& person, DeviceKind kind)
{
    const auto met = store->meet_device(DeviceId(device), TrustingIdentity::key_of(device), kind, "iPad");
    ASSERT_TRUE(met.has_value());
    ASSERT_TRUE(send(office, ApproveDevice{met->code.value_or(""), "MTB-" + device}).done);
    if (!person.empty()) ASSERT_TRUE(store->sign_in(PersonId(person), DeviceId(device)).has_value());
    settle();
}

RoomWorld::Caller RoomWorld::call(Door door, const std::string& remote)
{
    Caller caller;
    caller.line = std::make_shared<Line>(door, remote);
    caller.events = *room->welcome(caller.line);
    return caller;
}

RoomWorld::Caller RoomWorld::hello(const std::string& device, Door door, DeviceKind kind, const std::string& remote)
{
    Caller caller = call(door, remote);
    Hello hello;
    hello.protocol = limits::protocol_version;
    hello.build = "test";
    hello.device_kind = kind;
    if (door != Door::local) {
        hello.device_key = encode_base64url(TrustingIdentity::key_of(device));
        hello.signature = encode_base64url(std::string(64, 's'));
    }
    hello.model = "iPad";
    hello.incarnation = caller.incarnation;
    caller.line->told.clear();
    say(caller, hello);
    return caller;
}

void RoomWorld::say(Caller& caller, const FromDevice& message)
{
    say_text(caller, encode(message));
}

void RoomWorld::say_text(Caller& caller, const std::string& text)
{
    caller.events.text(text);
    settle();
}

std::optional<CommandOutcome> RoomWorld::command(Caller& caller, CommandBody body)
{
    const std::int64_t number = ++caller.number;
    say(caller, Commands{{Command{number, std::move(body)}}});
    for (const Receipts& receipts : heard<Receipts>(caller))
        for (const CommandOutcome& outcome : receipts.outcomes)
            if (outcome.number == number) return outcome;
    return std::nullopt;
}

void RoomWorld::settle()
{
    const auto publish = [this] {
        if (store->head().seq <= known_head) return;
        const auto slice = store->read_feed(known_head, 100'000);
        ASSERT_TRUE(slice.has_value());
        known_head = slice->upto;
        room->published(*slice);
    };
    publish();  // what was done to the store directly
    while (!jobs.empty()) {
        StorageJob job = std::move(jobs.front());
        jobs.pop_front();
        job.work(*store);
        publish();
        job.answer(Result<void>());
    }
}

void RoomWorld::pass_ms(std::int64_t ms)
{
    clock.advance_ms(ms);
    room->tick();
    settle();
}

std::string RoomWorld::refusal(const Caller& caller)
{
    const auto refusals = heard<Refusal>(caller);
    return refusals.empty() ? std::string() : refusals.back().code;
}

std::set<std::string> RoomWorld::view(const Caller& caller)
{
    std::set<std::string> held;
    for (const Batch& batch : heard<Batch>(caller)) {
        if (batch.snapshot) held.clear();
        for (const Change& change : batch.items) {
            const std::string key = change.entity_type + " " + change.id;
            if (change.entity)
                held.insert(key);
            else
                held.erase(key);
        }
    }
    return held;
}

std::set<std::string> RoomWorld::listed(Caller& caller)
{
    std::set<std::string> held;
    boost::mp11::mp_for_each<boost::mp11::mp_transform<boost::mp11::mp_identity, Entity>>([&](auto type) {
        ListEntities ask{1, decltype(type)::type::type};
        for (std::optional<std::string> next = ""; next;) {
            ask.after = *next;
            caller.line->told.clear();
            say(caller, ask);
            const auto listings = heard<Listing>(caller);
            ASSERT_EQ(listings.size(), 1U) << ask.entity_type << " " << refusal(caller);
            for (const Change& each : listings[0].items) {
                ASSERT_TRUE(each.entity) << each.entity_type << " " << each.id;
                held.insert(each.entity_type + " " + each.id);
            }
            next = listings[0].next;
        }
    });
    return held;
}

}  // namespace chamber::server::test
