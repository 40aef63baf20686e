// The first look at the bytes: is this a PDF, can it be opened, is it whole. Asked before any other parser sees them.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

enum class Encryption { none, opens_without_password, needs_password };
enum class Wholeness { whole, repaired, truncated, unreadable };

// What stands before "%PDF-". A byte order mark, blanks and NULs are nothing; a mail's or a printer's lines are foreign
// and may be harmless; the mark of another format (zip, picture, program) says that the PDF is only stored inside.
enum class Foreword { none, foreign, other_format };

struct Structure {
    bool pdf = false;                 // "%PDF-" within the first 1024 bytes
    bool starts_with_header = false;  // … and at offset 0
    Foreword foreword = Foreword::none;
    Encryption encryption = Encryption::none;
    Wholeness wholeness = Wholeness::unreadable;
    std::size_t end = 0;             // behind the last %%EOF and its line end; readers of pages need no more
    std::uint64_t bytes_behind = 0;  // of what is no blank behind it: a scanner's padding, a mail's boundary
};

// Never fails: what cannot be read is a finding too. A file that goes on with objects behind its last %%EOF was cut
// while it was written or sent; one that goes on with anything else is whole. Source: ISO 32000-2 §7.5.2, §7.5.5 and
// Adobe's reading of both (1024 bytes).
Structure look_at_structure(std::string_view bytes);

// Why an upload of these bytes is refused; nothing when it may go on. Rights that are locked (no printing, no editing)
// lock nobody out.
std::optional<Error> refuse_structure(const Structure& structure);

// What a clerk should know of it: Vietnamese sentences.
std::vector<std::string> structure_remarks(const Structure& structure);

}  // namespace chamber::inspect
