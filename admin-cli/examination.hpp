// The checks behind `doctor`, in the order in which one depends on the other. Changes nothing, but that
// damaged bytes are marked and not served any more.
#pragma once

#include "admin-cli/terminal.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::admin {

enum class Fitness { sound, warning, failed, skipped };

// "sound", "warning", "failed", "skipped".
std::string_view wire_name_of(Fitness fitness);

struct Finding {
    std::string_view check;  // for machines: "database"
    std::string_view label;  // for people: "cơ sở dữ liệu"
    Fitness fitness = Fitness::sound;
    std::string sentence;  // Vietnamese, says what to do when something is wrong
};

// Never fails as a whole: what cannot be looked at is a finding.
std::vector<Finding> examine(const std::filesystem::path& data, Terminal& terminal);

}  // namespace chamber::admin
