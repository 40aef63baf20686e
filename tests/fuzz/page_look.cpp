#include "tests/fuzz/page_look.hpp"

#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <vector>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/JSON.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace chamber::fuzz {
namespace {

using Object = QPDFObjectHandle;
constexpr std::size_t text_bytes_max = 1'000'000;
constexpr int depth_max = 60;

bool is_one_of(Object object, std::initializer_list<const char*> names)
{
    const std::string name = object.isName() ? object.getName() : std::string();
    return std::any_of(names.begin(), names.end(), [&](const char* known) { return name == known; });
}

// An object and all below it as text. An indirect object is told once and then by its place in the telling, so that the
// numbers themselves do not matter.
class Telling {
public:
    void tell(Object object, int depth = 0)
    {
        if (depth > depth_max || text_.size() > text_bytes_max) throw std::length_error("too much to tell");
        if (object.isIndirect()) {
            const auto [known, fresh] = seen_.emplace(object.getObjGen(), seen_.size());
            if (!fresh) {
                text_ += "@" + std::to_string(known->second) + " ";
                return;
            }
        }
        if (object.isArray())
            tell_array(object, depth);
        else if (object.isStream())
            tell_stream(object, depth);
        else if (object.isDictionary())
            tell_dictionary(object, depth);
        else if (object.isNumber())
            tell_number(object.getNumericValue());
        else
            text_ += object.unparseResolved() + " ";
    }

    const std::string& text() const { return text_; }
    void say(const std::string& words) { text_ += words; }

private:
    void tell_number(double value)
    {
        char digits[64];
        std::snprintf(digits, sizeof digits, "%.9g ", value);
        text_ += digits;
    }

    void tell_array(Object array, int depth)
    {
        text_ += "[";
        for (int i = 0; i < array.getArrayNItems(); ++i) tell(array.getArrayItem(i), depth + 1);
        text_ += "]";
    }

    // Pages and what is above them have their own place in the telling.
    void tell_dictionary(Object dictionary, int depth)
    {
        if (depth > 0 && is_one_of(dictionary.getKey("/Type"), {"/Page", "/Pages", "/Catalog"}) &&
            !dictionary.hasKey("/XObject")) {
            text_ += "(page) ";
            return;
        }
        text_ += "<";
        for (const auto& key : dictionary.getKeys()) {
            if (key == "/Parent" || key == "/P" || key == "/Kids") continue;
            text_ += key + " ";
            tell(dictionary.getKey(key), depth + 1);
        }
        text_ += ">";
    }

    void tell_stream(Object stream, int depth)
    {
        tell(stream.getDict(), depth + 1);
        const auto data = stream.getRawStreamData();
        text_.append(reinterpret_cast<const char*>(data->getBuffer()), data->getSize());
    }

    std::string text_;
    std::map<QPDFObjGen, std::size_t> seen_;
};

bool is_signature_field(Object widget)
{
    for (int depth = 0; depth < 8 && widget.isDictionary(); ++depth, widget = widget.getKey("/Parent"))
        if (widget.hasKey("/FT")) return is_one_of(widget.getKey("/FT"), {"/Sig"});
    return false;
}

bool has_area(Object annotation)
{
    Object sides = annotation.getKey("/Rect");
    if (!sides.isArray() || sides.getArrayNItems() != 4) return false;
    const auto side = [&](int i) {
        return sides.getArrayItem(i).isNumber() ? sides.getArrayItem(i).getNumericValue() : 0;
    };
    return side(0) != side(2) && side(1) != side(3);
}

void look_at_annotation(Object annotation, Telling& fixed, PageLook& look)
{
    if (!annotation.isDictionary()) return;
    Object kind = annotation.getKey("/Subtype");
    if (is_one_of(kind, {"/Text", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Ink", "/Popup", "/Link"}))
        return;
    if (!is_one_of(kind, {"/Widget"})) {
        fixed.tell(annotation);
        return;
    }
    Telling picture;
    picture.tell(annotation.getKey("/AP"));
    look.widgets[annotation.getObjectID()] = has_area(annotation) ? picture.text() : "null ";
    if (is_signature_field(annotation)) look.signature_widgets.insert(annotation.getObjectID());
}

}  // namespace

std::optional<PageLook> look_at_pages(std::string_view pdf)
{
    try {
        QPDF opened;
        opened.setSuppressWarnings(true);
        opened.setAttemptRecovery(false);
        opened.processMemoryFile("document", pdf.data(), pdf.size());
        PageLook look;
        Telling pages, fixed;
        for (Object page : opened.getAllPages()) {
            QPDFPageObjectHelper helper(page);
            pages.say("\npage ");
            for (const char* key : {"/MediaBox", "/CropBox", "/Rotate", "/Resources"})
                pages.tell(helper.getAttribute(key, false));
            pages.tell(page.getKey("/Contents"));
            Object annotations = page.getKey("/Annots");
            fixed.say("\npage ");
            for (int i = 0; annotations.isArray() && i < annotations.getArrayNItems(); ++i)
                look_at_annotation(annotations.getArrayItem(i), fixed, look);
        }
        look.pages = pages.text();
        look.fixed_annotations = fixed.text();
        return look;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace chamber::fuzz
