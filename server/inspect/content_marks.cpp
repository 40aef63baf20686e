#include "server/inspect/content_marks.hpp"

#include "server/inspect/content_walk.hpp"
#include "server/inspect/object_geometry.hpp"
#include "server/inspect/page_fonts.hpp"
#include "server/inspect/strokes.hpp"

#include <cmath>
#include <map>
#include <optional>

namespace chamber::inspect
{
namespace
{

constexpr int form_depth_max = 8;
constexpr std::size_t operators_max = 4'000'000;
constexpr std::size_t bytes_per_operator = 16; // what decoding a form costs, each time it is drawn
constexpr std::size_t letters_max = 500'000;
constexpr std::size_t paints_max = 50'000;
constexpr std::size_t points_max = 1'000'000;
constexpr std::size_t saved_max = 256;
constexpr std::size_t picture_cost = 20'000; // operators, for one that is decoded
constexpr int curve_steps = 8;

enum class Wanted { letters, letters_and_paint };

// Of one page or appearance, whatever forms are inside.
struct Reading {
    Marks& marks;
    std::optional<Box> within;
    Wanted wanted = Wanted::letters;
    std::size_t operators = 0;
    std::size_t points = 0;
    std::map<QPDFObjGen, std::shared_ptr<const Font>> fonts = {};
};

struct State {
    Matrix place;
    Ink fill, stroke;
    Blending blending;
    double line_width = 1;
    int cap = 0, join = 0;
    std::shared_ptr<const Font> font;
    double font_size = 0, spacing = 0, word_spacing = 0, stretch = 1, leading = 0, rise = 0;
    int mode = 0;
};

Box bounds_of(const Matrix& place, const Box& box)
{
    const Point a = place.apply({box.left, box.bottom}), b = place.apply({box.right, box.bottom}), c = place.apply({box.right, box.top}),
                d = place.apply({box.left, box.top});
    return {std::min({a.x, b.x, c.x, d.x}), std::min({a.y, b.y, c.y, d.y}), std::max({a.x, b.x, c.x, d.x}), std::max({a.y, b.y, c.y, d.y})};
}

double scale_of(const Matrix& place)
{
    return std::sqrt(std::abs(place.determinant()));
}

// One content stream; forms inside it get a walk of their own that writes into the same marks.
class Walk final : public ContentWalk
{
public:
    Walk(Object resources, State state, Reading& reading, int depth)
        : ContentWalk(std::move(resources)), state_(std::move(state)), reading_(reading), marks_(reading.marks), depth_(depth)
    {
        devices_plain_ = !redefines_devices(this->resources());
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
        if (run_text(op) || run_colour(op) || (paints() && run_path(op))) return;
        switch (op) {
        case operator_code("q"):
            if (saved_.size() < saved_max) saved_.push_back(state_);
            break;
        case operator_code("Q"):
            if (saved_.empty()) break;
            state_ = saved_.back();
            saved_.pop_back();
            break;
        case operator_code("cm"):
            state_.place = Matrix{number(0), number(1), number(2), number(3), number(4), number(5)} * state_.place;
            break;
        case operator_code("w"):
            state_.line_width = number(0);
            break;
        case operator_code("J"):
            state_.cap = static_cast<int>(number(0));
            break;
        case operator_code("j"):
            state_.join = static_cast<int>(number(0));
            break;
        case operator_code("gs"):
            set_graphics(resource("/ExtGState", name(0)));
            break;
        case operator_code("Do"):
            draw(resource("/XObject", name(0)));
            break;
        case operator_code("sh"):
            if (paints()) marks_.complete = false; // fills whatever the clip leaves
            break;
        default:
            break;
        }
    }

    void set_graphics(Object settings)
    {
        if (!settings.isDictionary()) return;
        Object fill = settings.getKey("/ca"), stroke = settings.getKey("/CA"), width = settings.getKey("/LW"),
               font = settings.getKey("/Font");
        if (fill.isNumber()) state_.fill.opacity = std::clamp(fill.getNumericValue(), 0.0, 1.0);
        if (stroke.isNumber()) state_.stroke.opacity = std::clamp(stroke.getNumericValue(), 0.0, 1.0);
        if (width.isNumber()) state_.line_width = width.getNumericValue();
        if (Object cap = settings.getKey("/LC"); cap.isInteger()) state_.cap = cap.getIntValueAsInt();
        if (Object join = settings.getKey("/LJ"); join.isInteger()) state_.join = join.getIntValueAsInt();
        if (font.isArray() && font.getArrayNItems() == 2 && font.getArrayItem(1).isNumber()) {
            state_.font = known_font(font.getArrayItem(0));
            state_.font_size = font.getArrayItem(1).getNumericValue();
        }
        state_.blending.set(settings);
    }

    // ---- colours

