// The rows of the data dictionary for JSON: every key that a described struct can write, every value of its enums,
// every verb of the journal. Walks the structs themselves, so that nothing can be written that has no row.
#pragma once

#include <string>
#include <vector>

namespace chamber::storage {

struct DictionaryRow {
    std::string file;
    std::string field;  // "sittings[].start_at", "session.state=filing", "verb=withdraw_document"
    std::string name;
    std::string meaning;
    std::string source;
};

// What a column of one of our tables means, written where the table is made.
struct DictionaryColumn {
    const char* file;  // below the top folder
    const char* field;
    const char* name;
    const char* meaning;
};

std::vector<DictionaryRow> json_rows();
std::vector<DictionaryRow> journal_rows();

}  // namespace chamber::storage
