// Text becomes outlines with pango and cairo; the scribble is a chain of loops whose sizes come from the name.
#include "admin-cli/demo/appearance.hpp"

#include <pango/pangocairo.h>

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <memory>

namespace chamber::demo {
namespace {

constexpr double magnification = 16;
constexpr double pi = 3.14159265358979323846;
constexpr double seal_diameter_pt = 92;  // as high as the place for it

struct Free {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(cairo_surface_t* surface) const { cairo_surface_destroy(surface); }
    void operator()(cairo_path_t* path) const { cairo_path_destroy(path); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
    void operator()(PangoFontDescription* font) const { pango_font_description_free(font); }
};

// A hand's habits, drawn from its owner's name.
class Habit {
public:
    explicit Habit(const std::string& name)
    {
        for (const char c : name) state_ = (state_ ^ static_cast<unsigned char>(c)) * 1'099'511'628'211ULL;
    }
    double between(double low, double high)
    {
        state_ = state_ * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
        return low + (high - low) * static_cast<double>(state_ >> 40) / static_cast<double>(1U << 24);
    }

private:
    std::uint64_t state_ = 14'695'981'039'346'656'037ULL;
};

// Glyph outlines of one line, as cairo gives them after `place` has set the transformation (y upwards, base line at 0).
std::vector<PathStep> outlines(const std::string& text, const std::string& font, const cairo_matrix_t& place)
{
    // Without bounds: cairo drops glyphs that lie far outside a surface, from a path too.
    const std::unique_ptr<cairo_surface_t, Free> surface(cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nullptr));
    const std::unique_ptr<cairo_t, Free> context(cairo_create(surface.get()));
    const std::unique_ptr<PangoLayout, Free> layout(pango_cairo_create_layout(context.get()));
    pango_cairo_context_set_resolution(pango_layout_get_context(layout.get()), 72);
    const std::unique_ptr<PangoFontDescription, Free> description(pango_font_description_from_string(font.c_str()));
    pango_layout_set_font_description(layout.get(), description.get());
    pango_layout_set_text(layout.get(), text.c_str(), static_cast<int>(text.size()));
    // Drawn large: cairo hints outlines at the size it is asked for.
    cairo_scale(context.get(), magnification, magnification);
    cairo_transform(context.get(), &place);
    cairo_scale(context.get(), 1, -1);
    cairo_move_to(context.get(), 0, 0);
    pango_cairo_layout_line_path(context.get(), pango_layout_get_line_readonly(layout.get(), 0));
    cairo_identity_matrix(context.get());
    const std::unique_ptr<cairo_path_t, Free> path(cairo_copy_path(context.get()));
    std::vector<PathStep> steps;
    for (int i = 0; i < path->num_data; i += path->data[i].header.length) {
        const cairo_path_data_t* const data = &path->data[i];
        const auto x = [&](int point) { return data[point].point.x / magnification; };
        const auto y = [&](int point) { return data[point].point.y / magnification; };
        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO: steps.push_back({Step::move, 0, 0, 0, 0, x(1), y(1)}); break;
        case CAIRO_PATH_LINE_TO: steps.push_back({Step::line, 0, 0, 0, 0, x(1), y(1)}); break;
        case CAIRO_PATH_CURVE_TO: steps.push_back({Step::curve, x(1), y(1), x(2), y(2), x(3), y(3)}); break;
        case CAIRO_PATH_CLOSE_PATH: steps.push_back({Step::close}); break;
        }
    }
    return steps;
}

double advance_of(const std::string& text, const std::string& font)
{
    const std::unique_ptr<cairo_surface_t, Free> surface(cairo_image_surface_create(CAIRO_FORMAT_A8, 1, 1));
    const std::unique_ptr<cairo_t, Free> context(cairo_create(surface.get()));
    const std::unique_ptr<PangoLayout, Free> layout(pango_cairo_create_layout(context.get()));
    pango_cairo_context_set_resolution(pango_layout_get_context(layout.get()), 72);
    const std::unique_ptr<PangoFontDescription, Free> description(pango_font_description_from_string(font.c_str()));
    pango_layout_set_font_description(layout.get(), description.get());
    pango_layout_set_text(layout.get(), text.c_str(), static_cast<int>(text.size()));
    int width = 0;
    pango_layout_get_size(layout.get(), &width, nullptr);
    return static_cast<double>(width) / PANGO_SCALE;
}

// The bytes of the code point at `i`.
std::string letter_at(const std::string& text, std::size_t i)
{
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    return text.substr(i, end - i);
}

struct Circle {
    double x, y, radius;
};

std::vector<PathStep> circle(const Circle& c)
{
    const double k = c.radius * 0.5522847498;
    return {{Step::move, 0, 0, 0, 0, c.x + c.radius, c.y},
            {Step::curve, c.x + c.radius, c.y + k, c.x + k, c.y + c.radius, c.x, c.y + c.radius},
            {Step::curve, c.x - k, c.y + c.radius, c.x - c.radius, c.y + k, c.x - c.radius, c.y},
            {Step::curve, c.x - c.radius, c.y - k, c.x - k, c.y - c.radius, c.x, c.y - c.radius},
            {Step::curve, c.x + k, c.y - c.radius, c.x + c.radius, c.y - k, c.x + c.radius, c.y},
            {Step::close}};
}

std::vector<PathStep> star(const Circle& c)
{
    std::vector<PathStep> steps;
    for (int i = 0; i < 10; ++i) {
        const double radius = i % 2 == 0 ? c.radius : c.radius * 0.382;
        const double angle = pi / 2 + i * pi / 5;
        steps.push_back({i == 0 ? Step::move : Step::line, 0, 0, 0, 0, c.x + radius * std::cos(angle),
                         c.y + radius * std::sin(angle)});
    }
    steps.push_back({Step::close});
    return steps;
}

void append(std::vector<PathStep>& to, const std::vector<PathStep>& steps)
{
    to.insert(to.end(), steps.begin(), steps.end());
}

// Letters along a circle, centred at its top, reading clockwise.
std::vector<PathStep> rim_letters(const std::string& text, const std::string& font, const Circle& base)
{
    const double whole = advance_of(text, font);
    double walked = 0;
    std::vector<PathStep> steps;
    for (std::size_t i = 0; i < text.size();) {
        const std::string letter = letter_at(text, i);
        const double width = advance_of(letter, font);
        const double angle = pi / 2 - (walked + width / 2 - whole / 2) / base.radius;
        cairo_matrix_t place;
        cairo_matrix_init_translate(&place, base.x + base.radius * std::cos(angle),
                                    base.y + base.radius * std::sin(angle));
        cairo_matrix_rotate(&place, angle - pi / 2);
        cairo_matrix_translate(&place, -width / 2, 0);
        append(steps, outlines(letter, font, place));
        walked += width;
        i += letter.size();
    }
    return steps;
}

}  // namespace

