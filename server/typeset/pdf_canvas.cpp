// Ends in cairo's PDF surface; its creation date is given, so that the same pages give the same bytes.
#include "server/typeset/canvas.hpp"

#include <cairo-pdf.h>
#include <cairo.h>

#include <utility>

namespace chamber::typeset {
namespace {

struct Free {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};

cairo_status_t append_bytes(void* file, const unsigned char* bytes, unsigned length)
{
    static_cast<std::string*>(file)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

class PdfCanvas : public Canvas {
public:
    explicit PdfCanvas(const Imprint& imprint)
        : surface_(cairo_pdf_surface_create_for_stream(append_bytes, &file_, page_width_pt, page_height_pt))
    {
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, imprint.title.c_str());
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, imprint.creator.c_str());
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, imprint.created_at.c_str());
        context_.reset(cairo_create(surface_.get()));
    }

    cairo_t* begin_page() override { return context_.get(); }
    void end_page() override { cairo_show_page(context_.get()); }

    std::string finish() override
    {
        const bool drawn = cairo_status(context_.get()) == CAIRO_STATUS_SUCCESS;
        context_.reset();
        cairo_surface_finish(surface_.get());
        const bool written = cairo_surface_status(surface_.get()) == CAIRO_STATUS_SUCCESS;
        return drawn && written ? std::move(file_) : std::string();
    }

private:
    std::string file_;
    std::unique_ptr<cairo_surface_t, Free> surface_;
    std::unique_ptr<cairo_t, Free> context_;
};

}  // namespace

std::unique_ptr<Canvas> pdf_canvas(const Imprint& imprint)
{
    return std::make_unique<PdfCanvas>(imprint);
}

}  // namespace chamber::typeset
