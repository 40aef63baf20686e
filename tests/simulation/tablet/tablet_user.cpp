// What the person in front of a tablet does: everything becomes a command that is durable before it is sent.
#include "tests/simulation/tablet/model_tablet.hpp"

#include "protocol/codec.hpp"

#include <algorithm>

namespace chamber::simulation {

void ModelTablet::enqueue(CommandBody body)
{
    guarded([&] {
        if (!running_ || asleep_ || !flash_.ledger.place().person) return;
        const std::int64_t next = flash_.ledger.outbox().next;
        if (setting_.bug == Bug::send_before_durable && online_ && standing_ == "signed_in" &&
            sent_up_to_ + 1 == next) {
            send(encode(FromDevice(Commands{{Command{next, body}}})));
            sent_up_to_ = next;
        }
        commit([&](Flash& flash) { flash.ledger.queue(std::move(body)); });
        pump();
    });
}

void ModelTablet::write_note(Chance& chance)
{
    std::vector<const Document*> documents = flash_.ledger.all<Document>();
    std::erase_if(documents, [](const Document* document) { return document->revisions.empty(); });
    if (documents.empty()) return;
    const Document& document = *documents[chance.below(documents.size())];
    const std::string token = new_token();
    const std::string person = flash_.person();
    Annotation annotation;
    annotation.id = AnnotationId(person + "." + device_ + "." + token);
    annotation.author = PersonId(person);
    annotation.document = document.id;
    annotation.revision_sha256 = document.revisions[chance.below(document.revisions.size())].sha256;
    annotation.kind = chance.percent(60) ? AnnotationKind::text : AnnotationKind::ink;
    if (annotation.kind == AnnotationKind::text)
        annotation.rect = {10, 10, 100, 40};
    else
        annotation.strokes = {Stroke{{1, 2, 0.5, 3, 4, 0.5}}};
    annotation.text = token;
    annotation.created_at = "2024-12-18T01:00:00Z";
    const std::uint64_t kind = chance.below(10);
    const bool delegate = person.starts_with("DB");
    if (kind >= 8 && delegate) annotation.visibility = Visibility::official;
    if (kind >= 5 && kind < 8 && delegate) {
        annotation.visibility = Visibility::group;
        annotation.group = GroupId(person == "DB03" ? "TO2" : "TO1");
    }
    if (person == "VP01") annotation.visibility = Visibility::published;
    // Now and then one that fills queues.
    if (chance.percent(2) && annotation.kind == AnnotationKind::ink)
        annotation.strokes.assign(40, Stroke{std::vector<double>(300, 0.5)});
    enqueue(PutAnnotation{std::move(annotation), 0});
}

namespace {

const Annotation* own_note(const DeviceLedger& ledger, Chance& chance)
{
    std::vector<const Annotation*> notes = ledger.all<Annotation>();
    std::erase_if(notes, [&](const Annotation* note) { return note->author != ledger.place().person; });
    return notes.empty() ? nullptr : notes[chance.below(notes.size())];
}

}  // namespace

void ModelTablet::edit_note(Chance& chance)
{
    const Annotation* note = own_note(flash_.ledger, chance);
    if (!note) return write_note(chance);
    PutAnnotation edit{*note, flash_.ledger.view().at({Annotation::type, note->id.value})->seq};
    edit.annotation.text = new_token();
    enqueue(std::move(edit));
}

void ModelTablet::delete_note(Chance& chance)
{
    if (const Annotation* note = own_note(flash_.ledger, chance)) enqueue(DeleteAnnotation{note->id});
}

void ModelTablet::check_in()
{
    if (flash_.person() != "VP01") enqueue(CheckIn{SittingId("P1"), "2024-12-18T01:00:00Z"});
}

void ModelTablet::sign_out()
{
    if (!online_ || standing_ != "signed_in") return;
    signing_out_ = true;
    send(R"({"type":"sign_out"})");
}

void ModelTablet::hand_to(std::string person)
{
    setting_.owner = std::move(person);
    sign_out();
}

void ModelTablet::pry(const std::string& sha256)
{
    if (!online_ || standing_ != "signed_in") return;
    const std::uint32_t transfer = ++last_transfer_;
    pried_[transfer] = sha256;
    send(encode(FromDevice(Fetch{transfer, sha256, 0, 10})));
}

void ModelTablet::say_again()
{
    if (!last_commands_.empty()) send(last_commands_);
}

void ModelTablet::command(const CommandBody& body)
{
    enqueue(body);
}

}  // namespace chamber::simulation
