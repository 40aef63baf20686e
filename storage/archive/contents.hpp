// data/00-muc-luc: the list of every paper with its digest, for a browser without a network and for a spreadsheet.
#pragma once

#include "storage/archive/bag.hpp"

namespace chamber::storage {

BagFiles table_of_contents(const SessionFile& file, const Filing& filing);

}  // namespace chamber::storage
