#include "storage/report/store_report.hpp"

#include "protocol/codec.hpp"
#include "storage/store.hpp"

namespace chamber::storage {

namespace {

Result<std::vector<Entity>> official_comments(Store& store)
{
    std::vector<Entity> comments;
    std::string after;
    for (;;) {
        auto page = store.read_page(Annotation::type, after);
        if (!page) return page.error();
        for (const FeedItem& item : page->items) {
            if (item.scope.kind != ScopeKind::official) continue;
            auto decoded = decode_to_device(encode_batch(Batch{}, {*item.encoded}));
            if (!decoded) return fail(ErrorCode::database_damaged, decoded.error().detail, item.id);
            for (Change& change : std::get<Batch>(*decoded).items)
                if (change.entity) comments.push_back(std::move(*change.entity));
        }
        if (!page->next) return comments;
        after = *page->next;
    }
}

}  // namespace

EntitiesOf entities_of(Store& store)
{
    return [&store](std::string_view type) {
        return type == Annotation::type ? official_comments(store) : store.entities(type);
    };
}

Result<YearReport> read_year_report(Store& store, const ReportSpan& span)
{
    auto records = read_report_records(entities_of(store));
    if (!records) return records.error();
    return year_report(*records, span);
}

}  // namespace chamber::storage
