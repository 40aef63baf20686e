#include "storage/minutes/facts.hpp"

#include "protocol/roll.hpp"
#include "storage/minutes/conduct.hpp"
#include "storage/minutes/known_people.hpp"
#include "storage/minutes/sitting_facts.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace chamber::storage {
namespace {

constexpr std::int64_t vietnam_ms = 7 * 3'600'000;

// What a whole session's or one sitting's minutes are about.
struct Scene {
    const SessionFile& file;
    KnownPeople people;
    std::vector<const Sitting*> sittings;
    std::set<AgendaItemId> items;
    bool whole = true;

    bool holds(const AgendaItemId& item) const { return whole || items.contains(item); }
    bool holds(const DocumentId& id) const
    {
        const auto found = std::ranges::find(file.documents, id, &Document::id);
        return found != file.documents.end() && holds(found->agenda_item);
    }
};

FactCouncil council_of(const SessionFile& file)
{
    const auto& council = file.council;
    const auto& session = file.session;
    return {session.council_name.empty() ? council.name : session.council_name,
            council.level,
            council.province,
            council.organ_id,
            session.term_name.empty() ? council.term_name : session.term_name,
            session.seats > 0 ? session.seats : council.seats,
            session.in_office > 0 ? session.in_office : council.in_office,
            council.demo};
}

FactSession session_of(const Scene& scene)
{
    const auto& session = scene.file.session;
    FactSession fact{session.id,
                     session.number,
                     session.name,
                     session.classification,
                     session.start_on,
                     session.end_on,
                     session.venue,
                     {},
                     {}};
    for (const auto& id : session.presiding) fact.presiding.push_back(scene.people.fact(id));
    for (const auto& id : session.secretaries) fact.secretaries.push_back(scene.people.fact(id));
    return fact;
}

bool is_official(const Annotation& note)
{
    return note.visibility == Visibility::official;
}

// In the order of the agenda, then of each item's papers.
std::vector<const Document*> documents_in_order(const Scene& scene)
{
    std::vector<const Document*> documents;
    for (const auto& document : scene.file.documents)
        if (!document.revisions.empty() && scene.holds(document.agenda_item)) documents.push_back(&document);
    const auto place = [&](const Document* document) {
        const auto item = std::ranges::find(scene.file.agenda, document->agenda_item, &AgendaItem::id);
        const auto at = item == scene.file.agenda.end() ? std::int32_t{1'000'000} : item->position;
        return std::tuple(at, document->position, document->id);
    };
    std::ranges::sort(documents, {}, place);
    return documents;
}

FactDocument document_fact(const Scene& scene, const Document& document)
{
    const auto& newest = *std::ranges::max_element(document.revisions, {}, &Revision::n);
    FactDocument fact;
    fact.id = document.id;
    fact.agenda_item = document.agenda_item;
    fact.title = document.title;
    fact.type_name = document.type_name;
    fact.full_number = document.full_number;
    fact.issued_on = document.issued_on;
    fact.issuer = document.issuer;
    fact.pages = newest.pages;
    fact.revision = newest.n;
    fact.draft = document.draft;
    fact.late = document.late;
    fact.audience = document.audience;
    fact.verdict = verdict_word(newest.verdict, newest.trust);
    fact.verdict_sentence = newest.verdict_sentence;
    fact.missing = newest.missing;
    fact.comments =
        static_cast<std::int32_t>(std::ranges::count_if(scene.file.public_annotations, [&](const Annotation& note) {
            return note.document == document.id && is_official(note);
        }));
    return fact;
}

// The highest and the lowest point that a note touches, in the page's own space.
std::optional<std::pair<double, double>> reach_of(const Annotation& note, const PageSize& page)
{
    const PageMatrix matrix = page.matrix.value_or(PageMatrix{1, 0, 0, -1, 0, page.height_pt});
    std::optional<std::pair<double, double>> reach;
    const auto hold = [&](double x, double y) {
        const double down = matrix.b * x + matrix.d * y + matrix.f;
        if (!reach) reach = {down, down};
        reach = {std::min(reach->first, down), std::max(reach->second, down)};
    };
    for (const auto& stroke : note.strokes)
        for (std::size_t i = 0; i + 1 < stroke.points.size(); i += 3) hold(stroke.points[i], stroke.points[i + 1]);
    for (std::size_t i = 0; i + 1 < note.quads.size(); i += 2) hold(note.quads[i], note.quads[i + 1]);
    for (std::size_t i = 0; i + 1 < note.rect.size(); i += 2) hold(note.rect[i], note.rect[i + 1]);
    return reach;
}

std::string place_of(const Annotation& note, const Revision& revision)
{
    const auto page = static_cast<std::size_t>(note.page_index);
    if (note.page_index < 0 || page >= revision.page_sizes.size()) return {};
    const double height = revision.page_sizes[page].height_pt;
    const auto reach = reach_of(note, revision.page_sizes[page]);
    if (!reach || height <= 0) return {};
    const double middle = (reach->first + reach->second) / 2 / height;
    if (middle < 1.0 / 3) return "đầu trang";
    return middle < 2.0 / 3 ? "giữa trang" : "cuối trang";
}

FactComment comment_fact(const Scene& scene, const Annotation& note, const Document& document)
{
    FactComment fact;
    fact.id = note.id;
    fact.document = note.document;
    fact.page_number = note.page_index + 1;
    fact.author = scene.people.fact(note.author);
    fact.kind = note.kind;
    fact.text = note.text;
    fact.received_at = note.received_at.value_or(note.created_at);
    fact.acknowledged_at = note.acknowledged_at.value_or("");
    if (note.acknowledged_by) fact.acknowledged_by = scene.people.name(*note.acknowledged_by);
    const auto revision = std::ranges::find(document.revisions, note.revision_sha256, &Revision::sha256);
    if (revision == document.revisions.end()) return fact;
    fact.revision = revision->n;
    fact.place = place_of(note, *revision);
    return fact;
}

std::vector<FactComment> comments_of(const Scene& scene, const std::vector<const Document*>& documents)
{
    std::vector<FactComment> comments;
    for (const auto* document : documents) {
        std::vector<const Annotation*> notes;
        for (const auto& note : scene.file.public_annotations)
            if (note.document == document->id && is_official(note)) notes.push_back(&note);
        std::ranges::sort(notes, {}, [](const Annotation* note) {
            return std::tuple(note->page_index, note->received_at.value_or(note->created_at), note->id);
        });
        for (const auto* note : notes) comments.push_back(comment_fact(scene, *note, *document));
    }
    return comments;
}

std::vector<FactWithdrawal> withdrawals_of(const Scene& scene)
{
    std::vector<FactWithdrawal> withdrawn;
    for (const auto& one : scene.file.withdrawn)
        if (scene.holds(one.word.agenda_item))
            withdrawn.push_back({one.word.id, one.word.title, one.word.full_number, one.word.withdrawn_at,
                                 one.word.by.empty() ? std::string() : scene.people.name(one.word.by),
                                 one.word.reason});
    std::ranges::sort(withdrawn, {}, [](const FactWithdrawal& one) { return std::tuple(one.at, one.id); });
    return withdrawn;
}

std::string day_of(const std::string& moment)
{
    return format_utc(UtcMs{parse_utc(moment).value + vietnam_ms}).substr(0, 10);
}

bool belongs(const Scene& scene, std::string_view of)
{
    if (of.starts_with("agenda_item/")) return scene.holds(AgendaItemId(std::string(of.substr(12))));
    if (of.starts_with("sitting/"))
        return std::ranges::any_of(scene.sittings, [&](const Sitting* one) { return of.substr(8) == one->id.value; });
    return scene.whole && (of.starts_with("session/") || of.starts_with("participant/"));
}

// Corrections of the roll: what stood before, what stands behind. Never why: an absence's reason may stand in it.
void add_corrections(const Scene& scene, std::vector<FactAmendment>& amendments)
{
    const auto state = [](const AttendanceStatus status, const std::vector<AttendanceInterval>& intervals,
                          const std::optional<bool>& excused) {
        Attendance one;
        one.status = status;
        one.intervals = intervals;
        one.excused = excused;
        return journal_text(one);
    };
    for (const auto& history : scene.file.attendance_history) {
        const auto now = std::ranges::find(scene.file.attendance, history.id, &Attendance::id);
        if (now == scene.file.attendance.end()) continue;
        const bool ours =
            std::ranges::any_of(scene.sittings, [&](const Sitting* one) { return one->id == now->sitting; });
        if (!ours) continue;
        for (std::size_t i = 0; i < history.entries.size(); ++i) {
            const auto& entry = history.entries[i];
            const bool last = i + 1 == history.entries.size();
            const auto after = last ? state(now->status, now->intervals, now->excused)
                                    : state(history.entries[i + 1].status, history.entries[i + 1].intervals,
                                            history.entries[i + 1].excused);
            amendments.push_back({entry.at,
                                  scene.people.name(entry.by),
                                  "attendance/" + history.id,
                                  "attendance",
                                  state(entry.status, entry.intervals, entry.excused),
                                  after,
                                  {}});
        }
    }
}

std::vector<FactAmendment> amendments_of(const Scene& scene)
{
    std::vector<FactAmendment> amendments;
    for (const auto& one : scene.file.amendments) {
        if (!belongs(scene, one.id)) continue;
        for (const auto& entry : one.entries)
            if (day_of(entry.at) >= scene.file.session.start_on)
                amendments.push_back({entry.at, scene.people.name(entry.by), one.id, entry.field, entry.before,
                                      entry.after, entry.reason});
    }
    add_corrections(scene, amendments);
    std::ranges::stable_sort(amendments, {}, [](const FactAmendment& one) { return std::tuple(one.at, one.of); });
    return amendments;
}

// States that belong to the sitting, not to the filing of its papers: the minutes must not change with them.
bool is_of_the_meeting(const Deed& deed)
{
    if (deed.kind == DeedKind::item_opened) return !deed.what.empty();
    return deed.what == "in_session" || deed.what == "recess" || deed.what == "closed";
}

std::vector<FactEvent> events_of(const Scene& scene, const std::vector<Deed>& deeds,
                                 const std::vector<const Document*>& documents)
{
    std::vector<FactEvent> events;
    for (const auto& deed : deeds) {
        if (!is_of_the_meeting(deed)) continue;
        const bool state = deed.kind == DeedKind::state_set;
        if (!scene.whole && (state || !scene.holds(AgendaItemId(deed.what)))) continue;
        events.push_back({format_utc(deed.at), state ? "session_state" : "item_opened", deed.what, {}});
    }
    for (const auto* document : documents) {
        for (const auto& revision : document->revisions) {
            if (!revision.published_at) continue;
            const bool first = revision.n == 1;
            events.push_back({*revision.published_at, first ? "published" : "replaced", document->id.value,
                              first ? std::string() : revision.reason.value_or("")});
        }
    }
    for (const auto& one : withdrawals_of(scene)) events.push_back({one.at, "withdrawn", one.id.value, one.reason});
    std::ranges::stable_sort(events, {}, [](const FactEvent& one) { return std::tuple(one.at, one.kind, one.what); });
    return events;
}

Result<Scene> scene_of(const SessionFile& file, const std::optional<SittingId>& sitting)
{
    Scene scene{file, KnownPeople(file), {}, {}, !sitting};
    for (const auto& one : file.sittings)
        if (!sitting || one.id == *sitting) scene.sittings.push_back(&one);
    if (sitting && scene.sittings.empty()) return fail(ErrorCode::sitting_unknown, sitting->value, "/sitting");
    std::ranges::sort(scene.sittings, {},
                      [](const Sitting* one) { return std::tuple(one->position, one->start_at, one->id); });
    for (const auto& item : file.agenda)
        if (!sitting || item.sitting == *sitting) scene.items.insert(item.id);
    return scene;
}

}  // namespace

Result<MinutesFacts> minutes_facts(const SessionFile& file, const std::optional<SittingId>& sitting)
{
    auto found = scene_of(file, sitting);
    if (!found) return found.error();
    const Scene& scene = *found;
    const auto deeds = deeds_of(file);
    const auto documents = documents_in_order(scene);
    MinutesFacts facts;
    facts.council = council_of(file);
    facts.session = session_of(scene);
    facts.sitting = sitting;
    for (const auto* one : scene.sittings) facts.sittings.push_back(sitting_fact(file, *one, scene.people, deeds));
    for (const auto* one : documents) facts.documents.push_back(document_fact(scene, *one));
    facts.withdrawn = withdrawals_of(scene);
    facts.comments = comments_of(scene, documents);
    facts.amendments = amendments_of(scene);
    facts.events = events_of(scene, deeds, documents);
    return facts;
}

}  // namespace chamber::storage
