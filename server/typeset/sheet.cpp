// One walk over a section's blocks serves twice: without a pen it counts pages, with a pen it draws them. So what was counted is
// what is drawn. Line pitch is ours (1.3 × size), not the font's, and lines are placed one by one.
#include "server/typeset/sheet.hpp"

#include "admin-cli/demo/appearance.hpp"
#include "server/typeset/canvas.hpp"
#include "server/typeset/lines.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace chamber::demo {
namespace {

// Nghị định 30/2020, annex I: margins of 20–25, 20–25, 30–35 and 15–20 mm.
constexpr double left_pt = 85;
constexpr double right_pt = page_width_pt - 51;
constexpr double top_pt = 62;
constexpr double bottom_pt = page_height_pt - 60;
constexpr double text_width_pt = right_pt - left_pt;
constexpr double cell_padding_pt = 4;

void rule(cairo_t* pen, double centre_x, double y, double width)
{
    if (!pen) return;
    cairo_set_line_width(pen, 0.7);
    cairo_move_to(pen, centre_x - width / 2, y);
    cairo_line_to(pen, centre_x + width / 2, y);
    cairo_stroke(pen);
}

// Paints a signature's picture onto the page, for paper that is scanned. `box` has its origin at the bottom left of the page.
void paint(cairo_t* pen, const std::vector<Ink>& inks, const Box& box)
{
    cairo_save(pen);
    cairo_translate(pen, box.left, page_height_pt - box.bottom);
    cairo_scale(pen, 1, -1);
    cairo_set_line_cap(pen, CAIRO_LINE_CAP_ROUND);
    for (const Ink& ink : inks) {
        cairo_set_source_rgba(pen, 0, 0, 0, ink.red > 0.5 ? 0.55 : 0.8);  // red copies paler than blue
        for (const PathStep& s : ink.path) {
            switch (s.step) {
            case Step::move:
                cairo_move_to(pen, s.x, s.y);
                break;
            case Step::line:
                cairo_line_to(pen, s.x, s.y);
                break;
            case Step::curve:
                cairo_curve_to(pen, s.x1, s.y1, s.x2, s.y2, s.x, s.y);
                break;
            case Step::close:
                cairo_close_path(pen);
                break;
            }
        }
        cairo_set_line_width(pen, ink.line_width);
        ink.line_width > 0 ? cairo_stroke(pen) : cairo_fill(pen);
    }
    cairo_restore(pen);
}

struct Extent {
    std::int32_t pages = 1;
    double y = top_pt;
};

class Printer {
public:
    Printer(std::unique_ptr<Canvas> canvas, const Imprint& imprint) : canvas_(std::move(canvas)), imprint_(imprint) {}

    // Errors: internal.
    Result<void> print(const Section& section)
    {
        lay_blocks(section);
        const auto ranks = fitting_rank(section);
        if (!ranks) return fail(ErrorCode::internal, imprint_.title + ": too much text for " + std::to_string(section.pages) + " pages");
        begin_page();
        const Extent extent = flow(section, *ranks, Pen::down);
        end_page();
        if (extent.pages != section.pages) {
            return fail(ErrorCode::internal,
                        imprint_.title + ": " + std::to_string(extent.pages) + " pages of text, wanted " + std::to_string(section.pages));
        }
        return {};
    }

    Result<Printed> finish()
    {
        printed_.pdf = canvas_->finish();
        printed_.pages = page_;
        if (printed_.pdf.empty()) return fail(ErrorCode::internal, imprint_.title + ": cairo refused");
        return std::move(printed_);
    }

private:
    enum class Pen { up, down };

    struct LaidRow {
        std::vector<Laid> cells;
        double height = 0;
    };
    struct LaidBlock {
        std::optional<Laid> paragraph;
        LaidRow row;
        LaidRow header;  // of the row's table
    };

