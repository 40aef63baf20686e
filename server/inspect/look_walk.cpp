#include "server/inspect/look_walk.hpp"

#include "server/inspect/text_walk.hpp"

#include <cmath>
#include <cstdio>
#include <memory>

namespace chamber::inspect {
namespace {

constexpr int form_depth_max = 4;
constexpr std::size_t path_points_max = 10'000;
constexpr std::size_t fills_max = 500;
constexpr std::size_t resources_max = 64;
constexpr double opacity_min = 0.4;
constexpr double ground_share = 0.85;  // of the form's box: its ground or its frame

Box meet(const Box& left, const Box& right)
{
    return {std::max(left.left, right.left), std::max(left.bottom, right.bottom), std::min(left.right, right.right),
            std::min(left.top, right.top)};
}

double brightness_of(const Colour& colour)
{
    return 0.3 * colour[0] + 0.59 * colour[1] + 0.11 * colour[2];
}

class LookWalk final : public TextWalk {
public:
    LookWalk(Object resources, GraphicsState state, const Box& clip, Sheet& sheet, int depth)
        : TextWalk(std::move(resources), std::move(state)),
          clip_(clip),
          sheet_(sheet),
          depth_(depth)
    {
    }

    void walk_all(Object stream)
    {
        if (!walk(read_stream(stream))) cannot_tell();
    }

private:
    void cannot_tell() { sheet_.look.complete = false; }
    void paint_inline_image() override { cannot_tell(); }

    bool goes_on() override
    {
        if (sheet_.budget.operators > 0) --sheet_.budget.operators;
        const bool within = sheet_.budget.operators > 0 && sheet_.budget.letters > 0;
        if (!within) cannot_tell();
        return within;
    }

    void run(std::uint32_t op) override
    {
        if (run_path(op) || run_painting(op)) return;
        switch (op) {
        case operator_code("Do"): draw(resource("/XObject", name(0))); return;
        case operator_code("sh"): cannot_tell(); return;
        case operator_code("gs"): look_at_graphics(resource("/ExtGState", name(0))); break;
        default: break;
        }
        if (run_text(op) == Outcome::lost)
            cannot_tell();
        else
            follow_clip(op);
    }

    void follow_clip(std::uint32_t op)
    {
        if (op == operator_code("q")) {
            clips_.push_back(clip_);
        } else if (op == operator_code("Q") && !clips_.empty()) {
            clip_ = clips_.back();
            clips_.pop_back();
        }
    }

    // What is blended, masked, or of a font that not every reader takes from here.
    void look_at_graphics(Object settings)
    {
        if (!settings.isDictionary()) return;
        Object blend = settings.getKey("/BM"), mask = settings.getKey("/SMask");
        const bool plain_blend = blend.isNull() || in(name_value(blend), {"/Normal", "/Compatible"});
        const bool plain_mask = mask.isNull() || name_value(mask) == "/None";
        if (!plain_blend || !plain_mask || settings.hasKey("/Font")) cannot_tell();
    }

    double brightness()
    {
        if (!state().fill.plain) cannot_tell();
        return brightness_of(state().fill.colour);
    }

    bool is_solid() const { return state().fill.opacity * state().blending.group_opacity() >= opacity_min; }

    // ---- paths

    bool run_path(std::uint32_t op)
    {
        switch (op) {
        case operator_code("m"):
        case operator_code("l"): add({point(0)}); return true;
        case operator_code("c"):
        case operator_code("v"):
        case operator_code("y"):
            add({point(0), point(2), op == operator_code("c") ? point(4) : point(2)});
            straight_ = false;
            return true;
        case operator_code("re"):
            ++rectangles_;
            add(state().place.corners({number(0), number(1), number(0) + number(2), number(1) + number(3)}));
            return true;
        case operator_code("W"):
        case operator_code("W*"): clipping_ = true; return true;
        default: return op == operator_code("h");
        }
    }

    bool run_painting(std::uint32_t op)
    {
        switch (op) {
        case operator_code("f"):
        case operator_code("F"):
        case operator_code("f*"):
        case operator_code("B"):
        case operator_code("B*"):
        case operator_code("b"):
        case operator_code("b*"): fill(); [[fallthrough]];
        case operator_code("S"):
        case operator_code("s"): keep_shape(op); [[fallthrough]];
        case operator_code("n"): end_path(); return true;
        default: return false;
        }
    }

    Point point(std::size_t index) const { return state().place.apply({number(index), number(index + 1)}); }

