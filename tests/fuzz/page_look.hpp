// What a reader would draw, said in text: a second opinion on the difference analysis that shares none of its code.
//
// It knows no rules about what may change. It only tells whether the pages, the annotations that can pass for content,
// and the pictures of the form's widgets are still the same.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace chamber::fuzz {

struct PageLook {
    std::string pages;                   // size, content and resources of every page, all the way down
    std::string fixed_annotations;       // those that are neither notes nor widgets
    std::map<int, std::string> widgets;  // all widgets on the pages by number, with the /AP of those that have an area
    std::set<int> signature_widgets;     // those of signature fields
};

// Nothing when the document cannot be read, or is too large to say in text.
std::optional<PageLook> look_at_pages(std::string_view pdf);

}  // namespace chamber::fuzz
