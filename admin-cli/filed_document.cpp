#include "admin-cli/filed_document.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace chamber::admin {

namespace {

bool has(const std::vector<Revision>& revisions, std::int32_t n)
{
    return std::ranges::any_of(revisions, [&](const Revision& revision) { return revision.n == n; });
}

Result<void> sort_as_read(Office& office, std::vector<FiledDocument>& documents)
{
    auto items = office.all<AgendaItem>();
    if (!items) return items.error();
    std::map<std::string, std::int32_t> item_positions;
    for (const auto& item : *items) item_positions[item.id.value] = item.position;
    std::ranges::sort(documents, {}, [&](const FiledDocument& filed) {
        return std::tuple{filed.fields.session, item_positions[filed.fields.agenda_item.value], filed.fields.position,
                          filed.id};
    });
    return {};
}

FiledDocument what_is_left(const Withdrawal& word)
{
    FiledDocument document;
    document.id = word.id;
    document.fields.session = word.session;
    document.fields.agenda_item = word.agenda_item;
    document.fields.position = word.position;
    document.fields.title = word.title;
    document.fields.type_name = word.type_name;
    document.fields.full_number = word.full_number;
    document.fields.issued_on = word.issued_on;
    document.fields.issuer = word.issuer;
    document.withdrawn = word;
    return document;
}

}  // namespace

const Revision* FiledDocument::newest() const
{
    if (!waiting.empty()) return &waiting.back();
    return published.empty() ? nullptr : &published.back();
}

Result<std::vector<FiledDocument>> filed_documents(Office& office, const std::optional<SessionId>& session)
{
    auto published = office.all<Document>();
    if (!published) return published.error();
    auto waiting = office.all<DraftDocument>();
    if (!waiting) return waiting.error();

    std::map<std::string, FiledDocument> by_id;
    for (const auto& document : *published) {
        by_id[document.id.value] = {document.id, document, document.revisions, {}, {}};
    }
    for (const auto& draft : *waiting) {
        auto& filed = by_id[draft.id.value];
        filed.id = draft.id;
        filed.fields = draft;
        for (const auto& revision : draft.revisions) {
            if (!has(filed.published, revision.n)) filed.waiting.push_back(revision);
        }
    }

    std::vector<FiledDocument> found;
    for (auto& [id, filed] : by_id) {
        if (!session || filed.fields.session == *session) found.push_back(std::move(filed));
    }
    if (auto sorted = sort_as_read(office, found); !sorted) return sorted.error();
    return found;
}

Result<std::vector<FiledDocument>> documents_ever(Office& office, const std::optional<SessionId>& session)
{
    auto documents = filed_documents(office, session);
    if (!documents) return documents;
    auto words = office.all<Withdrawal>();
    if (!words) return words.error();
    for (const auto& word : *words) {
        if (!session || word.session == *session) documents->push_back(what_is_left(word));
    }
    if (auto sorted = sort_as_read(office, *documents); !sorted) return sorted.error();
    return documents;
}

Result<FiledDocument> find_document(Office& office, const std::string& id)
{
    auto documents = filed_documents(office, std::nullopt);
    if (!documents) return documents.error();
    for (auto& document : *documents) {
        if (document.id.value == id) return std::move(document);
    }
    return fail(ErrorCode::document_unknown, {}, id);
}

}  // namespace chamber::admin
