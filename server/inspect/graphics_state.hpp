// What a content stream's operators set for those that paint: colours, opacity, blending. Internal to
// content_marks.cpp.
//
// Blending is known by what it does to letters. Multiplying and darkening keep as much of a letter's contrast as their
// colour lets through, which is what a highlighter does; every other mode can make letter and ground equal, and is
// taken for a plain sheet. Source: ISO 32000-2 §11.3.5, §11.6.6: a group begins with a state of its own and is blended
// as a whole, and inside an isolated one there is nothing to darken.
#pragma once

#include "server/inspect/object_values.hpp"

#include <array>
#include <span>
#include <string>

namespace chamber::inspect {

using Colour = std::array<float, 3>;  // red, green, blue; 0 is dark
inline constexpr Colour black{0, 0, 0};

enum class Blend { covers, darkens };

// With as many components as the space has; 1, 3 and 4 are told, others are black, the darkest that they can be.
Colour colour_of(std::span<const double> components);

// A space of numbers that say what is seen: a device's, or one with a profile. By its name, or as the resources know
// it.
bool is_plain_space(const std::string& name, Object resources);
// … unless the resources make something else of a device's.
bool redefines_devices(Object resources);

struct Ink {
    Colour colour = black;
    double opacity = 1;
    bool plain = true;  // false: of a space whose numbers say nothing here
};

class Blending {
public:
    // An ExtGState.
    void set(Object settings);
    Blend blend() const;
    // What a form's own group makes of it, and the opacity it is painted with.
    void enter_group(Object group, double opacity);
    double group_opacity() const { return group_opacity_; }

private:
    enum class Mode { normal, darkening, other };
    static Mode mode_of(Object blend);
    Mode joined() const;

    Mode own_ = Mode::normal;
    Mode group_ = Mode::normal;
    bool isolated_ = false;
    bool transfer_ = false;  // a function may turn colours around
    double group_opacity_ = 1;
};

}  // namespace chamber::inspect
