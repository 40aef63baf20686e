#include "tests/simulation/network/wire_text.hpp"

#include "protocol/codec.hpp"
#include "protocol/error.hpp"

#include <charconv>

namespace chamber::simulation {
namespace {

// Behind the value that begins at `at`.
std::size_t end_of_value(std::string_view text, std::size_t at)
{
    int depth = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '"') {
            for (++at; at < text.size() && text[at] != '"'; ++at)
                if (text[at] == '\\') ++at;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if (c == '}' || c == ']') {
            if (depth == 0) return at;
            --depth;
        } else if (c == ',' && depth == 0) {
            return at;
        }
    }
    return at;
}

}  // namespace

void each_field(std::string_view object, const std::function<void(std::string_view, std::string_view)>& visit)
{
    MUST(object.size() >= 2 && object.front() == '{');
    for (std::size_t at = 1; at < object.size() && object[at] == '"';) {
        const std::size_t name_end = object.find('"', at + 1);
        MUST(name_end != std::string_view::npos && object[name_end + 1] == ':');
        const std::size_t end = end_of_value(object, name_end + 2);
        visit(object.substr(at + 1, name_end - at - 1), object.substr(name_end + 2, end - name_end - 2));
        at = end + 1;
    }
}

void each_element(std::string_view array, const std::function<void(std::string_view)>& visit)
{
    MUST(array.size() >= 2 && array.front() == '[');
    for (std::size_t at = 1; at < array.size() - 1;) {
        const std::size_t end = end_of_value(array, at);
        visit(array.substr(at, end - at));
        at = end + 1;
    }
}

std::string_view field_of(std::string_view object, std::string_view name)
{
    std::string_view found;
    each_field(object, [&](std::string_view each, std::string_view value) {
        if (each == name) found = value;
    });
    return found;
}

std::string_view unquoted(std::string_view value)
{
    if (value.size() < 2 || value.front() != '"') return {};
    return value.substr(1, value.size() - 2);
}

std::int64_t number_of(std::string_view value)
{
    std::int64_t number = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    MUST(read.ec == std::errc());
    return number;
}

bool is_message(std::string_view text, std::string_view type)
{
    constexpr std::string_view begin = R"({"type":")";
    return text.starts_with(begin) && text.substr(begin.size()).starts_with(type) &&
           text.substr(begin.size() + type.size()).starts_with('"');
}

ChangeText read_change(std::string_view text)
{
    ChangeText change;
    change.text = text;
    each_field(text, [&](std::string_view name, std::string_view value) {
        if (name == "seq")
            change.seq = number_of(value);
        else if (name == "entity_type")
            change.type = unquoted(value);
        else if (name == "id")
            change.id = unquoted(value);
        else if (name == "scope")
            change.scope = unquoted(value);
        else if (name == "entity")
            change.entity = value;
    });
    return change;
}

SharedBatch BatchReader::read(const net::SharedBytes& text)
{
    if (const auto found = known_.find(text.get()); found != known_.end()) return found->second;
    if (known_.size() > 512) known_.clear();
    auto batch = std::make_shared<BatchText>();
    batch->owner = text;
    each_field(*text, [&](std::string_view name, std::string_view value) {
        if (name == "prev")
            batch->prev = number_of(value);
        else if (name == "upto")
            batch->upto = number_of(value);
        else if (name == "snapshot")
            batch->snapshot = value == "true";
        else if (name == "items")
            each_element(value, [&](std::string_view item) { batch->items.push_back(read_change(item)); });
    });
    known_.emplace(text.get(), batch);
    return batch;
}

std::shared_ptr<const Batch> BatchReader::decode(const net::SharedBytes& text)
{
    if (const auto found = decoded_.find(text.get()); found != decoded_.end()) return found->second.batch;
    if (decoded_.size() > 512) decoded_.clear();
    auto message = decode_to_device(*text);
    MUST(message.has_value());
    auto batch = std::make_shared<const Batch>(std::get<Batch>(std::move(*message)));
    decoded_.emplace(text.get(), Decoded{text, batch});
    return batch;
}

}  // namespace chamber::simulation
