#include "server/inspect/graphics_state.hpp"

#include <algorithm>

namespace chamber::inspect {

Colour colour_of(std::span<const double> components)
{
    const auto part = [&](std::size_t i) { return static_cast<float>(std::clamp(components[i], 0.0, 1.0)); };
    if (components.size() == 1) return {part(0), part(0), part(0)};
    if (components.size() == 3) return {part(0), part(1), part(2)};
    if (components.size() != 4) return black;
    const float key = 1 - part(3);
    return {(1 - part(0)) * key, (1 - part(1)) * key, (1 - part(2)) * key};
}

bool is_plain_space(const std::string& name, Object resources)
{
    if (in(name, {"/DeviceGray", "/DeviceRGB", "/DeviceCMYK"})) return true;
    Object spaces = resources.isDictionary() ? resources.getKey("/ColorSpace") : Object::newNull();
    Object space = spaces.isDictionary() && !name.empty() ? spaces.getKey(name) : Object::newNull();
    return space.isArray() && space.getArrayNItems() > 0 &&
           in(name_value(space.getArrayItem(0)), {"/ICCBased", "/CalRGB", "/CalGray"});
}

bool redefines_devices(Object resources)
{
    Object spaces = resources.isDictionary() ? resources.getKey("/ColorSpace") : Object::newNull();
    return spaces.isDictionary() &&
           (spaces.hasKey("/DefaultGray") || spaces.hasKey("/DefaultRGB") || spaces.hasKey("/DefaultCMYK"));
}

Blending::Mode Blending::mode_of(Object blend)
{
    const auto one = [](Object mode) {
        if (in(name_value(mode), {"/Normal", "/Compatible"})) return Mode::normal;
        return in(name_value(mode), {"/Multiply", "/Darken"}) ? Mode::darkening : Mode::other;
    };
    if (!blend.isArray()) return one(blend);
    // Each reader takes the first that it knows, or the first at all.
    const auto modes = items(blend);
    const Mode first = modes.empty() ? Mode::other : one(modes.front());
    return std::all_of(modes.begin(), modes.end(), [&](const Object& mode) { return one(mode) == first; })
               ? first
               : Mode::other;
}

void Blending::set(Object settings)
{
    if (settings.hasKey("/BM")) own_ = mode_of(settings.getKey("/BM"));
    for (const char* key : {"/TR", "/TR2"})
        if (settings.hasKey(key)) transfer_ = !in(name_value(settings.getKey(key)), {"/Identity", "/Default"});
}

Blending::Mode Blending::joined() const
{
    if (group_ == Mode::normal) return isolated_ ? Mode::normal : own_;
    if (own_ == Mode::normal) return group_;
    return own_ == Mode::darkening ? group_ : Mode::other;
}

Blend Blending::blend() const
{
    return joined() == Mode::darkening && !transfer_ ? Blend::darkens : Blend::covers;
}

void Blending::enter_group(Object group, double opacity)
{
    group_ = joined();
    group_opacity_ *= opacity;
    own_ = Mode::normal;
    Object isolated = group.getKey("/I"), knockout = group.getKey("/K");
    const auto is_set = [](Object flag) { return !flag.isNull() && !(flag.isBool() && !flag.getBoolValue()); };
    isolated_ = isolated_ || is_set(isolated) || is_set(knockout);
}

}  // namespace chamber::inspect
