// Vietnamese words as search keys, and the FTS5 tokenizer made of them.
//
//   folded   no marks, đ as d: "nghi"          what a query without marks looks up
//   exact    letters with their quality, the tone moved to the end: "nghi5"   what a query with marks looks up
//
// So hòa equals hoà, NFC equals NFD, "dai bieu" finds "Đại biểu", and "bàn" does not find "bán".
#pragma once

#include <string>
#include <string_view>

namespace chamber::storage {

class Database;

struct WordKeys {
    std::string folded;
    std::string exact;
    char tone = 0;  // '1' huyền, '2' sắc, '3' hỏi, '4' ngã, '5' nặng; 0: level
};

// `word`: one word; Vietnamese letters may be capitals, others are left as they are.
WordKeys word_keys(std::string_view word);

// Must be called on every connection before a table that uses it is touched. Throws StorageFailure.
void register_vietnamese_tokenizer(Database& database);

}  // namespace chamber::storage
