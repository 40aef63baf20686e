// Full text of pages: FTS5 over the newest published revision of each document, and over what waits.
//
// A query without marks finds words with and without them, one with marks finds exactly those ("bàn" is not "bán"). Every hit
// carries the scope and type it must be asked access with; search_pages() has asked already, for its viewer.
#pragma once

#include "protocol/access.hpp"
#include "storage/records/search_hit.hpp"
#include "storage/transaction/work.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

void index_pages(Database& database, const DocumentId& document, std::int32_t revision, const std::vector<std::string>& page_text);

// Takes the revisions before this one out of the index.
void forget_pages_before(Database& database, const DocumentId& document, std::int32_t revision);

// Takes this revision and those after it out of the index.
void forget_pages_from(Database& database, const DocumentId& document, std::int32_t revision);

// All words must be on the page; the last may be the beginning of one while it bears no tone. Errors: missing_field (no word), too_long.
Result<std::vector<SearchHit>> search_pages(Database& database, const Viewer& viewer, std::string_view query, std::uint32_t hits_max);

}  // namespace chamber::storage
