// Where pages are drawn: straight into a PDF, or onto paper that is then scanned. Internal to the drawing.
//
// A scan is a grey 300 dpi picture, a little skewed and speckled, as a JPEG filling the page: no text remains.
#pragma once

#include <memory>
#include <string>

typedef struct _cairo cairo_t;

namespace chamber::demo {

inline constexpr double page_width_pt = 595.276;
inline constexpr double page_height_pt = 841.890;

struct DocumentInformation {
    std::string title;
    std::string created_at;  // RFC 3339
};

class Canvas {
public:
    virtual ~Canvas() = default;
    // A fresh page; points, origin top left. The context lives until end_page().
    virtual cairo_t* begin_page() = 0;
    virtual void end_page() = 0;
    // The whole file; empty when cairo or the JPEG coder refused.
    virtual std::string finish() = 0;
};

std::unique_ptr<Canvas> pdf_canvas(const DocumentInformation& information);
std::unique_ptr<Canvas> scan_canvas(const DocumentInformation& information);

}  // namespace chamber::demo
