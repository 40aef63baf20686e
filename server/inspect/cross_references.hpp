// One cross-reference section as it stands in the bytes, strictly: a table of twenty-byte lines, or a stream. libqpdf's
// table is what the sections come to when they are laid over each other; which section names what, and whether it is
// formed so that every reader reads it alike, is told here.
//
// Source: ISO 32000-2 §7.5.4 (table), §7.5.8 (stream, hybrid).
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

enum class EntryKind { free, in_file, in_stream };

struct SectionEntry {
    int number = 0;
    EntryKind kind = EntryKind::free;
    std::size_t place = 0;  // offset in the file, or the number of the object stream
    int detail = 0;         // generation, or index within the object stream
};

struct Section {
    std::size_t begin = 0;
    std::size_t end = 0;        // behind the trailer's dictionary or the stream's "endobj"
    std::optional<int> number;  // of the stream that it is
    bool strict = true;         // formed as the standard says
    std::vector<SectionEntry> entries;
    std::int64_t size = 0;              // /Size
    std::optional<std::size_t> hybrid;  // /XRefStm: where its further section stands
};

// The section at `offset`, or behind blanks there. Nothing: there is none.
std::optional<Section> read_section_at(std::string_view bytes, std::size_t offset);

}  // namespace chamber::inspect
