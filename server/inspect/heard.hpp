// What the child said, record by record, as far as it can be believed. The child may be in a forger's hands: every length, number
// and name is checked here, and one that is wrong ends the hearing. How the child ran and how it ended is client.cpp's business.
#pragma once

#include "protocol/error.hpp"
#include "protocol/inspection.hpp"

#include <optional>
#include <string_view>

namespace chamber::inspect {

struct Heard {
    Inspection inspection;
    bool report = false;
    bool done = false;
    std::optional<Error> failure;
};

// All the output of one run. Errors: parser_died when any of it is not what a child may say.
Result<Heard> hear_all(std::string_view output);

}  // namespace chamber::inspect