    LaidRow lay_row(const TableForm& form, const std::vector<std::string>& cells, Weight weight, std::optional<Align> align) const
    {
        LaidRow row;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const double width = form.shares[i] * text_width_pt - 2 * cell_padding_pt;
            row.cells.push_back(type_.lay(cells[i], {width, form.size_pt, weight, align.value_or(form.aligns[i]), 0}));
            row.height = std::max(row.height, row.cells.back().height() + cell_padding_pt + 2);
        }
        return row;
    }

    void lay_blocks(const Section& section)
    {
        laid_.clear();
        for (const Block& block : section.blocks) {
            LaidBlock laid;
            if (block.row) {
                laid.row = lay_row(*block.row->table, block.row->cells, block.row->weight, {});
                laid.header = lay_row(*block.row->table, block.row->table->header, Weight::bold, Align::centre);
            } else {
                const Paragraph& p = block.paragraph;
                laid.paragraph =
                    type_.lay(p.markup, {text_width_pt, p.size_pt, p.weight, p.align, p.align == Align::justified ? p.first_line_pt : 0});
            }
            laid_.push_back(std::move(laid));
        }
    }

    // The highest rank with which everything still fits, or nothing when not even rank 0 does.
    std::optional<std::int32_t> fitting_rank(const Section& section)
    {
        std::set<std::int32_t> ranks = {0};
        for (const Block& block : section.blocks)
            ranks.insert(block.rank);
        std::optional<std::int32_t> best;
        std::vector<std::int32_t> order(ranks.begin(), ranks.end());
        std::size_t low = 0;
        std::size_t high = order.size();
        while (low < high) {
            const std::size_t middle = low + (high - low) / 2;
            const Extent extent = flow(section, order[middle], Pen::up);
            const bool fits = extent.pages < section.pages || (extent.pages == section.pages && extent.y <= bottom_pt - section.slack_pt);
            if (fits) {
                best = order[middle];
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return best;
    }

    void begin_page()
    {
        pen_ = canvas_->begin_page();
        cairo_set_source_rgb(pen_, 0, 0, 0);
        if (page_++ > 0) show_all(pen_, type_.lay(std::to_string(page_), {text_width_pt, 13}), left_pt, 34);
    }

    void end_page()
    {
        canvas_->end_page();
        pen_ = nullptr;
    }

    // The walk's own place; the pen is down only while drawing.
    struct Place {
        Extent at;
        cairo_t* pen = nullptr;
        const TableForm* table = nullptr;
    };

    void turn(Place& place)
    {
        ++place.at.pages;
        place.at.y = top_pt;
        if (!place.pen) return;
        end_page();
        begin_page();
        place.pen = pen_;
    }

    Extent flow(const Section& section, std::int32_t rank, Pen pen)
    {
        Place place;
        place.pen = pen == Pen::down ? pen_ : nullptr;
        if (section.head) place.at.y = draw_head(place.pen, *section.head);
        std::vector<std::size_t> taken;
        for (std::size_t i = 0; i < section.blocks.size(); ++i) {
            if (section.blocks[i].rank <= rank) taken.push_back(i);
        }
        const double closing = section.closing ? closing_height(*section.closing) : 0;
        for (std::size_t n = 0; n < taken.size(); ++n) {
            const Block& block = section.blocks[taken[n]];
            const LaidBlock& laid = laid_[taken[n]];
            if (block.row) {
                put_row(place, *block.row, laid);
                continue;
            }
            if (place.table) place.at.y += 8;
            place.table = nullptr;
            double needed = 0;
            if (block.paragraph.keep == Keep::with_next) {
                needed = laid.paragraph->height() + block.paragraph.after_pt +
                         (n + 1 < taken.size() ? least_height(laid_[taken[n + 1]]) : closing);
            }
            put_paragraph(place, block.paragraph, *laid.paragraph, needed);
        }
        if (section.closing) {
            if (place.at.y + closing > bottom_pt) turn(place);
            place.at.y = draw_closing(place.pen, *section.closing, place.at.y);
        }
        return place.at;
    }

    static double least_height(const LaidBlock& next)
    {
        if (next.paragraph) return next.paragraph->pitch() * static_cast<double>(std::min<std::size_t>(2, next.paragraph->lines.size()));
        return next.header.height + next.row.height;
    }

    void put_paragraph(Place& place, const Paragraph& paragraph, const Laid& laid, double needed)
    {
        if (needed > 0 && place.at.y + needed > bottom_pt && place.at.y > top_pt) turn(place);
        const std::size_t count = laid.lines.size();
        for (std::size_t i = 0; i < count; ++i) {
            const auto room = static_cast<std::size_t>(std::max(0.0, std::floor((bottom_pt - place.at.y) / laid.pitch())));
            const bool lonely_first = i == 0 && count > 1 && room < 2;
            const bool lonely_last = count > 2 && i + 2 == count && room == 1;
            if (room == 0 || lonely_first || lonely_last) turn(place);
            show_line(place.pen, laid, i, left_pt, place.at.y);
            place.at.y += laid.pitch();
        }
        place.at.y += paragraph.after_pt;
    }

    void put_row(Place& place, const Row& row, const LaidBlock& laid)
    {
        const TableForm* const form = row.table.get();
        const bool opens = place.table != form;
        if (place.at.y + (opens ? laid.header.height : 0) + laid.row.height > bottom_pt) {
            turn(place);
            draw_row(place, *form, laid.header);
        } else if (opens) {
            draw_row(place, *form, laid.header);
        }
        place.table = form;
        draw_row(place, *form, laid.row);
    }

    static void draw_row(Place& place, const TableForm& form, const LaidRow& row)
    {
        double x = left_pt;
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            const double width = form.shares[i] * text_width_pt;
            if (place.pen) {
                cairo_set_line_width(place.pen, 0.5);
                cairo_rectangle(place.pen, x, place.at.y, width, row.height);
                cairo_stroke(place.pen);
            }
            show_all(place.pen, row.cells[i], x + cell_padding_pt, place.at.y + (row.height - row.cells[i].height()) / 2);
            x += width;
        }
        place.at.y += row.height;
    }

    double column(cairo_t* pen, const std::vector<std::string>& lines, const Shape& shape, double x, double y) const
    {
        for (const std::string& line : lines)
            y = show_all(pen, type_.lay(line, shape), x, y);
        return y;
    }

    // Left column first, then the right one, then what stands below: the order in which text extractors read it back.
    double draw_head(cairo_t* pen, const Head& head) const
    {
        constexpr double organ_width = 196;
        constexpr double title_width = 278;
        const double organ_x = left_pt - 14;
        const double title_x = right_pt - title_width + 6;
        const Shape thin{organ_width, 12, Weight::regular, Align::centre, 0};
        const Shape bold{organ_width, 12, Weight::bold, Align::centre, 0};
        double left_y = column(pen, head.parents, thin, organ_x, top_pt);
        left_y = column(pen, head.organ, bold, organ_x, left_y);
        rule(pen, organ_x + organ_width / 2, left_y + 3, 62);
        left_y = column(pen, {head.number_line}, {organ_width, 13, Weight::regular, Align::centre, 0}, organ_x,
                        std::max(left_y + 9, top_pt + 45));
        if (!head.draft_mark.empty()) left_y = draw_draft_mark(pen, head.draft_mark, organ_x + organ_width / 2, left_y + 6);
        double right_y =
            column(pen, {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}, {title_width, 12.5, Weight::bold, Align::centre, 0}, title_x, top_pt);
        right_y = column(pen, {"Độc lập - Tự do - Hạnh phúc"}, {title_width, 13.5, Weight::bold, Align::centre, 0}, title_x, right_y);
        rule(pen, title_x + title_width / 2, right_y + 2, 166);
        right_y = column(pen, {head.date_line}, {title_width, 13.5, Weight::italic, Align::centre, 0}, title_x,
                         std::max(right_y + 9, top_pt + 45));
        double y = std::max(left_y, right_y) + 16;
        y = column(pen, {head.type_name}, {text_width_pt, 15, Weight::bold, Align::centre, 0}, left_pt, y);
        if (!head.subject.empty())
            y = column(pen, {head.subject}, {text_width_pt - 40, 14, Weight::bold, Align::centre, 0}, left_pt + 20, y);
        rule(pen, left_pt + text_width_pt / 2, y + 4, 96);
        y += 16;
        if (!head.below.empty()) y = column(pen, head.below, {text_width_pt, 14, Weight::bold, Align::centre, 0}, left_pt, y) + 10;
        if (!head.addressee.empty())
            y = column(pen, {head.addressee}, {text_width_pt, 14, Weight::regular, Align::centre, 0}, left_pt, y) + 10;
        return y;
    }

    double draw_draft_mark(cairo_t* pen, const std::string& mark, double centre_x, double y) const
    {
        constexpr double width = 82;
        const Laid laid = type_.lay(mark, {width, 12.5, Weight::bold, Align::centre, 0});
        show_all(pen, laid, centre_x - width / 2, y + 3);
        if (pen) {
            cairo_set_line_width(pen, 0.8);
            cairo_rectangle(pen, centre_x - width / 2, y, width, laid.height() + 6);
            cairo_stroke(pen);
        }
        return y + laid.height() + 6;
    }

    static constexpr double closing_gap_pt = 12;
    static constexpr double authority_size_pt = 13.5;

    double closing_height(const Closing& closing) const
    {
        const double signature =
            (static_cast<double>(closing.authority.size()) + 1) * authority_size_pt * pitch_factor + signing_space_height_pt;
        const double recipients = (static_cast<double>(closing.recipients.size()) + 1) * 11.5 * pitch_factor;
        return closing_gap_pt + std::max(signature, recipients);
    }

    double draw_closing(cairo_t* pen, const Closing& closing, double y)
    {
        constexpr double recipients_width = 210;
        constexpr double block_width = 262;
        y += closing_gap_pt;
        double left_y = column(pen, {"Nơi nhận:"}, {recipients_width, 12, Weight::bold_italic, Align::left, 0}, left_pt, y);
        left_y = column(pen, closing.recipients, {recipients_width, 11, Weight::regular, Align::left, 0}, left_pt, left_y);
        const double block_x = right_pt - block_width + 10;
        const double centre_x = block_x + block_width / 2;
        double right_y = column(pen, closing.authority, {block_width, authority_size_pt, Weight::bold, Align::centre, 0}, block_x, y);
        right_y += signing_space_height_pt;
        const SigningSpace space = signing_space(centre_x, page_height_pt - right_y);
        if (pen && imprint_.medium == Medium::scan) {
            paint(pen, handwriting(closing.name, space.person), space.person);
            paint(pen, seal(imprint_.seal_text, {}, space.seal), space.seal);
            cairo_set_source_rgb(pen, 0, 0, 0);
        }
        right_y = column(pen, {closing.name}, {block_width, 14, Weight::bold, Align::centre, 0}, block_x, right_y);
        if (pen) {
            printed_.signature_page_index = page_ - 1;
            printed_.person_box = space.person;
            printed_.seal_box = space.seal;
        }
        return std::max(left_y, right_y);
    }

    std::unique_ptr<Canvas> canvas_;
    Imprint imprint_;
    Typesetter type_;
    std::vector<LaidBlock> laid_;
    cairo_t* pen_ = nullptr;
    std::int32_t page_ = 0;
    Printed printed_;
};

}  // namespace

Result<Printed> print_sections(const std::vector<Section>& sections, const Imprint& imprint)
{
    const DocumentInformation information{imprint.title, imprint.created_at};
    Printer printer(imprint.medium == Medium::scan ? scan_canvas(information) : pdf_canvas(information), imprint);
    for (const Section& section : sections) {
        if (auto printed = printer.print(section); !printed) return printed.error();
    }
    return printer.finish();
}

}  // namespace chamber::demo
