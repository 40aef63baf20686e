// The revisions of a PDF: an incremental update appends objects, a cross-reference section that names the one before it
// (/Prev), and closes with "startxref N %%EOF". What ends so and hangs on that chain is a revision; other bytes are
// not.
//
// Source: ISO 32000-2 §7.5.6. A linearised file's first section stands at its beginning and belongs to the first
// revision.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace chamber::inspect {

struct RevisionEnd {
    std::size_t section = 0;  // where its newest cross-reference section begins
    std::size_t close = 0;    // just behind its %%EOF
};

struct RevisionChain {
    std::vector<RevisionEnd> ends;      // oldest first, only those on the chain
    std::vector<std::size_t> sections;  // newest first, as /Prev goes
    bool complete = false;              // the chain was followed to a section without /Prev
};

RevisionChain read_revisions(std::string_view bytes);

// Only line ends and spaces, and few of them: nothing.
bool is_blank_tail(std::string_view tail);

// Behind the last revision: text that is no piece of a PDF. Empty: nothing, few blanks, or something that a reader may
// take for one.
std::string_view inert_tail(std::string_view bytes, const RevisionChain& chain);

enum class Tail { nothing, revisions, inert_text, foreign_bytes };

struct TailFinding {
    bool ends_a_revision = false;    // `end` stands just behind a revision's %%EOF and at most one line end
    Tail tail = Tail::nothing;       // what is behind it
    std::vector<std::size_t> later;  // ends of the revisions behind it, oldest first
};

// What stands at and behind the end of a signed range.
TailFinding look_behind(std::string_view bytes, const RevisionChain& chain, std::size_t end);

}  // namespace chamber::inspect
