#include "server/inspect/readable.hpp"

#include <boost/mp11.hpp>

#include <type_traits>

namespace chamber::inspect {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD", ellipsis = "…";

// Octets of the character that `bytes` begins with; 0 when they begin with none. Source: RFC 3629 §4.
std::size_t character_length(std::string_view bytes)
{
    const auto at = [&](std::size_t i) { return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0U; };
    const auto follows = [&](std::size_t i) { return (at(i) & 0xC0) == 0x80; };
    const unsigned first = at(0), second = at(1);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool overlong = first == 0xE0 && second < 0xA0, surrogate = first == 0xED && second > 0x9F;
        return follows(1) && follows(2) && !overlong && !surrogate ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool overlong = first == 0xF0 && second < 0x90, beyond = first == 0xF4 && second > 0x8F;
        return follows(1) && follows(2) && follows(3) && !overlong && !beyond ? 4 : 0;
    }
    return 0;
}

template <class T>
void clean(T& value)
{
    if constexpr (std::is_same_v<T, std::string>) {
        value = readable(value);
    } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
        return;
    } else if constexpr (requires { typename T::value_type; }) {
        if constexpr (!std::is_arithmetic_v<typename T::value_type>)
            for (auto& element : value)
                clean(element);
    } else {
        using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
        boost::mp11::mp_for_each<Members>([&](auto member) { clean(value.*member.pointer); });
    }
}

}  // namespace

std::string readable(std::string_view bytes)
{
    std::string text;
    while (!bytes.empty()) {
        const std::size_t length = character_length(bytes);
        const std::string_view next = length > 0 ? bytes.substr(0, length) : replacement;
        if (text.size() + next.size() > readable_bytes_max) return text + std::string(ellipsis);
        text += next;
        bytes.remove_prefix(length > 0 ? length : 1);
    }
    return text;
}

void make_readable(SignatureReport& report)
{
    clean(report);
}

}  // namespace chamber::inspect
