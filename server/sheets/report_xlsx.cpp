// The workbook of a yearly report, by libxlsxwriter: figures, months with a chart, a sheet for every list.
#include "server/sheets/report_sheet.hpp"
#include "server/sheets/workbook_file.hpp"

#include <set>
#include <xlsxwriter.h>

namespace chamber::sheets {

namespace {

using storage::Figure;
using storage::FigureItem;
using storage::YearReport;

constexpr const char* figures_tab = "Số liệu";
constexpr const char* months_tab = "Theo tháng";

const char* number_format(std::int32_t decimals)
{
    return decimals == 0 ? "#,##0" : decimals == 1 ? "#,##0.0" : "#,##0.00";
}

double as_double(const storage::Amount& amount)
{
    double tens = 1;
    for (std::int32_t i = 0; i < amount.decimals; ++i) tens *= 10;
    return static_cast<double>(amount.value) / tens;
}

class Workbook {
public:
    explicit Workbook(const YearReport& report)
        : file_({"Báo cáo năm " + std::to_string(report.span.year),
                 {},
                 report.council,
                 parse_utc(report.span.as_of + "T17:00:00Z")})
    {
        if (file_.book() == nullptr) return;
        plain_ = file_.format();
        format_set_text_wrap(plain_);
        bold_ = file_.format();
        format_set_bold(bold_);
        head_ = file_.format();
        format_set_bold(head_);
        format_set_text_wrap(head_);
        format_set_border(head_, LXW_BORDER_THIN);
        format_set_bg_color(head_, 0xE8F1FA);
        link_ = file_.format();
        format_set_font_color(link_, 0x094B8A);
        format_set_underline(link_, LXW_UNDERLINE_SINGLE);
        for (std::int32_t i = 0; i < 3; ++i) {
            numbers_[i] = file_.format();
            format_set_num_format(numbers_[i], number_format(i));
        }
    }

    void write(const YearReport& report);
    Result<std::string> finish() { return file_.finish(); }

private:
    void text(lxw_worksheet* page, lxw_row_t row, std::size_t column, std::string_view said, lxw_format* how)
    {
        file_.text(page, row, column, said, how);
    }
    void number(lxw_worksheet* page, lxw_row_t row, std::size_t column, const storage::Amount& amount)
    {
        if (!amount.known) return text(page, row, column, "–", plain_);
        file_.number(page, row, column, as_double(amount), numbers_[amount.decimals]);
    }
    void heads(lxw_worksheet* page, lxw_row_t row, std::initializer_list<std::pair<const char*, double>> columns)
    {
        lxw_col_t column = 0;
        for (const auto& [title, width] : columns) {
            text(page, row, column, title, head_);
            worksheet_set_column(page, column, column, width, nullptr);
            ++column;
        }
        worksheet_freeze_panes(page, row + 1, 0);
        worksheet_repeat_rows(page, row, row);
    }

    std::vector<std::string> tabs_of(const YearReport& report);
    void figures(lxw_worksheet* page, const YearReport& report, const std::vector<std::string>& tabs);
    void months(const YearReport& report);
    void list(const Figure& figure, const std::string& tab);

