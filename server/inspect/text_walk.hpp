// A walk that follows what a content stream's operators set (place, colours, opacity, fonts) and tells where each
// letter comes to stand. What is painted beside letters, and how much is read of a font, is the deriving walk's.
// Internal to the comparison.
#pragma once

#include "server/inspect/content_walk.hpp"
#include "server/inspect/geometry.hpp"
#include "server/inspect/graphics_state.hpp"
#include "server/inspect/page_fonts.hpp"

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

struct GraphicsState {
    Matrix place;
    Ink fill, stroke;
    Blending blending;
    double line_width = 1;
    int cap = 0, join = 0;
    std::shared_ptr<const Font> font;
    double font_size = 0, spacing = 0, word_spacing = 0, stretch = 1, leading = 0, rise = 0;
    int mode = 0;
};

class TextWalk : public ContentWalk {
protected:
    TextWalk(Object resources, GraphicsState state);

    enum class Outcome {
        followed,
        foreign,  // not one of those that are followed here
        lost,     // too many states were saved: from here on readers may see something else
    };
    Outcome run_text(std::uint32_t op);

    // Null: it cannot be read.
    virtual std::shared_ptr<const Font> font_of(Object font) = 0;
    // The bytes whose codes are shown next, one by one.
    virtual void begin_string(std::string_view) {}
    // `text`: from the letter's own space, in which it stands at 0, to that of the page's contents. `solid`: of a font
    // whose glyphs may be anything.
    virtual void show(const Code& code, bool solid, const Matrix& text) = 0;

    // What a form that is drawn here begins with.
    GraphicsState state_inside(Object form) const;
    Object resources_inside(Object form) const;

    GraphicsState& state() { return state_; }
    const GraphicsState& state() const { return state_; }
    // The numbers of the device's colours mean what they say.
    bool devices_are_plain() const { return devices_plain_; }

private:
    Outcome run_state(std::uint32_t op);
    bool run_colour(std::uint32_t op);
    bool set_text(std::uint32_t op);
    void set_graphics(Object settings);
    void set_colour(Ink& ink, bool plain);
    void set_font(const std::string& key);
    void move(double x, double y) { text_ = line_ = Matrix{1, 0, 0, 1, x, y} * line_; }
    void advance(double x) { text_ = Matrix{1, 0, 0, 1, x, 0} * text_; }
    void show_pieces(std::size_t index);
    void show_codes(std::string_view text);

    GraphicsState state_;
    std::vector<GraphicsState> saved_;
    Matrix text_, line_;
    bool devices_plain_ = true;
    std::map<std::string, std::shared_ptr<const Font>> fonts_;  // by their names here
};

}  // namespace chamber::inspect
