// Are two PDF objects, each in its own document, the same all the way down?
//
// `landmarks` are objects with rules of their own (pages, fields, the catalog): reached by the same number in both
// documents they count as equal here, because they are compared where they belong. What was found equal is remembered;
// what was found different is not, so that a difference excused under one path is found again under the next. Internal
// to differences.cpp.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace chamber::inspect {

// `drawn`: strict, and only pages have rules of their own here. A page's resources can be made to name a field, the
// catalog or the structure tree as one of them, and what these may gain would then change the page. `tree`: of the
// structure tree. Arrays may get elements; the number to be given next and the upper bound of a node's numbers may rise
// (Source: ISO 32000-2 Table 354, Table 37); nothing else may come, go or change.
// `resources`: the dictionary and those in it may get keys; what was there must stay the same all the way down.
enum class WalkMode { strict, drawn, tree, counter, bounds, resources, resource_kind };

// Whose rules an object has.
enum class Landmark { page, structure, form_or_catalog };

class ObjectWalk {
public:
    ObjectWalk(QPDF& older, QPDF& newer);

    void add_landmark(QPDFObjectHandle object, Landmark kind);
    bool is_landmark(QPDFObjectHandle object) const;

    bool same(QPDFObjectHandle older, QPDFObjectHandle newer, WalkMode mode = WalkMode::strict);

    // The entry of this number is the same bytes at the same place in both files.
    bool untouched(QPDFObjGen object) const;

    const std::map<QPDFObjGen, QPDFXRefEntry>& older_table() const { return older_table_; }
    const std::map<QPDFObjGen, QPDFXRefEntry>& newer_table() const { return newer_table_; }

    // References met with a generation other than 0, which hardly any document has.
    const std::set<QPDFObjGen>& later_generations() const { return later_generations_; }

    // The older document has no object of this number.
    bool is_new(QPDFObjGen object) const { return older_table_.count(object) == 0; }

private:
    struct Pair {
        QPDFObjectHandle older;
        QPDFObjectHandle newer;
        WalkMode mode;
    };
    using Visited = std::set<std::pair<std::pair<QPDFObjGen, QPDFObjGen>, WalkMode>>;

    // One level; what is below is put on the list. A list and not recursion: outlines and threads are chains of any
    // length.
    bool same_here(const Pair& pair, std::vector<Pair>& waiting, Visited& visited);
    bool same_array(const Pair& pair, std::vector<Pair>& waiting);
    bool same_dictionary(const Pair& pair, std::vector<Pair>& waiting);
    bool same_stream(const Pair& pair, std::vector<Pair>& waiting);

    std::map<QPDFObjGen, QPDFXRefEntry> older_table_;
    std::map<QPDFObjGen, QPDFXRefEntry> newer_table_;
    std::map<QPDFObjGen, Landmark> landmarks_;
    Visited equal_;
    std::set<QPDFObjGen> later_generations_;
};

}  // namespace chamber::inspect
