// What the child says to the parent: typed records with a length, and how a described struct becomes one.
//
// Shape: u32 type, u32 length (both little endian), then `length` bytes. A struct is its members in order: integers and
// enums 8 bytes, a bool 1, a double 8 (IEEE 754), a string or a list u32 count and then its bytes or elements, what may
// be missing a bool and then, if it is there, itself. No versions: both ends are built together. The reader trusts
// nothing: a length that passes the end, an enum without a name, a bool that is neither 0 nor 1, a byte left over, all
// make the whole record unreadable.
#pragma once

#include "protocol/inspection.hpp"

#include <boost/describe.hpp>
#include <boost/mp11.hpp>

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace chamber::inspect {

enum class RecordType : std::uint32_t {
    page = 1,
    text = 2,
    preview = 3,
    report = 4,
    failure = 5,
    done = 6,
    walls = 7,
    remark = 8,
    words = 9,
    looks = 10
};

inline constexpr std::size_t record_head_bytes = 8;
// An empty text takes eight times as much room as its record.
inline constexpr std::uint64_t list_elements_max = 65'536;

// What a failure record carries: the code's name as error_name() gives it, and words for the log.
struct Failure {
    std::string code;
    std::string detail;
};
BOOST_DESCRIBE_STRUCT(Failure, (), (code, detail))

// Of the file and its pages, told once.
struct FileLook {
    bool foreword = false;  // foreign bytes before "%PDF-"
    std::vector<PageLook> pages;
};
BOOST_DESCRIBE_STRUCT(FileLook, (), (foreword, pages))

class RecordWriter {
public:
    template <class T>
    void put(const T& value)
    {
        if constexpr (std::is_same_v<T, std::string>) {
            put_count(value.size());
            bytes_ += value;
        } else if constexpr (std::is_same_v<T, bool>) {
            bytes_ += value ? '\1' : '\0';
        } else if constexpr (std::is_same_v<T, double>) {
            put_fixed(std::bit_cast<std::uint64_t>(value), 8);
        } else if constexpr (std::is_integral_v<T> || std::is_enum_v<T>) {
            put_fixed(static_cast<std::uint64_t>(static_cast<std::int64_t>(value)), 8);
        } else if constexpr (requires { value.has_value(); }) {
            put(value.has_value());
            if (value) put(*value);
        } else if constexpr (requires { typename T::value_type; }) {
            put_count(value.size());
            for (const auto& element : value) put(element);
        } else {
            using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
            boost::mp11::mp_for_each<Members>([&](auto member) { put(value.*member.pointer); });
        }
    }

    std::string take() { return std::move(bytes_); }

private:
    void put_count(std::size_t count) { put_fixed(count, 4); }
    void put_fixed(std::uint64_t value, int width)
    {
        for (int i = 0; i < width; ++i) bytes_ += static_cast<char>(value >> (8 * i));
    }

    std::string bytes_;
};

class RecordReader {
public:
    explicit RecordReader(std::string_view bytes) : rest_(bytes) {}

    // False: the bytes are not a T; `value` is then half filled and must not be used.
    template <class T>
    bool take(T& value)
    {
        if constexpr (std::is_same_v<T, std::string>) {
            std::uint64_t count = 0;
            if (!take_fixed(count, 4) || count > rest_.size()) return false;
            value.assign(rest_.substr(0, count));
            rest_.remove_prefix(count);
            return true;
        } else if constexpr (std::is_same_v<T, bool>) {
            std::uint64_t raw = 0;
            if (!take_fixed(raw, 1) || raw > 1) return false;
            value = raw == 1;
            return true;
        } else if constexpr (std::is_same_v<T, double>) {
            std::uint64_t raw = 0;
            if (!take_fixed(raw, 8)) return false;
            value = std::bit_cast<double>(raw);
            return true;
        } else if constexpr (std::is_enum_v<T>) {
            std::uint64_t raw = 0;
            return take_fixed(raw, 8) && named(raw, value);
        } else if constexpr (std::is_integral_v<T>) {
            std::uint64_t raw = 0;
            if (!take_fixed(raw, 8)) return false;
            value = static_cast<T>(raw);
            return static_cast<std::uint64_t>(static_cast<std::int64_t>(value)) == raw;
        } else if constexpr (requires { value.has_value(); }) {
            bool there = false;
            if (!take(there)) return false;
            value.reset();
            return !there || take(value.emplace());
        } else if constexpr (requires { value.has_value(); }) {
            bool there = false;
            if (!take(there)) return false;
            value.reset();
            return !there || take(value.emplace());
        } else if constexpr (requires { typename T::value_type; }) {
            std::uint64_t count = 0;
            if (!take_fixed(count, 4) || count > rest_.size() || count > list_elements_max) return false;
            value.clear();
            for (std::uint64_t i = 0; i < count; ++i)
                if (!take(value.emplace_back())) return false;
            return true;
        } else {
            bool good = true;
            using Members = boost::describe::describe_members<T, boost::describe::mod_public>;
            boost::mp11::mp_for_each<Members>([&](auto member) { good = good && take(value.*member.pointer); });
            return good;
        }
    }

    bool at_end() const { return rest_.empty(); }

private:
    bool take_fixed(std::uint64_t& value, std::size_t width)
    {
        if (rest_.size() < width) return false;
        value = 0;
        for (std::size_t i = 0; i < width; ++i)
            value |= static_cast<std::uint64_t>(static_cast<unsigned char>(rest_[i])) << (8 * i);
        rest_.remove_prefix(width);
        return true;
    }

    template <class E>
    static bool named(std::uint64_t raw, E& value)
    {
        bool found = false;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto known) {
            if (static_cast<std::uint64_t>(static_cast<std::int64_t>(known.value)) != raw) return;
            value = known.value;
            found = true;
        });
        return found;
    }

    std::string_view rest_;
};

template <class T>
std::string encode_record_body(const T& value)
{
    RecordWriter writer;
    writer.put(value);
    return writer.take();
}

template <class T>
bool decode_record_body(std::string_view bytes, T& value)
{
    RecordReader reader(bytes);
    return reader.take(value) && reader.at_end();
}

}  // namespace chamber::inspect
