// Where pages are drawn: a PDF here, other paper elsewhere (the demonstration scans its sheets).
//
// Lifetime: one document. Thread: the typesetter's.
#pragma once

#include "server/typeset/official_document.hpp"
#include "server/typeset/typesetter.hpp"

#include <memory>
#include <string>

typedef struct _cairo cairo_t;

namespace chamber::typeset {

// A4.
inline constexpr double page_width_pt = 595.276;
inline constexpr double page_height_pt = 841.890;

class Canvas {
public:
    virtual ~Canvas() = default;
    // A fresh page; points, origin top left. The context lives until end_page().
    virtual cairo_t* begin_page() = 0;
    virtual void end_page() = 0;
    // What is seen where the signatures belong, on the page that is open. On paper of our own: nothing, a signer puts
    // it there.
    virtual void sign(const Closing&, const SigningPlace&) {}
    // The whole file; empty when a library refused.
    virtual std::string finish() = 0;
};

std::unique_ptr<Canvas> pdf_canvas(const Imprint& imprint);

}  // namespace chamber::typeset
