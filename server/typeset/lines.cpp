// Pango breaks the lines; their pitch is ours.
#include "server/typeset/lines.hpp"

#include "protocol/text.hpp"

#include <utility>

namespace chamber::typeset {
namespace {

constexpr const char* family = "Liberation Serif";

struct FreeFont {
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};
using Font = std::unique_ptr<PangoFontDescription, FreeFont>;

struct UnrefList {
    void operator()(PangoAttrList* list) const { pango_attr_list_unref(list); }
};

const char* style_words(Weight weight)
{
    switch (weight) {
    case Weight::regular: return "";
    case Weight::bold: return " Bold";
    case Weight::italic: return " Italic";
    case Weight::bold_italic: return " Bold Italic";
    }
    return "";
}

// Pango takes whatever font there is when the one that is named is missing; pages would look and break differently.
bool has_family(PangoContext* context)
{
    const Font wanted(pango_font_description_from_string(family));
    const std::unique_ptr<PangoFont, Unref> found(pango_context_load_font(context, wanted.get()));
    if (!found) return false;
    const Font described(pango_font_describe(found.get()));
    const char* const name = pango_font_description_get_family(described.get());
    return name != nullptr && std::string(name) == family;
}

// The runs' bytes one after another, and where each is emphasised.
struct Joined {
    std::string text;
    std::unique_ptr<PangoAttrList, UnrefList> attributes{pango_attr_list_new()};
};

Joined joined(const std::vector<Run>& runs)
{
    Joined all;
    for (const Run& run : runs) {
        const auto begin = static_cast<guint>(all.text.size());
        all.text += run.text;
        if (run.emphasis == Emphasis::none) continue;
        PangoAttribute* const attribute = run.emphasis == Emphasis::bold ? pango_attr_weight_new(PANGO_WEIGHT_BOLD)
                                                                         : pango_attr_style_new(PANGO_STYLE_ITALIC);
        attribute->start_index = begin;
        attribute->end_index = static_cast<guint>(all.text.size());
        pango_attr_list_insert(all.attributes.get(), attribute);
    }
    return all;
}

std::string key_of(const std::vector<Run>& runs)
{
    std::string key;
    for (const Run& run : runs) {
        key += static_cast<char>('0' + static_cast<int>(run.emphasis));
        key += run.text;
        key += '\0';
    }
    return key;
}

}  // namespace

Result<std::unique_ptr<LineSetter>> LineSetter::open()
{
    std::unique_ptr<PangoContext, Unref> context(pango_font_map_create_context(pango_cairo_font_map_get_default()));
    pango_cairo_context_set_resolution(context.get(), 72);
    cairo_font_options_t* const options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(context.get(), options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context.get(), FALSE);
    if (!has_family(context.get()))
        return fail(ErrorCode::internal, "the font Liberation Serif is not installed (package fonts-liberation)");
    return std::unique_ptr<LineSetter>(new LineSetter(std::move(context)));
}

const Laid& LineSetter::lay(const std::vector<Run>& runs, const Shape& shape)
{
    const Key key(key_of(runs), shape.width_pt, shape.size_pt, shape.weight, shape.align, shape.first_line_pt);
    const auto known = laid_.find(key);
    if (known != laid_.end()) return known->second;
    return laid_.emplace(key, broken(runs, shape)).first->second;
}

Laid LineSetter::broken(const std::vector<Run>& runs, const Shape& shape)
{
    Joined all = joined(runs);
    if (const auto clean = parse_text(all.text, Lines::many); !clean) {
        if (!failure_) failure_ = fail(clean.error().code, clean.error().detail, cleaned_text(all.text, 80));
        all = Joined();
    }
    Laid laid{Layout(pango_layout_new(context_.get())), {}, shape.size_pt};
    PangoLayout* const layout = laid.layout.get();
    const std::string name = family + std::string(style_words(shape.weight));
    const Font font(pango_font_description_from_string(name.c_str()));
    pango_font_description_set_absolute_size(font.get(), shape.size_pt * PANGO_SCALE);
    pango_layout_set_font_description(layout, font.get());
    pango_layout_set_width(layout, static_cast<int>(shape.width_pt * PANGO_SCALE));
    pango_layout_set_wrap(layout, PANGO_WRAP_WORD);
    pango_layout_set_justify(layout, shape.align == Align::justified ? TRUE : FALSE);
    if (shape.align == Align::centre) pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER);
    if (shape.align == Align::right) pango_layout_set_alignment(layout, PANGO_ALIGN_RIGHT);
    pango_layout_set_indent(layout, static_cast<int>(shape.first_line_pt * PANGO_SCALE));
    pango_layout_set_text(layout, all.text.c_str(), static_cast<int>(all.text.size()));
    pango_layout_set_attributes(layout, all.attributes.get());
    PangoLayoutIter* const walk = pango_layout_get_iter(layout);
    do {
        PangoRectangle logical;
        pango_layout_iter_get_line_extents(walk, nullptr, &logical);
        laid.lines.push_back({static_cast<double>(logical.x) / PANGO_SCALE, pango_layout_iter_get_line_readonly(walk)});
    } while (pango_layout_iter_next_line(walk));
    pango_layout_iter_free(walk);
    return laid;
}

std::optional<Error> LineSetter::take_failure()
{
    return std::exchange(failure_, std::nullopt);
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

}  // namespace chamber::typeset
