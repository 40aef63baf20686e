// The form of two revisions: fields may be filled and signed, signatures may be added; no other field may come, go or
// change. Internal to differences.cpp.
#pragma once

#include "server/inspect/change_log.hpp"
#include "server/inspect/filled_fields.hpp"
#include "server/inspect/object_values.hpp"
#include "server/inspect/object_walk.hpp"
#include "server/inspect/overlay.hpp"
#include "server/inspect/page_changes.hpp"

#include <set>
#include <string>
#include <utility>

namespace chamber::inspect {

// The numbers of all fields and their widgets.
std::set<QPDFObjGen> collect_fields(Object form);

class FormChanges {
public:
    FormChanges(ObjectWalk& walk, ChangeLog& log, PagePair trees)
        : walk_(walk),
          log_(log),
          filled_(walk, log, trees),
          tree_(trees.newer),
          pages_(number_widgets(trees.newer))
    {
    }

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
    void compare_signature_field(const FieldPair& field, const std::set<std::string>& changed);
    void compare_style(Object older, Object newer, Object older_form);
    void compare_resources(Object older, Object newer, Object older_form);
    void add_field(Object field, const Place& place);
    bool is_new_signature(Object field);
    void announce_signed(Object field, const std::string& name);

    // The page of the field or of its first widget; 0: none.
    std::int32_t page_of(Object field) const;
    std::size_t pages_of(Object widget) const;  // how many times it is shown
    void announce_signature(ChangeLevel level, Object field, const std::string& name);
    Cover look_under_widgets(Object field) const;

    ObjectWalk& walk_;
    ChangeLog& log_;
    FilledFields filled_;
    const PageTree& tree_;  // of the newer revision
    WidgetPages pages_;
    std::set<std::pair<QPDFObjGen, std::string>> compared_;  // with the name and type it was met under
    std::set<std::string> names_;                            // full names that are taken
    std::set<QPDFObjGen> shown_;                             // signature dictionaries of the fields announced
};

}  // namespace chamber::inspect
