#include "storage/withdrawn.hpp"

#include "storage/documents.hpp"

namespace chamber::storage {

namespace {

Withdrawal word_without_reason(const Document& document)
{
    Withdrawal word;
    word.id = document.id;
    word.session = document.session;
    word.agenda_item = document.agenda_item;
    word.title = document.title;
    word.position = document.position;
    word.type_name = document.type_name;
    word.full_number = document.full_number;
    word.issued_on = document.issued_on;
    word.issuer = document.issuer;
    return word;
}

}  // namespace

std::vector<WithdrawnDocument> withdrawn_documents(Database& database, const SessionId& session)
{
    std::vector<WithdrawnDocument> all;
    Statement rows = database.query(
        "SELECT document.body, withdrawal.body FROM document LEFT JOIN withdrawal ON withdrawal.id = document.id "
        "WHERE document.session = ?1 AND document.state = 'withdrawn' ORDER BY document.id",
        session.value);
    while (rows.step()) {
        WithdrawnDocument found;
        found.document = DocumentRow{DocumentState::withdrawn, entity_of<DraftDocument>(rows.text(0))}.published();
        const auto word = rows.optional_text(1);
        if (found.document.revisions.empty()) continue;
        found.word = word ? entity_of<Withdrawal>(*word) : word_without_reason(found.document);
        if (found.word.secret) found.document.revisions.clear();
        all.push_back(std::move(found));
    }
    return all;
}

}  // namespace chamber::storage