    WorkbookFile file_;
    lxw_format* plain_ = nullptr;
    lxw_format* bold_ = nullptr;
    lxw_format* head_ = nullptr;
    lxw_format* link_ = nullptr;
    lxw_format* numbers_[3] = {};
};

// Where each figure's list stands: figures with the very same list share a tab; no list, no tab.
std::vector<std::string> Workbook::tabs_of(const YearReport& report)
{
    std::vector<std::string> tabs;
    for (std::size_t i = 0; i < report.figures.size(); ++i) {
        std::string tab;
        for (std::size_t k = 0; k < i && tab.empty(); ++k)
            if (report.figures[k].items == report.figures[i].items) tab = tabs[k];
        if (tab.empty() && !report.figures[i].items.empty()) tab = file_.tab(report.figures[i].label);
        tabs.push_back(tab);
    }
    return tabs;
}

void Workbook::figures(lxw_worksheet* page, const YearReport& report, const std::vector<std::string>& tabs)
{
    text(page, 0, 0, "BÁO CÁO NĂM " + std::to_string(report.span.year), bold_);
    text(page, 1, 0, report.council, bold_);
    text(page, 2, 0, "Số liệu tính đến hết ngày " + storage::vietnamese_date(report.span.as_of), plain_);
    worksheet_merge_range(page, 4, 0, 4, 4, "", plain_);
    text(page, 4, 0, report.paragraph, plain_);
    worksheet_set_row(page, 4, 80, nullptr);
    lxw_row_t row = 6;
    heads(page, row, {{"Chỉ tiêu", 44}, {"Giá trị", 14}, {"Đơn vị", 14}, {"Danh sách", 18}, {"Cách tính", 80}});
    for (std::size_t i = 0; i < report.figures.size(); ++i) {
        const Figure& figure = report.figures[i];
        ++row;
        text(page, row, 0, figure.label, plain_);
        number(page, row, 1, figure.value);
        text(page, row, 2, figure.unit, plain_);
        if (!tabs[i].empty()) file_.link(page, row, 3, tabs[i], std::to_string(figure.items.size()) + " dòng", link_);
        text(page, row, 4, figure.definition, plain_);
    }
    row += 2;
    text(page, row, 0, "Hệ thống không ghi", bold_);
    for (const std::string& each : report.not_recorded) text(page, ++row, 0, each, plain_);
}

void Workbook::months(const YearReport& report)
{
    lxw_worksheet* page = file_.sheet(months_tab);
    if (page == nullptr) return;
    heads(page, 0, {{"Tháng", 12}, {"Phiên họp", 14}, {"Tài liệu", 14}});
    for (std::size_t i = 0; i < report.months.size(); ++i) {
        const auto row = static_cast<lxw_row_t>(i + 1);
        text(page, row, 0, "Tháng " + std::to_string(i + 1), plain_);
        number(page, row, 1, storage::Amount{report.months[i].sittings, 0, true});
        number(page, row, 2, storage::Amount{report.months[i].documents, 0, true});
    }
    lxw_chart* chart = workbook_add_chart(file_.book(), LXW_CHART_COLUMN);
    file_.note(chart != nullptr);
    if (chart == nullptr) return;
    for (const char* column : {"B", "C"}) {
        const std::string tab = std::string("='") + months_tab + "'!$";
        lxw_chart_series* series =
            chart_add_series(chart, (tab + "A$2:$A$13").c_str(), (tab + column + "$2:$" + column + "$13").c_str());
        chart_series_set_name(series, (tab + column + "$1").c_str());
    }
    chart_title_set_name(chart, ("Phiên họp và tài liệu theo tháng, năm " + std::to_string(report.span.year)).c_str());
    worksheet_insert_chart(page, 1, 4, chart);
}

void Workbook::list(const Figure& figure, const std::string& tab)
{
    lxw_worksheet* page = file_.sheet(tab);
    if (page == nullptr) return;
    text(page, 0, 0, figure.label, bold_);
    text(page, 1, 0, figure.definition, bold_);
    file_.link(page, 2, 0, figures_tab, "Về trang số liệu", link_);
    heads(page, 4, {{"STT", 6}, {"Mã", 22}, {"Tên", 80}, {"Ngày", 14}, {"Ghi chú", 44}});
    lxw_row_t row = 4;
    for (const FigureItem& item : figure.items) {
        ++row;
        number(page, row, 0, storage::Amount{static_cast<std::int64_t>(row - 4), 0, true});
        text(page, row, 1, item.id, plain_);
        text(page, row, 2, item.title, plain_);
        text(page, row, 3, storage::vietnamese_date(item.date), plain_);
        text(page, row, 4, item.note, plain_);
    }
    worksheet_autofilter(page, 4, 0, row, 4);
}

void Workbook::write(const YearReport& report)
{
    if (file_.book() == nullptr) return;
    MUST(file_.tab(figures_tab) == figures_tab && file_.tab(months_tab) == months_tab);
    const std::vector<std::string> tabs = tabs_of(report);
    lxw_worksheet* front = file_.sheet(figures_tab);
    if (front == nullptr) return;
    figures(front, report, tabs);
    months(report);
    std::set<std::string> written;
    for (std::size_t i = 0; i < tabs.size(); ++i)
        if (!tabs[i].empty() && written.insert(tabs[i]).second) list(report.figures[i], tabs[i]);
}

}  // namespace

Result<std::string> report_xlsx(const YearReport& report)
{
    Workbook book(report);
    book.write(report);
    return book.finish();
}

}  // namespace chamber::sheets
