#include "server/inspect/content_marks.hpp"

#include "server/inspect/object_geometry.hpp"
#include "server/inspect/strokes.hpp"
#include "server/inspect/text_walk.hpp"

#include <cmath>
#include <optional>

namespace chamber::inspect {
namespace {

constexpr int form_depth_max = 8;
constexpr std::size_t operators_max = 4'000'000;
constexpr std::size_t bytes_per_operator = 16;  // what decoding a form costs, each time it is drawn
constexpr std::size_t letters_max = 500'000;
constexpr std::size_t paints_max = 50'000;
constexpr std::size_t points_max = 1'000'000;
constexpr std::size_t picture_cost = 20'000;  // operators, for one that is decoded
constexpr int curve_steps = 8;

// Of all walks of one page, by the font's number.
using KnownFonts = std::map<QPDFObjGen, std::shared_ptr<const Font>>;

enum class Wanted { letters, letters_and_paint };

// Of one page or appearance, whatever forms are inside.
struct Reading {
    Marks& marks;
    std::optional<Box> within;
    Wanted wanted = Wanted::letters;
    std::size_t operators = 0;
    std::size_t points = 0;
    KnownFonts fonts = {};
};

Box bounds_of(const Matrix& place, const Box& box)
{
    const Point a = place.apply({box.left, box.bottom}), b = place.apply({box.right, box.bottom}),
                c = place.apply({box.right, box.top}), d = place.apply({box.left, box.top});
    return {std::min({a.x, b.x, c.x, d.x}), std::min({a.y, b.y, c.y, d.y}), std::max({a.x, b.x, c.x, d.x}),
            std::max({a.y, b.y, c.y, d.y})};
}

double scale_of(const Matrix& place)
{
    return std::sqrt(std::abs(place.determinant()));
}

// One content stream; forms inside it get a walk of their own that writes into the same marks.
class Walk final : public TextWalk {
public:
    Walk(Object resources, GraphicsState state, Reading& reading, int depth)
        : TextWalk(std::move(resources), std::move(state)),
          reading_(reading),
          marks_(reading.marks),
          depth_(depth)
    {
    }

    void read(const std::string& content)
    {
        reading_.operators += content.size() / bytes_per_operator;
        if (!walk(content) && paints()) marks_.complete = false;
    }

private:
    bool paints() const { return reading_.wanted == Wanted::letters_and_paint; }
    void paint_inline_image() override { paint_picture(Object::newNull()); }

    bool goes_on() override
    {
        const bool within = ++reading_.operators <= operators_max && marks_.glyphs.size() <= letters_max &&
                            marks_.paints.size() <= paints_max && reading_.points <= points_max;
        marks_.complete = marks_.complete && within;
        return within;
    }

    void run(std::uint32_t op) override
    {
        if (paints() && run_path(op)) return;
        switch (op) {
        case operator_code("w"): state().line_width = number(0); break;
        case operator_code("J"): state().cap = static_cast<int>(number(0)); break;
        case operator_code("j"): state().join = static_cast<int>(number(0)); break;
        case operator_code("Do"): draw(resource("/XObject", name(0))); break;
        case operator_code("sh"):
            if (paints()) marks_.complete = false;  // fills whatever the clip leaves
            break;
        default:
            if (run_text(op) == Outcome::lost && paints()) marks_.complete = false;
            break;
        }
    }

    // ---- paths

    bool run_path(std::uint32_t op)
    {
        switch (op) {
        case operator_code("m"): path_.push_back({at(0)}); return true;
        case operator_code("l"): extend(at(0)); return true;
        case operator_code("c"): curve(at(0), at(2), at(4)); return true;
        case operator_code("v"): curve(current(), at(0), at(2)); return true;
        case operator_code("y"): curve(at(0), at(2), at(2)); return true;
        case operator_code("re"):
            path_.push_back(
                state().place.corners({number(0), number(1), number(0) + number(2), number(1) + number(3)}));
            close();
            return true;
        case operator_code("h"): close(); return true;
        default: return run_painting(op);
        }
    }

    bool run_painting(std::uint32_t op)
    {
        const bool even_odd = op == operator_code("f*") || op == operator_code("B*") || op == operator_code("b*");
        switch (op) {
        case operator_code("b"):
        case operator_code("b*"): close(); [[fallthrough]];
        case operator_code("B"):
        case operator_code("B*"):
            fill(even_odd);
            stroke();
            break;
        case operator_code("f"):
        case operator_code("F"):
        case operator_code("f*"): fill(even_odd); break;
        case operator_code("s"): close(); [[fallthrough]];
        case operator_code("S"): stroke(); break;
        case operator_code("n"): break;
        default: return false;
        }
        path_.clear();
        return true;
    }

    Point at(std::size_t index) const { return state().place.apply({number(index), number(index + 1)}); }
    Point current() const { return path_.empty() || path_.back().empty() ? Point{} : path_.back().back(); }

    void extend(Point point)
    {
        if (path_.empty()) path_.push_back({});
        if (++reading_.points <= points_max) path_.back().push_back(point);
    }

    void close()
    {
        if (!path_.empty() && !path_.back().empty()) extend(path_.back().front());
    }

    void curve(Point first, Point second, Point end)
    {
        const Point start = current();
        for (int i = 1; i <= curve_steps; ++i) {
            const double t = static_cast<double>(i) / curve_steps, s = 1 - t;
            const double k0 = s * s * s, k1 = 3 * s * s * t, k2 = 3 * s * t * t, k3 = t * t * t;
            extend({k0 * start.x + k1 * first.x + k2 * second.x + k3 * end.x,
                    k0 * start.y + k1 * first.y + k2 * second.y + k3 * end.y});
        }
    }

