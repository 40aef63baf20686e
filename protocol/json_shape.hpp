// How a described struct, enum, variant, list or optional looks in JSON. Internal to codec.cpp and the TypeScript
// generator.
//
// One specialisation per shape, not per message: a struct becomes a table of {name, optional, read, write} whose loops
// are compiled once (json_shape.cpp). Reading goes by Boost.JSON's tree, stops at the first fault and remembers where
// it was; writing appends to one text, letter for letter what Boost.JSON would make of such a tree.
#pragma once

#include "protocol/error.hpp"
#include "protocol/ids.hpp"

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>

#include <charconv>
#include <cmath>
#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace chamber::json_shape {

namespace json = boost::json;
namespace describe = boost::describe;
namespace mp11 = boost::mp11;

// The largest integer that JavaScript represents exactly.
inline constexpr std::int64_t integer_max = 9'007'199'254'740'991;

// The place being read, and the first fault met.
class Reader {
public:
    bool fault(ErrorCode code, std::string detail);
    void enter(std::string_view key);  // which outlives the reading
    void enter(std::size_t index);
    void leave();
    const std::optional<Error>& error() const { return error_; }

private:
    struct Step {
        std::string_view key;
        std::optional<std::size_t> index = std::nullopt;
    };
    std::vector<Step> path_;
    std::optional<Error> error_;
};

const char* kind_name(const json::value& value);

// In quotes, with escapes.
void write_text(std::string_view value, std::string& text);
// The shortest digits that mean the same number, as in 5.95E2.
void write_number(double value, std::string& text);
// Every item behind the opening bracket left a comma behind it.
void end_list(std::string& text, char bracket);

template <class T>
concept Described = describe::has_describe_members<T>::value && std::is_class_v<T>;
template <class T>
concept DescribedEnum = describe::has_describe_enumerators<T>::value;
template <class T>
concept Tagged = Described<T> && requires
{
    {
        T::type
        } -> std::convertible_to<std::string_view>;
};
template <class T>
using Members = describe::describe_members<T, describe::mod_public | describe::mod_inherited>;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

template <class T>
struct Shape;

template <>
struct Shape<bool> {
    static bool read(bool& out, const json::value& value, Reader& reader);
    static void write(bool value, std::string& text) { text += value ? "true" : "false"; }
};

template <>
struct Shape<double> {
    static bool read(double& out, const json::value& value, Reader& reader);
    static void write(double value, std::string& text) { write_number(value, text); }
};

template <>
struct Shape<std::string> {
    static bool read(std::string& out, const json::value& value, Reader& reader);
    static void write(const std::string& value, std::string& text) { write_text(value, text); }
};

template <class Noun>
struct Shape<Id<Noun>> {
    static bool read(Id<Noun>& out, const json::value& value, Reader& reader)
    {
        if (!Shape<std::string>::read(out.value, value, reader)) return false;
        if (!out.value.empty() && !is_id(out.value)) return reader.fault(ErrorCode::out_of_range, "not an id");
        return true;
    }
    static void write(const Id<Noun>& id, std::string& text) { write_text(id.value, text); }
};

template <std::integral T>
requires(!std::same_as<T, bool>) struct Shape<T> {
    static bool read(T& out, const json::value& value, Reader& reader)
    {
        if (!value.is_number())
            return reader.fault(ErrorCode::wrong_type, std::string("integer expected, got ") + kind_name(value));
        json::error_code failed;
        out = value.to_number<T>(failed);
        if (failed)
            return reader.fault(value.is_double() ? ErrorCode::wrong_type : ErrorCode::out_of_range,
                                "integer expected");
        if constexpr (sizeof(T) == 8)
            if (std::cmp_greater(out, integer_max) || std::cmp_less(out, -integer_max))
                return reader.fault(ErrorCode::out_of_range, "beyond 2^53");
        return true;
    }
    static void write(T value, std::string& text)
    {
        char digits[24];
        text.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
    }
};

template <DescribedEnum T>
struct Shape<T> {
    static bool read(T& out, const json::value& value, Reader& reader)
    {
        const auto* text = value.if_string();
        if (!text) return reader.fault(ErrorCode::wrong_type, std::string("string expected, got ") + kind_name(value));
        if (!describe::enum_from_string(std::string(*text).c_str(), out))
            return reader.fault(ErrorCode::unknown_value, std::string(*text));
        return true;
    }
    static void write(T value, std::string& text) { write_text(describe::enum_to_string(value, ""), text); }
};

