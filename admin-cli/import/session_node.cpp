// The questions of session_node.hpp, answered from Boost.JSON.
#include "admin-cli/import/session_node.hpp"

#include "protocol/calendar.hpp"
#include "protocol/world.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <algorithm>

namespace chamber::admin {
namespace {

namespace json = boost::json;

const json::value nothing;

}  // namespace

void Node::fault(ErrorCode code, std::string sentence) const
{
    if (reading_->places.insert(where_).second) reading_->faults.push_back(fail(code, std::move(sentence), where_));
}

Node Node::at(std::string_view key) const
{
    const Node child(nothing, where_ + "/" + std::string(key), *reading_);
    const auto* object = value_->if_object();
    if (!object) {
        fault(ErrorCode::wrong_type, "ở đây phải là một nhóm trường trong dấu { }");
        reading_->places.insert(child.where_);
        return child;
    }
    const auto* found = object->if_contains(key);
    if (!found) {
        child.fault(ErrorCode::missing_field, "thiếu trường “" + std::string(key) + "”");
        return child;
    }
    return Node(*found, child.where_, *reading_);
}

std::optional<Node> Node::maybe(std::string_view key) const
{
    const auto* object = value_->if_object();
    const auto* found = object ? object->if_contains(key) : nullptr;
    if (!found || found->is_null()) return {};
    return Node(*found, where_ + "/" + std::string(key), *reading_);
}

std::vector<Node> Node::items() const
{
    std::vector<Node> result;
    const auto* array = value_->if_array();
    if (!array) {
        fault(ErrorCode::wrong_type, "ở đây phải là một danh sách trong dấu [ ]");
        return result;
    }
    for (std::size_t i = 0; i < array->size(); ++i)
        result.emplace_back((*array)[i], where_ + "/" + std::to_string(i), *reading_);
    return result;
}

const Node& Node::only(std::initializer_list<std::string_view> keys) const
{
    const auto* object = value_->if_object();
    if (!object) {
        fault(ErrorCode::wrong_type, "ở đây phải là một nhóm trường trong dấu { }");
        return *this;
    }
    for (const auto& member : *object) {
        const std::string_view key = member.key();
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) {
            Node(member.value(), where_ + "/" + std::string(key), *reading_)
                .fault(ErrorCode::unknown_field, "trường lạ “" + std::string(key) + "”; hãy kiểm tra tên trường");
        }
    }
    return *this;
}

std::string Node::text() const
{
    const auto* string = value_->if_string();
    if (!string) fault(ErrorCode::wrong_type, "ở đây phải là chữ trong dấu ngoặc kép");
    return string ? std::string(*string) : std::string();
}

std::string Node::id_text() const
{
    std::string value = text();
    if (!is_id(value))
        fault(ErrorCode::out_of_range, "mã “" + value + "” không hợp lệ: chỉ dùng chữ không dấu, số và . _ : -");
    return value;
}

std::string Node::date() const
{
    std::string value = text();
    if (is_day(value)) return value;
    fault(ErrorCode::out_of_range, "“" + value + "” không phải ngày có thật; hãy ghi như 2026-12-18");
    return {};
}

std::string Node::time() const
{
    const std::string value = text();
    const auto parsed = parse_moment(value);
    if (parsed) return format_utc(*parsed);
    fault(ErrorCode::out_of_range,
          "“" + value + "” không phải ngày giờ có thật; hãy ghi như 2026-12-18T07:30:00+07:00");
    return {};
}

std::int32_t Node::count() const
{
    const auto* integer = value_->if_int64();
    if (!integer) {
        fault(ErrorCode::wrong_type, "ở đây phải là một số nguyên");
        return 0;
    }
    if (*integer < 0 || *integer > 1'000'000) {
        fault(ErrorCode::out_of_range, "số " + std::to_string(*integer) + " nằm ngoài khoảng 0 đến 1.000.000");
        return 0;
    }
    return static_cast<std::int32_t>(*integer);
}

double Node::number() const
{
    if (!value_->is_number()) {
        fault(ErrorCode::wrong_type, "ở đây phải là một số");
        return 0;
    }
    return value_->to_number<double>();
}

bool Node::flag() const
{
    const auto* value = value_->if_bool();
    if (!value) fault(ErrorCode::wrong_type, "ở đây phải là true hoặc false, không có dấu ngoặc kép");
    return value && *value;
}

std::optional<std::string> maybe_text(const Node& node, std::string_view key)
{
    const auto found = node.maybe(key);
    return found ? std::optional<std::string>(found->text()) : std::nullopt;
}

}  // namespace chamber::admin
