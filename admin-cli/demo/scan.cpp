// The sheets end in a PDF of pictures: cairo passes each JPEG through as it is.
#include "admin-cli/demo/scan.hpp"

#include "admin-cli/demo/appearance.hpp"

#include <cairo.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>
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

// Paints a signature's picture onto the page, for paper that is scanned. `box` has its origin at the bottom left of the
// page.
void paint(cairo_t* pen, const std::vector<Ink>& inks, const typeset::Box& box)
{
    cairo_save(pen);
    cairo_translate(pen, box.left, typeset::page_height_pt - box.bottom);
    cairo_scale(pen, 1, -1);
    cairo_set_line_cap(pen, CAIRO_LINE_CAP_ROUND);
    for (const Ink& ink : inks) {
        cairo_set_source_rgba(pen, 0, 0, 0, ink.red > 0.5 ? 0.55 : 0.8);  // red copies paler than blue
        for (const PathStep& s : ink.path) {
            switch (s.step) {
            case Step::move: cairo_move_to(pen, s.x, s.y); break;
            case Step::line: cairo_line_to(pen, s.x, s.y); break;
            case Step::curve: cairo_curve_to(pen, s.x1, s.y1, s.x2, s.y2, s.x, s.y); break;
            case Step::close: cairo_close_path(pen); break;
            }
        }
        cairo_set_line_width(pen, ink.line_width);
        ink.line_width > 0 ? cairo_stroke(pen) : cairo_fill(pen);
    }
    cairo_restore(pen);
}

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

class ScanCanvas : public typeset::Canvas {
public:
    ScanCanvas(const typeset::Imprint& imprint, std::string seal_text)
        : paper_(typeset::pdf_canvas(imprint)),
          seal_text_(std::move(seal_text))
    {
    }

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
            picture.get(), CAIRO_MIME_TYPE_JPEG, jpeg->data(), jpeg->size(),
            [](void* bytes) { delete static_cast<Bytes*>(bytes); }, jpeg);
        cairo_t* const page = paper_->begin_page();
        cairo_save(page);
        cairo_scale(page, typeset::page_width_pt / raster.width, typeset::page_height_pt / raster.height);
        cairo_set_source_surface(page, picture.get(), 0, 0);
        cairo_paint(page);
        cairo_restore(page);
        paper_->end_page();
        ++page_;
    }

    void sign(const Closing& closing, const typeset::SigningPlace& place) override
    {
        paint(context_.get(), handwriting(closing.name, place.person), place.person);
        paint(context_.get(), seal(seal_text_, {}, place.seal), place.seal);
        cairo_set_source_rgb(context_.get(), 0, 0, 0);
    }

    std::string finish() override { return paper_->finish(); }

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

    std::unique_ptr<typeset::Canvas> paper_;
    std::string seal_text_;
    Surface ink_;
    Context context_;
    int page_ = 0;
};

}  // namespace

std::unique_ptr<typeset::Canvas> scan_canvas(const typeset::Imprint& imprint, const std::string& seal_text)
{
    return std::make_unique<ScanCanvas>(imprint, seal_text);
}

}  // namespace chamber::demo
