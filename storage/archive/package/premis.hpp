// metadata/preservation/PREMIS.xml (PREMIS 3): every document as an object with size and digest, what happened to it,
// and who did it. The events are those of the archive's su-kien.csv.
#pragma once

#include "storage/archive/package/plan.hpp"

#include <string>

namespace chamber::storage {

std::string premis_of(const PackagePlan& plan, const ReadSession& read, const Filing& filing);

}  // namespace chamber::storage
