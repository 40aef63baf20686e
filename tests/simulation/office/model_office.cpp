#include "tests/simulation/office/model_office.hpp"

#include <algorithm>
#include <iterator>

namespace chamber::simulation {

std::optional<std::string> ModelOffice::any(std::string_view type, Chance& chance) const
{
    std::vector<std::string> ids;
    for (const auto& [key, held] : desktop_.flash().ledger.view())
        if (key.first == type) ids.push_back(key.second);
    if (ids.empty()) return std::nullopt;
    return ids[chance.below(ids.size())];
}

void ModelOffice::withdraw(Chance& chance)
{
    if (const auto id = any("document", chance)) desktop_.command(WithdrawDocument{DocumentId(*id), "nhầm"});
}

void ModelOffice::edit_document(Chance& chance)
{
    const auto id = any(chance.percent(70) ? "document" : "draft_document", chance);
    if (!id) return;
    EditDocument edit;
    edit.document = DocumentId(*id);
    edit.title = "Tên " + std::to_string(chance.below(1'000));
    desktop_.command(edit);
}

void ModelOffice::record_attendance(Chance& chance)
{
    constexpr const char* people[] = {"DB01", "DB02", "DB03", "KM01"};
    constexpr AttendanceAction actions[] = {AttendanceAction::arrive, AttendanceAction::leave,
                                            AttendanceAction::absent_excused};
    const PersonId person(people[chance.below(4)]);
    const std::uint64_t which = chance.below(4);
    // The times are past whenever the story is; a correction that somebody was ahead of is refused.
    if (which < 3)
        desktop_.command(
            RecordAttendance{SittingId("P1"), person, actions[which], "2024-12-18T00:30:00Z", std::nullopt});
    else
        desktop_.command(CorrectAttendance{
            SittingId("P1"), person, AttendanceStatus::unknown, {}, std::nullopt, std::nullopt, "ghi nhầm", 0});
}

void ModelOffice::acknowledge(Chance& chance)
{
    if (const auto id = any("annotation", chance)) desktop_.command(AcknowledgeComment{AnnotationId(*id)});
}

void ModelOffice::open_item(Chance& chance)
{
    desktop_.command(
        OpenAgendaItem{SessionId("KH01"), chance.percent(50) ? std::optional(AgendaItemId("M1")) : std::nullopt});
}

std::string ModelOffice::paper(Chance& chance)
{
    // Mostly small; now and then one that needs several chunks, or several windows.
    std::uint64_t bytes = 100 + chance.below(3'000);
    if (chance.percent(6)) bytes = 70'000 + chance.below(600'000);
    std::string text = "tài liệu " + std::to_string(++papers_made_) + " ";
    text.resize(bytes, static_cast<char>('a' + chance.below(26)));
    return text;
}

void ModelOffice::add(storage::NewRevision revision)
{
    server_.storage().ask(
        [revision = std::move(revision)](storage::Store& store) { return store.add_revision(revision); },
        [](Result<storage::AddedRevision> added) { MUST(added || !server::never_asked(added.error().code)); });
}

void ModelOffice::upload(Chance& chance)
{
    if (!server_.up()) return;
    Result<storage::NewRevision> revision = keep_paper(server_.storage().blobs(), machine_.papers(), paper(chance));
    if (!revision) return;  // refused by the disk: whoever uploads is told so
    revision->new_id = DocumentId("N" + std::to_string(papers_made_));
    revision->fields.session = SessionId("KH01");
    revision->fields.agenda_item = AgendaItemId("M1");
    revision->fields.title = "Mới";
    revision->fields.file_name = "moi.pdf";
    revision->fields.audience = chance.percent(40) ? Audience::delegates_only : Audience::everyone;
    add(std::move(*revision));
}

void ModelOffice::revise(Chance& chance)
{
    const auto id = any("document", chance);
    if (!id || !server_.up()) return;
    Result<storage::NewRevision> revision = keep_paper(server_.storage().blobs(), machine_.papers(), paper(chance));
    if (!revision) return;
    revision->document = DocumentId(*id);
    revision->reason = "sửa";
    add(std::move(*revision));
}

void ModelOffice::change_rights(Chance& chance)
{
    if (!server_.up()) return;
    ImportSession ask;
    ask.ask = 1;
    SessionImport& imported = ask.import;
    imported.council.id = "HDND";
    imported.council.name = "Hội đồng";
    imported.session.id = SessionId("KH01");
    imported.session.number = 1;
    imported.session.name = "Kỳ họp";
    imported.session.start_on = "2024-12-18";
    imported.session.end_on = "2024-12-19";
    imported.session.presiding = {PersonId(chance.percent(70) ? "DB01" : "DB03")};
    constexpr const char* people[] = {"DB01", "DB02", "DB03", "KM01"};
    // The running session, imported again with one of its people another.
    const std::string changed = people[chance.below(4)];
    const auto known = server_.storage().store().entities(Person::type);
    if (!known) return;
    for (const Entity& each : *known) {
        Person person = std::get<Person>(each);
        if (std::find(std::begin(people), std::end(people), person.id.value) == std::end(people)) continue;
        if (person.id.value == changed) {
            person.roles = {chance.percent(65) ? Role::delegate : Role::guest};
            person.counts_for_quorum = person.roles.front() == Role::delegate;
            person.group.reset();
            if (chance.percent(70)) person.group = GroupId(chance.percent(50) ? "TO1" : "TO2");
        }
        imported.people.push_back(std::move(person));
    }
    const auto plan = server_.storage().store().plan_import(imported);
    if (!plan) return;
    ask.accepted = plan->digest;
    auto door = std::make_unique<LocalConnection>(events_, chance.next(), FromDevice(ask),
                                                  [this, id = changed](const std::string& answer) {
                                                      invariants_.note("local", "import of " + id + " " + answer);
                                                  });
    if (server_.accept(door->wire(), Door::local, "local")) doors_.push_back(std::move(door));
}

void ModelOffice::open_enrolment()
{
    if (!desktop_.flash().person().empty()) return desktop_.command(SetEnrolment{true});
    if (!server_.up()) return;
    auto door = std::make_unique<LocalConnection>(
        events_, 7'000 + doors_.size(), FromDevice(Commands{{Command{1, SetEnrolment{true}}}}),
        [this](const std::string& answer) { invariants_.note("local", "enrolment open " + answer); });
    if (server_.accept(door->wire(), Door::local, "local")) doors_.push_back(std::move(door));
}

void ModelOffice::back_up()
{
    // While the server runs, and it has nothing half done.
    if (!server_.up() || machine_.disk().dead()) return;
    backup_ = machine_.back_up();
    invariants_.backed_up();
    invariants_.note("office", "backs up");
}

void ModelOffice::put_back(Way way)
{
    if (!backup_) return;
    server_.end(End::process);
    machine_.put_back(*backup_);
    invariants_.put_back(way == Way::restored);
    if (way == Way::restored) server_.begin_new_history();
    invariants_.note("office", way == Way::restored ? "puts the backup back" : "copies the backup back");
    server_.end_and_return(End::process, 500);
}

void ModelOffice::damage(Chance& chance)
{
    const std::set<std::string> blobs = machine_.blobs();
    if (blobs.empty()) return;
    const std::string& sha256 = *std::next(blobs.begin(), static_cast<std::ptrdiff_t>(chance.below(blobs.size())));
    machine_.damage(sha256, chance);
    invariants_.damaged(sha256);
    invariants_.note("office", "the stored bytes of " + sha256.substr(0, 8) + " turn bad");
}

}  // namespace chamber::simulation
