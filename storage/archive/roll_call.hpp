// data/04-diem-danh: who was in the room, as a table, as JSON with intervals, and the list of the absent.
#pragma once

#include "storage/archive/bag.hpp"

namespace chamber::storage {

BagFiles roll_call(const SessionFile& file);

}  // namespace chamber::storage
