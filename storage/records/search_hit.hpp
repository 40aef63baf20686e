// What a search found.
#pragma once

#include "protocol/access.hpp"
#include "protocol/ids.hpp"

#include <cstdint>
#include <string>

namespace chamber::storage {

// A page that holds the words, as far as the viewer may see it.
struct SearchHit {
    DocumentId document;
    SessionId session;
    std::int32_t revision = 1;
    std::int32_t page_index = 0;
    std::string title;
    std::string snippet;      // the words found stand in [brackets]
    Scope scope;              // what access was asked with, for whoever passes the hit on
    std::string entity_type;  // "document" or "draft_document"
};

}  // namespace chamber::storage
