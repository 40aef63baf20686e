// What must hold of an imported session: the rules of the file alone (protocol/importing), and those against what the
// database has already: numbers, seats and ids that are another's.
#pragma once

#include "protocol/importing.hpp"
#include "storage/transaction/work.hpp"

#include <optional>
#include <string>
#include <vector>

namespace chamber::storage {

struct ImportConflicts {
    std::vector<ImportFault> faults;
    std::optional<std::string> same_number;  // the session of another year that has this number: told, no fault
};

// `council`: as the import and what is known say it together.
ImportConflicts import_conflicts(Database& database, const SessionImport& imported, const Council& council);

}  // namespace chamber::storage
