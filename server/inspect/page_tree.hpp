// The page tree of one revision: its pages in order, what they inherit on the way down, and what their /Parent entries
// give them on the way up. Readers do one or the other, and a file may be made so that the two disagree. Internal to
// the comparison.
#pragma once

#include "server/inspect/page_reading.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace chamber::inspect {

// A page with what it inherits.
struct Page {
    Object object;
    std::map<std::string, Object> inherited;
    std::shared_ptr<PageReading> reading;
};

struct PageTree {
    std::vector<Page> pages;    // in the order they are shown, a page that stands there twice twice
    std::vector<Object> nodes;  // what is above them
};

// Errors: throws when the tree is deeper or wider than any document, which is how a circle ends too.
PageTree read_page_tree(Object root);

// Which pages (from 1) an annotation stands on: one, unless somebody is up to something.
using WidgetPages = std::map<QPDFObjGen, std::vector<std::int32_t>>;
WidgetPages number_widgets(const PageTree& tree);

// What a reader finds that climbs from a page by /Parent: of each entry the nearest.
struct Ancestry {
    std::map<std::string, Object> gives;
    bool endless = false;  // a circle, or higher than any document
};
Ancestry read_ancestry(Object parent);

// Entries that programs write to know their own work again, where they are of the right kind: nothing is drawn from
// them. Source: ISO 32000-2 §14.5 (/PieceInfo, /LastModified), §14.9.2 (/Lang); /ITXT is what iText calls its version.
// A value that is gone is one too.
bool is_upkeep_entry(const std::string& key, Object value);

}  // namespace chamber::inspect
