#include "server/inspect/overlay.hpp"

#include "server/inspect/annotation_marks.hpp"
#include "server/inspect/cover.hpp"
#include "server/inspect/object_geometry.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

constexpr std::size_t letters_written_over = 12;  // more than a seal's words ever meet by chance
constexpr std::size_t annotations_max = 1'000;

bool is_signature(Object annotation)
{
    Object parent = annotation.getKey("/Parent");
    const bool own = name_value(annotation.getKey("/FT")) == "/Sig";
    return own || (parent.isDictionary() && name_value(parent.getKey("/FT")) == "/Sig");
}

// Letters whose middles are in the area.
void collect_letters(const std::vector<Glyph>& from, const Box& area, std::vector<Glyph>& letters)
{
    for (const Glyph& glyph : from)
        if (glyph.says && area.holds(PageLetters::middle(glyph))) letters.push_back(glyph);
}

// False: the page has more letters than are read.
bool collect_page_letters(const Page& page, const Box& area, std::vector<Glyph>& letters)
{
    const auto found = page.inherited.find("/Resources");
    const auto all =
        page.reading->letters(page.object, found == page.inherited.end() ? Object::newNull() : found->second);
    const auto below = [](const Glyph& glyph, double y) { return PageLetters::middle(glyph).y < y; };
    auto at = std::lower_bound(all->glyphs.begin(), all->glyphs.end(), area.bottom, below);
    for (; at != all->glyphs.end() && PageLetters::middle(*at).y <= area.top; ++at)
        if (area.holds(PageLetters::middle(*at))) letters.push_back(*at);
    return all->complete;
}

// A seal over somebody's signature is how documents look here; a seal over an amount that was typed into a form is not.
void collect_annotation_letters(const Page& page, Object annotation, const Box& area, std::vector<Glyph>& letters)
{
    std::size_t seen = 0;
    for (auto other : items(Object(page.object).getKey("/Annots"))) {
        if (++seen > annotations_max) break;
        if (!other.isDictionary() || is_signature(other) ||
            (other.isIndirect() && other.getObjGen() == annotation.getObjGen()))
            continue;
        if (name_value(other.getKey("/Subtype")) == "/Popup") continue;
        const auto place = box_of(other.getKey("/Rect"));
        if (place && place->meets(area)) collect_letters(page.reading->annotation(other)->glyphs, area, letters);
    }
}

bool is_written_over(const Glyph& letter, const Marks& over)
{
    const Point middle = PageLetters::middle(letter);
    return std::any_of(over.glyphs.begin(), over.glyphs.end(),
                       [&](const Glyph& glyph) { return glyph.visible && !glyph.faint && glyph.box.holds(middle); });
}

// Where it draws: readers draw marks of words and lines without a picture along points that may be anywhere.
Box area_of(const Marks& over, const Box& rectangle)
{
    Box area = rectangle;
    for (const Paint& paint : over.paints) {
        for (const auto& outline : paint.outlines) {
            const Box box = around(outline);
            area = {std::min(area.left, box.left), std::min(area.bottom, box.bottom), std::max(area.right, box.right),
                    std::max(area.top, box.top)};
        }
    }
    return area;
}

}  // namespace

Cover look_under(const Page& page, Object annotation)
{
    Cover cover;
    const auto rectangle = box_of(annotation.getKey("/Rect"));
    if (!rectangle) return cover;
    const auto over = page.reading->annotation(annotation);
    const bool pictured = annotation.getKey("/AP").isDictionary();
    const Box area = pictured ? *rectangle : area_of(*over, *rectangle);
    if (area.width() <= 0 || area.height() <= 0) return cover;
    std::vector<Glyph> letters;
    const bool complete = collect_page_letters(page, area, letters);
    collect_annotation_letters(page, annotation, area, letters);
    cover.touched = letters.size();
    if (letters.empty() && complete) return cover;
    const bool draws = !over->paints.empty() || !over->glyphs.empty();
    if (!over->complete || (!complete && draws)) {
        cover.hidden = letters.size();
        cover.hides = true;
        return cover;
    }
    const Hiding hiding = look_for_hidden(letters, *over);
    std::size_t written_over = 0;
    if (over->glyphs.size() >= letters_written_over)
        for (const auto& letter : letters) written_over += is_written_over(letter, *over) ? 1 : 0;
    const bool replaced = written_over >= letters_written_over;
    cover.hidden = replaced ? std::max(hiding.letters, written_over) : hiding.letters;
    cover.hides = hiding.hides || replaced;
    return cover;
}

Matrix place_of_appearance(Object annotation, Object form)
{
    const auto rectangle = box_of(annotation.getKey("/Rect"));
    return rectangle ? place_in(form, *rectangle).value_or(Matrix{}) : Matrix{};
}

}  // namespace chamber::inspect
