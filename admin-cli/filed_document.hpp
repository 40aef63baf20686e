// A document as the office sees it: what is published and what waits, from the two entities that share its id.
#pragma once

#include "admin-cli/office.hpp"

namespace chamber::admin {

struct FiledDocument {
    DocumentId id;
    DocumentFields fields;
    std::vector<Revision> published;
    std::vector<Revision> waiting;
    std::optional<Withdrawal> withdrawn;  // then it has no revision any more that could be asked for

    // The newest revision, waiting or not; a document has at least one.
    const Revision* newest() const;
};

// Of one session, or of all; by agenda item and reading order.
Result<std::vector<FiledDocument>> filed_documents(Office& office, const std::optional<SessionId>& session);

// By agenda item and reading order, those taken back among the others.
Result<std::vector<FiledDocument>> documents_ever(Office& office, const std::optional<SessionId>& session);

// Errors: document_unknown.
Result<FiledDocument> find_document(Office& office, const std::string& id);

}  // namespace chamber::admin