    void add(const std::vector<Point>& points)
    {
        if (path_.size() < path_points_max)
            path_.insert(path_.end(), points.begin(), points.end());
        else
            cannot_tell();
    }

    // A rectangle covers its box; of another outline nobody knows here what it covers, and it counts as a shape.
    void fill()
    {
        const bool rectangle = rectangles_ == 1 && path_.size() == 4 && straight_;
        if (!rectangle || !is_solid()) return;
        if (sheet_.fills.size() < fills_max)
            sheet_.fills.push_back({meet(around(path_), clip_), brightness()});
        else
            cannot_tell();
    }

    void keep_shape(std::uint32_t op)
    {
        const Box box = around(path_);
        const bool all =
            box.width() >= ground_share * sheet_.box.width() && box.height() >= ground_share * sheet_.box.height();
        const bool plain = straight_ && rectangles_ > 0 && path_.size() == 4 * rectangles_;
        if (path_.empty() || (all && plain && rectangles_ <= 2)) return;
        sheet_.look.shapes += path_.size();
        std::string outline = std::to_string(op);
        for (const Point& each : path_) {
            char text[64];
            std::snprintf(text, sizeof text, " %.1f,%.1f", each.x, each.y);
            outline += text;
        }
        sheet_.look.outlines.insert(std::move(outline));
    }

    void end_path()
    {
        if (clipping_ && !path_.empty()) clip_ = meet(clip_, around(path_));
        path_.clear();
        clipping_ = false;
        straight_ = true;
        rectangles_ = 0;
    }

    // ---- pictures and forms

    void draw(Object object)
    {
        if (!object.isStream()) return;
        if (name_value(object.getDict().getKey("/Subtype")) == "/Image")
            keep_once(sheet_.look.pictures, object);
        else if (depth_ >= form_depth_max)
            cannot_tell();
        else
            LookWalk(resources_inside(object), state_inside(object), clip_, sheet_, depth_ + 1).walk_all(object);
    }

    void keep_once(std::vector<Object>& list, Object object)
    {
        for (auto known : list)
            if (known.isIndirect() && object.isIndirect() && known.getObjGen() == object.getObjGen()) return;
        if (list.size() < resources_max)
            list.push_back(object);
        else
            cannot_tell();
    }

    // ---- letters

    std::shared_ptr<const Font> font_of(Object font) override
    {
        auto face = sheet_.budget.face_of(font);
        if (!face) cannot_tell();
        keep_once(sheet_.look.fonts, font);
        return face;
    }

    void begin_string(std::string_view bytes) override
    {
        drawn_.clear();
        next_ = 0;
        // All fonts of this walk are faces: font_of() gave them.
        if (const auto* face = static_cast<const FaceOfFont*>(state().font.get()))
            drawn_ = letters_of(face->letters, bytes);
    }

    void show(const Code& code, bool, const Matrix& text) override
    {
        if (next_ >= drawn_.size() || sheet_.budget.letters == 0) return;
        --sheet_.budget.letters;
        DrawnCode& drawn = drawn_[next_++];
        const double size = state().font_size, rise = state().rise;
        const Box box =
            around((text * state().place).corners({0, rise, code.width * size * state().stretch, rise + 0.7 * size}));
        if (!std::isfinite(box.left + box.right + box.bottom + box.top)) return;
        const bool inked = state().mode != 3 && state().mode != 7;
        sheet_.look.readable = sheet_.look.readable && drawn.known;
        sheet_.letters.push_back(
            {std::move(drawn.letter), box, brightness(), inked && in_sight(box), sheet_.fills.size()});
    }

    bool in_sight(const Box& box) const
    {
        const Point middle{(box.left + box.right) / 2, (box.bottom + box.top) / 2};
        return is_solid() && clip_.holds(middle);
    }

    Box clip_;
    std::vector<Box> clips_;
    std::vector<Point> path_;
    std::size_t rectangles_ = 0;
    bool straight_ = true;
    bool clipping_ = false;
    std::vector<DrawnCode> drawn_;  // of the string that is shown
    std::size_t next_ = 0;
    Sheet& sheet_;
    int depth_;
};

}  // namespace

void walk_look(Object form, Sheet& sheet)
{
    try {
        LookWalk(form.getDict().getKey("/Resources"), {}, sheet.box, sheet, 0).walk_all(form);
    } catch (const std::exception&) {
        sheet.look.complete = false;
    }
}

}  // namespace chamber::inspect
