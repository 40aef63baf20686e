#include "admin-cli/import/json_places.hpp"

#include <boost/json/stream_parser.hpp>

#include <algorithm>
#include <set>

namespace chamber::admin {

namespace {

namespace json = boost::json;

// Reads a text that is known to be JSON.
class Walk {
public:
    Walk(std::string_view text, std::map<std::string, std::size_t, std::less<>>& offsets,
         std::vector<std::string>& twice)
        : text_(text),
          offsets_(offsets),
          twice_(twice)
    {
        value("");
    }

private:
    void space()
    {
        while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
    }

    bool is(char letter) const { return at_ < text_.size() && text_[at_] == letter; }

    // Between the quotes, escapes as they are: keys of ours have none.
    std::string string()
    {
        const std::size_t begin = ++at_;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2 : 1;
        const std::size_t end = std::min(at_, text_.size());
        at_ = end + 1;
        return std::string(text_.substr(begin, end - begin));
    }

    void value(const std::string& pointer)
    {
        space();
        offsets_.emplace(pointer, at_);
        if (is('{')) return object(pointer);
        if (is('[')) return array(pointer);
        if (is('"')) {
            string();
            return;
        }
        while (at_ < text_.size() && std::string_view(",]} \t\r\n").find(text_[at_]) == std::string_view::npos) ++at_;
    }

    void object(const std::string& pointer)
    {
        std::set<std::string> keys;
        ++at_;
        space();
        while (at_ < text_.size() && !is('}')) {
            const std::size_t key_at = at_;
            const std::string key = string();
            const std::string child = pointer + "/" + key;
            if (!keys.insert(key).second) {
                twice_.push_back(child);
                offsets_.insert_or_assign(child, key_at);
            }
            space();
            ++at_;  // ':'
            value(child);
            separator();
        }
        ++at_;
    }

    void array(const std::string& pointer)
    {
        ++at_;
        space();
        for (std::size_t i = 0; at_ < text_.size() && !is(']'); ++i) {
            value(pointer + "/" + std::to_string(i));
            separator();
        }
        ++at_;
    }

    void separator()
    {
        space();
        if (is(',')) ++at_;
        space();
    }

    std::string_view text_;
    std::map<std::string, std::size_t, std::less<>>& offsets_;
    std::vector<std::string>& twice_;
    std::size_t at_ = 0;
};

// The parser only says "syntax"; what stands around the place says more.
std::string why(const boost::system::error_code& code, std::string_view text, std::size_t offset)
{
    if (code == json::error::incomplete) return "tệp dừng giữa chừng: thiếu dấu đóng } hoặc ], hoặc tệp bị cụt";
    if (code == json::error::extra_data) return "còn chữ thừa sau dấu đóng cuối cùng";
    if (code == json::error::too_deep) return "lồng quá sâu";
    const std::string_view found = text.substr(std::min(offset, text.size()), 3);
    const std::size_t last = offset == 0 ? std::string_view::npos : text.find_last_not_of(" \t\r\n", offset - 1);
    const char before = last == std::string_view::npos ? '\0' : text[last];
    if (found.starts_with('\'') || found == "“" || found == "”" || found == "‘")
        return "dấu ngoặc kép phải là dấu thẳng \" chứ không phải dấu cong hay dấu đơn";
    if (found.starts_with('\n') || found.starts_with('\r') || found.starts_with('\t'))
        return "chữ trong dấu ngoặc kép bị xuống dòng hoặc có dấu tab: có lẽ thiếu dấu ngoặc kép đóng";
    if (before == '\\') return "dấu \\ trong dấu ngoặc kép không đúng chỗ; muốn ghi dấu \\ hãy viết \\\\";
    if (before == ',' && (found.starts_with('}') || found.starts_with(']'))) return "thừa dấu phẩy trước dấu đóng";
    if (before == '"' && found.starts_with('"')) return "thiếu dấu phẩy hoặc dấu hai chấm giữa hai chữ";
    if (before == '{' || before == ',') return "ở đây phải là tên trường hoặc giá trị trong dấu ngoặc kép";
    if (before == ':') return "sau dấu hai chấm phải là chữ trong dấu ngoặc kép, số hoặc danh sách";
    return "thiếu dấu phẩy hoặc dấu đóng trước chỗ này, hoặc chữ ở đây không phải JSON";
}

}  // namespace

TextPlace text_place(std::string_view text, std::size_t offset)
{
    TextPlace place;
    const std::string_view before = text.substr(0, std::min(offset, text.size()));
    for (const char letter : before) {
        if (letter == '\n') {
            ++place.line;
            place.column = 1;
        } else if ((static_cast<unsigned char>(letter) & 0xC0U) != 0x80U) {
            ++place.column;
        }
    }
    return place;
}

JsonPlaces::JsonPlaces(std::string_view text) : text_(text)
{
    Walk(text, offsets_, twice_);
}

TextPlace JsonPlaces::of(std::string_view pointer) const
{
    for (;;) {
        const auto found = offsets_.find(pointer);
        if (found != offsets_.end()) return text_place(text_, found->second);
        const std::size_t slash = pointer.rfind('/');
        if (slash == std::string_view::npos) return {};
        pointer = pointer.substr(0, slash);
    }
}

std::vector<JsonFault> json_faults(std::string_view text)
{
    json::stream_parser parser;
    boost::system::error_code code;
    std::size_t read = parser.write_some(text.data(), text.size(), code);
    if (!code && !parser.done()) parser.finish(code);
    if (!code) {
        read = std::min(text.find_first_not_of(" \t\r\n", read), text.size());
        if (read < text.size()) code = json::error::extra_data;
    }
    if (!code) return {};
    return {JsonFault{text_place(text, read), why(code, text, read)}};
}

}  // namespace chamber::admin
