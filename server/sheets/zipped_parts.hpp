// The parts of an office file (.docx, .xlsx), out of its zip, with a limit on everything. With word_file the only file
// that names libzip. Thread: any.
#pragma once

#include "protocol/error.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::sheets {

struct ZippedPart {
    std::string name;  // "word/document.xml"
    std::string bytes;
};

// How a file of that kind is refused: the code, and the sentence where it is larger than it may be.
struct PartLimits {
    std::size_t parts_max = 400;
    std::size_t unpacked_bytes_max = 40'000'000;  // of the parts that are wanted, together
    ErrorCode refusal = ErrorCode::template_unreadable;
    std::string_view too_large = "Tệp mẫu quá lớn khi giải nén.";
    bool strict = true;  // the zip's two lists must agree in every field
};

// `wanted`: which parts are unpacked, in the file's order; the others cost nothing. Folders' own entries are passed
// over. Errors: `limits.refusal` (no zip, damaged, locked by a password, more than it may hold).
Result<std::vector<ZippedPart>> read_zipped_parts(std::string_view bytes, const PartLimits& limits,
                                                  const std::function<bool(std::string_view)>& wanted);

}  // namespace chamber::sheets
