#include "storage/archive/contents.hpp"

#include "protocol/calendar.hpp"
#include "storage/archive/escapes.hpp"
#include "storage/archive/metadata.hpp"
#include "storage/archive/text_formats.hpp"

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
@media print{body{margin:0;max-width:none}a{color:inherit}})";

// The page forbids itself everything but its own style: should markup ever get into it, no browser runs or fetches anything.
constexpr Literal head = "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">"
                         "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
                         "base-uri 'none'; form-action 'none'\"><meta name=\"viewport\" content=\"width=device-width\">\n";

Markup vietnamese_day(const std::string& iso)
{
    return escaped(is_day(iso) ? iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4) : iso);
}

Markup number(std::int64_t value) { return escaped(std::to_string(value)); }

Markup cell(const Markup& content) { return "<td>" + content + "</td>"; }
Markup narrow_cell(const Markup& content) { return "<td class=\"n\">" + content + "</td>"; }

Markup document_row(const FiledRevision& filed)
{
    const auto& document = *filed.document;
    const auto place = "../" + filed.path.substr(std::string_view("data/").size());
    Markup title = "<a href=\"" + escaped(place) + "\">" + escaped(document.title) + "</a>";
    if (!filed.current) title += " <em>(bản lần " + number(filed.revision->n) + ", đã được thay)</em>";
    if (document.draft) title += " <em>(dự thảo)</em>";
    if (filed.revision->reason) title += "<br>Lý do thay: " + escaped(*filed.revision->reason);
    title += "<br><code>" + escaped(filed.revision->sha256) + "</code>";
    const Markup named = document.full_number.empty() ? Markup("Chưa có số") : escaped(document.full_number);
    Markup row = filed.current ? Markup("<tr>") : Markup("<tr class=\"old\">");
    row += narrow_cell(escaped(filed.tag)) + narrow_cell(named + "<br>" + vietnamese_day(document.issued_on)) + cell(title);
    row += cell(escaped(document.issuer)) + narrow_cell(number(filed.revision->pages)) + cell(escaped(filed.revision->verdict_sentence));
    return row + "</tr>\n";
}

Markup tables(const SessionFile& file, const Filing& filing)
{
    std::map<AgendaItemId, const AgendaItem*> items;
    for (const auto& item : file.agenda) items[item.id] = &item;
    Markup text;
    const AgendaItemId* open = nullptr;
    for (const auto& filed : filing.revisions) {
        const auto& item = filed.document->agenda_item;
        if (open == nullptr || *open != item) {
            if (open != nullptr) text += "</tbody></table>\n";
            const auto heading = items.contains(item) ? items.at(item)->number + ". " + items.at(item)->name : std::string("Tài liệu khác");
            text += "<h2>" + escaped(heading) + "</h2>\n<table><thead><tr><th>STT</th><th>Số, ngày</th>"
                    "<th>Trích yếu và mã băm SHA-256</th><th>Cơ quan ban hành</th><th>Trang</th><th>Chữ ký số</th></tr></thead><tbody>\n";
            open = &item;
        }
        text += document_row(filed);
    }
    return open == nullptr ? Markup("<p>Hồ sơ không có tài liệu.</p>\n") : text + "</tbody></table>\n";
}

Markup subtitle(const Markup& markup) { return "<p class=\"sub\">" + markup + "</p>\n"; }

Markup link(std::string_view path)
{
    return "<a href=\"../" + escaped(path) + "\">" + escaped(path.substr(path.rfind('/') + 1)) + "</a>";
}

std::string html(const SessionFile& file, const Filing& filing)
{
    const auto& session = file.session;
    const Markup title = escaped(file_field(file, filing, "Title"));
    Markup page = head;
    page += "<title>Mục lục – " + title + "</title>\n<style>" + style + "\n</style></head>\n<body>\n";
    page += "<h1>Mục lục văn bản trong hồ sơ</h1>\n" + subtitle(title);
    page += subtitle(escaped(file.council.name + " – " + session.name) + " – từ " + vietnamese_day(session.start_on) + " đến " +
                     vietnamese_day(session.end_on) + " tại " + escaped(session.venue));
    page += subtitle(number(filing.documents) + " tài liệu, " + escaped(file_field(file, filing, "PageNumber")) + " trang. Mã hồ sơ " +
                     escaped(file_field(file, filing, "FileCode")) + ".");
    if (file.council.demo) page += "<p><strong>Dữ liệu hư cấu để trình diễn.</strong></p>\n";
    page += tables(file, filing);
    page += subtitle("Điểm danh: " + link("04-diem-danh/diem-danh.csv") + ". Góp ý chính thức: " + link("08-gop-y-chinh-thuc/gop-y.json") +
                     ". Nhật ký: " + link("11-nhat-ky/nhat-ky.jsonl") + ".");
    return (page + "</body></html>\n").text();
}

std::string csv_text(const Filing& filing)
{
    Csv csv({"SoThuTu", "LanBanHanh", "HienHanh", "SoKyHieu", "NgayBanHanh", "CoQuan", "TrichYeu", "SoTrang", "ChuKySo", "DuongDan",
             "Sha256"});
    for (const auto& filed : filing.revisions) {
        const auto& document = *filed.document;
        csv.row({std::to_string(filed.ordinal), std::to_string(filed.revision->n), filed.current ? "Có" : "Không", document.full_number,
                 document.issued_on, document.issuer, document.title, std::to_string(filed.revision->pages), filed.revision->verdict_sentence,
                 filed.path, filed.revision->sha256});
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