std::vector<Ink> handwriting(const std::string& name, const typeset::Box& box)
{
    Habit habit(name);
    Ink ink{0.07, 0.19, 0.62, 1.5, {}};
    double x = box.width * 0.06;
    const double base = box.height * habit.between(0.38, 0.46);
    const double slant = habit.between(0.15, 0.4);
    const int loops = static_cast<int>(habit.between(6, 9));
    const double stride = box.width * 0.80 / loops;
    ink.path.push_back({Step::move, 0, 0, 0, 0, x, base + box.height * habit.between(0.2, 0.45)});
    for (int i = 0; i < loops; ++i) {
        // The first letter is tall, the others die away: a hand in a hurry.
        const double rise = box.height * (i == 0 ? 0.52 : habit.between(0.08, 0.30) * (1.1 - 0.6 * i / loops));
        const double fall = box.height * (i == 0 ? 0.30 : habit.between(0.02, 0.16));
        const double next = x + stride * habit.between(0.75, 1.2);
        ink.path.push_back({Step::curve, x + rise * slant, base + rise * 1.3, next + rise * slant, base + rise * 1.1,
                            next - stride * 0.15, base});
        ink.path.push_back({Step::curve, next - stride * 0.45, base - fall * 1.2, x - stride * 0.1, base - fall,
                            next + stride * 0.1, base + fall * 0.4});
        x = next;
    }
    // The flourish: back under the name and out to the right.
    const double low = box.height * habit.between(0.10, 0.18);
    ink.path.push_back({Step::curve, x + stride * 1.2, base + box.height * 0.25, x + stride, low, box.width * 0.22,
                        low + box.height * 0.04});
    ink.path.push_back({Step::curve, box.width * 0.05, low + box.height * 0.1, box.width * 0.3, base * 0.75,
                        box.width * 0.97, base + box.height * habit.between(0.0, 0.2)});
    return {ink};
}

