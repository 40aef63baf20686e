// Documents and their revisions.
//
// A row holds every revision; what devices see of it are two entities of one id: `document`, the published revisions in
// the audience's scope, and `draft_document`, everything, for the staff, while a revision waits. Publishing, editing
// and withdrawing are in publishing.hpp, editing.hpp and withdrawal.hpp.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/message.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

enum class DocumentState { draft, published, withdrawn };
BOOST_DESCRIBE_ENUM(DocumentState, draft, published, withdrawn)

struct DocumentRow {
    DocumentState state = DocumentState::draft;
    DraftDocument document;  // with every revision

    bool waits() const;          // has a revision that is not published
    Document published() const;  // without the office's own remarks
};

std::optional<DocumentRow> find_document(Database& database, const DocumentId& id);

// What commands on a document ask for, without decoding its pages: a note on a long document must cost what a note
// costs.
struct DocumentHead {
    SessionId session;
    DocumentState state = DocumentState::draft;
    Audience audience = Audience::everyone;
};
struct RevisionHead {
    std::int32_t n = 1;
    std::int32_t pages = 0;
    bool published = false;
};
std::optional<DocumentHead> find_document_head(Database& database, const DocumentId& id);
std::optional<RevisionHead> find_revision_head(Database& database, const DocumentId& id, std::string_view sha256);

void put_document_row(Database& database, const DocumentRow& row);

// Who papers of the item are for when nobody says: those of a closed sitting are the delegates'.
Audience usual_audience(Database& database, const AgendaItemId& item);

// Puts into the feed what devices may see of it now, and takes away the draft when nothing waits.
void announce_document(UnitOfWork& work, const DocumentRow& row);

bool knows_blob(Database& database, const Sha256& sha256);

std::vector<Report> reports_of(Database& database, const DocumentId& document);
// Of the newest revision that waits; nothing when none does.
std::optional<SignatureReport> waiting_report(Database& database, const DocumentId& document);
std::string report_id(const DocumentId& document, std::int32_t revision);

}  // namespace chamber::storage
