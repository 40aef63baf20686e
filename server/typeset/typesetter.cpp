// One walk over a section's blocks serves twice: without a pen it counts pages, with a pen it draws them. So what was
// counted is what is drawn. Lines are placed one by one.
#include "server/typeset/typesetter.hpp"

#include "server/typeset/sheet.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <utility>

namespace chamber::typeset {
namespace {

constexpr double cell_padding_pt = 4;
constexpr double after_table_pt = 8;
constexpr double page_number_y = 34;

// A row of a table in its lines, which the setter keeps.
struct LaidRow {
    std::vector<const Laid*> cells;
    double height = 0;
};

class Walk {
public:
    // `canvas` nullptr: counts only. `pages_before`: of the sections that are drawn already.
    Walk(LineSetter& lines, Canvas* canvas, std::int32_t pages_before)
        : lines_(lines),
          canvas_(canvas),
          page_(pages_before)
    {
    }

    void section(const Section& section)
    {
        begin_page();
        if (section.head) y_ = draw_head(lines_, pen_, *section.head);
        const double closing = section.closing ? closing_height(*section.closing) : 0;
        bool after_table = false;
        for (std::size_t i = 0; i < section.blocks.size(); ++i) {
            if (after_table) y_ += after_table_pt;
            const double next = i + 1 < section.blocks.size() ? least_height(section.blocks[i + 1]) : closing;
            if (const auto* const paragraph = std::get_if<Paragraph>(&section.blocks[i])) put(*paragraph, next);
            if (const auto* const table = std::get_if<Table>(&section.blocks[i])) put(*table);
            after_table = std::holds_alternative<Table>(section.blocks[i]);
        }
        if (section.closing) {
            if (y_ + closing > bottom_pt) turn();
            signing_ = SigningPlace{page_ - 1, {}, {}};
            y_ = draw_closing(lines_, pen_, canvas_, *section.closing, y_, *signing_);
        }
        end_page();
    }

    std::int32_t page() const { return page_; }
    double free_pt() const { return bottom_pt - y_; }
    const std::optional<SigningPlace>& signing() const { return signing_; }
    const std::optional<Error>& failure() const { return failure_; }

private:
    void begin_page()
    {
        y_ = top_pt;
        if (canvas_) {
            pen_ = canvas_->begin_page();
            cairo_set_source_rgb(pen_, 0, 0, 0);
        }
        if (page_++ > 0 && pen_)
            show_all(pen_, lines_.lay(std::to_string(page_), {text_width_pt, 13}), left_pt, page_number_y);
    }

    void end_page()
    {
        if (canvas_) canvas_->end_page();
        pen_ = nullptr;
    }

    void turn()
    {
        end_page();
        begin_page();
    }

    const Laid& lay(const Paragraph& paragraph)
    {
        const double first_line = paragraph.align == Align::justified ? paragraph.first_line_pt : 0;
        return lines_.lay(paragraph.runs,
                          {text_width_pt, paragraph.size_pt, paragraph.weight, paragraph.align, first_line});
    }

    LaidRow lay_cell(LaidRow row, const Table& table, const std::string& text, const Column& column, Weight weight,
                     Align align)
    {
        const double width = column.share * text_width_pt - 2 * cell_padding_pt;
        row.cells.push_back(&lines_.lay(text, {width, table.size_pt, weight, align, 0}));
        row.height = std::max(row.height, row.cells.back()->height() + cell_padding_pt + 2);
        return row;
    }

    LaidRow lay_titles(const Table& table)
    {
        const double whole = std::accumulate(table.columns.begin(), table.columns.end(), 0.0,
                                             [](double sum, const Column& column) { return sum + column.share; });
        MUST(std::abs(whole - 1) < 0.001);
        LaidRow row;
        for (const Column& column : table.columns)
            row = lay_cell(std::move(row), table, column.title, column, Weight::bold, Align::centre);
        return row;
    }

    LaidRow lay_row(const Table& table, const Row& cells)
    {
        MUST(cells.cells.size() == table.columns.size());
        LaidRow row;
        for (std::size_t i = 0; i < cells.cells.size(); ++i)
            row =
                lay_cell(std::move(row), table, cells.cells[i], table.columns[i], cells.weight, table.columns[i].align);
        return row;
    }

