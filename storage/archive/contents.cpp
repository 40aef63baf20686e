#include "storage/archive/contents.hpp"

#include "protocol/calendar.hpp"
#include "storage/archive/draft.hpp"
#include "storage/archive/metadata.hpp"
#include "storage/text/csv.hpp"
#include "storage/text/escapes.hpp"

#include <algorithm>
#include <map>

namespace chamber::storage {
namespace {

// Relative links only, no script, nothing from outside: the page must work from a disk in twenty years.
constexpr Literal style = R"(
body{font:16px/1.5 "Noto Sans","Segoe UI",Arial,sans-serif;color:#1b1b1b;max-width:70rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem;border-bottom:1px solid #999}
p.sub{margin:.25rem 0 0;color:#444}table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.4rem .5rem;border-bottom:1px solid #ddd}
th{border-bottom:2px solid #666}code{font-size:.72rem;color:#444;word-break:break-all}
tr.old td{color:#666}.n{white-space:nowrap}
p.draft{border:3px solid #a40000;color:#a40000;padding:.6rem .8rem;font-weight:700}
@media print{body{margin:0;max-width:none}a{color:inherit}
p.draft{position:fixed;top:0;left:0;right:0;margin:0;background:#fff}body.draft{padding-top:4.5rem}})";

// The page forbids itself everything but its own style: should markup ever get into it, no browser runs or fetches
// anything.
constexpr Literal head =
    "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "base-uri 'none'; form-action 'none'\"><meta name=\"viewport\" content=\"width=device-width\">\n";

Markup vietnamese_day(const std::string& iso)
{
    return escaped(spoken_day(iso));
}

Markup number(std::int64_t value)
{
    return escaped(std::to_string(value));
}

Markup cell(const Markup& content)
{
    return "<td>" + content + "</td>";
}
Markup narrow_cell(const Markup& content)
{
    return "<td class=\"n\">" + content + "</td>";
}

constexpr Literal table_head = "<table><thead><tr><th>STT</th><th>Số, ngày</th><th>Trích yếu và mã băm SHA-256</th>"
                               "<th>Cơ quan ban hành</th><th>Trang</th><th>Chữ ký số</th></tr></thead><tbody>\n";

Markup document_row(const FiledRevision& filed)
{
    const auto& document = *filed.document;
    const auto place = "../" + filed.path.substr(std::string_view("data/").size());
    Markup title = "<a href=\"" + escaped(place) + "\">" + escaped(document.title) + "</a>";
    if (!filed.newest) title += " <em>(bản lần " + number(filed.revision->n) + ", đã được thay)</em>";
    if (document.draft) title += " <em>(dự thảo)</em>";
    if (filed.revision->reason) title += "<br>Lý do thay: " + escaped(*filed.revision->reason);
    title += "<br><code>" + escaped(filed.revision->sha256) + "</code>";
    const Markup named = document.full_number.empty() ? Markup("Chưa có số") : escaped(document.full_number);
    Markup row = filed.in_force() ? Markup("<tr>") : Markup("<tr class=\"old\">");
    row += narrow_cell(escaped(filed.tag)) + narrow_cell(named + "<br>" + vietnamese_day(document.issued_on)) +
           cell(title);
    row += cell(escaped(document.issuer)) + narrow_cell(number(filed.revision->pages)) +
           cell(escaped(filed.revision->verdict_sentence));
    return row + "</tr>\n";
}

Markup tables(const SessionFile& file, const Filing& filing)
{
    std::map<AgendaItemId, const AgendaItem*> items;
    for (const auto& item : file.agenda) items[item.id] = &item;
    Markup text;
    const AgendaItemId* open = nullptr;
    for (const auto& filed : filing.revisions) {
        if (filed.withdrawal != nullptr) continue;
        const auto& item = filed.document->agenda_item;
        if (open == nullptr || *open != item) {
            if (open != nullptr) text += "</tbody></table>\n";
            const auto heading = items.contains(item) ? items.at(item)->number + ". " + items.at(item)->name
                                                      : std::string("Tài liệu khác");
            text += "<h2>" + escaped(heading) + "</h2>\n" + table_head;
            open = &item;
        }
        text += document_row(filed);
    }
    return open == nullptr ? Markup("<p>Hồ sơ không có tài liệu.</p>\n") : text + "</tbody></table>\n";
}

std::string person_name(const SessionFile& file, const PersonId& id)
{
    const auto found = std::ranges::find(file.people, id, &Person::id);
    return found == file.people.end() ? id.value : found->name;
}

// Who took it back, when and why; what was destroyed says so.
Markup withdrawal_row(const SessionFile& file, const FiledWithdrawal& filed)
{
    const auto& word = filed.what->word;
    Markup said = escaped(word.title) + "<br>Thu hồi";
    if (!word.withdrawn_at.empty()) said += " lúc " + escaped(format_vietnam(parse_utc(word.withdrawn_at)));
    if (!word.by.empty()) said += " bởi " + escaped(person_name(file, word.by));
    said += ". Lý do: " + escaped(word.reason.empty() ? std::string("không được ghi (bản ghi cũ)") : word.reason) + ".";
    if (word.secret) said += " <strong>Tệp đã bị hủy vì lý do bảo mật, không có trong hồ sơ.</strong>";
    const Markup named = word.full_number.empty() ? Markup("Không có số") : escaped(word.full_number);
    Markup row = "<tr>" + narrow_cell(escaped(filed.tag)) +
                 narrow_cell(named + "<br>" + vietnamese_day(word.issued_on)) + cell(said);
    return row + cell(escaped(word.issuer)) + cell(Markup()) + cell(Markup()) + "</tr>\n";
}

Markup withdrawn_table(const SessionFile& file, const Filing& filing)
{
    if (filing.withdrawn.empty()) return {};
    Markup text =
        Markup(
            "<h2>Tài liệu đã thu hồi</h2>\n<p>Không còn hiệu lực trong kỳ họp; giữ lại để biết đã có gì và vì sao thu hồi.</p>\n") +
        table_head;
    for (const auto& withdrawn : filing.withdrawn) {
        text += withdrawal_row(file, withdrawn);
        for (const auto& filed : filing.revisions)
            if (filed.withdrawal == &withdrawn.what->word) text += document_row(filed);
    }
    return text + "</tbody></table>\n";
}

Markup subtitle(const Markup& markup)
{
    return "<p class=\"sub\">" + markup + "</p>\n";
}

Markup link(std::string_view path)
{
    return "<a href=\"../" + escaped(path) + "\">" + escaped(path.substr(path.rfind('/') + 1)) + "</a>";
}

std::string html(const SessionFile& file, const Filing& filing)
{
    const auto& session = file.session;
    const Markup title = escaped(file_field(file, filing, "Title"));
    Markup page = head;
    const Literal draft_title = filing.draft() ? Literal("BẢN NHÁP – Mục lục – ") : Literal("Mục lục – ");
    page += "<title>" + Markup(draft_title) + title + "</title>\n<style>" + style + "\n</style></head>\n";
    page += filing.draft()
                ? "<body class=\"draft\">\n<p class=\"draft\">" + escaped(draft_words(file.session.state)) + "</p>\n"
                : Markup("<body>\n");
    page += "<main>\n<h1>Mục lục văn bản trong hồ sơ</h1>\n" + subtitle(title);
    page += subtitle(escaped(file.council.name + " – " + session.name) + " – từ " + vietnamese_day(session.start_on) +
                     " đến " + vietnamese_day(session.end_on) + " tại " + escaped(session.venue));
    page += subtitle(number(filing.documents) + " tài liệu đang có hiệu lực, " +
                     escaped(file_field(file, filing, "PageNumber")) + " trang. Mã hồ sơ " +
                     escaped(file_field(file, filing, "FileCode")) + ".");
    if (file.council.demo) page += "<p><strong>Dữ liệu hư cấu để trình diễn.</strong></p>\n";
    page += tables(file, filing) + withdrawn_table(file, filing);
    page += subtitle("Điểm danh: " + link("04-diem-danh/diem-danh.csv") + ". Góp ý chính thức: " +
                     link("08-gop-y-chinh-thuc/gop-y.json") + ". Nhật ký: " + link("11-nhat-ky/nhat-ky.jsonl") + ".");
    return (page + "</main></body></html>\n").text();
}

std::string_view standing(const FiledRevision& filed)
{
    if (filed.withdrawal != nullptr) return "Đã thu hồi";
    return filed.newest ? "Hiện hành" : "Đã được thay";
}

// Why it was withdrawn; else why it replaced the one before.
std::string reason_of(const FiledRevision& filed)
{
    return filed.withdrawal != nullptr ? filed.withdrawal->reason : filed.revision->reason.value_or("");
}

std::string csv_text(const Filing& filing)
{
    Csv csv({"SoThuTu", "LanBanHanh", "HienHanh", "SoKyHieu", "NgayBanHanh", "CoQuan", "TrichYeu", "SoTrang", "ChuKySo",
             "DuongDan", "Sha256", "TinhTrang", "LyDo", "ThuHoiLuc"});
    for (const auto& filed : filing.revisions) {
        const auto& document = *filed.document;
        csv.row({filed.withdrawal != nullptr ? filed.tag.substr(0, filed.tag.find('.')) : std::to_string(filed.ordinal),
                 std::to_string(filed.revision->n), filed.in_force() ? "Có" : "Không", document.full_number,
                 document.issued_on, document.issuer, document.title, std::to_string(filed.revision->pages),
                 filed.revision->verdict_sentence, filed.path, filed.revision->sha256, std::string(standing(filed)),
                 reason_of(filed), filed.withdrawal != nullptr ? filed.withdrawal->withdrawn_at : ""});
    }
    for (const auto& withdrawn : filing.withdrawn) {
        if (!withdrawn.what->document.revisions.empty()) continue;
        const auto& word = withdrawn.what->word;
        csv.row({withdrawn.tag, "", "Không", word.full_number, word.issued_on, word.issuer, word.title, "", "", "", "",
                 word.secret ? "Đã thu hồi, tệp đã bị hủy" : "Đã thu hồi", word.reason, word.withdrawn_at});
    }
    return csv.text();
}

}  // namespace

BagFiles table_of_contents(const SessionFile& file, const Filing& filing)
{
    BagFiles files;
    files.push_back({"data/00-muc-luc/muc-luc.html", html(file, filing)});
    files.push_back({"data/00-muc-luc/muc-luc.csv", csv_text(filing)});
    return files;
}

}  // namespace chamber::storage
