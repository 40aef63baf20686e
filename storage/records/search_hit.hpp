// What a search found, and how much of it is asked for.
#pragma once

#include "protocol/access.hpp"
#include "protocol/ids.hpp"

#include <cstdint>
#include <string>

namespace chamber::storage {

// A place where the words stand, as far as the viewer may see it: a page, a document by its number and title, an agenda
// item, a person, a note on a page.
struct SearchHit {
    std::string entity_type;    // of what was found, as the feed tells it: "document", "draft_document", "person" …
    std::string id;             // which one
    SessionId session;          // where it belongs; of a person the newest session that lists them
    DocumentId document;        // of a page, a title or a note; else empty
    std::int32_t revision = 0;  // of the document; 0: it is on none
    std::int32_t page_index = 0;
    std::string title;    // "208/TTr-UBND · Về dự toán …", or what the thing is called
    std::string snippet;  // the words found stand in [brackets]; the text's own brackets became round ones
    Scope scope;          // what access was asked with, for whoever passes the hit on
};

// Of all hits, best first: so many of them, behind the first ones.
struct SearchSpan {
    std::uint32_t behind = 0;
    std::uint32_t hits_max = 20;
};

}  // namespace chamber::storage
