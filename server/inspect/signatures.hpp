// The signature engine's front: a document's bytes and what is trusted in, one report out.
//
// Pure: no file, no clock, no network. Four questions are answered apart for every signature (integrity, coverage and
// later changes, identity, time and revocation), one noun per file: signed_fields finds, byte_range and revisions
// cover, cms proves, certificates, revocation and timestamps identify, differences compares, verdict words it.
// README.md has the rules.
#pragma once

#include "protocol/document.hpp"
#include "server/inspect/structure.hpp"

#include <cstdint>
#include <string_view>

namespace chamber::inspect {

struct JudgeSettings {
    std::string_view trust;  // the block of trust_folder.hpp
    std::int64_t now_s = 0;  // seconds since 1970; the time to judge at when nothing proves another
};

// `checked_at` stays empty: the caller's clock.
SignatureReport judge_signatures(std::string_view bytes, const Structure& structure, const JudgeSettings& settings);

}  // namespace chamber::inspect