template <class T>
struct Shape<std::optional<T>> {
    static bool read(std::optional<T>& out, const json::value& value, Reader& reader)
    {
        if (value.is_null()) {
            out.reset();
            return true;
        }
        return Shape<T>::read(out.emplace(), value, reader);
    }
    static void write(const std::optional<T>& value, std::string& text)
    {
        if (value)
            Shape<T>::write(*value, text);
        else
            text += "null";
    }
};

template <class T>
struct Shape<std::vector<T>> {
    static bool read(std::vector<T>& out, const json::value& value, Reader& reader)
    {
        const auto* array = value.if_array();
        if (!array) return reader.fault(ErrorCode::wrong_type, std::string("array expected, got ") + kind_name(value));
        out.clear();
        out.reserve(array->size());
        for (std::size_t i = 0; i < array->size(); ++i) {
            reader.enter(i);
            if (!Shape<T>::read(out.emplace_back(), (*array)[i], reader)) return false;
            reader.leave();
        }
        return true;
    }
    static void write(const std::vector<T>& values, std::string& text)
    {
        text += '[';
        for (const T& value : values) {
            Shape<T>::write(value, text);
            text += ',';
        }
        end_list(text, ']');
    }
};

struct Field {
    const char* name;
    bool optional;
    bool (*read)(void* object, const json::value& value, Reader& reader);
    bool (*write)(const void* object, std::string& text);  // false: absent, nothing was written
};

struct FieldTable {
    const Field* fields;
    std::size_t count;
    const char* tag;  // the value of "type", or null
};

bool read_fields(void* object, const FieldTable& table, const json::value& value, Reader& reader);
void write_fields(const void* object, const FieldTable& table, std::string& text);

template <class T, auto Pointer>
bool read_field(void* object, const json::value& value, Reader& reader)
{
    auto& member = static_cast<T*>(object)->*Pointer;
    return Shape<std::remove_cvref_t<decltype(member)>>::read(member, value, reader);
}

template <class T, auto Pointer>
bool write_field(const void* object, std::string& text)
{
    const auto& member = static_cast<const T*>(object)->*Pointer;
    using M = std::remove_cvref_t<decltype(member)>;
    if constexpr (is_optional<M>)
        if (!member) return false;
    Shape<M>::write(member, text);
    return true;
}

template <class T, class List>
struct Table;
template <class T, template <class...> class List, class... D>
struct Table<T, List<D...>> {
    static constexpr std::size_t count = sizeof...(D);
    static constexpr Field fields[count + 1] = {
        {D::name, is_optional<std::remove_cvref_t<decltype(std::declval<T&>().*D::pointer)>>,
         &read_field<T, D::pointer>, &write_field<T, D::pointer>}...,
        {nullptr, true, nullptr, nullptr}};
};

template <Described T>
struct Shape<T> {
    static constexpr FieldTable table()
    {
        using Fields = Table<T, Members<T>>;
        if constexpr (Tagged<T>)
            return {Fields::fields, Fields::count, T::type};
        else
            return {Fields::fields, Fields::count, nullptr};
    }
    static bool read(T& out, const json::value& value, Reader& reader)
    {
        return read_fields(&out, table(), value, reader);
    }
    static void write(const T& value, std::string& text) { write_fields(&value, table(), text); }
};

// The value of "type", or null after a fault.
const json::string* read_tag(const json::value& value, Reader& reader);

template <Tagged... T>
struct Shape<std::variant<T...>> {
    using Variant = std::variant<T...>;

    template <class Alternative>
    static bool read_as(Variant& out, const json::value& value, Reader& reader)
    {
        return Shape<Alternative>::read(out.template emplace<Alternative>(), value, reader);
    }
    static bool read(Variant& out, const json::value& value, Reader& reader)
    {
        const json::string* tag = read_tag(value, reader);
        if (!tag) return false;
        struct Alternative {
            std::string_view type;
            bool (*read)(Variant&, const json::value&, Reader&);
        };
        static constexpr Alternative alternatives[] = {{T::type, &read_as<T>}...};
        for (const Alternative& alternative : alternatives)
            if (alternative.type == std::string_view(*tag)) return alternative.read(out, value, reader);
        reader.enter("type");
        return reader.fault(ErrorCode::unknown_type, std::string(*tag));
    }
    static void write(const Variant& value, std::string& text)
    {
        std::visit([&text]<class A>(const A& alternative) { Shape<A>::write(alternative, text); }, value);
    }
};

}  // namespace chamber::json_shape
