#include "server/sheets/minutes_filling.hpp"

#include "protocol/calendar.hpp"
#include "server/sheets/words.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace chamber::sheets {
namespace {

using storage::FactAttendance;
using storage::FactDocument;
using storage::FactItem;
using storage::FactSitting;
using storage::MinutesFacts;

constexpr std::string_view resolution = "Nghị quyết";

// Everybody of the roll once, in its order, with their line in every sitting.
struct Attendee {
    storage::FactPerson person;
    bool guest = false;
    std::vector<std::pair<const FactSitting*, const FactAttendance*>> lines;
};

std::vector<Attendee> attendees_of(const MinutesFacts& facts)
{
    std::vector<Attendee> all;
    std::map<PersonId, std::size_t> known;
    for (const bool guests : {false, true}) {
        for (const auto& sitting : facts.sittings) {
            for (const auto& line : sitting.roll) {
                if (line.guest != guests) continue;
                const auto [at, fresh] = known.emplace(line.person.id, all.size());
                if (fresh) all.push_back({line.person, guests, {}});
                all[at->second].lines.emplace_back(&sitting, &line);
            }
        }
    }
    return all;
}

// Whether anybody took this sitting's roll: of a sitting nobody recorded nobody is absent.
bool is_recorded(const FactSitting& sitting)
{
    return sitting.quorum.attended + sitting.quorum.excused + sitting.quorum.unexcused > 0;
}

// Whether a delegate checked in and nobody has confirmed it: told, and counted as not recorded.
bool somebody_waits(const FactSitting& sitting)
{
    return std::ranges::any_of(sitting.roll,
                               [](const FactAttendance& line) { return !line.guest && line.waiting_since; });
}

// "vắng Phiên khai mạc (có phép), Phiên thảo luận tổ (không phép)", "chưa ghi nhận ở Phiên bế mạc".
std::string absences_of(const Attendee& attendee)
{
    std::string absent;
    std::string unrecorded;
    for (const auto& [sitting, line] : attendee.lines) {
        if (line->attended) continue;
        if (line->waiting_since)
            unrecorded +=
                (unrecorded.empty() ? "chưa ghi nhận ở " : ", ") + sitting->name + " (tự điểm danh, chưa ai xác nhận)";
        else if (line->status == AttendanceStatus::absent)
            absent += (absent.empty() ? "vắng " : ", ") + sitting->name +
                      (line->excused.value_or(false) ? " (có phép)" : " (không phép)");
        else if (is_recorded(*sitting))
            unrecorded += (unrecorded.empty() ? "chưa ghi nhận ở " : ", ") + sitting->name;
    }
    return absent + (absent.empty() || unrecorded.empty() ? "" : "; ") + unrecorded;
}

std::vector<std::string> absent_lines(const MinutesFacts& facts, const std::vector<Attendee>& attendees)
{
    if (std::ranges::none_of(facts.sittings, is_recorded) && std::ranges::none_of(facts.sittings, somebody_waits))
        return {"Chưa có ghi nhận điểm danh."};
    std::vector<std::string> lines;
    for (const auto& attendee : attendees) {
        if (attendee.guest) continue;
        if (const auto absences = absences_of(attendee); !absences.empty())
            lines.push_back("- " + person_words(attendee.person) + ": " + absences + ";");
    }
    return lines;
}

std::vector<std::string> guest_lines(const std::vector<Attendee>& attendees)
{
    std::vector<std::string> lines;
    for (const auto& attendee : attendees) {
        const bool came = std::ranges::any_of(attendee.lines, [](const auto& one) { return one.second->attended; });
        if (attendee.guest && came) lines.push_back("- " + person_words(attendee.person) + ";");
    }
    return lines;
}

std::string quorum_sentence(const FactSitting& sitting)
{
    const auto& quorum = sitting.quorum;
    if (!is_recorded(sitting)) return "Chưa có ghi nhận điểm danh.";
    auto text = "Lúc " + clock_words(quorum.at_opening.at) + " có mặt " + std::to_string(quorum.at_opening.present) +
                "/" + std::to_string(quorum.in_office) + " đại biểu (cần " + std::to_string(quorum.needed) + "), ";
    text += quorum.at_opening.enough ? "đủ điều kiện tiến hành." : "chưa đủ điều kiện tiến hành.";
    for (const auto& crossing : quorum.crossings) {
        if (crossing.at <= quorum.at_opening.at) continue;
        text += (crossing.enough ? " Đủ từ " : " Dưới mức cần có từ ") + clock_words(crossing.at, sitting.opened_at) +
                " (" + std::to_string(crossing.present) + " đại biểu).";
    }
    return text;
}

std::string span_words(const FactItem& item, const FactSitting& sitting)
{
    std::string text;
    for (const auto& span : item.spans) {
        text += (text.empty() ? "" : "; ") + clock_words(span.began_at, sitting.opened_at);
        if (!span.ended_at.empty()) text += " – " + clock_words(span.ended_at, sitting.opened_at);
    }
    return text;
}

Filling item_filling(const MinutesFacts& facts, const FactSitting& sitting, const FactItem& item,
                     const std::vector<MinutesPart>& prose)
{
    Filling filling;
    const bool numbered = !item.number.empty();
    filling.fact("nd_ten", (numbered ? item.number + ". " : "") + item.name);
    std::string how = item.presenter.empty() ? "" : "Trình bày: " + item.presenter + ".";
    if (const auto spans = span_words(item, sitting); !spans.empty())
        how += (how.empty() ? "" : " ") + ("Thời gian: " + spans + ".");
    filling.rows["nd_trinh_bay"];
    if (!how.empty()) filling.rows["nd_trinh_bay"].emplace_back().fact("nd_trinh_bay_dong", how);
    auto& papers = filling.rows["nd_tai_lieu"];
    for (const auto& id : item.documents) {
        const auto found = std::ranges::find(facts.documents, id, &FactDocument::id);
        if (found == facts.documents.end()) continue;
        papers.emplace_back().fact("tai_lieu", "- " + document_words(*found) + " (" + found->verdict + ").");
    }
    const auto part = std::ranges::find(prose, item_part(item.id), &MinutesPart::part);
    filling.words("item", part == prose.end() ? std::string() : part->text);
    return filling;
}

// "07:30 – 11:20, ngày 18/12/2024".
std::string hours_words(const FactSitting& sitting)
{
    const auto opened = moment_words(sitting.opened_at);
    const auto day = opened.rfind(' ');
    return clock_words(sitting.opened_at) + " – " + clock_words(sitting.closed_at, sitting.opened_at) +
           (day == std::string::npos ? "" : ", ngày" + opened.substr(day));
}

Filling sitting_filling(const MinutesFacts& facts, const FactSitting& sitting, const std::vector<MinutesPart>& prose)
{
    Filling filling;
    const auto& quorum = sitting.quorum;
    filling.fact("phien_ten", sitting.name + (sitting.open_to_public ? "" : " (họp kín)"));
    filling.fact("phien_gio", hours_words(sitting));
    filling.fact("phien_tong", std::to_string(quorum.delegates));
    filling.fact("phien_co_mat", std::to_string(quorum.attended));
    filling.fact("phien_co_phep", std::to_string(quorum.excused));
    filling.fact("phien_khong_phep", std::to_string(quorum.unexcused));
    filling.fact("phien_chua_ghi", std::to_string(quorum.unrecorded));
    filling.fact("phien_luc_mo", std::to_string(quorum.at_opening.present) + "/" + std::to_string(quorum.in_office));
    filling.fact("phien_tuc_so", quorum_sentence(sitting));
    auto& items = filling.rows["noi_dung"];
    for (const auto& item : sitting.items) items.push_back(item_filling(facts, sitting, item, prose));
    return filling;
}

std::vector<std::string> movement_lines(const MinutesFacts& facts)
{
    std::vector<std::string> lines;
    for (const auto& sitting : facts.sittings) {
        for (const auto& line : sitting.roll) {
            if (line.guest || !(line.late || line.left_early || line.times.size() > 1)) continue;
            lines.push_back("- " + sitting.name + ": " + line.person.name + ", có mặt " +
                            times_words(line, sitting.opened_at) + ";");
        }
    }
    return lines;
}

// What was corrected, never why: reasons may be of health and family, and minutes are read by everybody.
std::vector<std::string> amendment_lines(const MinutesFacts& facts)
{
    std::vector<std::string> lines;
    const auto item_name = [&](const std::string& id) -> std::string {
        for (const auto& sitting : facts.sittings)
            for (const auto& item : sitting.items)
                if (item.id.value == id) return "nội dung " + item.number + " (" + item.name + ")";
        return "nội dung đã bỏ khỏi chương trình";
    };
    for (const auto& one : facts.amendments) {
        std::string what;
        if (one.field == "attendance") {
            const auto slash = one.of.rfind('/');
            const auto begin = one.of.find('/') + 1;
            const SittingId sitting(one.of.substr(begin, slash - begin));
            const auto held = std::ranges::find(facts.sittings, sitting, &FactSitting::id);
            what = "điểm danh";
            if (held != facts.sittings.end()) {
                const auto line = std::ranges::find_if(held->roll, [&](const FactAttendance& each) {
                    return each.person.id.value == one.of.substr(slash + 1);
                });
                if (line != held->roll.end()) what += " của " + line->person.name;
                what += ", " + held->name;
            }
        } else if (one.of.starts_with("agenda_item/")) {
            what = item_name(one.of.substr(12));
        } else if (one.of.starts_with("session/") && (one.field == "presiding" || one.field == "secretaries")) {
            what = one.field == "presiding" ? "chủ tọa" : "thư ký kỳ họp";
        } else {
            continue;
        }
        lines.push_back("- " + moment_words(one.at) + ": đính chính " + what + ";");
    }
    return lines;
}

std::vector<std::string> resolution_lines(const MinutesFacts& facts)
{
    std::vector<std::string> lines;
    for (const auto& document : facts.documents)
        if (document.type_name.starts_with(resolution) && !document.draft && !document.full_number.empty())
            lines.push_back("- " + document_words(document) + ";");
    return lines;
}

// "Đủ 4 phiên", or how many, and what was not as it should be.
std::string attended_words(const Attendee& attendee)
{
    const auto came = std::ranges::count_if(attendee.lines, [](const auto& one) { return one.second->attended; });
    const auto all = static_cast<std::ptrdiff_t>(attendee.lines.size());
    std::string text = (came == all ? "Đủ " : std::to_string(came) + "/") + std::to_string(all) + " phiên";
    for (const auto& [sitting, line] : attendee.lines)
        if (!line->attended || line->late || line->left_early)
            text += "\n" + sitting->name + ": " + status_words(*line);
    return text;
}

void add_attendance_list(Filling& filling, const std::vector<Attendee>& attendees)
{
    auto& rows = filling.rows["dd"];
    for (const auto& attendee : attendees) {
        if (attendee.guest) continue;
        Filling& row = rows.emplace_back();
        row.fact("dd_stt", std::to_string(rows.size()));
        row.fact("dd_ten", attendee.person.name);
        row.fact("dd_chuc_vu", attendee.person.position);
        row.fact("dd_to", attendee.person.group);
        row.fact("dd_du", attended_words(attendee));
    }
}

std::string subject_of(const MinutesFacts& facts)
{
    auto text = facts.session.name;
    if (facts.sitting && !facts.sittings.empty()) text = facts.sittings.front().name + ", " + text;
    text += ", " + facts.council.name;
    if (!facts.council.term_name.empty()) text += ", " + facts.council.term_name;
    return text;
}

void add_head(Filling& filling, const MinutesFacts& facts)
{
    filling.fact("co_quan", organ_words(facts.council.name));
    filling.fact("trich_yeu", subject_of(facts));
    filling.words("number", "");
    filling.words("dated", "…………, " + date_line(facts.session.end_on));
    const auto* first = facts.sittings.empty() ? nullptr : &facts.sittings.front();
    const auto* last = facts.sittings.empty() ? nullptr : &facts.sittings.back();
    filling.fact("khai_mac", first == nullptr ? spoken_day(facts.session.start_on) : moment_words(first->opened_at));
    filling.fact("be_mac", last == nullptr ? spoken_day(facts.session.end_on) : moment_words(last->closed_at));
    filling.fact("dia_diem", facts.session.venue.empty() ? "(chưa ghi)" : facts.session.venue);
    filling.fact("so_dai_bieu", std::to_string(facts.council.in_office));
    filling.fact("so_can", first == nullptr ? "(chưa ghi)" : std::to_string(first->quorum.needed));
    filling.fact("so_phien", std::to_string(facts.sittings.size()));
    filling.fact("chu_toa", people_words(facts.session.presiding));
    filling.fact("thu_ky", people_words(facts.session.secretaries));
    filling.fact("ky_chu_toa", facts.session.presiding.empty() ? "" : facts.session.presiding.front().name);
    filling.fact("ky_thu_ky", facts.session.secretaries.empty() ? "" : facts.session.secretaries.front().name);
}

void add_comment_counts(Filling& filling, const MinutesFacts& facts)
{
    std::set<DocumentId> documents;
    std::int32_t received = 0;
    for (const auto& comment : facts.comments) {
        documents.insert(comment.document);
        if (!comment.acknowledged_at.empty()) ++received;
    }
    filling.fact("so_gop_y", std::to_string(facts.comments.size()));
    filling.fact("so_tai_lieu_gop_y", std::to_string(documents.size()));
    filling.fact("so_gop_y_da_nhan", std::to_string(received));
}

void add_prose(Filling& filling, const std::vector<MinutesPart>& prose)
{
    for (const char* part : {"opening", "votes", "closing", "notice"}) filling.words(part, "");
    for (const auto& part : prose) {
        const auto known = filling.texts.find(part.part);
        // Facts are not typed.
        const bool fact = known != filling.texts.end() && known->second.source == Source::fact;
        if (!fact && !(part.text.empty() && known != filling.texts.end())) filling.words(part.part, part.text);
    }
}

}  // namespace

