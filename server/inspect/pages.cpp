#include "server/inspect/pages.hpp"

#include "protocol/limits.hpp"
#include "server/inspect/preview_picture.hpp"

#include <algorithm>
#include <cmath>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-global.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>

namespace chamber::inspect {
namespace {

constexpr PageSize a4{595.276, 841.89, std::nullopt};
constexpr double same_pt = 0.01;
constexpr double page_side_pt_max = 14'400;     // ISO 32000-2 Annex C.2
constexpr double preview_height_per_width = 4;  // a longer strip is drawn narrower

std::string cut_text(std::string text)
{
    std::size_t end = limits::page_text_bytes_max;
    if (text.size() <= end) return text;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
    return text;
}

bool usable(double side)
{
    return std::isfinite(side) && side > 0;
}

PageSize shown_size(const poppler::page& page)
{
    const poppler::rectf box = page.page_rect(poppler::crop_box);
    if (!usable(box.width()) || !usable(box.height())) return a4;
    const auto turned = page.orientation();
    const bool lies = turned == poppler::page::landscape || turned == poppler::page::seascape;
    return lies ? PageSize{box.height(), box.width(), std::nullopt} : PageSize{box.width(), box.height(), std::nullopt};
}

int degrees(poppler::page::orientation_enum orientation)
{
    switch (orientation) {
    case poppler::page::landscape: return 90;
    case poppler::page::upside_down: return 180;
    case poppler::page::seascape: return 270;
    case poppler::page::portrait: break;
    }
    return 0;
}

}  // namespace

struct Pages::Poppler {
    std::unique_ptr<poppler::document> document;

    // Null for a page that a damaged file only promises.
    std::unique_ptr<poppler::page> page(std::uint32_t index) const
    {
        return std::unique_ptr<poppler::page>(document->create_page(static_cast<int>(index)));
    }
};

Pages::Pages(std::unique_ptr<Poppler> poppler) : poppler_(std::move(poppler)) {}
Pages::Pages(Pages&&) noexcept = default;
Pages::~Pages() = default;

Result<Pages> Pages::open(std::string_view bytes)
{
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    auto poppler = std::make_unique<Poppler>();
    poppler->document.reset(poppler::document::load_from_raw_data(bytes.data(), static_cast<int>(bytes.size())));
    if (!poppler->document) return fail(ErrorCode::pdf_unreadable, "poppler cannot open it");
    if (poppler->document->is_locked()) return fail(ErrorCode::pdf_encrypted);
    if (poppler->document->pages() <= 0) return fail(ErrorCode::pdf_unreadable, "no page");
    return Pages(std::move(poppler));
}

std::uint32_t Pages::count() const
{
    return static_cast<std::uint32_t>(poppler_->document->pages());
}

PageSize Pages::size(std::uint32_t page_index) const
{
    const auto page = poppler_->page(page_index);
    if (!page) return a4;
    const PageSize shown = shown_size(*page);
    return {std::min(shown.width_pt, page_side_pt_max), std::min(shown.height_pt, page_side_pt_max), std::nullopt};
}

bool Pages::shows(std::uint32_t page_index, const PageGeometry& geometry) const
{
    const auto page = poppler_->page(page_index);
    if (!page) return true;  // nothing is drawn
    const poppler::rectf box = page->page_rect(poppler::crop_box);
    const Box& view = geometry.view;
    const auto same = [](double one, double other) { return std::abs(one - other) <= same_pt; };
    return degrees(page->orientation()) == geometry.rotation_deg && same(box.left(), view.left) &&
           same(box.width(), view.width()) && same(std::min(box.top(), box.bottom()), view.bottom) &&
           same(std::abs(box.height()), view.height());
}

std::string Pages::text(std::uint32_t page_index) const
{
    const auto page = poppler_->page(page_index);
    if (!page) return {};
    const poppler::byte_array bytes = page->text(poppler::rectf(), poppler::page::raw_order_layout).to_utf8();
    return cut_text(std::string(bytes.begin(), bytes.end()));
}

std::vector<PageWord> Pages::words(std::uint32_t page_index) const
{
    const auto page = poppler_->page(page_index);
    if (!page) return {};
    std::vector<PageWord> words;
    for (const poppler::text_box& box : page->text_list(poppler::page::text_list_include_font)) {
        const poppler::byte_array bytes = box.text().to_utf8();
        const poppler::rectf place = box.bbox();
        const bool placed = std::isfinite(place.left() + place.right() + place.top() + place.bottom());
        if (box.rotation() != 0 || bytes.empty() || bytes.size() > page_word_bytes_max || !placed) continue;
        const std::string font = box.has_font_info() ? box.get_font_name(0) : std::string();
        const auto says = [&](const char* word) { return font.find(word) != std::string::npos; };
        const bool bold = says("Bold") || says("bold") || says("Demi");
        words.push_back(
            {{bytes.begin(), bytes.end()}, place.left(), place.top(), place.right(), place.bottom(), bold, false});
    }
    if (words.size() <= page_words_max) return words;
    std::ranges::stable_sort(words, {}, &PageWord::top);
    words.resize(page_words_max);
    return words;
}

std::optional<std::string> Pages::preview(std::uint32_t page_index) const
{
    const auto page = poppler_->page(page_index);
    if (!page) return std::nullopt;
    const PageSize shown = shown_size(*page);
    double width_px = limits::preview_width_px;
    if (shown.height_pt > preview_height_per_width * shown.width_pt)
        width_px *= preview_height_per_width * shown.width_pt / shown.height_pt;
    const double dpi = 72.0 * width_px / shown.width_pt;
    poppler::page_renderer renderer;
    renderer.set_render_hints(poppler::page_renderer::antialiasing | poppler::page_renderer::text_antialiasing);
    renderer.set_image_format(poppler::image::format_rgb24);
    const poppler::image image = renderer.render_page(page.get(), dpi, dpi);
    if (!image.is_valid() || image.format() != poppler::image::format_rgb24) return std::nullopt;
    return encode_preview({image.const_data(), image.width(), image.height(), image.bytes_per_row()});
}

}  // namespace chamber::inspect
