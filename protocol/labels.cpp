#include "protocol/labels.hpp"

#include "protocol/vietnamese.hpp"

namespace chamber {

std::string in_sentence(std::string_view label)
{
    auto letters = vietnamese::code_points(label);
    if (!letters.empty()) letters.front() = vietnamese::lower(letters.front());
    return vietnamese::utf8(letters);
}

}  // namespace chamber
