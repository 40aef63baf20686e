// Whole numbers as bytes, the least first.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace chamber {

template <class Number>
void put_little_endian(std::string& out, Number value)
{
    for (std::size_t i = 0; i < sizeof value; ++i) out += static_cast<char>(value >> (8 * i) & 0xff);
}

// Of the first bytes; there must be as many as the number has.
template <class Number>
Number get_little_endian(std::string_view bytes)
{
    Number value = 0;
    for (std::size_t i = 0; i < sizeof value; ++i)
        value |= static_cast<Number>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    return value;
}

}  // namespace chamber
