// Runs chamber-inspect on one document: a fresh child in the sandbox, a sealed memfd in, typed records out.
//
// Blocks its thread (a document worker, or the CLI) for at most limits::inspect_wall_ms; a hostile file costs one
// child. The child's output is read as hostile: every length is checked. Plain header: no qpdf, poppler or OpenSSL
// here.
#pragma once

#include "protocol/error.hpp"
#include "protocol/inspection.hpp"
#include "protocol/limits.hpp"
#include "protocol/world.hpp"
#include "server/inspect/walls.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace chamber::inspect {

struct InspectOptions {
    std::filesystem::path program;  // chamber-inspect; empty: beside the running executable
    std::filesystem::path trust;    // roots, intermediates, CRLs; empty: nobody is trusted
    UtcMs now;                      // the time to judge at when nothing proves another
    bool previews = true;
    bool text = true;
    bool allow_no_landlock = false;
    std::int64_t wall_ms = limits::inspect_wall_ms;
};

// `descriptor`: the document's bytes, read from offset 0; not consumed.
// Errors: empty_file, too_large, not_pdf, pdf_encrypted, pdf_truncated, pdf_unreadable, parser_timeout, parser_died,
// inspector_missing, sandbox_missing.
Result<Inspection> inspect(int descriptor, std::uint64_t bytes, const InspectOptions& options);

// What the engine alone finds, for re-checks and `chamber-admin verify`: the report, the remarks and the page sizes
// (none where the pages cannot be read), no text and no previews. Encrypted and damaged files get a verdict instead of
// an error where one can be given.
Result<Inspection> check(int descriptor, std::uint64_t bytes, const InspectOptions& options);

// Builds the walls and tells which of them stand, without a document. Blocks for some milliseconds.
// Errors: sandbox_missing (they cannot be built here), inspector_missing, internal (the page module is missing),
// parser_died, parser_timeout.
Result<Walls> probe(const InspectOptions& options);

// The judge that this build runs, as its reports name it. Another name in a stored report: worth a new check.
std::string_view engine_version();

// What a report judged with this folder would name, without running a child. An absent folder is an empty one.
// Errors: io_failed.
Result<std::string> trust_store_sha256(const std::filesystem::path& folder);

}  // namespace chamber::inspect
