// The form of two revisions: fields may be filled and signed, signatures may be added; no other field may come, go or change.
// Internal to differences.cpp.
#pragma once

#include "server/inspect/change_log.hpp"
#include "server/inspect/object_values.hpp"
#include "server/inspect/object_walk.hpp"

#include <set>
#include <string>

namespace chamber::inspect {

// The numbers of all fields and their widgets.
std::set<QPDFObjGen> collect_fields(Object form);

class FormChanges {
public:
    FormChanges(ObjectWalk& walk, ChangeLog& log) : walk_(walk), log_(log) {}

    void compare(Object older, Object newer);

private:
    // Where in the form a field stands.
    struct Place {
        std::string prefix;
        std::string type;  // inherited /FT
        int depth = 0;
    };

    void compare_lists(Object older, Object newer, const Place& place);
    void compare_field(Object older, Object newer, const Place& place);
    void compare_kids(Object older, Object newer, const Place& place);
    void compare_resources(Object older, Object newer);
    void add_field(Object field, const std::string& inherited);
    void announce_filled(Object field, const std::string& name, const std::string& type);

    ObjectWalk& walk_;
    ChangeLog& log_;
};

}  // namespace chamber::inspect
