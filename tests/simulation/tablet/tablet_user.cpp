// What the person in front of a tablet does: everything becomes a command that is durable before it is sent.
#include "tests/simulation/tablet/model_tablet.hpp"

#include "protocol/codec.hpp"

#include <algorithm>

namespace chamber::simulation {

void ModelTablet::enqueue(std::string verb, const CommandBody& body, std::string token, std::string target)
{
    guarded([&] {
        if (!running_ || asleep_ || flash_.place.person.empty()) return;
        const std::string text = encode(body);
        if (setting_.bug == Bug::send_before_durable && online_ && standing_ == "signed_in" &&
            sent_up_to_ + 1 == flash_.outbox.next) {
            send(R"({"type":"commands","items":[{"number":)" + std::to_string(flash_.outbox.next) + R"(,"body":)" +
                 text + "}]}");
            sent_up_to_ = flash_.outbox.next;
        }
        commit([&](Flash& flash) {
            flash.outbox.rows.push_back(make_row(flash, std::move(verb), text, std::move(token), std::move(target)));
        });
        pump();
    });
}

void ModelTablet::write_note(Chance& chance)
{
    std::vector<const Held*> documents;
    for (const auto& [key, held] : flash_.view)
        if (held.change.type == "document" && !held.papers.empty()) documents.push_back(&held);
    if (documents.empty()) return;
    const Held& held = *documents[chance.below(documents.size())];
    const std::string token = new_token();
    Annotation annotation;
    annotation.id = AnnotationId(flash_.place.person + "." + device_ + "." + token);
    annotation.author = PersonId(flash_.place.person);
    annotation.document = DocumentId(held.papers.back().document);
    annotation.revision_sha256 = held.papers[chance.below(held.papers.size())].sha256;
    annotation.kind = chance.percent(60) ? AnnotationKind::text : AnnotationKind::ink;
    if (annotation.kind == AnnotationKind::text)
        annotation.rect = {10, 10, 100, 40};
    else
        annotation.strokes = {Stroke{{1, 2, 0.5, 3, 4, 0.5}}};
    annotation.text = token;
    annotation.created_at = "2024-12-18T01:00:00Z";
    const std::uint64_t kind = chance.below(10);
    const bool delegate = flash_.place.person.starts_with("DB");
    if (kind >= 8 && delegate) annotation.visibility = Visibility::official;
    if (kind >= 5 && kind < 8 && delegate) {
        annotation.visibility = Visibility::group;
        annotation.group = GroupId(flash_.place.person == "DB03" ? "TO2" : "TO1");
    }
    if (flash_.place.person == "VP01") annotation.visibility = Visibility::published;
    // Now and then one that fills queues.
    if (chance.percent(2) && annotation.kind == AnnotationKind::ink)
        annotation.strokes.assign(40, Stroke{std::vector<double>(300, 0.5)});
    enqueue(PutAnnotation::type, PutAnnotation{annotation, 0}, token, annotation.id.value);
}

namespace {

const Held* own_note(const Flash& flash, Chance& chance)
{
    std::vector<const Held*> notes;
    for (const auto& [key, held] : flash.view)
        if (held.change.type == "annotation" && unquoted(field_of(held.change.entity, "author")) == flash.place.person)
            notes.push_back(&held);
    return notes.empty() ? nullptr : notes[chance.below(notes.size())];
}

}  // namespace

void ModelTablet::edit_note(Chance& chance)
{
    const Held* held = own_note(flash_, chance);
    if (!held) return write_note(chance);
    auto entity = decode_entity(held->change.entity);
    MUST(entity.has_value());
    Annotation annotation = std::get<Annotation>(*entity);
    const std::string token = new_token();
    annotation.text = token;
    enqueue(PutAnnotation::type, PutAnnotation{annotation, held->change.seq}, token, annotation.id.value);
}

void ModelTablet::delete_note(Chance& chance)
{
    const Held* held = own_note(flash_, chance);
    if (!held) return;
    const std::string id(held->change.id);
    enqueue(DeleteAnnotation::type, DeleteAnnotation{AnnotationId(id)}, {}, id);
}

void ModelTablet::check_in()
{
    if (flash_.place.person != "VP01") enqueue(CheckIn::type, CheckIn{SittingId("P1"), "2024-12-18T01:00:00Z"}, {}, {});
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
    enqueue(std::visit([](const auto& each) { return std::string(each.type); }, body), body, {}, {});
}

}  // namespace chamber::simulation
