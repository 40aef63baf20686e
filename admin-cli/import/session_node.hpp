// One place in a session file: a JSON value, its pointer, and all faults met anywhere. Internal to the reader.
//
// Reading never stops: after a fault the answer is an empty value, and every other fault of the file is found as well.
// One place has one fault, the first that was met there: what follows from it is not told.
#pragma once

#include "protocol/error.hpp"
#include "protocol/ids.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace chamber::admin {

class Node {
public:
    // Error::detail: the sentence, in Vietnamese.
    struct Reading {
        std::vector<Error> faults;
        std::set<std::string> places;
    };

    Node(const boost::json::value& value, std::string where, Reading& reading)
        : value_(&value),
          where_(std::move(where)),
          reading_(&reading)
    {
    }

    // Fault: missing_field.
    Node at(std::string_view key) const;
    // Nothing when absent or null.
    std::optional<Node> maybe(std::string_view key) const;
    std::vector<Node> items() const;
    // Fault: unknown_field for any key not among these.
    const Node& only(std::initializer_list<std::string_view> keys) const;

    // Faults: wrong_type, and out_of_range, unknown_value where a form is asked for.
    std::string text() const;
    std::string date() const;    // ISO
    std::string time() const;    // RFC 3339, made UTC
    std::int32_t count() const;  // 0 … 1,000,000
    double number() const;
    bool flag() const;
    template <class Noun>
    Noun id() const
    {
        return Noun(id_text());
    }
    // One of the words, as its value.
    template <class Value>
    Value word(std::initializer_list<std::pair<std::string_view, Value>> words) const
    {
        const std::string spoken = text();
        for (const auto& [name, value] : words) {
            if (name == spoken) return value;
        }
        if (!has_fault()) {
            std::string known;
            for (const auto& [name, value] : words) known += (known.empty() ? "“" : ", “") + std::string(name) + "”";
            fault(ErrorCode::unknown_value, "“" + spoken + "” không dùng được ở đây; chọn một trong: " + known);
        }
        return {};
    }

    void fault(ErrorCode code, std::string sentence) const;
    bool has_fault() const { return reading_->places.contains(where_); }
    const std::string& where() const { return where_; }

private:
    std::string id_text() const;

    const boost::json::value* value_;
    std::string where_;
    Reading* reading_;
};

std::optional<std::string> maybe_text(const Node& node, std::string_view key);

template <class Noun>
std::optional<Noun> maybe_id(const Node& node, std::string_view key)
{
    const auto found = node.maybe(key);
    return found ? std::optional<Noun>(found->id<Noun>()) : std::nullopt;
}

template <class Noun>
std::vector<Noun> ids(const Node& node)
{
    std::vector<Noun> result;
    for (const Node& item : node.items()) result.push_back(item.id<Noun>());
    return result;
}

}  // namespace chamber::admin
