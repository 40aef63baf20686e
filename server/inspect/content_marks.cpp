#include "server/inspect/content_marks.hpp"

#include "server/inspect/content_walk.hpp"
#include "server/inspect/object_geometry.hpp"
#include "server/inspect/page_fonts.hpp"
#include "server/inspect/picture_alpha.hpp"

#include <cmath>
#include <map>
#include <optional>

namespace chamber::inspect {
namespace {

constexpr int form_depth_max = 8;
constexpr std::size_t operators_max = 1'000'000;
constexpr std::size_t marks_max = 50'000;
constexpr int curve_steps = 8;

struct State {
    Matrix place;
    double fill_opacity = 1;
    double stroke_opacity = 1;
    double line_width = 1;
    Font font;
    double font_size = 0, spacing = 0, word_spacing = 0, stretch = 1, leading = 0, rise = 0;
    int mode = 0;
};

// One content stream; forms inside it get a walk of their own that writes into the same marks.
class Walk final : public ContentWalk {
public:
    Walk(Object resources, State state, const Box& within, Marks& marks, std::size_t& operators, int depth)
        : ContentWalk(std::move(resources)), state_(std::move(state)), within_(within), marks_(marks), operators_(operators), depth_(depth)
    {
    }

private:
    void paint_inline_image() override { paint_picture(Object::newNull()); }

    bool goes_on() override
    {
        const bool within = ++operators_ <= operators_max && marks_.glyphs.size() + marks_.paints.size() <= marks_max;
        marks_.complete = marks_.complete && within;
        return within;
    }

    void run(const std::string& op) override
    {
        if (run_path(op) || run_text(op)) return;
        if (op == "q") {
            if (saved_.size() < 256) saved_.push_back(state_);
        } else if (op == "Q") {
            if (saved_.empty()) return;
            state_ = saved_.back();
            saved_.pop_back();
        } else if (op == "cm") {
            state_.place = Matrix{number(0), number(1), number(2), number(3), number(4), number(5)} * state_.place;
        } else if (op == "w") {
            state_.line_width = number(0);
        } else if (op == "gs") {
            set_graphics(resource("/ExtGState", name()));
        } else if (op == "Do") {
            draw(resource("/XObject", name()));
        } else if (op == "sh") {
            marks_.complete = false;  // fills whatever the clip leaves
        }
    }

    // Multiplying and darkening leave dark letters readable, which is what a highlighter is.
    void set_graphics(Object settings)
    {
        if (!settings.isDictionary()) return;
        Object fill = settings.getKey("/ca"), stroke = settings.getKey("/CA"), width = settings.getKey("/LW");
        if (fill.isNumber()) state_.fill_opacity = fill.getNumericValue();
        if (stroke.isNumber()) state_.stroke_opacity = stroke.getNumericValue();
        if (width.isNumber()) state_.line_width = width.getNumericValue();
        Object blend = settings.getKey("/BM");
        if (blend.isArray() && blend.getArrayNItems() > 0) blend = blend.getArrayItem(0);
        if (in(name_value(blend), {"/Multiply", "/Darken"})) state_.fill_opacity = state_.stroke_opacity = 0;
        if (in(name_value(blend), {"/Normal", "/Compatible"}) && !fill.isNumber()) state_.fill_opacity = state_.stroke_opacity = 1;
    }

    // ---- paths

    bool run_path(const std::string& op)
    {
        if (op == "m") {
            path_.push_back({at(0)});
        } else if (op == "l") {
            extend(at(0));
        } else if (op == "c") {
            curve(at(0), at(2), at(4));
        } else if (op == "v") {
            curve(current(), at(0), at(2));
        } else if (op == "y") {
            curve(at(0), at(2), at(2));
        } else if (op == "re") {
            const Box box{number(0), number(1), number(0) + number(2), number(1) + number(3)};
            path_.push_back(state_.place.corners(box));
            path_.back().push_back(path_.back().front());
        } else if (op == "h") {
            if (!path_.empty()) extend(path_.back().front());
        } else if (in(op, {"f", "F", "f*", "B", "B*", "b", "b*"})) {
            fill(op.back() == '*');
            if (op[0] == 'B' || op[0] == 'b') stroke();
            path_.clear();
        } else if (op == "S" || op == "s") {
            if (op == "s" && !path_.empty()) extend(path_.back().front());
            stroke();
            path_.clear();
        } else if (op == "n") {
            path_.clear();
        } else {
            return op == "W" || op == "W*";
        }
        return true;
    }

