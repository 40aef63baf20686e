#include "server/inspect/look_walk.hpp"

#include "server/inspect/content_walk.hpp"
#include "server/inspect/object_geometry.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <memory>

namespace chamber::inspect {
namespace {

constexpr int form_depth_max = 4;
constexpr std::size_t saved_states_max = 64;
constexpr std::size_t path_points_max = 10'000;
constexpr std::size_t fills_max = 500;
constexpr std::size_t resources_max = 64;
constexpr double opacity_min = 0.4;
constexpr double ground_share = 0.85;  // of the form's box: its ground or its frame

struct State {
    Matrix place;
    Box clip;
    double brightness = 0;
    double opacity = 1;
    std::shared_ptr<const FaceOfFont> font;
    double font_size = 0, spacing = 0, word_spacing = 0, stretch = 1, leading = 0, rise = 0;
    int mode = 0;
};

Box meet(const Box& left, const Box& right)
{
    return {std::max(left.left, right.left), std::max(left.bottom, right.bottom), std::min(left.right, right.right),
            std::min(left.top, right.top)};
}

// The letters of operator_code().
std::string operator_name(std::uint32_t code)
{
    std::string name;
    for (int shift = 24; shift >= 0; shift -= 8)
        if (const auto letter = static_cast<char>(code >> shift & 0xFF); letter != 0) name += letter;
    return name;
}

class LookWalk final : public ContentWalk {
public:
    LookWalk(Object resources, State state, Sheet& sheet, int depth)
        : ContentWalk(std::move(resources)), state_(std::move(state)), sheet_(sheet), depth_(depth)
    {
    }

    void walk_all(Object stream)
    {
        if (!walk(read_stream(stream))) sheet_.look.complete = false;
    }

private:
    void paint_inline_image() override { sheet_.look.complete = false; }

    bool goes_on() override
    {
        if (sheet_.budget.operators > 0) --sheet_.budget.operators;
        const bool within = sheet_.budget.operators > 0 && sheet_.budget.letters > 0;
        sheet_.look.complete = sheet_.look.complete && within;
        return within;
    }

    void run(std::uint32_t code) override
    {
        const std::string op = operator_name(code);
        if (run_path(op) || run_text(op) || run_colour(op)) return;
        if (op == "q") {
            if (saved_.size() < saved_states_max) saved_.push_back(state_);
        } else if (op == "Q") {
            if (saved_.empty()) return;
            state_ = saved_.back();
            saved_.pop_back();
        } else if (op == "cm") {
            state_.place = Matrix{number(0), number(1), number(2), number(3), number(4), number(5)} * state_.place;
        } else if (op == "gs") {
            set_graphics(resource("/ExtGState", last_name()));
        } else if (op == "Do") {
            draw(resource("/XObject", last_name()));
        } else if (op == "sh") {
            sheet_.look.complete = false;
        }
    }

    std::string last_name() const { return operand_count() == 0 ? std::string() : name(operand_count() - 1); }

    void set_graphics(Object settings)
    {
        if (!settings.isDictionary()) return;
        if (Object fill = settings.getKey("/ca"); fill.isNumber()) state_.opacity = fill.getNumericValue();
        Object blend = settings.getKey("/BM"), mask = settings.getKey("/SMask");
        const bool plain_blend = blend.isNull() || in(name_value(blend), {"/Normal", "/Compatible"});
        const bool plain_mask = mask.isNull() || name_value(mask) == "/None";
        if (!plain_blend || !plain_mask || settings.hasKey("/Font")) sheet_.look.complete = false;
    }

    // ---- colours: how bright, 0 black to 1 white

    bool run_colour(const std::string& op)
    {
        const bool stroking = in(op, {"G", "RG", "K", "CS", "SC", "SCN"});
        if (!stroking && !in(op, {"g", "rg", "k", "cs", "sc", "scn"})) return false;
        if (stroking) return true;
        const std::size_t count = op == "cs" ? 0 : operand_count();
        if (op == "cs")
            state_.brightness = 0;
        else if (op == "g" || count == 1)
            state_.brightness = number(0);
        else if (op == "rg" || count == 3)
            state_.brightness = 0.3 * number(0) + 0.59 * number(1) + 0.11 * number(2);
        else if (op == "k" || count == 4)
            state_.brightness = 1 - std::min(1.0, 0.3 * number(0) + 0.59 * number(1) + 0.11 * number(2) + number(3));
        else
            sheet_.look.complete = false;
        return true;
    }

    // ---- paths

    bool run_path(const std::string& op)
    {
        if (op == "m" || op == "l") {
            add({point(0)});
        } else if (op == "c" || op == "v" || op == "y") {
            add({point(0), point(2), op == "c" ? point(4) : point(2)});
            straight_ = false;
        } else if (op == "re") {
            ++rectangles_;
            const auto corners = state_.place.corners({number(0), number(1), number(0) + number(2), number(1) + number(3)});
            add({corners[0], corners[1], corners[2], corners[3]});
        } else if (op == "W" || op == "W*") {
            clipping_ = true;
        } else if (in(op, {"f", "F", "f*", "B", "B*", "b", "b*"})) {
            fill(op);
        } else if (in(op, {"S", "s", "n"})) {
            if (op != "n") keep_shape(op);
            end_path();
        } else {
            return op == "h";
        }
        return true;
    }

    Point point(std::size_t index) const { return state_.place.apply({number(index), number(index + 1)}); }

    void add(const std::vector<Point>& points)
    {
        if (path_.size() < path_points_max)
            path_.insert(path_.end(), points.begin(), points.end());
        else
            sheet_.look.complete = false;
    }

