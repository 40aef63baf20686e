// Are two PDF objects, each in its own document, the same all the way down?
//
// `landmarks` are objects with rules of their own (pages, fields, the catalog): reached by the same number in both documents
// they count as equal here, because they are compared where they belong. What was found equal is remembered; what was found
// different is not, so that a difference excused under one path is found again under the next. Internal to differences.cpp.
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

// `may_grow`: arrays may get elements, dictionaries keys, counters higher; nothing that was there may go or change.
// `drawn`: strict, and what has rules because of the form or the catalog has none here. A page's resources can be made to name a
// field as one of them, and then filling in the field would change the page.
enum class WalkMode { strict, may_grow, drawn };

// Whose rules an object has.
enum class Landmark { page_or_structure, form_or_catalog };

class ObjectWalk {
public:
    ObjectWalk(QPDF& older, QPDF& newer);

    void add_landmark(QPDFObjectHandle object, Landmark kind);
    bool is_landmark(QPDFObjectHandle object) const;

    bool same(QPDFObjectHandle older, QPDFObjectHandle newer, WalkMode mode = WalkMode::strict);

    // The entry of this number is the same bytes at the same place in both files.
    bool untouched(QPDFObjGen object) const;

    // The older document has no object of this number.
    bool is_new(QPDFObjGen object) const { return older_table_.count(object) == 0; }

private:
    struct Pair {
        QPDFObjectHandle older;
        QPDFObjectHandle newer;
        WalkMode mode;
    };
    using Visited = std::set<std::pair<std::pair<QPDFObjGen, QPDFObjGen>, WalkMode>>;

    // One level; what is below is put on the list. A list and not recursion: outlines and threads are chains of any length.
    bool same_here(const Pair& pair, std::vector<Pair>& waiting, Visited& visited);
    bool same_array(const Pair& pair, std::vector<Pair>& waiting);
    bool same_dictionary(const Pair& pair, std::vector<Pair>& waiting);
    bool same_stream(const Pair& pair, std::vector<Pair>& waiting);

    std::map<QPDFObjGen, QPDFXRefEntry> older_table_;
    std::map<QPDFObjGen, QPDFXRefEntry> newer_table_;
    std::map<QPDFObjGen, Landmark> landmarks_;
    Visited equal_;
};

}  // namespace chamber::inspect
