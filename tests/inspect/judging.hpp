// What the engine's tests say: "judge this PDF", in this process and under the sanitizers, with the test authority
// trusted.
#pragma once

#include "server/inspect/signatures.hpp"
#include "tests/support/test_pdf.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

inline const testing::TestPki& pki()
{
    return testing::TestPki::instance();
}

// The trust block of the test authority: its root, the authority below it, and the authority's list.
const std::string& test_trust();

// One file of a trust block.
std::string trust_file(char role, std::string_view bytes);

SignatureReport judge(std::string_view pdf);
SignatureReport judge_with(std::string_view trust, std::string_view pdf);

bool tells(const std::vector<LaterChange>& changes, std::string_view words);
bool tells(const std::vector<std::string>& reasons, std::string_view words);

// Two pages with one line each.
std::string document();

// The first page's content redirected to other words.
std::string forge_page(const std::string& pdf);

// The document with one more object on its first page's list of annotations.
std::string add_annotation(const std::string& pdf, const std::string& annotation);

}  // namespace chamber::inspect
