// The faults and changes of an import as they are found: each is told once. For import_plan alone.
#pragma once

#include "storage/import_plan.hpp"

#include <string>
#include <string_view>
#include <utility>

namespace chamber::storage {

class ImportChanges {
public:
    void fault(std::string where, std::string sentence);
    // What was not there before.
    void tell(std::string_view type, const std::string& entity, std::string_view field, const std::string& what,
              const std::string& after);
    // Only when they differ.
    void compare(std::string_view type, const std::string& entity, std::string_view field, const std::string& what,
                 const std::string& before, const std::string& after);
    void add(std::string_view type, const std::string& entity, std::string_view field, const std::string& what,
             const std::string& before, const std::string& after);

    // compare() of one thing's fields; `of` stands before what each is called.
    auto comparing(std::string_view type, const std::string& entity, const std::string& of)
    {
        return [this, type, entity, of](std::string_view field, const std::string& what, const std::string& before,
                                        const std::string& after) {
            compare(type, entity, field, of + what, before, after);
        };
    }

    // All that was told; nothing is left here.
    PlannedImport taken() { return std::move(plan_); }

private:
    PlannedImport plan_;
};

}  // namespace chamber::storage
