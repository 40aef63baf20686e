#include "storage/archive/index_sheet.hpp"

#include "protocol/calendar.hpp"
#include "protocol/text.hpp"
#include "storage/archive/draft.hpp"
#include "storage/archive/metadata.hpp"

#include <algorithm>

namespace chamber::storage {
namespace {

// A cell of the list is at most a third of a page high.
constexpr std::size_t cell_bytes_max = 900;

std::string cell(std::string_view text)
{
    return cleaned_text(text, cell_bytes_max);
}

std::string day(const std::string& iso)
{
    return cell(spoken_day(iso));
}

std::string remark(const FiledRevision& filed)
{
    std::string text(verdict_word(filed.revision->verdict, filed.revision->trust));
    if (filed.document->draft) text += "; dự thảo";
    if (filed.document->scan) text += "; bản quét";
    if (!filed.newest) text += "; bản lần " + std::to_string(filed.revision->n) + ", đã được thay";
    return text;
}

IndexSheet::Line line(const FiledRevision& filed)
{
    const auto& document = *filed.document;
    return {filed.tag,
            cell(document.full_number),
            day(document.issued_on),
            cell(document.title),
            cell(document.issuer),
            std::to_string(filed.revision->pages),
            remark(filed),
            filed.revision->sha256};
}

IndexSheet::Line withdrawal_line(const FiledWithdrawal& filed)
{
    const auto& word = filed.what->word;
    const std::string reason = word.reason.empty() ? "lý do không được ghi" : "lý do: " + word.reason;
    return {filed.tag,
            cell(word.full_number),
            day(word.issued_on),
            cell(word.title),
            cell(word.issuer),
            "",
            cell((word.secret ? "đã thu hồi, tệp đã bị hủy; " : "đã thu hồi; ") + reason),
            ""};
}

std::string heading(const SessionFile& file, const AgendaItemId& id)
{
    const auto found = std::ranges::find(file.agenda, id, &AgendaItem::id);
    return found == file.agenda.end() ? "Tài liệu khác" : cell(found->number + ". " + found->name);
}

IndexSheet::Group withdrawn_group(const Filing& filing)
{
    IndexSheet::Group group{"Tài liệu đã thu hồi", {}};
    for (const auto& withdrawn : filing.withdrawn) {
        group.lines.push_back(withdrawal_line(withdrawn));
        for (const auto& filed : filing.revisions)
            if (filed.withdrawal == &withdrawn.what->word) group.lines.push_back(line(filed));
    }
    return group;
}

}  // namespace

IndexSheet index_sheet(const SessionFile& file, const Filing& filing)
{
    const auto& session = file.session;
    IndexSheet sheet;
    sheet.council = cell(session.council_name.empty() ? file.council.name : session.council_name);
    sheet.term = cell(session.term_name.empty() ? file.council.term_name : session.term_name);
    sheet.title = cell(file_field(file, filing, "Title"));
    sheet.file_code = cell(file_field(file, filing, "FileCode"));
    sheet.held = "Từ " + day(session.start_on) + " đến " + day(session.end_on);
    if (!session.venue.empty()) sheet.held += " tại " + cell(session.venue);
    sheet.counted = std::to_string(filing.documents) + " tài liệu đang có hiệu lực, " +
                    file_field(file, filing, "PageNumber") + " trang; " + std::to_string(filing.withdrawn.size()) +
                    " tài liệu đã thu hồi";
    if (filing.draft()) sheet.warning = draft_words(session.state);
    if (file.council.demo)
        sheet.warning += (sheet.warning.empty() ? "" : " ") + std::string("Dữ liệu hư cấu để trình diễn.");
    sheet.dated = (is_day(filing.last_day) ? filing.last_day : std::string("1970-01-01")) + "T00:00:00Z";
    const AgendaItemId* open = nullptr;
    for (const auto& filed : filing.revisions) {
        if (filed.withdrawal != nullptr) continue;
        const auto& item = filed.document->agenda_item;
        if (open == nullptr || *open != item) sheet.groups.push_back({heading(file, item), {}});
        open = &item;
        sheet.groups.back().lines.push_back(line(filed));
    }
    if (!filing.withdrawn.empty()) sheet.groups.push_back(withdrawn_group(filing));
    return sheet;
}

}  // namespace chamber::storage
