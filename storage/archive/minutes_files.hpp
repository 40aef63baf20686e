// data/07-bien-ban: the minutes of a session and of its sittings. Their facts as JSON, the secretary's words, how far
// they are and which paper is the signed one; of frozen ones the Word file and the PDF.
//
// The room that sets pages lies outside of storage, so whoever orders an archive hands in the printer, as with the list
// of papers (index_sheet.hpp).
#pragma once

#include "storage/archive/bag.hpp"
#include "storage/archive/dictionary_keys.hpp"
#include "storage/archive/filing.hpp"
#include "storage/records/printed_minutes.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace chamber::storage {

// Of every frozen minutes, in their order. Errors: the printer's own; the archive is not built then.
using MinutesPrinter = std::function<Result<std::vector<PrintedMinutes>>(const SessionFile&)>;

Result<BagFiles> minutes_files(const SessionFile& file, const Filing& filing, const MinutesPrinter& print);

// Of the table of minutes, for the data dictionary.
std::span<const DictionaryColumn> minutes_columns();

}  // namespace chamber::storage