    bool run_colour(std::uint32_t op)
    {
        switch (op) {
        case operator_code("g"):
        case operator_code("rg"):
        case operator_code("k"):
            set_colour(state_.fill, devices_plain_);
            return true;
        case operator_code("G"):
        case operator_code("RG"):
        case operator_code("K"):
            set_colour(state_.stroke, devices_plain_);
            return true;
        case operator_code("cs"):
            state_.fill = {black, state_.fill.opacity, devices_plain_ && is_plain_space(name(0), resources())};
            return true;
        case operator_code("CS"):
            state_.stroke = {black, state_.stroke.opacity, devices_plain_ && is_plain_space(name(0), resources())};
            return true;
        case operator_code("sc"):
        case operator_code("scn"):
            set_colour(state_.fill, state_.fill.plain);
            return true;
        case operator_code("SC"):
        case operator_code("SCN"):
            set_colour(state_.stroke, state_.stroke.plain);
            return true;
        default:
            return false;
        }
    }

    void set_colour(Ink& ink, bool plain)
    {
        std::vector<double> components;
        for (std::size_t i = 0; i < std::min<std::size_t>(operand_count(), 5); ++i)
            components.push_back(number(i));
        ink.plain = plain;
        ink.colour = plain && !components.empty() ? colour_of(components) : black;
    }

    // ---- paths

    bool run_path(std::uint32_t op)
    {
        switch (op) {
        case operator_code("m"):
            path_.push_back({at(0)});
            return true;
        case operator_code("l"):
            extend(at(0));
            return true;
        case operator_code("c"):
            curve(at(0), at(2), at(4));
            return true;
        case operator_code("v"):
            curve(current(), at(0), at(2));
            return true;
        case operator_code("y"):
            curve(at(0), at(2), at(2));
            return true;
        case operator_code("re"):
            path_.push_back(state_.place.corners({number(0), number(1), number(0) + number(2), number(1) + number(3)}));
            close();
            return true;
        case operator_code("h"):
            close();
            return true;
        default:
            return run_painting(op);
        }
    }

    bool run_painting(std::uint32_t op)
    {
        const bool even_odd = op == operator_code("f*") || op == operator_code("B*") || op == operator_code("b*");
        switch (op) {
        case operator_code("b"):
        case operator_code("b*"):
            close();
            [[fallthrough]];
        case operator_code("B"):
        case operator_code("B*"):
            fill(even_odd);
            stroke();
            break;
        case operator_code("f"):
        case operator_code("F"):
        case operator_code("f*"):
            fill(even_odd);
            break;
        case operator_code("s"):
            close();
            [[fallthrough]];
        case operator_code("S"):
            stroke();
            break;
        case operator_code("n"):
            break;
        default:
            return false;
        }
        path_.clear();
        return true;
    }

    Point at(std::size_t index) const { return state_.place.apply({number(index), number(index + 1)}); }
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
            extend({k0 * start.x + k1 * first.x + k2 * second.x + k3 * end.x, k0 * start.y + k1 * first.y + k2 * second.y + k3 * end.y});
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
        const Blend blend = ink.plain ? state_.blending.blend() : Blend::covers;
        return {{}, false, ink.opacity * state_.blending.group_opacity(), blend, ink.colour, {}, {}};
    }

    void fill(bool even_odd)
    {
        Paint paint = paint_of(state_.fill);
        paint.outlines = path_;
        paint.even_odd = even_odd;
        keep(std::move(paint));
    }

