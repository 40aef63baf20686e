// What an import would do, before it does anything: every fault, and every value that is there already and would become
// another.
//
// Rules of the file alone are protocol/importing; here it is compared with what the database holds. The digest names
// the plan: an import that overwrites is carried out only for whoever has seen exactly this.
#pragma once

#include "protocol/importing.hpp"
#include "storage/transaction/unit_of_work.hpp"

#include <string>
#include <vector>

namespace chamber::storage {

// A change and the thing it is of, for that thing's history. `field`: its wire name; "added", "removed".
struct PlannedChange {
    std::string entity_type;
    std::string entity;
    std::string field;
    ImportChange told;
};

struct PlannedImport {
    std::vector<ImportFault> faults;
    std::vector<PlannedChange> changes;

    bool overwrites() const;
    ImportPlan told() const;
};

// `imported` has passed parse_fields.
PlannedImport plan_import(Database& database, const SessionImport& imported);

}  // namespace chamber::storage
