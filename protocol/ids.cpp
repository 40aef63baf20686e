#include "protocol/ids.hpp"

#include <algorithm>

namespace chamber {

bool is_id(std::string_view text)
{
    constexpr std::size_t chars_max = 128;  // "<device>/<sha256>" is the longest made here
    const auto allowed = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '.' || c == '_' ||
               c == ':' || c == '-' || c == '/';
    };
    return !text.empty() && text.size() <= chars_max && std::all_of(text.begin(), text.end(), allowed);
}

}  // namespace chamber
