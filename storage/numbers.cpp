#include "storage/numbers.hpp"

#include "protocol/office_remark.hpp"
#include "protocol/text.hpp"
#include "storage/documents.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

std::vector<DocumentRow> papers_numbered(Database& database, const SessionId& session, const std::string& number)
{
    std::vector<DocumentRow> papers;
    Statement rows = database.query(
        "SELECT state, body FROM document WHERE session = ?1 AND state <> 'withdrawn' AND json_extract(body, '$.full_number') = ?2 "
        "ORDER BY agenda_item, position, id",
        session.value, number);
    while (rows.step())
        papers.push_back({value_of<DocumentState>(rows.text(0)), entity_of<DraftDocument>(rows.text(1))});
    return papers;
}

std::optional<std::string> remark_on(const DocumentRow& paper, const std::vector<DocumentRow>& papers)
{
    for (const DocumentRow& twin : papers) {
        if (twin.document.id == paper.document.id) continue;
        if (auto remark = same_number_remark(paper.document, twin.document)) return remark;
    }
    return std::nullopt;
}

void put_remark(UnitOfWork& work, DocumentRow paper, const std::optional<std::string>& remark)
{
    std::vector<std::string>& remarks = paper.document.revisions.back().remarks;
    const std::vector<std::string> before = remarks;
    take_out(remarks, OfficeRemark::same_number);
    if (remark) remarks.push_back(*remark);
    if (remarks == before) return;
    put_document_row(work.database, paper);
    announce_document(work, paper);
}

}  // namespace

void remark_numbers(UnitOfWork& work, const SessionId& session, const std::vector<std::string>& numbers)
{
    for (auto number = numbers.begin(); number != numbers.end(); ++number) {
        if (is_blank(*number) || std::find(numbers.begin(), number, *number) != number) continue;
        const std::vector<DocumentRow> papers = papers_numbered(work.database, session, *number);
        for (const DocumentRow& paper : papers)
            if (paper.waits()) put_remark(work, paper, remark_on(paper, papers));
    }
}

}  // namespace chamber::storage
