#include "protocol/device_label.hpp"

#include "protocol/vietnamese.hpp"

#include <algorithm>

namespace chamber {
namespace {

vietnamese::Text folded(std::string_view label)
{
    vietnamese::Text text = vietnamese::upper(vietnamese::normalised(label));
    while (!text.empty() && text.back() == U' ') text.pop_back();
    text.erase(0, text.find_first_not_of(U' ') == vietnamese::Text::npos ? text.size() : text.find_first_not_of(U' '));
    return text;
}

bool is_free(std::span<const Device> devices, std::string_view label)
{
    return std::ranges::none_of(devices, [&](const Device& device) { return same_label(device.label, label); });
}

}  // namespace

bool same_label(std::string_view a, std::string_view b)
{
    return folded(a) == folded(b);
}

std::string next_free_label(std::span<const Device> devices, DeviceKind kind)
{
    for (std::size_t number = 1;; ++number) {
        const std::string digits = std::to_string(number);
        std::string label =
            kind == DeviceKind::desktop ? "Máy bàn " + digits : (digits.size() < 2 ? "MTB-0" : "MTB-") + digits;
        if (is_free(devices, label)) return label;
    }
}

std::string numbered_label(std::span<const Device> devices, std::string_view wanted)
{
    std::string label{wanted};
    for (std::size_t number = 2; !is_free(devices, label); ++number)
        label = std::string(wanted) + " " + std::to_string(number);
    return label;
}

}  // namespace chamber