    void stroke()
    {
        constexpr double thick = 4; // pt: from here on the point of a sharp corner can hide letters
        const double width = state_.line_width * scale_of(state_.place);
        for (const auto& line : path_) {
            if (width > thick && state_.join == 0 && has_sharp_corner(line)) marks_.complete = false;
            for (auto& outline : outline_of(line, width, state_.cap != 0 ? LineEnds::longer : LineEnds::blunt)) {
                Paint paint = paint_of(state_.stroke);
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
        Paint paint = paint_of(state_.fill);
        paint.outlines.push_back(state_.place.corners({0, 0, 1, 1}));
        paint.place = state_.place;
        const bool stencil = picture.isStream() && !picture.getDict().getKey("/ImageMask").isNull();
        if (!stencil) paint.blend = state_.blending.blend();
        const bool coloured = paint.blend == Blend::darkens && !stencil;
        if (picture.isStream()) {
            reading_.operators += picture_cost;
            paint.picture = read_picture(picture, coloured && devices_plain_ ? PictureColours::wanted : PictureColours::left_out);
        }
        if (coloured) paint.picture.colours.parts = 3; // unless told, the darkest
        keep(std::move(paint));
    }

    void draw_form(Object form)
    {
        if (depth_ >= form_depth_max) {
            marks_.complete = false;
            return;
        }
        Object about = form.getDict(), own = about.getKey("/Resources"), group = about.getKey("/Group");
        State inner = state_;
        inner.place = matrix_of(about.getKey("/Matrix")) * state_.place;
        if (group.isDictionary()) {
            inner.blending.enter_group(group, state_.fill.opacity);
            inner.fill.opacity = inner.stroke.opacity = 1;
        }
        Walk(own.isDictionary() ? own : resources(), inner, reading_, depth_ + 1).read(read_stream(form));
    }

    // ---- text

    bool run_text(std::uint32_t op)
    {
        switch (op) {
        case operator_code("BT"):
            text_ = line_ = Matrix{};
            return true;
        case operator_code("Tf"):
            set_font(name(0));
            state_.font_size = number(1);
            return true;
        case operator_code("TD"):
            state_.leading = -number(1);
            [[fallthrough]];
        case operator_code("Td"):
            move(number(0), number(1));
            return true;
        case operator_code("T*"):
            move(0, -state_.leading);
            return true;
        case operator_code("Tm"):
            text_ = line_ = Matrix{number(0), number(1), number(2), number(3), number(4), number(5)};
            return true;
        case operator_code("'"):
            move(0, -state_.leading);
            [[fallthrough]];
        case operator_code("Tj"):
        case operator_code("TJ"):
            show_pieces(0);
            return true;
        case operator_code("\""):
            state_.word_spacing = number(0);
            state_.spacing = number(1);
            move(0, -state_.leading);
            show_pieces(2);
            return true;
        default:
            return set_text(op);
        }
    }

    bool set_text(std::uint32_t op)
    {
        switch (op) {
        case operator_code("Tc"):
            state_.spacing = number(0);
            return true;
        case operator_code("Tw"):
            state_.word_spacing = number(0);
            return true;
        case operator_code("Tz"):
            state_.stretch = number(0) / 100;
            return true;
        case operator_code("TL"):
            state_.leading = number(0);
            return true;
        case operator_code("Ts"):
            state_.rise = number(0);
            return true;
        case operator_code("Tr"):
            state_.mode = static_cast<int>(number(0));
            return true;
        default:
            return false;
        }
    }

    void set_font(const std::string& key)
    {
        auto& font = fonts_[key];
        if (!font) font = known_font(resource("/Font", key));
        state_.font = font;
    }

    std::shared_ptr<const Font> known_font(Object font)
    {
        if (!font.isIndirect()) return read_font(font);
        auto& known = reading_.fonts[font.getObjGen()];
        if (!known) known = read_font(font);
        return known;
    }

    void move(double x, double y) { text_ = line_ = Matrix{1, 0, 0, 1, x, y} * line_; }
    void advance(double x) { text_ = Matrix{1, 0, 0, 1, x, 0} * text_; }

    void show_pieces(std::size_t index)
    {
        each_piece(
            index, [this](std::string_view text) { show(text); },
            [this](double back) { advance(-back / 1'000 * state_.font_size * state_.stretch); });
    }

    void show(std::string_view text)
    {
        static const Font unknown;
        const Font& font = state_.font ? *state_.font : unknown;
        each_code(font, text, [&](const Code& code) {
            if (paints() ? !code.empty || is_thick() : !code.blank) place(code, font.solid);
            const double width = code.width * state_.font_size;
            advance((width + state_.spacing + (code.space ? state_.word_spacing : 0)) * state_.stretch);
        });
    }

    // Letters may be drawn with a line around them that is a sheet by itself.
    bool is_thick() const
    {
        constexpr double part_of_an_em = 0.15;
        const bool outlined = state_.mode == 1 || state_.mode == 2 || state_.mode == 5 || state_.mode == 6;
        return outlined && std::abs(state_.line_width) > part_of_an_em * std::abs(state_.font_size) * scale_of(text_);
    }

    void place(const Code& code, bool solid)
    {
        const Matrix on_page = text_ * state_.place;
        const double size = state_.font_size, width = code.width * size * state_.stretch;
        Glyph glyph;
        glyph.box = bounds_of(on_page, {0, state_.rise - 0.2 * size, width, state_.rise + 0.7 * size});
        glyph.em = std::abs(size) * scale_of(on_page);
        glyph.width = std::abs(code.width * state_.stretch);
        glyph.colour = state_.fill.colour;
        glyph.visible = state_.mode != 3 && state_.mode != 7;
        glyph.solid = solid;
        glyph.says = !code.blank;
        if (paints() && is_thick()) {
            const double half = std::abs(state_.line_width) * scale_of(state_.place) / 2;
            glyph.box = {glyph.box.left - half, glyph.box.bottom - half, glyph.box.right + half, glyph.box.top + half};
            glyph.solid = true;
        }
        if (reading_.within && !glyph.box.meets(*reading_.within)) return;
        glyph.core = bounds_of(on_page, {0.05 * width, state_.rise, 0.95 * width, state_.rise + 0.5 * size});
        marks_.glyphs.push_back(glyph);
    }

    State state_;
    std::vector<State> saved_;
    Matrix text_, line_;
    std::vector<std::vector<Point>> path_;
    Reading& reading_;
    Marks& marks_;
    int depth_;
    bool devices_plain_ = true;
    std::map<std::string, std::shared_ptr<const Font>> fonts_;
};

} // namespace

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
    State state;
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

} // namespace chamber::inspect
