#include "tests/inspect/real_heads.hpp"

#include "tests/support/sheet_pdf.hpp"

#include <utf8proc.h>

#include <cstdlib>

namespace chamber::testing {
namespace {

std::string taken_apart(const std::string& text)
{
    utf8proc_uint8_t* apart = utf8proc_NFD(reinterpret_cast<const utf8proc_uint8_t*>(text.c_str()));
    std::string result(reinterpret_cast<const char*>(apart));
    std::free(apart);
    return result;
}

struct Setting {
    const Head& head;
    Layout layout;
    Sheet sheet = {};
    double left = 155, right = 420, middle = 297;

    bool stamps() const { return layout == Layout::stamped || layout == Layout::printed_stamps; }

    std::string words(const std::string& text) const
    {
        return layout == Layout::marks_apart ? taken_apart(text) : text;
    }
    Pen pen(Pen pen) const
    {
        pen.invisible = layout == Layout::recognised;
        return pen;
    }
    void centred(double x, double y, const std::string& text, const Pen& ink)
    {
        sheet.centred(x, y, words(text), pen(ink));
    }

    double organ(double y)
    {
        for (const std::string& line : head.parents) centred(left, y += 15, line, {11.5});
        for (const std::string& line : head.organ) centred(left, y += 15, line, {11.5, true});
        return y;
    }

    void title()
    {
        centred(right, 55, head.party ? "ĐẢNG CỘNG SẢN VIỆT NAM" : "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", {11, true});
        if (!head.party) centred(right, 71, "Độc lập - Tự do - Hạnh phúc", {12, true});
    }

    // "Số:      /BC-UBND" and where its blank is, for a stamp to fill.
    double number_blank = 0, day_blank = 0;

    std::string stamped_part() const { return head.number.substr(0, head.number.find('/')); }
    std::string year_part() const { return head.number.substr(stamped_part().size()); }

    void number(double y)
    {
        const std::string opening = head.before_number.empty() ? "Số: " : head.before_number + " số: ";
        // A tool stamps the figure alone: the year is typed with the symbol.
        const std::string figure = stamps() || head.number.empty() ? "        " + year_part() : head.number;
        const std::string line = opening + figure + head.symbol;
        const double from = left - Sheet::width_of(line, {12}) / 2;
        number_blank = from + Sheet::width_of(opening, {12});
        sheet.at(from, y, words(line), pen({12}));
        for (std::size_t i = 0; i < head.reference.size(); ++i)
            centred(left, y + 16 + 14 * static_cast<double>(i), head.reference[i], {11});
    }

    void day(double y)
    {
        const std::string opening = head.place + ", ngày ";
        const bool blank = stamps() || head.day.empty();
        const std::string line = opening + (blank ? "    " : head.day) + " tháng " + head.month + " năm " + head.year;
        const double from = right - Sheet::width_of(line, {12}) / 2;
        day_blank = from + Sheet::width_of(opening, {12});
        sheet.at(from, y, words(line), pen({12}));
    }

    double body(double y)
    {
        for (std::string line : head.type) {
            Pen ink{14, true};
            if (layout == Layout::spread) ink.spread = 5;
            centred(middle, y, line, ink);
            y += 18;
        }
        for (const std::string& line : head.subject) {
            centred(middle, y, line, {13, true});
            y += 17;
        }
        y += 18;
        for (const std::string& line : head.authority) {
            centred(middle, y, line, {13, true});
            y += 17;
        }
        y += 12;
        for (const std::string& line : head.body) {
            sheet.at(85, y, words(line), pen({13}));
            y += 18;
        }
        return y;
    }

    void stamp(double number_y, double day_y)
    {
        if (layout == Layout::stamped) {
            if (!head.number.empty()) sheet.stamped(number_blank, number_y - 13, {stamped_part()}, 12);
            if (!head.day.empty()) sheet.stamped(day_blank, day_y - 13, {head.day}, 12);
            sheet.stamped(380, 20, {"VĂN PHÒNG", "Thời gian ký: 15.11.2026 07:25:14 +07:00"});
        } else if (layout == Layout::printed_stamps) {
            if (!head.number.empty()) sheet.at(number_blank + 1, number_y - 3, stamped_part(), {13});
            if (!head.day.empty()) sheet.at(day_blank, day_y + 2, head.day, {13});
        } else if (layout == Layout::signed_above) {
            sheet.stamped(
                400, 5,
                {"Ký bởi: Cổng Thông tin điện tử", "Cơ quan: VĂN PHÒNG ỦY BAN", "Thời gian ký: 07/02/2026 07:56:24"});
        }
    }

    std::string set()
    {
        if (layout == Layout::narrow) {
            left = 140;
            right = 400;
        }
        if (layout == Layout::gazette) {
            sheet.at(60, 25, "2", {10}).centred(middle, 25, "CÔNG BÁO/Số 531 + 532/Ngày 10-4-2026", {10});
            sheet.centred(middle, 38, "VĂN BẢN QUY PHẠM PHÁP LUẬT", {10, true});
        }
        if (layout == Layout::title_first) title();
        const double number_y = organ(40) + 25, day_y = 98;
        if (layout != Layout::title_first) title();
        number(number_y);
        day(day_y);
        const double below = number_y + 16 + 14 * static_cast<double>(head.reference.size());
        body(below + 30);
        stamp(number_y, day_y);
        if (layout == Layout::recognised) sheet.picture({});
        return make_sheets({sheet});
    }
};

}  // namespace

std::string set_head(const Head& head, Layout layout)
{
    return Setting{head, layout}.set();
}

std::string full_number(const Head& head)
{
    return head.number.empty() ? std::string() : head.number + head.symbol;
}

std::string issued_on(const Head& head)
{
    if (head.day.empty()) return {};
    const auto two = [](const std::string& figure) { return figure.size() < 2 ? "0" + figure : figure; };
    return head.year + "-" + two(head.month) + "-" + two(head.day);
}

}  // namespace chamber::testing
