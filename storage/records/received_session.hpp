// A sealed session on its way into another installation: as it was sealed, and what was made of its bytes here.
#pragma once

#include "storage/records/session_file.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

// What the present machine made of a revision's bytes: they are the same, pictures and text are made anew.
struct ReceivedRevision {
    DocumentId document;  // as sealed
    std::int32_t n = 1;
    std::optional<Preview> preview;      // kept in Blobs already, as the revision itself
    std::vector<std::string> page_text;  // one per page; nothing: not looked at
};

struct ReceivedSession {
    SessionFile file;  // with the ids it was sealed with
    // Stands before every id here: two councils both have a DB01. Made of what was sealed, so that the same archive is
    // the same session.
    std::string prefix;
    std::string from;  // Session::imported_from
    std::vector<ReceivedRevision> revisions;
    Archive archive;  // the zip as it lies in archives/; its session is not looked at
};

}  // namespace chamber::storage
