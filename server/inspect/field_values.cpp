#include "server/inspect/field_values.hpp"

#include "protocol/text.hpp"

#include <qpdf/Buffer.hh>

namespace chamber::inspect {
namespace {

constexpr int field_depth_max = 32;
constexpr std::size_t value_bytes_max = 262'144;
constexpr std::size_t options_max = 10'000;

std::string text_of(Object value)
{
    if (value.isString()) return value.getUTF8Value();
    if (value.isName()) return value.getName() == "/Off" ? std::string() : value.getName().substr(1);
    if (value.isStream()) {
        const auto bytes = value.getStreamData(qpdf_dl_generalized);
        return Object::newString(std::string(reinterpret_cast<const char*>(bytes->getBuffer()), bytes->getSize()))
            .getUTF8Value();
    }
    std::string text;
    for (auto item : items(value))
        if (item.isString() && text.size() < value_bytes_max) text += item.getUTF8Value() + "\n";
    return text;
}

// What a choice is shown as, where its value is only exported; and all of them as a list shows them.
struct Options {
    std::string shown;
    std::string all;
};

Options options_of(Object field, const std::string& value)
{
    Options found{plain_letters(value), {}};
    std::size_t seen = 0;
    for (auto option : items(inherited(field, "/Opt"))) {
        if (++seen > options_max || found.all.size() > value_bytes_max) break;
        const bool pair = option.isArray() && option.getArrayNItems() == 2;
        const std::string shown = plain_letters(text_of(pair ? option.getArrayItem(1) : option));
        if (pair && text_of(option.getArrayItem(0)) == value) found.shown = shown;
        found.all += shown;
    }
    return found;
}

// Hebrew and Arabic are drawn from the right, in shapes that depend on their neighbours.
bool is_from_the_right(std::string_view text)
{
    for (char32_t letter = 0; !text.empty();)
        if (take_code_point(text, letter) && letter >= 0x590 && letter < 0x900) return true;
    return false;
}

bool is_one_letter_repeated(std::string_view text)
{
    char32_t first = 0, letter = 0;
    if (!take_code_point(text, first)) return false;
    while (!text.empty())
        if (!take_code_point(text, letter) || letter != first) return false;
    return true;
}

// Letter by letter with some left out, at least half of them there; '?' stands for a letter that the font lacks.
bool is_written_as(std::string_view drawn, std::string_view meant)
{
    if (drawn.size() * 2 < meant.size()) return false;
    char32_t wanted = 0, letter = 0;
    while (!drawn.empty()) {
        if (!take_code_point(drawn, wanted)) return false;
        bool found = false;
        while (!found && !meant.empty()) found = take_code_point(meant, letter) && (letter == wanted || wanted == U'?');
        if (!found) return false;
    }
    return true;
}

}  // namespace

std::vector<Object> text_fields(Object form)
{
    std::vector<Object> found;
    for (const auto& field : all_fields(form))
        if (in(name_value(inherited(field, "/FT")), {"/Tx", "/Ch"})) found.push_back(field);
    return found;
}

Object inherited(Object field, const char* key)
{
    for (int depth = 0; field.isDictionary() && depth < field_depth_max; ++depth) {
        if (Object own = field.getKey(key); !own.isNull()) return own;
        field = field.getKey("/Parent");
    }
    return Object::newNull();
}

long long integer_or_zero(Object value)
{
    return value.isInteger() ? value.getIntValue() : 0;
}

long long field_flags(Object field)
{
    return integer_or_zero(inherited(field, "/Ff"));
}

std::string value_text(Object field)
{
    Object value = inherited(field, "/V");
    if (value.isNull() && name_value(inherited(field, "/FT")) == "/Btn") value = field.getKey("/AS");
    std::string text = text_of(value);
    return is_blank(text) ? std::string() : text;
}

Object shown_appearance(Object widget)
{
    Object all = widget.getKey("/AP");
    Object normal = all.isDictionary() ? all.getKey("/N") : Object::newNull();
    if (normal.isStream()) return normal;
    Object state = widget.getKey("/AS");
    if (!normal.isDictionary() || !state.isName()) return Object::newNull();
    Object chosen = normal.getKey(state.getName());
    return chosen.isStream() ? chosen : Object::newNull();
}

bool says_value(const DrawnLook& look, Object field, Saying how)
{
    const std::string value = value_text(field);
    std::string meant = plain_letters(value);
    if (name_value(inherited(field, "/FT")) == "/Ch") {
        const Options options = options_of(field, value);
        const bool list = (field_flags(field) & flag_combo) == 0;
        if (list && !look.seen.empty() && options.all.find(look.seen) != std::string::npos) return true;
        meant = options.shown;
    }
    if (look.seen == meant) return true;
    if (meant.empty() || look.seen.empty()) return false;
    if ((field_flags(field) & flag_password) != 0) return is_one_letter_repeated(look.seen);
    if (how == Saying::exactly) return false;
    // A long line is cut where the field ends, so what is drawn counts with what is seen.
    return is_from_the_right(meant) || is_written_as(look.seen, meant) || look.in_stream_order == meant;
}

}  // namespace chamber::inspect
