// data/04-diem-danh: everybody on the roll of every sitting, as a table and as JSON with intervals; the absent and
// those nobody recorded; the figures of each sitting; every correction with what stood before it.
#pragma once

#include "storage/archive/bag.hpp"
#include "storage/archive/dictionary_keys.hpp"

#include <span>

namespace chamber::storage {

BagFiles roll_call(const SessionFile& file);

// Of the tables above, for the data dictionary.
std::span<const DictionaryColumn> roll_columns();

}  // namespace chamber::storage
