// The file as its places are told. Some programs write blanks or a byte order mark before "%PDF-"; then one counts
// places from the file's first byte and another from the header, libqpdf too, while a signature's /ByteRange always
// counts from the first byte.
#pragma once

#include "server/inspect/byte_range.hpp"
#include "server/inspect/structure.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

struct Frame {
    std::string_view bytes;  // begins with the header; all places of the document are places in it
    std::size_t origin = 0;  // where it begins in the file
    bool blanks_before = false, foreign_before = false;  // the header

    // The bytes that a signature covers, of the file itself. `coverage`: in the frame.
    std::vector<std::string_view> pieces(const Coverage& coverage) const;

    std::int64_t in_file(std::size_t place) const { return static_cast<std::int64_t>(origin + place); }

    // A /ByteRange as the file tells it, and as it is in the frame.
    void enter(std::vector<std::int64_t>& byte_range) const;
    void leave(std::vector<std::int64_t>& byte_range) const;

    std::string_view file;
    std::shared_ptr<const std::string> copy;  // what `bytes` refers to, where the header had to be moved
};

// The file as it is, unless nothing but blanks stands before its header.
Frame frame_of(std::string_view file, const Structure& structure);

}  // namespace chamber::inspect
