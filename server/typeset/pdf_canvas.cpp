// Both canvases end in cairo's PDF surface; its creation date is given, so that the same pages give the same bytes.
#include "server/typeset/canvas.hpp"

#include <cairo-pdf.h>
#include <cairo.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <jpeglib.h>

namespace chamber::demo {
namespace {

struct Free {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
};
using Context = std::unique_ptr<cairo_t, Free>;
using Surface = std::unique_ptr<cairo_surface_t, Free>;

cairo_status_t append_bytes(void* file, const unsigned char* bytes, unsigned length)
{
    static_cast<std::string*>(file)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

class PdfCanvas : public Canvas {
public:
    explicit PdfCanvas(const DocumentInformation& information)
        : surface_(cairo_pdf_surface_create_for_stream(append_bytes, &file_, page_width_pt, page_height_pt))
    {
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_TITLE, information.title.c_str());
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATOR, "Nghị Trường - tài liệu dùng thử");
        cairo_pdf_surface_set_metadata(surface_.get(), CAIRO_PDF_METADATA_CREATE_DATE, information.created_at.c_str());
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
    Surface surface_;
    Context context_;
};

struct Raster {
    int width = 2'480;  // A4 at 300 dpi
    int height = 3'508;
    std::vector<unsigned char> grey;
};

using Bytes = std::vector<unsigned char>;

[[noreturn]] void jpeg_gave_up(j_common_ptr)
{
    // Only memory can run out here: sizes and colours are our own.
    std::abort();
}

Bytes jpeg_of(Raster& raster)
{
    constexpr int quality = 58;
    jpeg_compress_struct coder{};
    jpeg_error_mgr errors{};
    coder.err = jpeg_std_error(&errors);
    errors.error_exit = jpeg_gave_up;
    jpeg_create_compress(&coder);
    unsigned char* out = nullptr;
    unsigned long length = 0;
    jpeg_mem_dest(&coder, &out, &length);
    coder.image_width = static_cast<JDIMENSION>(raster.width);
    coder.image_height = static_cast<JDIMENSION>(raster.height);
    coder.input_components = 1;
    coder.in_color_space = JCS_GRAYSCALE;
    jpeg_set_defaults(&coder);
    jpeg_set_quality(&coder, quality, TRUE);
    jpeg_start_compress(&coder, TRUE);
    for (int y = 0; y < raster.height; ++y) {
        JSAMPROW row = raster.grey.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(raster.width);
        jpeg_write_scanlines(&coder, &row, 1);
    }
    jpeg_finish_compress(&coder);
    Bytes result(out, out + length);
    jpeg_destroy_compress(&coder);
    std::free(out);
    return result;
}

class ScanCanvas : public Canvas {
public:
    explicit ScanCanvas(const DocumentInformation& information) : paper_(information) {}

    cairo_t* begin_page() override
    {
        constexpr double dots_per_point = 300.0 / 72.0;
        // Each sheet lies a little differently under the lid.
        const double skew = (static_cast<double>(page_ * 37 % 11) - 5.0) * 0.0011;
        ink_.reset(cairo_image_surface_create(CAIRO_FORMAT_A8, Raster().width, Raster().height));
        context_.reset(cairo_create(ink_.get()));
        cairo_scale(context_.get(), dots_per_point, dots_per_point);
        cairo_translate(context_.get(), skew * 300, -skew * 250);
        cairo_rotate(context_.get(), skew);
        return context_.get();
    }

    void end_page() override
    {
        context_.reset();
        cairo_surface_flush(ink_.get());
        Raster raster = scanned();
        auto* const jpeg = new Bytes(jpeg_of(raster));
        // cairo passes the JPEG through as it is; the surface only says how large it is.
        const Surface picture(cairo_image_surface_create(CAIRO_FORMAT_A8, raster.width, raster.height));
        cairo_surface_set_mime_data(
            picture.get(), CAIRO_MIME_TYPE_JPEG, jpeg->data(), jpeg->size(), [](void* bytes) { delete static_cast<Bytes*>(bytes); }, jpeg);
        cairo_t* const page = paper_.begin_page();
        cairo_save(page);
        cairo_scale(page, page_width_pt / raster.width, page_height_pt / raster.height);
        cairo_set_source_surface(page, picture.get(), 0, 0);
        cairo_paint(page);
        cairo_restore(page);
        paper_.end_page();
        ++page_;
    }

    std::string finish() override { return paper_.finish(); }

private:
    // Paper is not white, ink is not black, and dust lies on the glass.
    Raster scanned()
    {
        Raster raster;
        const auto width = static_cast<std::size_t>(raster.width);
        const auto height = static_cast<std::size_t>(raster.height);
        const auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(ink_.get()));
        const unsigned char* const ink = cairo_image_surface_get_data(ink_.get());
        raster.grey.resize(width * height);
        std::uint32_t chance = 7 + static_cast<std::uint32_t>(page_);
        for (std::size_t y = 0; y < height; ++y) {
            const int shade = static_cast<int>(y * 5 / height);
            for (std::size_t x = 0; x < width; ++x) {
                chance = chance * 1'664'525U + 1'013'904'223U;
                const int grain = static_cast<int>(chance >> 29) - 4;
                const bool dust = (chance >> 8 & 0xFFFFF) == 7;
                const int value = dust ? 150 : 247 - shade - ink[y * stride + x] * 215 / 255 + grain;
                raster.grey[y * width + x] = static_cast<unsigned char>(std::clamp(value, 0, 255));
            }
        }
        return raster;
    }

    PdfCanvas paper_;
    Surface ink_;
    Context context_;
    int page_ = 0;
};

}  // namespace

std::unique_ptr<Canvas> pdf_canvas(const DocumentInformation& information)
{
    return std::make_unique<PdfCanvas>(information);
}

std::unique_ptr<Canvas> scan_canvas(const DocumentInformation& information)
{
    return std::make_unique<ScanCanvas>(information);
}

}  // namespace chamber::demo
