// The pages of two revisions and what lies on them. Order, number, size, content and resources must be equal;
// annotations may come only as differences.hpp says. Internal to differences.cpp.
#pragma once

#include "server/inspect/change_log.hpp"
#include "server/inspect/object_values.hpp"
#include "server/inspect/object_walk.hpp"
#include "server/inspect/page_tree.hpp"

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace chamber::inspect {

// A click, a look or the opening of the page would do something else than lead to a page or an address.
bool starts_something(Object annotation);

// The widgets of the form's fields, which are compared with their fields and not here.
struct FieldWidgets {
    const std::set<QPDFObjGen>& older;
    const std::set<QPDFObjGen>& newer;
};

class PageChanges {
public:
    PageChanges(ObjectWalk& walk, ChangeLog& log, FieldWidgets widgets) : walk_(walk), log_(log), widgets_(widgets) {}

    void compare(const PageTree& older, const PageTree& newer);

private:
    void compare_nodes(const PageTree& older, const PageTree& newer);
    bool same_ancestry(Object older, Object newer);
    void compare_page(const Page& older, const Page& newer, std::int32_t number);
    // A page of the newer revision that is being compared.
    struct Place {
        const Page& page;
        std::int32_t number = 0;
        const Page& before;  // the same in the older one
    };

    void compare_annotations(Object older, Object newer, const Place& place);
    void compare_order(const std::vector<Object>& older, const std::vector<Object>& newer, std::int32_t number);
    void compare_annotation(Object older, Object newer, const Place& place);
    void add_annotation(Object annotation, const Place& place);
    void count_removed(Object annotation, const Place& place);
    ChangeLevel level_of(Object annotation, const Place& place) const;
    void count(ChangeLevel level, Counted words, std::int32_t number);

    ObjectWalk& walk_;
    ChangeLog& log_;
    FieldWidgets widgets_;
    std::set<std::pair<QPDFObjGen, QPDFObjGen>> same_parents_;
};

}  // namespace chamber::inspect
