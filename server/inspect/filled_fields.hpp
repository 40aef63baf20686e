// A field that is no signature and no push button, of two revisions: it may be filled in where it was empty, and what
// it shows must be what was filled in. Nothing else about it may change.
//
//   value      read-only: never · empty → something: filled · something → anything else: overwritten
//   appearance with a new value: its letters are the value · without one: the letters, fonts and outlines that were
//   there box        the state that is the value; the pictures of its states stay place      no words of the page are
//   hidden that were not; hidden stays hidden, shown shown
//
// Internal to form_changes.cpp.
#pragma once

#include "server/inspect/change_log.hpp"
#include "server/inspect/drawn_letters.hpp"
#include "server/inspect/object_values.hpp"
#include "server/inspect/object_walk.hpp"
#include "server/inspect/page_changes.hpp"

#include <set>
#include <string>

namespace chamber::inspect {

// Both revisions' pages.
struct PagePair {
    const PageTree& older;
    const PageTree& newer;
};

// A field as it was and as it is.
struct FieldPair {
    Object older;
    Object newer;
    std::string name;
    std::string type;
    std::int32_t page = 0;  // of its first widget; 0: none
};

class FilledFields {
public:
    FilledFields(ObjectWalk& walk, ChangeLog& log, PagePair pages) : walk_(walk), log_(log), pages_(pages) {}

    // `changed`: the keys in which the two differ, /Kids and an unchanged /Parent not among them.
    void compare(const FieldPair& field, const std::set<std::string>& changed);

    // Whether readers draw from the values, whatever the appearances say: where that changes, each field must show its
    // value as it did. To be called first.
    void compare_drawing(Object older_form, Object newer_form);

private:
    static ValueStep compare_values(const FieldPair& field);

    // Says it, and is false.
    bool forbid(const FieldPair& field, const std::string& before, const std::string& after = {});

    bool judge_keys(const FieldPair& field, const std::set<std::string>& changed);
    bool judge_flags(const FieldPair& field);
    bool judge_value(const FieldPair& field, ValueStep change, const std::set<std::string>& changed);
    bool judge_look(const FieldPair& field, ValueStep change);
    bool judge_box(const FieldPair& field, ValueStep change);
    bool judge_states(const FieldPair& field);
    bool judge_letters(const FieldPair& field, ValueStep change);
    bool is_drawn_as_before(const FieldPair& field, const DrawnLook& before, const DrawnLook& after);
    bool hides_other_words(const FieldPair& field) const;
    bool will_be_drawn_over_words(const FieldPair& field) const;
    DrawnLook look_of(Object widget, Object appearance);

    ObjectWalk& walk_;
    ChangeLog& log_;
    PagePair pages_;
    LookBudget budget_;
    bool drawn_from_values_ = false;
};

}  // namespace chamber::inspect
