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
    auto items = office.all<AgendaItem>();
    if (!items) return items.error();

    std::map<std::string, FiledDocument> by_id;
    for (const auto& document : *published) {
        by_id[document.id.value] = {document.id, document, document.revisions, {}};
    }
    for (const auto& draft : *waiting) {
        auto& filed = by_id[draft.id.value];
        filed.id = draft.id;
        filed.fields = draft;
        for (const auto& revision : draft.revisions) {
            if (!has(filed.published, revision.n)) filed.waiting.push_back(revision);
        }
    }
    std::map<std::string, std::int32_t> item_positions;
    for (const auto& item : *items)
        item_positions[item.id.value] = item.position;

    std::vector<FiledDocument> found;
    for (auto& [id, filed] : by_id) {
        if (!session || filed.fields.session == *session) found.push_back(std::move(filed));
    }
    std::ranges::sort(found, {}, [&](const FiledDocument& filed) {
        return std::tuple{filed.fields.session, item_positions[filed.fields.agenda_item.value], filed.fields.position, filed.id};
    });
    return found;
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
