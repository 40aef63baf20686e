#include "server/inspect/page_boxes.hpp"

#include "server/inspect/opened_pdf.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#define POINTERHOLDER_TRANSITION 4
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

namespace chamber::inspect {
namespace {

constexpr Box us_letter{0, 0, 612, 792};

// The nearest value on the way up, whatever its kind: a page whose own box is no box does not ask its parents.
QPDFObjectHandle inherited(QPDFObjectHandle node, const char* key)
{
    std::set<QPDFObjGen> seen;
    while (node.isDictionary()) {
        if (node.isIndirect() && !seen.insert(node.getObjGen()).second) break;
        if (node.hasKey(key)) return node.getKey(key);
        node = node.getKey("/Parent");
    }
    return QPDFObjectHandle::newNull();
}

std::optional<Box> box_of(QPDFObjectHandle value)
{
    if (!value.isArray() || value.getArrayNItems() != 4) return std::nullopt;
    double corner[4];
    for (int i = 0; i < 4; ++i) {
        if (!value.getArrayItem(i).isNumber()) return std::nullopt;
        corner[i] = value.getArrayItem(i).getNumericValue();
    }
    const Box box{std::min(corner[0], corner[2]), std::min(corner[1], corner[3]), std::max(corner[0], corner[2]),
                  std::max(corner[1], corner[3])};
    return box.width() > 0 && box.height() > 0 ? std::optional(box) : std::nullopt;
}

Box view_of(QPDFObjectHandle page)
{
    const Box media = box_of(inherited(page, "/MediaBox")).value_or(us_letter);
    const Box crop = box_of(inherited(page, "/CropBox")).value_or(media);
    const Box both{std::max(media.left, crop.left), std::max(media.bottom, crop.bottom),
                   std::min(media.right, crop.right), std::min(media.top, crop.top)};
    return both.width() > 0 && both.height() > 0 ? both : media;
}

int rotation_of(QPDFObjectHandle page)
{
    QPDFObjectHandle value = inherited(page, "/Rotate");
    const double turned = value.isNumber() ? value.getNumericValue() : 0;
    if (!std::isfinite(turned) || std::fmod(turned, 90) != 0) return 0;
    return static_cast<int>(std::fmod(std::fmod(turned, 360) + 360, 360));
}

double unit_of(QPDFObjectHandle page)
{
    QPDFObjectHandle value = page.getKey("/UserUnit");
    const double unit = value.isNumber() ? value.getNumericValue() : 1;
    return std::isfinite(unit) && unit > 0 ? unit : 1;
}

}  // namespace

std::vector<PageGeometry> read_page_geometry(QPDF& pdf)
{
    std::vector<PageGeometry> pages;
    try {
        for (const QPDFObjectHandle& page : pdf.getAllPages())
            pages.push_back({view_of(page), rotation_of(page), unit_of(page)});
    } catch (const std::exception&) {
        pages.clear();
    }
    return pages;
}

std::string upright_copy(std::string_view bytes, const std::vector<PageGeometry>& pages)
try {
    const OpenedPdf opened = open_pdf(bytes, Repair::allowed);
    if (!opened.pdf) return {};
    std::size_t i = 0;
    for (QPDFObjectHandle page : opened.pdf->getAllPages()) {
        if (i == pages.size()) break;
        const Box& view = pages[i].view;
        const QPDFObjectHandle box =
            QPDFObjectHandle::newArray(QPDFObjectHandle::Rectangle(view.left, view.bottom, view.right, view.top));
        page.replaceKey("/MediaBox", box);
        page.replaceKey("/CropBox", box);
        page.replaceKey("/Rotate", QPDFObjectHandle::newInteger(pages[i].rotation_deg));
        page.removeKey("/UserUnit");
        ++i;
    }
    QPDFWriter writer(*opened.pdf);
    writer.setOutputMemory();
    writer.setStreamDataMode(qpdf_s_preserve);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
} catch (const std::exception&) {
    return {};
}

}  // namespace chamber::inspect
