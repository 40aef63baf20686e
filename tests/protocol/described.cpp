#include "tests/protocol/described.hpp"

#include "protocol/json_shape.hpp"
#include "protocol/message.hpp"

namespace chamber {
namespace {

using namespace json_shape;

template <class T>
std::string name_of()
{
    if constexpr (Tagged<T>) {
        return T::type;
    } else {
        std::string_view text = __PRETTY_FUNCTION__;  // "… [with T = chamber::Change; …"
        text.remove_prefix(text.find("T = ") + 4);
        text = text.substr(0, text.find_first_of(";]"));
        return std::string(text.substr(text.rfind(':') + 1));
    }
}

// The type's text in a table; what the type is made of is added to `found`.
template <class T>
struct Type;

template <>
struct Type<bool> {
    static std::string text(DescribedProtocol&) { return "boolean"; }
};
template <>
struct Type<double> {
    static std::string text(DescribedProtocol&) { return "number"; }
};
template <>
struct Type<std::string> {
    static std::string text(DescribedProtocol&) { return "text"; }
};
template <class Noun>
struct Type<Id<Noun>> {
    static std::string text(DescribedProtocol&) { return "id"; }
};
template <std::integral T>
requires(!std::same_as<T, bool>) struct Type<T> {
    static std::string text(DescribedProtocol&) { return "integer"; }
};
template <class T>
struct Type<std::optional<T>> {
    static std::string text(DescribedProtocol& found) { return Type<T>::text(found) + ", optional"; }
};
template <class T>
struct Type<std::vector<T>> {
    static std::string text(DescribedProtocol& found) { return "list of " + Type<T>::text(found); }
};

template <class... T>
struct Type<std::variant<T...>> {
    static std::string text(DescribedProtocol& found)
    {
        (Type<T>::text(found), ...);
        return std::is_same_v<std::variant<T...>, Entity> ? "entity" : "command";
    }
};

template <DescribedEnum T>
struct Type<T> {
    static std::string text(DescribedProtocol& found)
    {
        std::vector<std::string> words;
        mp11::mp_for_each<describe::describe_enumerators<T>>([&](auto word) { words.emplace_back(word.name); });
        found.enumerations[name_of<T>()] = std::move(words);
        return name_of<T>();
    }
};

template <Described T>
struct Type<T> {
    static std::string text(DescribedProtocol& found)
    {
        const std::string name = name_of<T>();
        if (found.structs.contains(name)) return name;
        found.structs[name].tagged = Tagged<T>;
        DescribedStruct described;
        described.tagged = Tagged<T>;
        mp11::mp_for_each<describe::describe_bases<T, describe::mod_public>>(
            [&]<class Base>(Base) { described.parts_of.push_back(Type<typename Base::type>::text(found)); });
        mp11::mp_for_each<describe::describe_members<T, describe::mod_public>>([&](auto member) {
            using M = std::remove_cvref_t<decltype(std::declval<T&>().*member.pointer)>;
            described.fields.emplace_back(member.name, Type<M>::text(found));
        });
        found.structs[name] = std::move(described);
        return name;
    }
};

}  // namespace

DescribedProtocol described_protocol()
{
    DescribedProtocol found;
    Type<FromDevice>::text(found);
    Type<ToDevice>::text(found);
    return found;
}

}  // namespace chamber
