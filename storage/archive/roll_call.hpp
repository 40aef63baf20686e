// data/04-diem-danh: everybody on the roll of every sitting, as a table and as JSON with intervals; the absent and
// those nobody recorded; the figures of each sitting; every correction with what stood before it.
#pragma once

#include "storage/archive/bag.hpp"

#include <span>

namespace chamber::storage {

BagFiles roll_call(const SessionFile& file);

// A row of the data dictionary.
struct RollColumn {
    const char* file;
    const char* field;
    const char* name;
    const char* meaning;
};
std::span<const RollColumn> roll_columns();

}  // namespace chamber::storage