    Point at(std::size_t index) const { return state_.place.apply({number(index), number(index + 1)}); }
    Point current() const { return path_.empty() || path_.back().empty() ? Point{} : path_.back().back(); }

    void extend(Point point)
    {
        if (path_.empty()) path_.push_back({});
        if (path_.back().size() < 100'000) path_.back().push_back(point);
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
        std::vector<Point> all;
        for (const auto& outline : paint.outlines)
            all.insert(all.end(), outline.begin(), outline.end());
        if (!all.empty() && around(all).meets(within_)) marks_.paints.push_back(std::move(paint));
    }

    void fill(bool even_odd)
    {
        if (!path_.empty() && state_.fill_opacity > 0) keep({path_, even_odd, state_.fill_opacity, {}, {}});
    }

    // Each piece of a line as the rectangle that its width makes of it.
    void stroke()
    {
        const double half = state_.line_width * std::sqrt(std::abs(state_.place.determinant())) / 2;
        if (state_.stroke_opacity <= 0) return;
        for (const auto& line : path_) {
            for (std::size_t i = 0; i + 1 < line.size(); ++i) {
                const double dx = line[i + 1].x - line[i].x, dy = line[i + 1].y - line[i].y, length = std::hypot(dx, dy);
                if (length == 0) continue;
                const double nx = -dy / length * half, ny = dx / length * half;
                keep({{{{line[i].x + nx, line[i].y + ny},
                        {line[i + 1].x + nx, line[i + 1].y + ny},
                        {line[i + 1].x - nx, line[i + 1].y - ny},
                        {line[i].x - nx, line[i].y - ny}}},
                      false,
                      state_.stroke_opacity,
                      {},
                      {}});
            }
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
        if (state_.fill_opacity <= 0) return;
        keep({{state_.place.corners({0, 0, 1, 1})}, false, state_.fill_opacity, read_alpha(picture), state_.place});
    }

    void draw_form(Object form)
    {
        if (depth_ >= form_depth_max) {
            marks_.complete = false;
            return;
        }
        State inner = state_;
        inner.place = matrix_of(form.getDict().getKey("/Matrix")) * state_.place;
        Object own = form.getDict().getKey("/Resources");
        Walk walk(own.isDictionary() ? own : resources(), inner, within_, marks_, operators_, depth_ + 1);
        form.parseAsContents(&walk);
    }

    // ---- text

    bool run_text(const std::string& op)
    {
        if (op == "BT") {
            text_ = line_ = Matrix{};
        } else if (op == "Tf") {
            state_.font = operands().empty() ? Font{} : read_font(resource("/Font", name_value(operands().front())));
            state_.font_size = number(1);
        } else if (op == "Td") {
            move(number(0), number(1));
        } else if (op == "TD") {
            state_.leading = -number(1);
            move(number(0), number(1));
        } else if (op == "T*") {
            move(0, -state_.leading);
        } else if (op == "Tm") {
            text_ = line_ = Matrix{number(0), number(1), number(2), number(3), number(4), number(5)};
        } else if (op == "Tj") {
            if (!operands().empty()) show(operands().back());
        } else if (op == "TJ") {
            if (!operands().empty()) show_spaced(operands().back());
        } else if (op == "'" || op == "\"") {
            if (op == "\"") state_.word_spacing = number(0), state_.spacing = number(1);
            move(0, -state_.leading);
            if (!operands().empty()) show(operands().back());
        } else {
            return set_text(op);
        }
        return true;
    }

    bool set_text(const std::string& op)
    {
        if (op == "Tc")
            state_.spacing = number(0);
        else if (op == "Tw")
            state_.word_spacing = number(0);
        else if (op == "Tz")
            state_.stretch = number(0) / 100;
        else if (op == "TL")
            state_.leading = number(0);
        else if (op == "Ts")
            state_.rise = number(0);
        else if (op == "Tr")
            state_.mode = static_cast<int>(number(0));
        else
            return false;
        return true;
    }

    void move(double x, double y) { text_ = line_ = Matrix{1, 0, 0, 1, x, y} * line_; }
    void advance(double x) { text_ = Matrix{1, 0, 0, 1, x, 0} * text_; }

    void show_spaced(Object array)
    {
        for (auto item : items(array)) {
            if (item.isNumber())
                advance(-item.getNumericValue() / 1'000 * state_.font_size * state_.stretch);
            else
                show(item);
        }
    }

    void show(Object string)
    {
        if (!string.isString()) return;
        const std::string bytes = string.getStringValue();
        for (const Code& code : codes_of(state_.font, bytes)) {
            const double width = code.width * state_.font_size;
            const Box shape{0, state_.rise - 0.2 * state_.font_size, width * state_.stretch, state_.rise + 0.7 * state_.font_size};
            const Box box = around((text_ * state_.place).corners(shape));
            const bool visible = state_.mode != 3 && state_.mode != 7;
            if (!code.blank && box.meets(within_)) marks_.glyphs.push_back({box, visible, state_.font.solid});
            advance((width + state_.spacing + (code.space ? state_.word_spacing : 0)) * state_.stretch);
        }
    }

    State state_;
    std::vector<State> saved_;
    Matrix text_, line_;
    std::vector<std::vector<Point>> path_;
    Box within_;
    Marks& marks_;
    std::size_t& operators_;
    int depth_;
};

bool winds_around(const std::vector<std::vector<Point>>& outlines, bool even_odd, Point point)
{
    int winding = 0, crossings = 0;
    for (const auto& outline : outlines) {
        for (std::size_t i = 0; i < outline.size(); ++i) {
            const Point& from = outline[i];
            const Point& to = outline[(i + 1) % outline.size()];
            if ((from.y <= point.y) == (to.y <= point.y)) continue;
            const double x = from.x + (point.y - from.y) / (to.y - from.y) * (to.x - from.x);
            if (x <= point.x) continue;
            ++crossings;
            winding += to.y > from.y ? 1 : -1;
        }
    }
    return even_odd ? crossings % 2 != 0 : winding != 0;
}

}  // namespace

Marks read_page_marks(Object page, Object resources, const Box& within)
{
    Marks marks;
    std::size_t operators = 0;
    Walk walk(resources, {}, within, marks, operators, 0);
    try {
        page.parsePageContents(&walk);
    } catch (const std::exception&) {
        marks.complete = false;
    }
    return marks;
}

Marks read_form_marks(Object form, const Matrix& place, const Box& within)
{
    Marks marks;
    std::size_t operators = 0;
    State state;
    state.place = matrix_of(form.getDict().getKey("/Matrix")) * place;
    Walk walk(form.getDict().getKey("/Resources"), state, within, marks, operators, 0);
    try {
        form.parseAsContents(&walk);
    } catch (const std::exception&) {
        marks.complete = false;
    }
    return marks;
}

double opacity_at(const Paint& paint, Point point)
{
    if (!winds_around(paint.outlines, paint.even_odd, point)) return 0;
    const double determinant = paint.place.determinant();
    if (paint.alpha.cells.empty() || determinant == 0) return paint.opacity;
    const double dx = point.x - paint.place.e, dy = point.y - paint.place.f;
    const double u = (paint.place.d * dx - paint.place.c * dy) / determinant, v = (paint.place.a * dy - paint.place.b * dx) / determinant;
    const int column = std::clamp(static_cast<int>(u * paint.alpha.columns), 0, paint.alpha.columns - 1);
    const int row = std::clamp(static_cast<int>((1 - v) * paint.alpha.rows), 0, paint.alpha.rows - 1);
    return paint.opacity * paint.alpha.cells[static_cast<std::size_t>(row * paint.alpha.columns + column)];
}

}  // namespace chamber::inspect
