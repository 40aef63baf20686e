// Signatures that stand in the file and that no field leads to: another reader may find one that we did not.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <string_view>

class QPDF;

namespace chamber::inspect {

// Counts "/ByteRange [" in the raw bytes, less those at known offsets (of the "[") and those inside a stream, where they are the
// content of an embedded file.
std::size_t count_strays(std::string_view bytes, QPDF& pdf, const std::set<std::int64_t>& known);

}  // namespace chamber::inspect
