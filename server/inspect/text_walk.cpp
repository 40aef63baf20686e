#include "server/inspect/text_walk.hpp"

#include "server/inspect/object_geometry.hpp"

#include <algorithm>

namespace chamber::inspect {
namespace {

constexpr std::size_t saved_max = 256;

}  // namespace

TextWalk::TextWalk(Object resources, GraphicsState state) : ContentWalk(std::move(resources)), state_(std::move(state))
{
    devices_plain_ = !redefines_devices(this->resources());
}

TextWalk::Outcome TextWalk::run_text(std::uint32_t op)
{
    switch (op) {
    case operator_code("BT"): text_ = line_ = Matrix{}; return Outcome::followed;
    case operator_code("Tf"):
        set_font(name(0));
        state_.font_size = number(1);
        return Outcome::followed;
    case operator_code("TD"): state_.leading = -number(1); [[fallthrough]];
    case operator_code("Td"): move(number(0), number(1)); return Outcome::followed;
    case operator_code("T*"): move(0, -state_.leading); return Outcome::followed;
    case operator_code("Tm"):
        text_ = line_ = Matrix{number(0), number(1), number(2), number(3), number(4), number(5)};
        return Outcome::followed;
    case operator_code("'"): move(0, -state_.leading); [[fallthrough]];
    case operator_code("Tj"):
    case operator_code("TJ"): show_pieces(0); return Outcome::followed;
    case operator_code("\""):
        state_.word_spacing = number(0);
        state_.spacing = number(1);
        move(0, -state_.leading);
        show_pieces(2);
        return Outcome::followed;
    default: return set_text(op) || run_colour(op) ? Outcome::followed : run_state(op);
    }
}

TextWalk::Outcome TextWalk::run_state(std::uint32_t op)
{
    switch (op) {
    case operator_code("q"):
        if (saved_.size() >= saved_max) return Outcome::lost;
        saved_.push_back(state_);
        return Outcome::followed;
    case operator_code("Q"):
        if (saved_.empty()) return Outcome::followed;
        state_ = saved_.back();
        saved_.pop_back();
        return Outcome::followed;
    case operator_code("cm"):
        state_.place = Matrix{number(0), number(1), number(2), number(3), number(4), number(5)} * state_.place;
        return Outcome::followed;
    case operator_code("gs"): set_graphics(resource("/ExtGState", name(0))); return Outcome::followed;
    default: return Outcome::foreign;
    }
}

bool TextWalk::set_text(std::uint32_t op)
{
    switch (op) {
    case operator_code("Tc"): state_.spacing = number(0); return true;
    case operator_code("Tw"): state_.word_spacing = number(0); return true;
    case operator_code("Tz"): state_.stretch = number(0) / 100; return true;
    case operator_code("TL"): state_.leading = number(0); return true;
    case operator_code("Ts"): state_.rise = number(0); return true;
    case operator_code("Tr"): state_.mode = static_cast<int>(number(0)); return true;
    default: return false;
    }
}

bool TextWalk::run_colour(std::uint32_t op)
{
    switch (op) {
    case operator_code("g"):
    case operator_code("rg"):
    case operator_code("k"): set_colour(state_.fill, devices_plain_); return true;
    case operator_code("G"):
    case operator_code("RG"):
    case operator_code("K"): set_colour(state_.stroke, devices_plain_); return true;
    case operator_code("cs"):
        state_.fill = {black, state_.fill.opacity, devices_plain_ && is_plain_space(name(0), resources())};
        return true;
    case operator_code("CS"):
        state_.stroke = {black, state_.stroke.opacity, devices_plain_ && is_plain_space(name(0), resources())};
        return true;
    case operator_code("sc"):
    case operator_code("scn"): set_colour(state_.fill, state_.fill.plain); return true;
    case operator_code("SC"):
    case operator_code("SCN"): set_colour(state_.stroke, state_.stroke.plain); return true;
    default: return false;
    }
}

void TextWalk::set_colour(Ink& ink, bool plain)
{
    std::array<double, 4> components{};
    const std::size_t count = operand_count();
    for (std::size_t i = 0; i < std::min(count, components.size()); ++i) components[i] = number(i);
    ink.plain = plain;
    ink.colour = plain && count <= components.size() ? colour_of({components.data(), count}) : black;
}

void TextWalk::set_graphics(Object settings)
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
        state_.font = font_of(font.getArrayItem(0));
        state_.font_size = font.getArrayItem(1).getNumericValue();
    }
    state_.blending.set(settings);
}

void TextWalk::set_font(const std::string& key)
{
    auto& font = fonts_[key];
    if (!font) font = font_of(resource("/Font", key));
    state_.font = font;
}

GraphicsState TextWalk::state_inside(Object form) const
{
    GraphicsState inside = state_;
    Object about = form.getDict(), group = about.getKey("/Group");
    inside.place = matrix_of(about.getKey("/Matrix")) * state_.place;
    if (group.isDictionary()) {
        inside.blending.enter_group(group, state_.fill.opacity);
        inside.fill.opacity = inside.stroke.opacity = 1;
    }
    return inside;
}

Object TextWalk::resources_inside(Object form) const
{
    Object own = form.getDict().getKey("/Resources");
    return own.isDictionary() ? own : resources();
}

void TextWalk::show_pieces(std::size_t index)
{
    each_piece(
        index, [this](std::string_view text) { show_codes(text); },
        [this](double back) { advance(-back / 1'000 * state_.font_size * state_.stretch); });
}

void TextWalk::show_codes(std::string_view text)
{
    static const Font unknown;
    const Font& font = state_.font ? *state_.font : unknown;
    begin_string(text);
    each_code(font, text, [&](const Code& code) {
        show(code, font.solid, text_);
        const double width = code.width * state_.font_size;
        advance((width + state_.spacing + (code.space ? state_.word_spacing : 0)) * state_.stretch);
    });
}

}  // namespace chamber::inspect
