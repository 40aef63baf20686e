// What poppler reads from the pages: their sizes as they are shown, their text, and small pictures of them.
//
// Poppler is never asked about signatures. It may take long, or die, on hostile input: that is what the child is for.
#pragma once

#include "protocol/document.hpp"
#include "protocol/error.hpp"
#include "protocol/page_words.hpp"
#include "server/inspect/page_geometry.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::inspect {

class Pages {
public:
    // `bytes` must outlive this. Errors: pdf_encrypted, pdf_unreadable.
    static Result<Pages> open(std::string_view bytes);

    Pages(Pages&&) noexcept;
    ~Pages();

    std::uint32_t count() const;

    // As poppler shows it: its crop box, turned as /Rotate says. A page that cannot be read is A4. Without a matrix.
    PageSize size(std::uint32_t page_index) const;

    // Whether poppler draws this area and no other, turned like this.
    bool shows(std::uint32_t page_index, const PageGeometry& geometry) const;

    // UTF-8 in the order of the content stream, cut at limits::page_text_bytes_max; empty for a scan.
    std::string text(std::uint32_t page_index) const;

    // Upright words with their places, the first page_words_max from the top; what signatures draw is among them.
    std::vector<PageWord> words(std::uint32_t page_index) const;

    // A PNG or JPEG limits::preview_width_px wide; nothing when the page cannot be drawn.
    std::optional<std::string> preview(std::uint32_t page_index) const;

private:
    struct Poppler;
    explicit Pages(std::unique_ptr<Poppler> poppler);
    std::unique_ptr<Poppler> poppler_;
};

}  // namespace chamber::inspect
