// Files to try at the door: one good, the others each wrong in their own way.
#pragma once

#include "admin-cli/demo/demo_set.hpp"
#include "admin-cli/demo/offices.hpp"
#include "admin-cli/demo/pki.hpp"

#include <string>
#include <vector>

namespace chamber::demo {

struct Trial {
    std::string file_name;
    std::string expectation;
    std::string bytes;
};

// Errors: internal.
Result<std::vector<Trial>> make_trials(const admin::SessionFile& session, const Offices& offices, const Pki& pki,
                                       UtcMs now);

// Draws and signs one revision as its case says: at most two signatures, the person's first.
struct SignedDocument {
    std::string pdf;
    std::int32_t signatures = 0;
};
struct Signers {
    const SigningIdentity* person = nullptr;  // nullptr: does not sign
    const SigningIdentity* organisation = nullptr;
    UtcMs person_at;
    UtcMs organisation_at;
    const SigningIdentity* tsa = nullptr;
};
Result<SignedDocument> sign_drawn(const DrawnDocument& drawn, const Signers& signers, const std::string& place);

}  // namespace chamber::demo
