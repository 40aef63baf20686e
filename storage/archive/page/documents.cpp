// The agenda with its papers, each with its seal, and the resolutions among them.
#include "protocol/calendar.hpp"
#include "protocol/labels.hpp"
#include "protocol/world.hpp"
#include "storage/archive/page/parts.hpp"

#include <algorithm>
#include <set>

namespace chamber::storage {
namespace {

Literal mark_of(Literal tone)
{
    if (tone.text() == "good") return "✓";
    if (tone.text() == "broken") return "✕";
    return tone.text() == "none" ? Literal("–") : Literal("!");
}

Literal signer_word(SignerKind kind)
{
    switch (kind) {
    case SignerKind::person: return "Chữ ký số cá nhân";
    case SignerKind::organisation: return "Chữ ký số của cơ quan";
    case SignerKind::timestamp: return "Dấu thời gian";
    case SignerKind::unknown: break;
    }
    return "Chữ ký số";
}

std::string signed_when(const SignatureFinding& finding)
{
    std::string text;
    if (!finding.signer_organisation.empty() && finding.signer_organisation != finding.signer_name)
        text += ", " + finding.signer_organisation;
    if (!finding.proven_at.empty())
        text += "; ký lúc " + spoken_moment(finding.proven_at) + " (có dấu thời gian)";
    else if (!finding.claimed_at.empty())
        text += "; ký lúc " + spoken_moment(finding.claimed_at) + " (người ký tự ghi)";
    else
        text += "; không ghi thời điểm ký";
    if (!finding.issuer_name.empty()) text += "; chứng thư do " + finding.issuer_name + " cấp";
    return text;
}

// A draft is not yet issued, a picture has its signatures on the paper, and what has neither number nor signature is no
// official document (src/seal/form.ts).
bool may_lack(const Document& document, const Revision& revision)
{
    return !document.draft && !document.scan &&
           (revision.verdict != Verdict::unsigned_document || !document.full_number.empty());
}

// What the office saw, who signed and when, what is missing, and when that was checked.
Markup seal(const PageSource& source, const FiledRevision& filed)
{
    const auto& revision = *filed.revision;
    const Literal tone = seal_tone(revision.verdict, revision.trust);
    const auto sentence = revision.verdict_sentence.empty()
                              ? std::string(verdict_word(revision.verdict, revision.trust))
                              : revision.verdict_sentence;
    Markup signers;
    Markup more;
    if (may_lack(*filed.document, revision))
        for (const auto& lack : revision.missing) more += source.forms.fill("cau-niem", {{"cau", escaped(lack + ".")}});
    for (const auto& remark : revision.remarks) more += source.forms.fill("cau-niem", {{"cau", escaped(remark)}});
    if (filed.report != nullptr) {
        for (const auto& finding : filed.report->signatures)
            signers += source.forms.fill(
                "mot-nguoi-ky", {{"loai", signer_word(finding.signer_kind)},
                                 {"ten", escaped(finding.signer_name.empty() ? "không rõ tên" : finding.signer_name)},
                                 {"ky", escaped(signed_when(finding))}});
        const Markup checked = "Kiểm tra lúc " + escaped(spoken_moment(filed.report->checked_at)) + "; " +
                               source.link("data/10-chu-ky-so/" + filed.tag + "/ket-qua.json", "toàn bộ kết quả");
        more += source.forms.fill("cau-niem", {{"cau", checked}});
    }
    return source.forms.fill(
        "niem", {{"sac", tone},
                 {"dau", mark_of(tone)},
                 {"cau", escaped(sentence)},
                 {"nguoi-ky", signers.empty() ? Markup() : source.forms.fill("nguoi-ky", {{"dong", signers}})},
                 {"thieu", more}});
}

// "Tờ trình 208/TTr-UBND · 20/12/2024 · Ủy ban nhân dân huyện · 12 trang, 1,2 MB".
std::string description(const Document& document, const Revision& revision)
{
    std::string text = document.type_name.empty() ? "Tài liệu" : document.type_name;
    text += document.full_number.empty() ? ", không số" : " " + document.full_number;
    if (!document.issued_on.empty()) text += " · " + spoken_day(document.issued_on);
    if (!document.issuer.empty()) text += " · " + document.issuer;
    return text + " · " + std::to_string(revision.pages) + " trang, " + spoken_size(revision.bytes);
}

Markup pills(const PageSource& source, const Document& document)
{
    Markup all;
    if (document.draft) all += source.pill("Dự thảo");
    if (document.urgency != Urgency::none) all += source.pill(label(document.urgency));
    if (document.late) all += source.pill("Gửi chậm");
    if (document.scan) all += source.pill("Bản quét");
    if (document.audience == Audience::delegates_only) all += source.pill(label(document.audience));
    return all.empty() ? all : source.forms.fill("nhan", {{"cac-nhan", all}});
}

// The revisions before this one, the newest first, and why each was replaced.
Markup former(const PageSource& source, const Document& document)
{
    std::vector<const FiledRevision*> all;
    for (const auto& filed : source.filing.revisions)
        if (filed.document == &document) all.push_back(&filed);
    Markup lines;
    for (std::size_t i = all.size(); i-- > 1;) {
        const auto& older = *all[i - 1];
        const auto reason = all[i]->revision->reason.value_or("");
        Markup line = source.link(older.path, "Bản lần " + std::to_string(older.revision->n)) + ", đã được thay";
        if (all[i]->revision->published_at)
            line += " ngày " + escaped(spoken_moment(*all[i]->revision->published_at).substr(0, 10));
        if (!reason.empty()) line += ". Lý do: " + escaped(reason);
        lines += source.forms.fill("dong", {{"noi-dung", line}});
    }
    return lines.empty() ? lines : source.forms.fill("danh-sach-nho", {{"dong", lines}});
}

Markup paper(const PageSource& source, const FiledRevision& filed)
{
    const auto& document = *filed.document;
    Markup comments;
    if (const auto found = source.comments.find(document.id); found != source.comments.end())
        comments = source.forms.fill(
            "doan-nho", {{"cau", source.link("#gop-y", spoken_count(found->second) + " góp ý, nội dung công bố")}});
    return source.forms.fill("tai-lieu", {{"so", escaped(filed.tag)},
                                          {"sac", seal_tone(filed.revision->verdict, filed.revision->trust)},
                                          {"tep", escaped(filed.path)},
                                          {"ten", escaped(document.title)},
                                          {"mo-ta", escaped(description(document, *filed.revision))},
                                          {"nhan", pills(source, document)},
                                          {"niem", seal(source, filed)},
                                          {"ban-truoc", former(source, document)},
                                          {"gop-y", comments}});
}

Markup paper_list(const PageSource& source, const Markup& papers)
{
    return papers.empty() ? papers : source.forms.fill("danh-sach-tai-lieu", {{"tai-lieu", papers}});
}

Markup presented(const PageSource& source, const AgendaItem& item)
{
    std::string text;
    if (item.presenter && !item.presenter->empty()) text = "Trình bày: " + source.presenter(*item.presenter);
    if (item.planned_minutes > 0)
        text += (text.empty() ? "Dự kiến " : " · dự kiến ") + std::to_string(item.planned_minutes) + " phút";
    return text.empty() ? Markup() : source.forms.fill("doan-nho", {{"cau", escaped(text)}});
}

// A document stands under its own item; others that use it point there.
Markup item_of_agenda(const PageSource& source, const AgendaItem& item)
{
    Markup papers;
    Markup elsewhere;
    for (const auto& filed : source.filing.revisions)
        if (filed.in_force() && filed.document->agenda_item == item.id) papers += paper(source, filed);
    for (const auto& id : item.documents) {
        const auto found = source.in_force.find(id);
        if (found == source.in_force.end() || found->second->document->agenda_item == item.id) continue;
        const auto& other = *found->second;
        elsewhere += source.forms.fill(
            "dong",
            {{"noi-dung", "Xem thêm " + source.link("#tl-" + other.tag, other.tag + " " + other.document->title)}});
    }
    return source.forms.fill(
        "muc-chuong-trinh",
        {{"ten", escaped(numbered_name(item))},
         {"trinh-bay", presented(source, item)},
         {"tai-lieu", paper_list(source, papers)},
         {"xem-them", elsewhere.empty() ? elsewhere : source.forms.fill("danh-sach-nho", {{"dong", elsewhere}})}});
}

Markup sitting_of_agenda(const PageSource& source, const std::string& id, const std::string& name,
                         const std::string& when, const Markup& items)
{
    return source.forms.fill(
        "phien", {{"noi", escaped(id)}, {"ten", escaped(name)}, {"khi-nao", escaped(when)}, {"muc", items}});
}

Markup other_papers(const PageSource& source)
{
    std::set<AgendaItemId> known;
    for (const auto* item : source.agenda) known.insert(item->id);
    Markup papers;
    for (const auto& filed : source.filing.revisions)
        if (filed.in_force() && !known.contains(filed.document->agenda_item)) papers += paper(source, filed);
    return paper_list(source, papers);
}

}  // namespace

Markup papers_part(const PageSource& source)
{
    Markup content = source.forms.fill("loc");
    std::set<SittingId> known;
    std::size_t number = 0;
    for (const auto* sitting : source.sittings) {
        known.insert(sitting->id);
        Markup items;
        for (const auto* item : source.agenda)
            if (item->sitting == sitting->id) items += item_of_agenda(source, *item);
        const std::string open = sitting->open_to_public ? "công khai" : "họp kín";
        content += sitting_of_agenda(source, "phien-" + std::to_string(++number), sitting->name,
                                     spoken_span(*sitting) + " · " + open, items);
    }
    Markup loose;
    for (const auto* item : source.agenda)
        if (!known.contains(item->sitting)) loose += item_of_agenda(source, *item);
    if (!loose.empty()) content += sitting_of_agenda(source, "chua-xep", "Nội dung không thuộc phiên nào", "", loose);
    if (const auto others = other_papers(source); !others.empty())
        content +=
            sitting_of_agenda(source, "tai-lieu-khac", "Tài liệu khác", "Không thuộc nội dung nào của chương trình",
                              source.forms.fill("dong", {{"noi-dung", others}}));
    if (source.filing.documents == 0)
        content += source.forms.fill("trong", {{"cau", Markup("Hồ sơ không có tài liệu nào đang có hiệu lực.")}});
    return source.section("chuong-trinh", "Chương trình và tài liệu", content);
}

Markup resolutions_part(const PageSource& source)
{
    Markup lines;
    for (const auto& filed : source.filing.revisions) {
        const auto& document = *filed.document;
        if (!filed.in_force() || document.type_code != "NQ" || document.draft) continue;
        const auto words =
            (document.full_number.empty() ? "Nghị quyết không số" : document.full_number) + ": " + document.title;
        lines += source.forms.fill("dong", {{"noi-dung", source.link("#tl-" + filed.tag, words)}});
    }
    if (lines.empty()) return {};
    return source.section("nghi-quyet", "Nghị quyết", source.forms.fill("danh-sach-nho", {{"dong", lines}}));
}

}  // namespace chamber::storage
