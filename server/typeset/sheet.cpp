// Left column first, then the right one, then what stands below: the order in which text extractors read it back.
#include "server/typeset/sheet.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace chamber::typeset {
namespace {

constexpr double closing_gap_pt = 12;
constexpr double authority_size_pt = 13.5;
constexpr double signing_space_height_pt = 104;

void rule(cairo_t* pen, double centre_x, double y, double width)
{
    if (!pen) return;
    cairo_set_line_width(pen, 0.7);
    cairo_move_to(pen, centre_x - width / 2, y);
    cairo_line_to(pen, centre_x + width / 2, y);
    cairo_stroke(pen);
}

double column(LineSetter& lines, cairo_t* pen, const std::vector<std::string>& texts, const Shape& shape, double x,
              double y)
{
    for (const std::string& text : texts) y = show_all(pen, lines.lay(text, shape), x, y);
    return y;
}

double draw_draft_mark(LineSetter& lines, cairo_t* pen, const std::string& mark, double centre_x, double y)
{
    constexpr double width = 82;
    const Laid& laid = lines.lay(mark, {width, 12.5, Weight::bold, Align::centre, 0});
    show_all(pen, laid, centre_x - width / 2, y + 3);
    if (pen) {
        cairo_set_line_width(pen, 0.8);
        cairo_rectangle(pen, centre_x - width / 2, y, width, laid.height() + 6);
        cairo_stroke(pen);
    }
    return y + laid.height() + 6;
}

double draw_organ(LineSetter& lines, cairo_t* pen, const Head& head)
{
    constexpr double width = 196;
    const double x = left_pt - 14;
    double y = column(lines, pen, head.parents, {width, 12, Weight::regular, Align::centre, 0}, x, top_pt);
    y = column(lines, pen, head.organ, {width, 12, Weight::bold, Align::centre, 0}, x, y);
    rule(pen, x + width / 2, y + 3, 62);
    y = column(lines, pen, {head.number_line}, {width, 13, Weight::regular, Align::centre, 0}, x,
               std::max(y + 9, top_pt + 45));
    if (!head.draft_mark.empty()) y = draw_draft_mark(lines, pen, head.draft_mark, x + width / 2, y + 6);
    return y;
}

double draw_national_title(LineSetter& lines, cairo_t* pen, const Head& head)
{
    constexpr double width = 278;
    const double x = right_pt - width + 6;
    double y = column(lines, pen, {"CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"}, {width, 12.5, Weight::bold, Align::centre, 0},
                      x, top_pt);
    y = column(lines, pen, {"Độc lập - Tự do - Hạnh phúc"}, {width, 13.5, Weight::bold, Align::centre, 0}, x, y);
    rule(pen, x + width / 2, y + 2, 166);
    return column(lines, pen, {head.date_line}, {width, 13.5, Weight::italic, Align::centre, 0}, x,
                  std::max(y + 9, top_pt + 45));
}

// Person and seal in the space above the name, whose top is at `bottom_y` from the page's bottom. The seal's right edge
// reaches a third into the signature; its small print runs on under the hand.
void place_boxes(SigningPlace& place, double centre_x, double bottom_y)
{
    constexpr double seal_diameter_pt = 92;  // a little under the real 36 mm, so that name and title stay legible
    place.person = {centre_x - 58, bottom_y + 30, 116, 66};
    place.seal = {place.person.left + place.person.width / 3 - seal_diameter_pt - 2, bottom_y + 6,
                  seal_diameter_pt + 128, seal_diameter_pt + 4};
}

}  // namespace

double draw_head(LineSetter& lines, cairo_t* pen, const Head& head)
{
    const double left_y = draw_organ(lines, pen, head);
    const double right_y = draw_national_title(lines, pen, head);
    double y = std::max(left_y, right_y) + 16;
    y = column(lines, pen, {head.type_name}, {text_width_pt, 15, Weight::bold, Align::centre, 0}, left_pt, y);
    if (!head.subject.empty())
        y = column(lines, pen, {head.subject}, {text_width_pt - 40, 14, Weight::bold, Align::centre, 0}, left_pt + 20,
                   y);
    rule(pen, left_pt + text_width_pt / 2, y + 4, 96);
    y += 16;
    if (!head.below.empty())
        y = column(lines, pen, head.below, {text_width_pt, 14, Weight::bold, Align::centre, 0}, left_pt, y) + 10;
    if (!head.addressee.empty())
        y = column(lines, pen, {head.addressee}, {text_width_pt, 14, Weight::regular, Align::centre, 0}, left_pt, y) +
            10;
    return y;
}

double closing_height(const Closing& closing)
{
    const double signature = (static_cast<double>(closing.authority.size()) + 1) * authority_size_pt * pitch_factor +
                             signing_space_height_pt;
    const double recipients = (static_cast<double>(closing.recipients.size()) + 1) * 11.5 * pitch_factor;
    return closing_gap_pt + std::max(signature, recipients);
}

double draw_closing(LineSetter& lines, cairo_t* pen, Canvas* canvas, const Closing& closing, double y,
                    SigningPlace& place)
{
    constexpr double recipients_width = 210;
    constexpr double block_width = 262;
    y += closing_gap_pt;
    double left_y = y;
    if (!closing.recipients.empty()) {
        left_y = column(lines, pen, {"Nơi nhận:"}, {recipients_width, 12, Weight::bold_italic, Align::left, 0}, left_pt,
                        left_y);
        left_y = column(lines, pen, closing.recipients, {recipients_width, 11, Weight::regular, Align::left, 0},
                        left_pt, left_y);
    }
    const double block_x = right_pt - block_width + 10;
    double right_y = column(lines, pen, closing.authority,
                            {block_width, authority_size_pt, Weight::bold, Align::centre, 0}, block_x, y);
    right_y += signing_space_height_pt;
    place_boxes(place, block_x + block_width / 2, page_height_pt - right_y);
    if (canvas) canvas->sign(closing, place);
    right_y = column(lines, pen, {closing.name}, {block_width, 14, Weight::bold, Align::centre, 0}, block_x, right_y);
    return std::max(left_y, right_y);
}

}  // namespace chamber::typeset
