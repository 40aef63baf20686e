// Fills a Word template: a .docx in which content controls (w:sdt, "Điều khiển nội dung") stand for what is to be told.
//
// The template may be ours (templates.hpp) or one that a council has edited in Word: controls are known by their tags
// alone, wherever they stand (in a line, a paragraph, a row of a table, a header), and whatever else is there stays.
// A tag nobody knows stays as it is. Filled facts are locked (w:lock sdtContentLocked), words are not. The same
// template and filling give the same bytes. pugixml stays in the .cpp. Thread: any.
#pragma once

#include "protocol/error.hpp"
#include "server/sheets/filling.hpp"

#include <span>
#include <string>
#include <string_view>

namespace chamber::sheets {

// A control that the template must have, and what it is called there.
struct NeededControl {
    std::string_view tag;
    std::string_view words;
};

// What becomes of a template's own text where nobody has written words: a draft keeps it, it says what belongs there;
// of a paper that is finished it goes.
enum class Hints { keep, drop };

// Errors: template_unreadable (no .docx, XML that cannot be read, nested too deep), template_incomplete (the detail
// names each control that is missing, in Vietnamese; `where`: their tags).
Result<std::string> fill_template(std::string_view template_bytes, const Filling& filling,
                                  std::span<const NeededControl> needed, Hints hints = Hints::keep);

}  // namespace chamber::sheets
