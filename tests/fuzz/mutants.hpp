// Signed papers that somebody changed, one for each seed: what is changed (forged_edits), how it is written
// (forged_sections), and whether the forger signed behind it. Judged by drawing: tests/oracle.
#pragma once

#include <string>

namespace chamber::fuzz {

struct Mutant {
    std::string name;  // "00042-form-picture-hybrid-signed"
    std::string bytes;
};

// The same seed gives the same change; signature values differ from run to run.
Mutant make_mutant(unsigned seed);

}  // namespace chamber::fuzz
