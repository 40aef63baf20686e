#include "server/inspect/signature_widgets.hpp"

#include "server/inspect/page_changes.hpp"

#include <algorithm>
#include <array>

namespace chamber::inspect {
namespace {

constexpr int field_depth_max = 32;
constexpr int widget_depth_max = 2;

bool is_invisible_at(Object widget, int depth)
{
    if (depth > widget_depth_max) return false;
    if (const auto kids = items(widget.getKey("/Kids")); !kids.empty())
        return std::all_of(kids.begin(), kids.end(),
                           [&](const Object& kid) { return is_invisible_at(kid, depth + 1); });
    Object rectangle = widget.getKey("/Rect");
    if (!rectangle.isArray() || rectangle.getArrayNItems() != 4) return true;
    std::array<double, 4> side{};
    for (int i = 0; i < 4; ++i)
        side[static_cast<std::size_t>(i)] =
            rectangle.getArrayItem(i).isNumber() ? rectangle.getArrayItem(i).getNumericValue() : 0;
    return side[0] == side[2] || side[1] == side[3];
}

// Free text or a stamp draws without any picture, whatever else it calls itself.
bool is_widget(Object field)
{
    return !field.hasKey("/Subtype") || name_value(field.getKey("/Subtype")) == "/Widget";
}

bool has_picture_at(Object field, int depth)
{
    if (depth > field_depth_max) return true;  // kids may go round in a circle
    if (field.hasKey("/AP")) return true;
    Object look = field.getKey("/MK");
    if (look.isDictionary() && look.hasKey("/BG")) return true;
    for (auto kid : items(field.getKey("/Kids")))
        if (kid.isDictionary() && has_picture_at(kid, depth + 1)) return true;
    return false;
}

}  // namespace

bool is_invisible(Object field)
{
    return is_invisible_at(field, 0);
}

bool has_signature(Object field)
{
    Object value = field.getKey("/V");
    if (!value.isDictionary()) return false;
    Object contents = value.getKey("/Contents");
    return contents.isString() && contents.getStringValue().find_first_not_of('\0') != std::string::npos;
}

bool is_plain_signature_field(Object field)
{
    if (starts_something(field) || !is_widget(field)) return false;
    for (auto kid : items(field.getKey("/Kids")))
        if (!kid.isDictionary() || kid.hasKey("/T") || kid.hasKey("/Kids") || kid.hasKey("/FT") ||
            starts_something(kid) || !is_widget(kid))
            return false;
    return true;
}

bool has_picture(Object field)
{
    return has_picture_at(field, 0);
}

bool is_time_stamp(Object field)
{
    Object value = field.getKey("/V");
    return value.isDictionary() && name_value(value.getKey("/SubFilter")) == "/ETSI.RFC3161";
}

}  // namespace chamber::inspect
