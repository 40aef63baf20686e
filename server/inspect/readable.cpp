#include "server/inspect/readable.hpp"

#include "protocol/text.hpp"

#include <boost/mp11.hpp>

#include <type_traits>

namespace chamber::inspect {
namespace {

constexpr std::size_t character_bytes_max = 4;

template <class T>
void clean(T& value)
{
    if constexpr (std::is_same_v<T, std::string>) {
        value = readable(value);
    } else if constexpr (std::is_arithmetic_v<T> || std::is_enum_v<T>) {
        return;
    } else if constexpr (requires { typename T::value_type; }) {
        if constexpr (!std::is_arithmetic_v<typename T::value_type>)
            for (auto& element : value) clean(element);
    } else {
        using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
        boost::mp11::mp_for_each<Members>([&](auto member) { clean(value.*member.pointer); });
    }
}

}  // namespace

std::string readable(std::string_view bytes)
{
    std::string text = cleaned_text(bytes.substr(0, 8 * readable_bytes_max), readable_bytes_max + character_bytes_max);
    return text.size() <= readable_bytes_max ? text : cleaned_text(text, readable_bytes_max) + "…";
}

void make_readable(SignatureReport& report)
{
    clean(report);
}

}  // namespace chamber::inspect
