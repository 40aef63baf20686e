// Which judge this is. A report carries it, and a report of another judge is worth a new check.
//
// Raised whenever the same bytes may be judged otherwise than before: a rule, a sentence, a field of the finding.
#pragma once

#include <string_view>

namespace chamber::inspect {

inline constexpr std::string_view engine_name = "chamber-inspect 1.5";

}  // namespace chamber::inspect
