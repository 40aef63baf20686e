#include "storage/search_answer.hpp"

#include "protocol/limits.hpp"
#include "storage/store.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>

namespace chamber::storage {

namespace {

constexpr std::uint32_t hits_behind_max = 2'000;

// How many hits the asker has already.
Result<std::uint32_t> hits_had(const std::optional<std::string>& after)
{
    std::uint32_t had = 0;
    if (!after) return had;
    const auto [end, failed] = std::from_chars(after->data(), after->data() + after->size(), had);
    if (failed != std::errc() || end != after->data() + after->size() || had > hits_behind_max)
        return fail(ErrorCode::out_of_range, *after, "/after");
    return had;
}

FoundHit told_of(const SearchHit& hit)
{
    FoundHit told;
    told.entity_type = hit.entity_type;
    told.id = hit.id;
    told.session = hit.session;
    if (!hit.document.empty()) told.document = hit.document;
    told.revision = hit.revision;
    told.page_index = hit.page_index;
    told.title = hit.title;
    told.snippet = hit.snippet;
    return told;
}

}  // namespace

Result<Found> search_answer(Store& store, const Viewer& viewer, const Search& asked)
{
    const Result<std::uint32_t> had = hits_had(asked.after);
    if (!had) return had.error();
    // One more than an answer holds, to know whether there is one.
    auto hits = store.search(viewer, asked.query, {*had, limits::search_hits_max + 1});
    if (!hits) return hits.error();
    Found found;
    found.ask = asked.ask;
    if (hits->size() > limits::search_hits_max) {
        hits->pop_back();
        const std::uint32_t next = *had + limits::search_hits_max;
        if (next <= hits_behind_max) found.next = std::to_string(next);
    }
    std::transform(hits->begin(), hits->end(), std::back_inserter(found.hits), told_of);
    return found;
}

}  // namespace chamber::storage
