// data/08-gop-y-chinh-thuc: official and published annotations, as XFDF (ISO 19444-1) beside the revision they belong
// to and as one JSON list. Private and group notes never: the allow-list is here, whatever the caller hands over.
#pragma once

#include "storage/archive/bag.hpp"

namespace chamber::storage {

BagFiles official_comments(const SessionFile& file, const Filing& filing);

}  // namespace chamber::storage