    // What of a block must be on the page on which it begins.
    double least_height(const Block& block)
    {
        if (const auto* const paragraph = std::get_if<Paragraph>(&block)) {
            const Laid& laid = lay(*paragraph);
            return laid.pitch() * static_cast<double>(std::min<std::size_t>(2, laid.lines.size()));
        }
        const Table& table = std::get<Table>(block);
        return lay_titles(table).height + (table.rows.empty() ? 0 : lay_row(table, table.rows.front()).height);
    }

    void put(const Paragraph& paragraph, double next)
    {
        const Laid& laid = lay(paragraph);
        const double needed = paragraph.keep == Keep::with_next ? laid.height() + paragraph.after_pt + next : 0;
        if (needed > 0 && y_ + needed > bottom_pt && y_ > top_pt) turn();
        const std::size_t count = laid.lines.size();
        for (std::size_t i = 0; i < count; ++i) {
            const auto room = static_cast<std::size_t>(std::max(0.0, std::floor((bottom_pt - y_) / laid.pitch())));
            const bool lonely_first = i == 0 && count > 1 && room < 2;
            const bool lonely_last = count > 2 && i + 2 == count && room == 1;
            if (room == 0 || lonely_first || lonely_last) turn();
            show_line(pen_, laid, i, left_pt, y_);
            y_ += laid.pitch();
        }
        y_ += paragraph.after_pt;
    }

    void put(const Table& table)
    {
        const LaidRow titles = lay_titles(table);
        bool opens = true;
        for (const Row& cells : table.rows) {
            const LaidRow row = lay_row(table, cells);
            if (titles.height + row.height > bottom_pt - top_pt && !failure_)
                failure_ = fail(ErrorCode::too_long, "a row higher than a page", cells.cells.front().substr(0, 80));
            const bool full = y_ + (opens ? titles.height : 0) + row.height > bottom_pt;
            if (full) turn();
            if (full || opens) draw_row(table, titles);
            draw_row(table, row);
            opens = false;
        }
        if (opens) {
            if (y_ + titles.height > bottom_pt) turn();
            draw_row(table, titles);
        }
    }

    void draw_row(const Table& table, const LaidRow& row)
    {
        double x = left_pt;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const double width = table.columns[i].share * text_width_pt;
            if (pen_) {
                cairo_set_line_width(pen_, 0.5);
                cairo_rectangle(pen_, x, y_, width, row.height);
                cairo_stroke(pen_);
            }
            show_all(pen_, *row.cells[i], x + cell_padding_pt, y_ + (row.height - row.cells[i]->height()) / 2);
            x += width;
        }
        y_ += row.height;
    }

    LineSetter& lines_;
    Canvas* canvas_;
    cairo_t* pen_ = nullptr;  // down while a page is drawn
    std::int32_t page_;
    double y_ = top_pt;
    std::optional<SigningPlace> signing_;
    std::optional<Error> failure_;
};

}  // namespace

Typesetter::Typesetter(std::unique_ptr<LineSetter> lines) : lines_(std::move(lines)) {}
Typesetter::Typesetter(Typesetter&&) noexcept = default;
Typesetter& Typesetter::operator=(Typesetter&&) noexcept = default;
Typesetter::~Typesetter() = default;

Result<Typesetter> Typesetter::open()
{
    auto lines = LineSetter::open();
    if (!lines) return lines.error();
    return Typesetter(std::move(*lines));
}

Result<Extent> Typesetter::measure(const Section& section)
{
    Walk walk(*lines_, nullptr, 0);
    walk.section(section);
    if (auto failure = lines_->take_failure()) return *failure;
    if (walk.failure()) return *walk.failure();
    return Extent{walk.page(), walk.free_pt()};
}

Result<Typeset> Typesetter::print(const OfficialDocument& document)
{
    const auto canvas = pdf_canvas(document.imprint);
    return print_on(*canvas, document);
}

Result<Typeset> Typesetter::print_on(Canvas& canvas, const OfficialDocument& document)
{
    MUST(!document.sections.empty());
    Typeset set;
    for (const Section& section : document.sections) {
        // Before a line of it is drawn.
        if (auto measured = measure(section); !measured) return measured.error();
        Walk walk(*lines_, &canvas, set.pages);
        walk.section(section);
        set.pages = walk.page();
        if (walk.signing()) set.signing = walk.signing();
    }
    set.pdf = canvas.finish();
    if (set.pdf.empty()) return fail(ErrorCode::internal, document.imprint.title + ": cairo refused");
    lines_->forget();
    return set;
}

}  // namespace chamber::typeset
