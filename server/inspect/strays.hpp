// Signatures that stand in the file and that no field leads to: another reader may find one that we did not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>
#include <vector>

class QPDF;
class QPDFObjectHandle;

namespace chamber::inspect {

// Where "/ByteRange [" stands (its "[") in the raw bytes, less those at known offsets and those inside a stream, where
// they are the content of an embedded file.
std::vector<std::size_t> find_strays(std::string_view bytes, QPDF& pdf, const std::set<std::int64_t>& known);

// The object whose place in the file is the last one before `offset`; null when there is none.
QPDFObjectHandle object_around(QPDF& pdf, std::int64_t offset);

}  // namespace chamber::inspect
