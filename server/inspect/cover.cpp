#include "server/inspect/cover.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>

namespace chamber::inspect {
namespace {

constexpr int places = 8;                // a side
constexpr double contrast_hidden = 0.5;  // of a letter to its ground
constexpr double contrast_gone = 0.1;
constexpr double share_hidden = 0.62;  // of a letter's places: where a ring lies along a line it hides half of each
constexpr double width_hidden = 0.4;   // em, of letters side by side: a digit, or two thin letters
constexpr double width_seen = 0.27;    // em: a thinner letter alone may be under a ring
constexpr double side_by_side = 0.3;   // em between them
constexpr std::size_t letters_hidden_max = 12;  // more than rings ever meet
constexpr double letter_opacity = 0.4;          // a letter over a letter spoils it; two layers replace it
constexpr double giant = 4;                     // times a letter: its strokes are sheets
constexpr std::size_t edges_max = 300'000'000;

struct Hidden {
    Glyph letter;
    double width = 0;  // em
};

struct Crossing {
    double x = 0;
    int turn = 0;
};

// What is seen of the letter through all that lies on it, per colour.
struct Seen {
    std::array<double, 3> parts{1, 1, 1};

    void cover(double opacity)
    {
        for (double& part : parts) part *= 1 - opacity;
    }
};

class LaidOver {
public:
    explicit LaidOver(const Marks& over) : over_(over)
    {
        for (const Paint& paint : over.paints) {
            Box box = around(paint.outlines.empty() ? std::vector<Point>{} : paint.outlines.front());
            for (const auto& outline : paint.outlines) {
                const Box more = around(outline);
                if (!outline.empty())
                    box = {std::min(box.left, more.left), std::min(box.bottom, more.bottom),
                           std::max(box.right, more.right), std::max(box.top, more.top)};
            }
            bounds_.push_back(box);
            mix(box.left), mix(box.right), mix(box.bottom), mix(box.top),
                mix(static_cast<double>(paint.outlines.size()));
            for (const auto& outline : paint.outlines)
                for (const Point& point : outline) mix(point.x), mix(point.y);
        }
    }

    bool gave_up() const { return edges_ > edges_max; }

    // The shares of its places that are hidden, and that are gone.
    std::pair<double, double> look_at(const Glyph& letter, const Box& area)
    {
        choose(area);
        if (paints_.empty() && glyphs_.empty()) return {0, 0};
        int hidden = 0, gone = 0;
        for (int row = 0; row < places && !gave_up(); ++row) {
            const double y = area.bottom + area.height() * (row + chance()) / places;
            for (std::size_t i = 0; i < paints_.size(); ++i) cross(i, y);
            for (int column = 0; column < places; ++column) {
                const double left = contrast(letter, {area.left + area.width() * (column + chance()) / places, y});
                hidden += left <= contrast_hidden ? 1 : 0;
                gone += left <= contrast_gone ? 1 : 0;
            }
        }
        constexpr double all = places * places;
        return {hidden / all, gone / all};
    }

private:
    struct Laid {
        std::size_t paint = 0;
        std::vector<std::pair<Point, Point>> edges;  // those at its height
        std::vector<Crossing> crossings;
    };

    void mix(double value)
    {
        std::uint64_t bits = 0;
        std::memcpy(&bits, &value, sizeof bits);
        seed_ = (seed_ ^ bits) * 0x100000001B3U;
        seed_ ^= seed_ >> 29;
    }

    // 0.1 to 0.9, by what is laid over (splitmix64).
    double chance()
    {
        seed_ += 0x9E3779B97F4A7C15U;
        std::uint64_t bits = seed_;
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9U;
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EBU;
        return 0.1 + 0.8 * static_cast<double>((bits ^ bits >> 31) >> 11) / 9007199254740992.0;
    }

    // What can lie there.
    void choose(const Box& area)
    {
        paints_.clear();
        glyphs_.clear();
        for (std::size_t i = 0; i < bounds_.size(); ++i) {
            if (!bounds_[i].meets(area)) continue;
            Laid laid{i, {}, {}};
            for (const auto& outline : over_.paints[i].outlines) {
                edges_ += outline.size();
                for (std::size_t at = 0; at < outline.size(); ++at) {
                    const Point& from = outline[at];
                    const Point& to = outline[at + 1 < outline.size() ? at + 1 : 0];
                    if (std::max(from.y, to.y) >= area.bottom && std::min(from.y, to.y) <= area.top)
                        laid.edges.emplace_back(from, to);
                }
            }
            paints_.push_back(std::move(laid));
        }
        edges_ += bounds_.size() + over_.glyphs.size();
        for (const Glyph& glyph : over_.glyphs)
            if (glyph.visible && glyph.box.meets(area)) glyphs_.push_back(&glyph);
    }

    void cross(std::size_t index, double y)
    {
        Laid& laid = paints_[index];
        laid.crossings.clear();
        edges_ += laid.edges.size();
        for (const auto& [from, to] : laid.edges) {
            if ((from.y <= y) == (to.y <= y)) continue;
            laid.crossings.push_back(
                {from.x + (y - from.y) / (to.y - from.y) * (to.x - from.x), to.y > from.y ? 1 : -1});
        }
    }