std::vector<Ink> seal(const std::string& rim, const std::vector<std::string>& lines, const typeset::Box& box)
{
    constexpr double red[3] = {0.86, 0.07, 0.09};
    const double radius = seal_diameter_pt / 2;
    const Circle outer{radius + 1, box.height / 2, radius - 1};
    const auto in_red = [&](double line_width, std::vector<PathStep> path) {
        return Ink{red[0], red[1], red[2], line_width, std::move(path)};
    };
    std::vector<Ink> inks;
    inks.push_back(in_red(1.8, circle(outer)));
    inks.push_back(in_red(0.7, circle({outer.x, outer.y, radius - 4})));
    inks.push_back(in_red(0.9, circle({outer.x, outer.y, radius - 17})));
    // As large as the words allow: they take three quarters of the circle at most.
    double size = 9;
    const double base = radius - 13.5;
    while (size > 4 && advance_of(rim, "Liberation Serif Bold " + std::to_string(size)) > base * 1.5 * pi) size -= 0.25;
    inks.push_back(
        in_red(0, rim_letters(rim, "Liberation Serif Bold " + std::to_string(size), {outer.x, outer.y, base})));
    inks.push_back(in_red(0, star({outer.x, outer.y - radius + 10.5, 4})));
    inks.push_back(in_red(0, star({outer.x, outer.y + 7, 11})));
    const std::string centre_font = "Liberation Serif Bold 8";
    cairo_matrix_t place;
    cairo_matrix_init_translate(&place, outer.x - advance_of("DÙNG THỬ", centre_font) / 2, outer.y - 14);
    inks.push_back(in_red(0, outlines("DÙNG THỬ", centre_font, place)));
    double y = 6.5 * static_cast<double>(lines.size()) - 4;
    for (const std::string& line : lines) {
        cairo_matrix_init_translate(&place, seal_diameter_pt + 4, y);
        inks.push_back(in_red(0, outlines(line, "Liberation Serif 6", place)));
        y -= 7;
    }
    return inks;
}

std::string pdf_content(const std::vector<Ink>& inks)
{
    std::string out = "q 1 J 1 j\n";
    char text[160];
    for (const Ink& ink : inks) {
        const char* const kind = ink.line_width > 0 ? "RG" : "rg";
        std::snprintf(text, sizeof text, "%.3f %.3f %.3f %s %.2f w\n", ink.red, ink.green, ink.blue, kind,
                      ink.line_width);
        out += text;
        for (const PathStep& s : ink.path) {
            switch (s.step) {
            case Step::move: std::snprintf(text, sizeof text, "%.2f %.2f m\n", s.x, s.y); break;
            case Step::line: std::snprintf(text, sizeof text, "%.2f %.2f l\n", s.x, s.y); break;
            case Step::curve:
                std::snprintf(text, sizeof text, "%.2f %.2f %.2f %.2f %.2f %.2f c\n", s.x1, s.y1, s.x2, s.y2, s.x, s.y);
                break;
            case Step::close: std::snprintf(text, sizeof text, "h\n"); break;
            }
            out += text;
        }
        out += ink.line_width > 0 ? "S\n" : "f\n";
    }
    return out + "Q\n";
}

}  // namespace chamber::demo