std::string item_part(const AgendaItemId& item)
{
    return "item:" + item.value;
}

Filling minutes_filling(const MinutesFacts& facts, const std::vector<MinutesPart>& prose)
{
    Filling filling;
    add_head(filling, facts);
    add_comment_counts(filling, facts);
    const auto attendees = attendees_of(facts);
    filling.fact("vang", listed(absent_lines(facts, attendees)));
    filling.fact("khach_moi", listed(guest_lines(attendees)));
    filling.fact("di_muon_ve_som", listed(movement_lines(facts)));
    filling.fact("dinh_chinh", listed(amendment_lines(facts)));
    filling.fact("nghi_quyet", listed(resolution_lines(facts)));
    auto& sittings = filling.rows["phien"];
    for (const auto& sitting : facts.sittings) sittings.push_back(sitting_filling(facts, sitting, prose));
    filling.rows["bang_phien"] = sittings;
    for (auto& row : filling.rows["bang_phien"]) row.rows.clear();
    add_attendance_list(filling, attendees);
    add_prose(filling, prose);
    return filling;
}

Filling notice_filling(const MinutesFacts& facts, const std::vector<MinutesPart>& prose)
{
    auto filling = minutes_filling(facts, prose);
    // The minutes' number and date are not the notice's.
    filling.words("number", "");
    filling.words("dated", "…………, " + date_line(facts.session.end_on));
    std::vector<std::string> items;
    for (const auto& sitting : facts.sittings)
        for (const auto& item : sitting.items)
            items.push_back("- " + (item.number.empty() ? "" : item.number + ". ") + item.name + ";");
    filling.fact("cac_noi_dung", listed(items));
    return filling;
}

}  // namespace chamber::sheets
