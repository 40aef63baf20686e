#include "server/inspect/overlay.hpp"

#include "server/inspect/content_marks.hpp"
#include "server/inspect/object_geometry.hpp"

#include <cmath>
#include <optional>

namespace chamber::inspect {
namespace {

constexpr double hidden_from = 0.5;             // opacity at a point
constexpr int samples_hidden_min = 5;           // of the nine in a letter
constexpr double letter_opacity = 0.4;          // a letter over a letter spoils it; two layers replace it
constexpr std::size_t letters_written_over = 12;  // more than a seal's words ever meet by chance
constexpr std::size_t annotations_max = 1'000;

// The normal appearance as it is shown now; with several states and none chosen, the first.
Object appearance_of(Object annotation)
{
    Object all = annotation.getKey("/AP");
    Object normal = all.isDictionary() ? all.getKey("/N") : Object::newNull();
    if (normal.isStream() || !normal.isDictionary()) return normal;
    if (Object state = annotation.getKey("/AS"); state.isName() && normal.getKey(state.getName()).isStream()) return normal.getKey(state.getName());
    for (const auto& key : normal.getKeys())
        if (normal.getKey(key).isStream()) return normal.getKey(key);
    return Object::newNull();
}

// How a form's box is fitted into the annotation's rectangle. Source: ISO 32000-2 §12.5.5.
std::optional<Matrix> place_of(Object form, const Box& rectangle)
{
    const auto box = box_of(form.getDict().getKey("/BBox"));
    if (!box) return std::nullopt;
    const Box turned = around(matrix_of(form.getDict().getKey("/Matrix")).corners(*box));
    if (turned.width() <= 0 || turned.height() <= 0) return std::nullopt;
    const double x = rectangle.width() / turned.width(), y = rectangle.height() / turned.height();
    return Matrix{x, 0, 0, y, rectangle.left - turned.left * x, rectangle.bottom - turned.bottom * y};
}

Marks marks_of(Object annotation, const Box& within)
{
    const auto rectangle = box_of(annotation.getKey("/Rect"));
    Object form = appearance_of(annotation);
    if (!rectangle || !form.isStream()) return {};
    const auto place = place_of(form, *rectangle);
    return place ? read_form_marks(form, *place, within) : Marks{};
}

bool is_signature(Object annotation)
{
    Object parent = annotation.getKey("/Parent");
    const bool own = name_value(annotation.getKey("/FT")) == "/Sig";
    return own || (parent.isDictionary() && name_value(parent.getKey("/FT")) == "/Sig");
}

// A seal over somebody's signature is how documents look here; a seal over an amount that was typed into a form is not.
std::vector<Glyph> letters_under(const Page& page, Object annotation, const Box& rectangle)
{
    const auto resources = page.inherited.find("/Resources");
    Object found = resources == page.inherited.end() ? Object::newNull() : resources->second;
    std::vector<Glyph> letters = read_page_marks(page.object, found, rectangle).glyphs;
    std::size_t seen = 0;
    for (auto other : items(Object(page.object).getKey("/Annots"))) {
        if (++seen > annotations_max) break;
        if (!other.isDictionary() || is_signature(other) || (other.isIndirect() && other.getObjGen() == annotation.getObjGen())) continue;
        if (name_value(other.getKey("/Subtype")) == "/Popup") continue;
        const auto more = marks_of(other, rectangle).glyphs;
        letters.insert(letters.end(), more.begin(), more.end());
    }
    return letters;
}

bool is_hidden(const Glyph& letter, const Marks& over)
{
    int hidden = 0;
    for (int i = 0; i < 9; ++i) {
        const Point point{letter.box.left + letter.box.width() * (1 + i % 3) / 4, letter.box.bottom + letter.box.height() * (1 + i / 3) / 4};
        double through = 1;
        for (const auto& paint : over.paints)
            through *= 1 - std::clamp(opacity_at(paint, point), 0.0, 1.0);
        for (const auto& glyph : over.glyphs)
            if (glyph.visible && glyph.box.holds(point)) through *= glyph.solid ? 0 : 1 - letter_opacity;
        if (1 - through >= hidden_from) ++hidden;
    }
    return hidden >= samples_hidden_min;
}

bool is_written_over(const Glyph& letter, const Marks& over)
{
    const Point middle{(letter.box.left + letter.box.right) / 2, (letter.box.bottom + letter.box.top) / 2};
    for (const auto& glyph : over.glyphs)
        if (glyph.visible && glyph.box.holds(middle)) return true;
    return false;
}

}  // namespace

Cover look_under(const Page& page, Object annotation)
{
    Cover cover;
    const auto rectangle = box_of(annotation.getKey("/Rect"));
    if (!rectangle || rectangle->width() <= 0 || rectangle->height() <= 0) return cover;
    std::vector<Glyph> letters = letters_under(page, annotation, *rectangle);
    std::erase_if(letters, [&](const Glyph& letter) {
        return !rectangle->holds({(letter.box.left + letter.box.right) / 2, (letter.box.bottom + letter.box.top) / 2});
    });
    cover.touched = letters.size();
    if (letters.empty()) return cover;
    const Marks over = marks_of(annotation, *rectangle);
    std::size_t written_over = 0;
    for (const auto& letter : letters) {
        cover.hides |= !over.complete || is_hidden(letter, over);
        written_over += is_written_over(letter, over) ? 1 : 0;
        if (cover.hides) return cover;
    }
    cover.hides = written_over >= letters_written_over;
    return cover;
}

}  // namespace chamber::inspect
