#include "server/inspect/unlisted.hpp"

#include "server/inspect/byte_range.hpp"
#include "server/inspect/strays.hpp"

#include <algorithm>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

namespace chamber::inspect {
namespace {

constexpr int parents_max = 32;
constexpr std::size_t widgets_max = 20'000;
constexpr std::size_t unlisted_max = 64;

struct Shown {
    QPDFObjectHandle signature;
    QPDFObjGen home;  // the nearest numbered object
    std::string name;
};

// What a widget shows, itself or as the kid of a field. `page`: the numbered object that holds a widget without a
// number.
std::optional<Shown> shown_signature(QPDFObjectHandle widget, QPDFObjGen page)
{
    Shown shown;
    bool is_signature = false;
    QPDFObjectHandle node = widget;
    for (int depth = 0; depth < parents_max && node.isDictionary(); ++depth, node = node.getKey("/Parent")) {
        if (QPDFObjectHandle type = node.getKey("/FT"); type.isName()) is_signature |= type.getName() == "/Sig";
        if (QPDFObjectHandle name = node.getKey("/T"); name.isString())
            shown.name = name.getUTF8Value() + (shown.name.empty() ? "" : "." + shown.name);
        QPDFObjectHandle value = node.getKey("/V");
        if (shown.signature.isInitialized() || !value.isDictionary() || !value.hasKey("/ByteRange")) continue;
        shown.signature = value;
        shown.home = value.isIndirect() ? value.getObjGen() : node.isIndirect() ? node.getObjGen() : page;
    }
    if (!is_signature || !shown.signature.isInitialized()) return std::nullopt;
    return shown;
}

std::vector<Shown> shown_signatures(QPDF& pdf, std::size_t wanted)
{
    std::vector<Shown> found;
    std::size_t looked_at = 0;
    for (QPDFObjectHandle page : pdf.getAllPages()) {
        QPDFObjectHandle list = page.getKey("/Annots");
        if (!list.isArray()) continue;
        for (int i = 0; i < list.getArrayNItems(); ++i) {
            if (found.size() >= wanted || ++looked_at > widgets_max) return found;
            QPDFObjectHandle widget = list.getArrayItem(i);
            if (!widget.isDictionaryOfType("", "/Widget")) continue;
            if (auto shown = shown_signature(widget, page.getObjGen())) found.push_back(std::move(*shown));
        }
    }
    return found;
}

// By the widget that shows it, else by the numbered object in which its /ByteRange stands.
std::optional<SignedField> field_at(QPDF& pdf, const std::vector<Shown>& shown, std::size_t place)
{
    const auto holds = [&](QPDFObjectHandle signature) {
        QPDFObjectHandle range =
            signature.isDictionary() ? signature.getKey("/ByteRange") : QPDFObjectHandle::newNull();
        return range.isArray() && range.getParsedOffset() == static_cast<std::int64_t>(place);
    };
    for (const auto& one : shown)
        if (holds(one.signature)) return read_signature(pdf, one.signature, one.home, one.name);
    QPDFObjectHandle object = object_around(pdf, static_cast<std::int64_t>(place));
    if (holds(object)) return read_signature(pdf, object, object.getObjGen(), {});
    return std::nullopt;
}

}  // namespace

std::vector<Unlisted> find_unlisted(std::string_view bytes, QPDF& pdf, const std::set<std::int64_t>& known)
{
    std::vector<Unlisted> found;
    const auto places = find_strays(bytes, pdf, known);
    if (places.empty()) return found;
    std::vector<Shown> shown;
    try {
        shown = shown_signatures(pdf, unlisted_max);
    } catch (const std::exception&) {
        shown.clear();  // pages that cannot be read show nothing
    }
    for (const std::size_t place : places) {
        Unlisted one{place, !range_fits(bytes, place), {}};
        try {
            if (!one.remains && found.size() < unlisted_max) one.field = field_at(pdf, shown, place);
        } catch (const std::exception&) {
            one.field.reset();
        }
        found.push_back(std::move(one));
    }
    return found;
}

bool shows_signed_widget(QPDF& pdf)
{
    try {
        return !shown_signatures(pdf, 1).empty();
    } catch (const std::exception&) {
        return false;
    }
}

}  // namespace chamber::inspect
