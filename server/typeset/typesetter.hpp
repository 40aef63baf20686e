// Sets an official document on A4 pages, in the layout of Nghị định 30/2020, and gives the bytes of a PDF.
//
//   auto typesetter = Typesetter::open();               // once per document: it remembers the lines that it has broken
//   if (!typesetter) return typesetter.error();
//   OfficialDocument minutes;
//   minutes.imprint = {.title = "Biên bản phiên họp thứ nhất", .created_at = "2026-12-18T10:00:00Z"};
//   Section& section = minutes.sections.emplace_back();
//   section.head = Head{.organ = {"HỘI ĐỒNG NHÂN DÂN", "XÃ MẪU"}, .number_line = "Số: 12/BB-HĐND", …, .type_name =
//   "BIÊN BẢN"}; section.blocks.emplace_back(Paragraph{.runs = {{"1. Thành phần", Emphasis::bold}}, .keep =
//   Keep::with_next}); section.blocks.emplace_back(Table{.columns = {{"STT", 0.1, Align::centre}, {"Họ và tên", 0.9}},
//   .rows = {{{"1", "Đặng Hư Cấu"}}}}); section.closing = Closing{.recipients = {"- Lưu: VT."}, .authority = {"THƯ KÝ
//   KỲ HỌP"}, .name = "Lưu Thị Trữ"}; auto set = typesetter->print(minutes);               // set->pdf, set->pages,
//   set->signing
//
// Margins, sizes and page numbers are the decree's (sheet.hpp); the font is Liberation Serif, which has the metrics of
// Times New Roman and is embedded. A heading stays with what follows, a paragraph leaves no line alone on a page, a
// table repeats its titles. The signing place tells a signer where the pictures of the signatures belong; nothing is
// signed here.
//
// The same document gives the same bytes. Pango and cairo stay in this room's .cpp files (README.md). Thread: any, one
// at a time.
#pragma once

#include "protocol/error.hpp"
#include "server/typeset/official_document.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace chamber::typeset {

// PDF points, origin at the bottom left of the page.
struct Box {
    double left = 0;
    double bottom = 0;
    double width = 0;
    double height = 0;
};

// The space between title and name of the last closing.
struct SigningPlace {
    std::int32_t page_index = 0;
    Box person;
    Box seal;  // overlaps a third of the person's, to its left
};

struct Typeset {
    std::string pdf;
    std::int32_t pages = 0;
    std::optional<SigningPlace> signing;  // nothing: no section closes
};

// How far a section reaches.
struct Extent {
    std::int32_t pages = 1;
    double free_pt = 0;  // below its end, on its last page
};

class Canvas;
class LineSetter;

class Typesetter {
public:
    // Errors: internal (the font is not installed; the detail names its package).
    static Result<Typesetter> open();
    Typesetter(Typesetter&&) noexcept;
    Typesetter& operator=(Typesetter&&) noexcept;
    ~Typesetter();

    // Errors of both: unclean_text (a text is no UTF-8 or has control characters; `where` begins it), too_long (a row
    // higher than a page; `where` begins it), internal (cairo refused). Nothing is left behind.
    Result<Extent> measure(const Section& section);
    Result<Typeset> print(const OfficialDocument& document);
    // On other paper than a PDF's (canvas.hpp).
    Result<Typeset> print_on(Canvas& canvas, const OfficialDocument& document);

private:
    explicit Typesetter(std::unique_ptr<LineSetter> lines);

    std::unique_ptr<LineSetter> lines_;
};

}  // namespace chamber::typeset