    void keep(Paint paint)
    {
        if (paint.opacity <= 0) return;
        for (const auto& outline : paint.outlines)
            if (!outline.empty() && (!reading_.within || around(outline).meets(*reading_.within))) {
                marks_.paints.push_back(std::move(paint));
                return;
            }
    }

    Paint paint_of(const Ink& ink) const
    {
        const Blend blend = ink.plain ? state().blending.blend() : Blend::covers;
        return {{}, false, ink.opacity * state().blending.group_opacity(), blend, ink.colour, {}, {}};
    }

    void fill(bool even_odd)
    {
        Paint paint = paint_of(state().fill);
        paint.outlines = path_;
        paint.even_odd = even_odd;
        keep(std::move(paint));
    }

    void stroke()
    {
        constexpr double thick = 4;  // pt: from here on the point of a sharp corner can hide letters
        const double width = state().line_width * scale_of(state().place);
        for (const auto& line : path_) {
            if (width > thick && state().join == 0 && has_sharp_corner(line)) marks_.complete = false;
            for (auto& outline : outline_of(line, width, state().cap != 0 ? LineEnds::longer : LineEnds::blunt)) {
                Paint paint = paint_of(state().stroke);
                paint.outlines.push_back(std::move(outline));
                keep(std::move(paint));
            }
            reading_.points += line.size() * 4;
        }
    }

    // ---- pictures and forms

    void draw(Object object)
    {
        if (!object.isStream()) return;
        if (name_value(object.getDict().getKey("/Subtype")) == "/Image")
            paint_picture(object);
        else
            draw_form(object);
    }

    void paint_picture(Object picture)
    {
        if (!paints()) return;
        Paint paint = paint_of(state().fill);
        paint.outlines.push_back(state().place.corners({0, 0, 1, 1}));
        paint.place = state().place;
        const bool stencil = picture.isStream() && !picture.getDict().getKey("/ImageMask").isNull();
        if (!stencil) paint.blend = state().blending.blend();
        const bool coloured = paint.blend == Blend::darkens && !stencil;
        if (picture.isStream()) {
            reading_.operators += picture_cost;
            paint.picture = read_picture(picture, coloured && devices_are_plain() ? PictureColours::wanted
                                                                                  : PictureColours::left_out);
        }
        if (coloured) paint.picture.colours.parts = 3;  // unless told, the darkest
        keep(std::move(paint));
    }

    void draw_form(Object form)
    {
        if (depth_ >= form_depth_max) {
            marks_.complete = false;
            return;
        }
        Walk(resources_inside(form), state_inside(form), reading_, depth_ + 1).read(read_stream(form));
    }

    // ---- letters

    // Letters may be drawn with a line around them that is a sheet by itself.
    bool is_thick(const Matrix& text) const
    {
        constexpr double part_of_an_em = 0.15;
        const bool outlined = state().mode == 1 || state().mode == 2 || state().mode == 5 || state().mode == 6;
        return outlined && std::abs(state().line_width) > part_of_an_em * std::abs(state().font_size) * scale_of(text);
    }

    std::shared_ptr<const Font> font_of(Object font) override
    {
        if (!font.isIndirect()) return std::make_shared<const Font>(read_font(font));
        auto& known = reading_.fonts[font.getObjGen()];
        if (!known) known = std::make_shared<const Font>(read_font(font));
        return known;
    }

    void show(const Code& code, bool solid, const Matrix& text) override
    {
        const bool thick = paints() && is_thick(text);
        if (paints() ? code.empty && !thick : code.blank) return;
        const Matrix on_page = text * state().place;
        const double size = state().font_size, width = code.width * size * state().stretch;
        Glyph glyph;
        glyph.box = bounds_of(on_page, {0, state().rise - 0.2 * size, width, state().rise + 0.7 * size});
        glyph.em = std::abs(size) * scale_of(on_page);
        glyph.width = std::abs(code.width * state().stretch);
        glyph.colour = state().fill.colour;
        glyph.visible = state().mode != 3 && state().mode != 7;
        glyph.solid = solid;
        glyph.says = !code.blank;
        glyph.faint = code.faint;
        if (thick) {
            const double half = std::abs(state().line_width) * scale_of(state().place) / 2;
            glyph.box = {glyph.box.left - half, glyph.box.bottom - half, glyph.box.right + half, glyph.box.top + half};
            glyph.solid = true;
        }
        if (!std::isfinite(glyph.box.left + glyph.box.right + glyph.box.bottom + glyph.box.top)) return;
        if (reading_.within && !glyph.box.meets(*reading_.within)) return;
        glyph.core = bounds_of(on_page, {0.05 * width, state().rise, 0.95 * width, state().rise + 0.5 * size});
        marks_.glyphs.push_back(glyph);
    }

    std::vector<std::vector<Point>> path_;
    Reading& reading_;
    Marks& marks_;
    int depth_;
};

}  // namespace

Marks read_page_letters(Object page, Object resources)
{
    Marks marks;
    Reading reading{marks, std::nullopt};
    try {
        Walk(std::move(resources), {}, reading, 0).read(read_page_content(page));
    } catch (const std::exception&) {
        marks.complete = false;
    }
    return marks;
}

Marks read_form_marks(Object form, const Matrix& place, const Box& within)
{
    Marks marks;
    Reading reading{marks, within, Wanted::letters_and_paint};
    GraphicsState state;
    Object about = form.getDict(), group = about.getKey("/Group");
    state.place = matrix_of(about.getKey("/Matrix")) * place;
    if (group.isDictionary()) state.blending.enter_group(group, 1);
    try {
        Walk(about.getKey("/Resources"), std::move(state), reading, 0).read(read_stream(form));
    } catch (const std::exception&) {
        marks.complete = false;
    }
    return marks;
}

}  // namespace chamber::inspect
