#include "server/inspect/to_unicode.hpp"

#include "protocol/text.hpp"
#include "server/inspect/font_codes.hpp"

#include <vector>

namespace chamber::inspect {
namespace {

constexpr std::size_t codes_max = 70'000;
constexpr unsigned range_max = 256;

char32_t unit_at(std::string_view bytes, std::size_t at)
{
    return code_of(bytes.substr(at, 2));
}

std::string utf8_of_big_endian(std::string_view bytes)
{
    std::string text;
    if (bytes.size() == 1) append_code_point(text, static_cast<unsigned char>(bytes[0]));
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        char32_t letter = unit_at(bytes, i);
        if (letter >= 0xD800 && letter < 0xDC00 && i + 3 < bytes.size()) {
            i += 2;
            letter = 0x10000 + ((letter - 0xD800) << 10) + ((unit_at(bytes, i) - 0xDC00) & 0x3FF);
        }
        append_code_point(text, letter);
    }
    return text;
}

class MapReader : public QPDFObjectHandle::ParserCallbacks {
public:
    explicit MapReader(CodeTexts& into) : into_(into) {}

    void handleObject(QPDFObjectHandle object, size_t, size_t) override
    {
        if (object.isOperator()) {
            const std::string op = object.getOperatorValue();
            group_ = op == "beginbfchar" ? 2 : op == "beginbfrange" ? 3 : 0;
            strings_.clear();
        } else if (group_ == 3 && strings_.size() == 2 && object.isArray()) {
            unsigned code = code_of(strings_[0]);
            for (const auto& item : items(object)) put(code++, item);
            strings_.clear();
        } else if (group_ > 0 && object.isString()) {
            strings_.push_back(object.getStringValue());
            if (strings_.size() == group_) take();
        }
    }
    void handleEOF() override {}

private:
    void put(unsigned code, Object letter)
    {
        if (letter.isString() && into_.size() < codes_max) into_[code] = utf8_of_big_endian(letter.getStringValue());
    }

    void take()
    {
        const unsigned first = code_of(strings_[0]), last = code_of(strings_[group_ - 2]);
        std::string to = strings_.back();
        for (unsigned code = first; code <= last && code - first < range_max && into_.size() < codes_max; ++code) {
            into_[code] = utf8_of_big_endian(to);
            if (!to.empty()) ++to.back();
        }
        strings_.clear();
    }

    CodeTexts& into_;
    std::size_t group_ = 0;
    std::vector<std::string> strings_;
};

}  // namespace

std::optional<CodeTexts> read_to_unicode(Object map)
{
    CodeTexts texts;
    if (!map.isStream()) return texts;
    MapReader reader(texts);
    try {
        map.parseAsContents(&reader);
    } catch (const std::exception&) {
        return std::nullopt;
    }
    return texts;
}

}  // namespace chamber::inspect
