// metadata/: the file-level fields, one row per document, the session as JSON, the events, and the dictionary of every
// column.
//
// Words: Thông tư 02/2019/TT-BNV (codes) and Thông tư 05/2025/TT-BNV (names). What the office entered (SessionFile's
// `archive_fields`) is kept, but what can be counted from the file is counted.
#pragma once

#include "storage/archive/bag.hpp"
#include "storage/archive/dictionary_keys.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chamber::storage {

BagFiles metadata(const SessionFile& file, const Filing& filing);

// metadata/tu-dien-du-lieu.csv: columns, JSON keys and values, verbs of the journal.
std::string data_dictionary();

// The dictionary's rows of ho-so.json.
std::vector<DictionaryRow> file_record_rows();

// A file-level field by its code ("Title", "FileCode"), entered or counted.
std::string file_field(const SessionFile& file, const Filing& filing, std::string_view code);

// "208/TTr-UBND" → "208" and "TTr-UBND".
std::pair<std::string, std::string> split_number(const std::string& full_number);

// "Dự thảo; gửi chậm": what is to be remarked of a document; blank when nothing is.
std::string document_remarks(const Document& document);

}  // namespace chamber::storage
