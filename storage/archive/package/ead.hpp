// The two descriptions of Thông tư 05/2025/TT-BNV, annex III: EAD.xml of the file (18 fields) and EAD_DOC_….xml of a
// document (21 fields), both under the root `simpledc`. Lengths are the circular's; what is longer is cut at a letter,
// and stands whole in the sealed bag.
#pragma once

#include "storage/archive/package/plan.hpp"

#include <string>

namespace chamber::storage {

std::string ead_of_file(const ReadSession& read, const Filing& filing);
std::string ead_of_document(const ReadSession& read, const Filing& filing, const PackagedDocument& document);

}  // namespace chamber::storage
