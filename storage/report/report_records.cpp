#include "storage/report/report_records.hpp"

#include <utility>
#include <variant>

namespace chamber::storage {

namespace {

template <class Noun>
Result<void> take(const EntitiesOf& entities_of, std::vector<Noun>& into)
{
    auto found = entities_of(Noun::type);
    if (!found) return found.error();
    into.reserve(found->size());
    for (Entity& entity : *found) into.push_back(std::get<Noun>(std::move(entity)));
    return {};
}

}  // namespace

Result<ReportRecords> read_report_records(const EntitiesOf& entities_of)
{
    ReportRecords records;
    std::vector<Council> councils;
    Result<void> taken = take(entities_of, councils);
    const auto also = [&](auto& into) {
        if (taken) taken = take(entities_of, into);
    };
    also(records.sessions);
    also(records.sittings);
    also(records.participants);
    also(records.people);
    also(records.documents);
    also(records.withdrawals);
    also(records.attendance);
    also(records.archives);
    also(records.devices);
    also(records.holdings);
    also(records.comments);
    if (!taken) return taken.error();
    if (!councils.empty()) records.council = std::move(councils.front());
    std::erase_if(records.comments, [](const Annotation& note) { return note.visibility != Visibility::official; });
    return records;
}

}  // namespace chamber::storage
