// Full text of pages: FTS5 over the newest published revision of each document, and over what waits.
//
// A query without marks finds words with and without them, one with marks finds exactly those ("bàn" is not "bán").
// Every hit carries the scope and type it must be asked access with; Store::search() has asked already, for its viewer.
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
