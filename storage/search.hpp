// Full text of pages: FTS5 over the newest published revision of each document, and over what waits. Numbers, titles
// and names are kept in `entry` by the triggers of 0010_entry_search.sql, notes by note_index.hpp; finding.cpp looks in
// both.
#pragma once

#include "protocol/ids.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

void index_pages(Database& database, const DocumentId& document, std::int32_t revision,
                 const std::vector<std::string>& page_text);

// Takes the revisions before this one out of the index.
void forget_pages_before(Database& database, const DocumentId& document, std::int32_t revision);

// Takes this revision and those after it out of the index.
void forget_pages_from(Database& database, const DocumentId& document, std::int32_t revision);

}  // namespace chamber::storage
