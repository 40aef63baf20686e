// One world from its plan to its end: everything is set up, the deeds are done, then all evils end, everybody comes
// back, and the invariants are asked.
#pragma once

#include "tests/simulation/invariants.hpp"
#include "tests/simulation/plan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace chamber::simulation {

struct HistoryLine {
    std::int64_t at_ms = 0;
    std::string who;
    std::string what;
};

struct Outcome {
    std::optional<Violation> violation;
    std::uint64_t steps = 0;
    std::vector<HistoryLine> history;  // when it was kept
    std::uint64_t hash = 0;            // of the history
};

enum class History { forgotten, kept };

Outcome run(const Plan& plan, History history);

// The diagnostics log of the product stays silent: a world is full of failures that are meant.
void quiet_product();

// The same violation with as few deeds as can be found.
Plan shrink(Plan plan, const Violation& violation);

}  // namespace chamber::simulation
