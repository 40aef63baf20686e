// How a described struct, enum, variant, list or optional looks in JSON. Internal to codec.cpp and the TypeScript
// generator.
//
// One specialisation per shape, not per message: a struct becomes a table of {name, optional, read, write} whose loops
// are compiled once (json_shape.cpp). Reading stops at the first fault and remembers where it was.
#pragma once

#include "protocol/error.hpp"
#include "protocol/ids.hpp"

#include <boost/describe.hpp>
#include <boost/json/value.hpp>
#include <boost/mp11.hpp>

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
    void enter(std::string_view key);
    void enter(std::size_t index);
    void leave();
    const std::optional<Error>& error() const { return error_; }

private:
    std::vector<std::string> path_;
    std::optional<Error> error_;
};

const char* kind_name(const json::value& value);

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
    static json::value write(bool value) { return value; }
};

template <>
struct Shape<double> {
    static bool read(double& out, const json::value& value, Reader& reader);
    static json::value write(double value) { return value; }
};

template <>
struct Shape<std::string> {
    static bool read(std::string& out, const json::value& value, Reader& reader);
    static json::value write(const std::string& value) { return json::value(value); }
};

template <class Noun>
struct Shape<Id<Noun>> {
    static bool read(Id<Noun>& out, const json::value& value, Reader& reader)
    {
        if (!Shape<std::string>::read(out.value, value, reader)) return false;
        if (!out.value.empty() && !is_id(out.value)) return reader.fault(ErrorCode::out_of_range, "not an id");
        return true;
    }
    static json::value write(const Id<Noun>& id) { return json::value(id.value); }
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
    static json::value write(T value) { return value; }
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
    static json::value write(T value) { return json::value(describe::enum_to_string(value, "")); }
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
    static json::value write(const std::optional<T>& value)
    {
        return value ? Shape<T>::write(*value) : json::value(nullptr);
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
    static json::value write(const std::vector<T>& values)
    {
        json::array array;
        array.reserve(values.size());
        for (const T& value : values) array.push_back(Shape<T>::write(value));
        return array;
    }
};

struct Field {
    const char* name;
    bool optional;
    bool (*read)(void* object, const json::value& value, Reader& reader);
    bool (*write)(const void* object, json::value& out);  // false: absent
};

struct FieldTable {
    const Field* fields;
    std::size_t count;
    const char* tag;  // the value of "type", or null
};

bool read_fields(void* object, const FieldTable& table, const json::value& value, Reader& reader);
json::value write_fields(const void* object, const FieldTable& table);

template <class T, auto Pointer>
bool read_field(void* object, const json::value& value, Reader& reader)
{
    auto& member = static_cast<T*>(object)->*Pointer;
    return Shape<std::remove_cvref_t<decltype(member)>>::read(member, value, reader);
}

template <class T, auto Pointer>
bool write_field(const void* object, json::value& out)
{
    const auto& member = static_cast<const T*>(object)->*Pointer;
    using M = std::remove_cvref_t<decltype(member)>;
    if constexpr (is_optional<M>)
        if (!member) return false;
    out = Shape<M>::write(member);
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
    static json::value write(const T& value) { return write_fields(&value, table()); }
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
    static json::value write(const Variant& value)
    {
        return std::visit([]<class A>(const A& alternative) { return Shape<A>::write(alternative); }, value);
    }
};

}  // namespace chamber::json_shape
