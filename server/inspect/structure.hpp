// The first look at the bytes: is this a PDF, can it be opened, is it whole. Asked before any other parser sees them.
#pragma once

#include "protocol/error.hpp"

#include <optional>
#include <string_view>

namespace chamber::inspect {

enum class Encryption { none, opens_without_password, needs_password };
enum class Wholeness { whole, repaired, truncated, unreadable };

struct Structure {
    bool pdf = false;                 // "%PDF-" within the first 1024 bytes
    bool starts_with_header = false;  // … and at offset 0
    Encryption encryption = Encryption::none;
    Wholeness wholeness = Wholeness::unreadable;
};

// Never fails: what cannot be read is a finding too. Source: ISO 32000-2 §7.5.2, §7.5.5 and Adobe's reading of both (1024 bytes).
Structure look_at_structure(std::string_view bytes);

// Why an upload of these bytes is refused; nothing when it may go on.
std::optional<Error> refuse_structure(const Structure& structure);

}  // namespace chamber::inspect
