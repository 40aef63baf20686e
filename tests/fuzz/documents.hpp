// The signed documents that the fuzzing begins from, made here, and what they prove: who may be trusted and what was
// ever signed.
//
// Nobody but these documents' makers has the keys. So whatever bytes a fuzzer invents, a signature of a trusted signer
// that is found intact must be about one of the contents known here.
#pragma once

#include "protocol/document.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace chamber::fuzz {

struct SignedDocument {
    std::string name;
    std::string bytes;
};

// Always in the same order and with the same keys and contents; the signature values differ from run to run.
const std::vector<SignedDocument>& documents();

// The trust block with the makers' root.
const std::string& trust_block();

SignatureReport judge(std::string_view pdf);

bool says_valid(const SignatureReport& report);

// Was this content signed by one of the makers? The values of earlier signatures within it do not matter.
bool was_signed(std::string_view content);

}  // namespace chamber::fuzz