    bool is_inside(const Laid& laid, double x)
    {
        int winding = 0, count = 0;
        edges_ += laid.crossings.size();
        for (const Crossing& crossing : laid.crossings) {
            if (crossing.x <= x) continue;
            ++count;
            winding += crossing.turn;
        }
        return over_.paints[laid.paint].even_odd ? count % 2 != 0 : winding != 0;
    }

    static void lay(const Paint& paint, Point point, const Colour& letter, Seen& seen)
    {
        const double determinant = paint.place.determinant();
        const double dx = point.x - paint.place.e, dy = point.y - paint.place.f;
        Point inside{0.5, 0.5};
        if (determinant != 0)
            inside = {(paint.place.d * dx - paint.place.c * dy) / determinant,
                      (paint.place.a * dy - paint.place.b * dx) / determinant};
        const double opacity = std::clamp(paint.opacity, 0.0, 1.0) * *paint.picture.alpha.at(inside) / 255;
        if (paint.blend == Blend::covers) return seen.cover(opacity);
        Colour colour = paint.colour;
        if (paint.picture.colours.parts == 3) {
            const std::uint8_t* told = paint.picture.colours.at(inside);
            colour = {static_cast<float>(told[0]) / 255, static_cast<float>(told[1]) / 255,
                      static_cast<float>(told[2]) / 255};
        }
        for (std::size_t i = 0; i < 3; ++i) {
            // Darken leaves min(letter, colour) on min(ground, colour): never more than multiplying by the colour, and
            // less for a light letter.
            const double let_through = std::max(0.0, static_cast<double>(colour[i]));
            const double darkened =
                letter[i] < 1 ? std::max(0.0, (let_through - letter[i]) / (1 - letter[i])) : let_through;
            seen.parts[i] *= 1 - opacity * (1 - std::min(let_through, is_light(letter) ? let_through : darkened));
        }
    }

    // Then it stands on a dark ground.
    static bool is_light(const Colour& letter) { return std::min({letter[0], letter[1], letter[2]}) > 0.7F; }

    double contrast(const Glyph& letter, Point point)
    {
        Seen seen;
        for (const Laid& laid : paints_)
            if (is_inside(laid, point.x)) lay(over_.paints[laid.paint], point, letter.colour, seen);
        for (const Glyph* glyph : glyphs_)
            if (glyph->box.holds(point))
                seen.cover(glyph->solid || glyph->em >= giant * letter.em ? 1 : glyph->faint ? 0 : letter_opacity);
        constexpr std::array<double, 3> weight{1, 1, 0.75};  // blue is dark
        double before = 0, after = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            const double part = weight[i] * (is_light(letter.colour) ? letter.colour[i] : 1 - letter.colour[i]);
            before = std::max(before, part);
            after = std::max(after, part * seen.parts[i]);
        }
        return before > 0 ? after / before : 1;
    }

    const Marks& over_;
    std::vector<Box> bounds_;
    std::uint64_t seed_ = 0xCBF29CE484222325U;
    std::size_t edges_ = 0;
    std::vector<Laid> paints_;
    std::vector<const Glyph*> glyphs_;
};

double distance(const Box& one, const Box& other)
{
    const double dx = std::max({one.left - other.right, other.left - one.right, 0.0});
    const double dy = std::max({one.bottom - other.top, other.bottom - one.top, 0.0});
    return std::max(dx, dy);
}

// A letter with the place that a usual one takes: a ring that hides a thin one leaves some of that.
Box neighbourhood(const Glyph& letter)
{
    const double more = std::max(0.0, width_hidden - letter.width) * letter.em / 2;
    return {letter.core.left - more, letter.core.bottom, letter.core.right + more, letter.core.top};
}

// The widest group of hidden letters that stand side by side, in em.
double widest_group(const std::vector<Hidden>& hidden)
{
    std::vector<std::size_t> group(hidden.size());
    for (std::size_t i = 0; i < hidden.size(); ++i) group[i] = i;
    for (std::size_t i = 0; i < hidden.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const double em = std::max(hidden[i].letter.em, hidden[j].letter.em);
            if (group[i] == group[j] || distance(hidden[i].letter.core, hidden[j].letter.core) > side_by_side * em)
                continue;
            const std::size_t old = group[i];
            for (std::size_t& one : group)
                if (one == old) one = group[j];
        }
    }
    std::vector<double> widths(hidden.size());
    double widest = 0;
    for (std::size_t i = 0; i < hidden.size(); ++i) widest = std::max(widest, widths[group[i]] += hidden[i].width);
    return widest;
}

}  // namespace

Hiding look_for_hidden(const std::vector<Glyph>& letters, const Marks& over)
{
    LaidOver laid(over);
    Hiding hiding;
    std::vector<Hidden> hidden;
    for (const Glyph& letter : letters) {
        const auto [share, gone] = laid.look_at(letter, letter.core);
        if (laid.gave_up()) return {letters.size(), true};
        if (share < share_hidden) continue;
        ++hiding.letters;
        if (hidden.size() < letters_hidden_max) hidden.push_back({letter, share * letter.width});
        if (hiding.hides || gone < 1) continue;
        hiding.hides = letter.width >= width_seen || laid.look_at(letter, neighbourhood(letter)).second >= 1;
    }
    hiding.hides = hiding.hides || hiding.letters >= letters_hidden_max || widest_group(hidden) >= width_hidden;
    return hiding;
}

}  // namespace chamber::inspect
