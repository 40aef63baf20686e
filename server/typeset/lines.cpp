// Pango breaks the lines; their pitch is ours.
#include "server/typeset/lines.hpp"

namespace chamber::demo {
namespace {

const char* style_words(Weight weight)
{
    switch (weight) {
    case Weight::regular:
        return "";
    case Weight::bold:
        return " Bold";
    case Weight::italic:
        return " Italic";
    case Weight::bold_italic:
        return " Bold Italic";
    }
    return "";
}

}  // namespace

Typesetter::Typesetter() : context_(pango_font_map_create_context(pango_cairo_font_map_get_default()))
{
    pango_cairo_context_set_resolution(context_.get(), 72);
    cairo_font_options_t* const options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context_.get(), FALSE);
}

Laid Typesetter::lay(const std::string& markup, const Shape& shape) const
{
    Laid laid{Layout(pango_layout_new(context_.get())), {}, shape.size_pt};
    PangoLayout* const layout = laid.layout.get();
    const std::string name = "Liberation Serif" + std::string(style_words(shape.weight));
    PangoFontDescription* const font = pango_font_description_from_string(name.c_str());
    pango_font_description_set_absolute_size(font, shape.size_pt * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
    pango_layout_set_width(layout, static_cast<int>(shape.width_pt * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_justify(layout, shape.align == Align::justified ? TRUE : FALSE);
    if (shape.align == Align::centre) pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    if (shape.align == Align::right) pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
    pango_layout_set_indent(layout, static_cast<int>(shape.first_line_pt * PANGO_SCALE));
    pango_layout_set_markup(layout, markup.c_str(), static_cast<int>(markup.size()));
    PangoLayoutIter* const walk = pango_layout_get_iter(layout);
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(walk, nullptr, &logical);
        laid.lines.push_back({static_cast<double>(logical.x) / PANGO_SCALE, pango_layout_iter_get_line_readonly(walk)});
    } while (pango_layout_iter_next_line(walk));
    pango_layout_iter_free(walk);
    return laid;
}

void show_line(cairo_t* pen, const Laid& laid, std::size_t i, double x, double y)
{
    if (!pen) return;
    cairo_move_to(pen, x + laid.lines[i].x, y + laid.size_pt * 1.02);
    pango_cairo_show_layout_line(pen, laid.lines[i].line);
}

double show_all(cairo_t* pen, const Laid& laid, double x, double y)
{
    for (std::size_t i = 0; i < laid.lines.size(); ++i)
        show_line(pen, laid, i, x, y + laid.pitch() * static_cast<double>(i));
    return y + laid.height();
}

}  // namespace chamber::demo