    // A rectangle covers its box; of another outline nobody knows here what it covers, and it counts as a shape.
    void fill(const std::string& op)
    {
        const bool rectangle = rectangles_ == 1 && path_.size() == 4 && straight_;
        if (rectangle && state_.opacity >= opacity_min) {
            sheet_.look.complete = sheet_.look.complete && sheet_.fills.size() < fills_max;
            if (sheet_.fills.size() < fills_max) sheet_.fills.push_back({meet(around(path_), state_.clip), state_.brightness});
        }
        keep_shape(op);
        end_path();
    }

    void keep_shape(const std::string& op)
    {
        const Box box = around(path_);
        const bool all = box.width() >= ground_share * sheet_.box.width() && box.height() >= ground_share * sheet_.box.height();
        const bool plain = straight_ && rectangles_ > 0 && path_.size() == 4 * rectangles_;
        if (path_.empty() || (all && plain && rectangles_ <= 2)) return;
        sheet_.look.shapes += path_.size();
        std::string outline = op;
        for (const Point& each : path_) {
            char text[64];
            std::snprintf(text, sizeof text, " %.1f,%.1f", each.x, each.y);
            outline += text;
        }
        sheet_.look.outlines.insert(std::move(outline));
    }

    void end_path()
    {
        if (clipping_ && !path_.empty()) state_.clip = meet(state_.clip, around(path_));
        path_.clear();
        clipping_ = false;
        straight_ = true;
        rectangles_ = 0;
    }

    // ---- pictures and forms

    void draw(Object object)
    {
        if (!object.isStream()) return;
        if (name_value(object.getDict().getKey("/Subtype")) == "/Image") {
            keep_once(sheet_.look.pictures, object);
            return;
        }
        if (depth_ >= form_depth_max) {
            sheet_.look.complete = false;
            return;
        }
        State inner = state_;
        inner.place = matrix_of(object.getDict().getKey("/Matrix")) * state_.place;
        Object own = object.getDict().getKey("/Resources");
        LookWalk walk(own.isDictionary() ? own : resources(), inner, sheet_, depth_ + 1);
        walk.walk_all(object);
    }

    void keep_once(std::vector<Object>& list, Object object)
    {
        for (auto known : list)
            if (known.isIndirect() && object.isIndirect() && known.getObjGen() == object.getObjGen()) return;
        sheet_.look.complete = sheet_.look.complete && list.size() < resources_max;
        if (list.size() < resources_max) list.push_back(object);
    }

    // ---- text

    bool run_text(const std::string& op)
    {
        if (op == "BT") {
            text_ = line_ = Matrix{};
        } else if (op == "Tf") {
            set_font(resource("/Font", name(0)));
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
        } else if (op == "Tj" || op == "'" || op == "\"") {
            if (op == "\"") state_.word_spacing = number(0), state_.spacing = number(1);
            if (op != "Tj") move(0, -state_.leading);
            show_last();
        } else if (op == "TJ") {
            show_last();
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

    void set_font(Object font)
    {
        state_.font = sheet_.budget.face_of(font);
        sheet_.look.complete = sheet_.look.complete && state_.font != nullptr;
        keep_once(sheet_.look.fonts, font);
    }

    void move(double x, double y) { text_ = line_ = Matrix{1, 0, 0, 1, x, y} * line_; }
    void advance(double x) { text_ = Matrix{1, 0, 0, 1, x, 0} * text_; }

    // A string, or a list of strings with the room between them.
    void show_last()
    {
        if (operand_count() == 0) return;
        each_piece(
            operand_count() - 1, [&](std::string_view bytes) { show(std::string(bytes)); },
            [&](double room) { advance(-room / 1'000 * state_.font_size * state_.stretch); });
    }

    void show(const std::string& bytes)
    {
        if (!state_.font) return;
        std::vector<Code> codes;
        each_code(state_.font->measures, bytes, [&](const Code& code) { codes.push_back(code); });
        const auto drawn = letters_of(state_.font->letters, bytes);
        for (std::size_t i = 0; i < codes.size() && i < drawn.size() && sheet_.budget.letters > 0; ++i) {
            --sheet_.budget.letters;
            const double width = codes[i].width * state_.font_size;
            const Box shape{0, state_.rise, width * state_.stretch, state_.rise + 0.7 * state_.font_size};
            const Box box = around((text_ * state_.place).corners(shape));
            const bool inked = state_.mode < 3 || (state_.mode > 3 && state_.mode < 7);
            if (!std::isfinite(box.left + box.right + box.bottom + box.top)) return;
            sheet_.look.readable = sheet_.look.readable && drawn[i].known;
            sheet_.letters.push_back({drawn[i].letter, box, state_.brightness, inked && in_sight(box), sheet_.fills.size()});
            advance((width + state_.spacing + (codes[i].space ? state_.word_spacing : 0)) * state_.stretch);
        }
    }

    bool in_sight(const Box& box) const
    {
        const Point middle{(box.left + box.right) / 2, (box.bottom + box.top) / 2};
        return state_.opacity >= opacity_min && state_.clip.holds(middle);
    }

    State state_;
    std::vector<State> saved_;
    Matrix text_, line_;
    std::vector<Point> path_;
    std::size_t rectangles_ = 0;
    bool straight_ = true;
    bool clipping_ = false;
    Sheet& sheet_;
    int depth_;
};

}  // namespace

void walk_look(Object form, Sheet& sheet)
{
    State state;
    state.clip = sheet.box;
    LookWalk walk(form.getDict().getKey("/Resources"), state, sheet, 0);
    try {
        walk.walk_all(form);
    } catch (const std::exception&) {
        sheet.look.complete = false;
    }
}

}  // namespace chamber::inspect
