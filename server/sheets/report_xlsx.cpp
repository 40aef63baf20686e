// The workbook of a yearly report, by libxlsxwriter: figures, months with a chart, a sheet for every list.
#include "protocol/text.hpp"
#include "server/sheets/report_sheet.hpp"

#include <memory>
#include <set>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

namespace chamber::sheets {

namespace {

using storage::Figure;
using storage::FigureItem;
using storage::YearReport;

// The format's own limit is 32,767 characters a cell, 31 a tab.
constexpr std::size_t cell_bytes_max = 30'000;
constexpr std::size_t tab_letters_max = 31;

constexpr const char* figures_tab = "Số liệu";
constexpr const char* months_tab = "Theo tháng";

// The library writes to a path; this one is a piece of memory.
class MemoryFile {
public:
    MemoryFile() : descriptor_(::memfd_create("report", MFD_CLOEXEC)) {}
    ~MemoryFile()
    {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    bool is_open() const { return descriptor_ >= 0; }
    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }
    Result<std::string> read() const
    {
        std::string bytes;
        char piece[65'536];
        for (;;) {
            const auto got = ::pread(descriptor_, piece, sizeof piece, static_cast<off_t>(bytes.size()));
            if (got < 0) return fail(ErrorCode::io_failed, "xlsx: cannot be read back");
            if (got == 0) return bytes;
            bytes.append(piece, static_cast<std::size_t>(got));
        }
    }

private:
    int descriptor_;
};

// Labels are ours: no character in them that a tab may not hold, but they may be long.
std::string tab_name(std::string_view label, std::set<std::string>& taken)
{
    for (int n = 1;; ++n) {
        const std::string suffix = n == 1 ? "" : " " + std::to_string(n);
        std::string name;
        std::string_view rest = label;
        std::size_t letters = suffix.size();
        for (char32_t c = 0; letters < tab_letters_max && !rest.empty() && take_code_point(rest, c); ++letters)
            append_code_point(name, c);
        name += suffix;
        if (taken.insert(name).second) return name;
    }
}

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
    explicit Workbook(const std::string& path)
    {
        // The library fills its own copy of the options.
        lxw_workbook_options options{};
        options.constant_memory = LXW_FALSE;
        options.use_zip64 = LXW_FALSE;
        book_ = workbook_new_opt(path.c_str(), &options);
        if (book_ == nullptr) return;
        plain_ = format();
        format_set_text_wrap(plain_);
        bold_ = format();
        format_set_bold(bold_);
        head_ = format();
        format_set_bold(head_);
        format_set_text_wrap(head_);
        format_set_border(head_, LXW_BORDER_THIN);
        format_set_bg_color(head_, 0xE8F1FA);
        link_ = format();
        format_set_font_color(link_, 0x094B8A);
        format_set_underline(link_, LXW_UNDERLINE_SINGLE);
        for (std::int32_t i = 0; i < 3; ++i) {
            numbers_[i] = format();
            format_set_num_format(numbers_[i], number_format(i));
        }
    }
    ~Workbook()
    {
        if (book_ != nullptr) workbook_close(book_);
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    bool write(const YearReport& report);
    // Success: the file lies at its path.
    bool close()
    {
        lxw_workbook* const book = book_;
        book_ = nullptr;
        return book != nullptr && workbook_close(book) == LXW_NO_ERROR;
    }

private:
    lxw_format* format()
    {
        lxw_format* made = workbook_add_format(book_);
        format_set_font_name(made, "Times New Roman");
        format_set_font_size(made, 12);
        format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
        return made;
    }

    void text(lxw_worksheet* page, lxw_row_t row, int column, std::string_view said, lxw_format* how)
    {
        const std::string clean = cleaned_text(said, cell_bytes_max, Lines::many);
        sound_ = sound_ &&
                 worksheet_write_string(page, row, static_cast<lxw_col_t>(column), clean.c_str(), how) == LXW_NO_ERROR;
    }
    void number(lxw_worksheet* page, lxw_row_t row, int column, const storage::Amount& amount)
    {
        if (!amount.known) return text(page, row, column, "–", plain_);
        sound_ = sound_ && worksheet_write_number(page, row, static_cast<lxw_col_t>(column), as_double(amount),
                                                  numbers_[amount.decimals]) == LXW_NO_ERROR;
    }
    void link(lxw_worksheet* page, lxw_row_t row, int column, const std::string& tab, const std::string& said)
    {
        const std::string target = "internal:'" + tab + "'!A1";
        sound_ = sound_ && worksheet_write_url_opt(page, row, static_cast<lxw_col_t>(column), target.c_str(), link_,
                                                   said.c_str(), nullptr) == LXW_NO_ERROR;
    }
    void heads(lxw_worksheet* page, lxw_row_t row, std::initializer_list<std::pair<const char*, double>> columns)
    {
        int column = 0;
        for (const auto& [title, width] : columns) {
            text(page, row, column, title, head_);
            worksheet_set_column(page, static_cast<lxw_col_t>(column), static_cast<lxw_col_t>(column), width, nullptr);
            ++column;
        }
        worksheet_freeze_panes(page, row + 1, 0);
        worksheet_repeat_rows(page, row, row);
    }
    lxw_worksheet* sheet(const std::string& name)
    {
        lxw_worksheet* page = workbook_add_worksheet(book_, name.c_str());
        sound_ = sound_ && page != nullptr;
        if (page == nullptr) return nullptr;
        worksheet_set_landscape(page);
        worksheet_set_paper(page, 9);  // A4
        worksheet_fit_to_pages(page, 1, 0);
        worksheet_set_footer(page, "&C&P");
        return page;
    }

    void properties(const YearReport& report);
    void figures(lxw_worksheet* page, const YearReport& report, const std::vector<std::string>& tabs);
    void months(const YearReport& report);
    void list(const Figure& figure, const std::string& tab);

    lxw_workbook* book_ = nullptr;
    lxw_format* plain_ = nullptr;
    lxw_format* bold_ = nullptr;
    lxw_format* head_ = nullptr;
    lxw_format* link_ = nullptr;
    lxw_format* numbers_[3] = {};
    bool sound_ = true;
};

// Where each figure's list stands: figures with the very same list share a tab; no list, no tab.
std::vector<std::string> tabs_of(const YearReport& report)
{
    std::set<std::string> taken{figures_tab, months_tab};
    std::vector<std::string> tabs;
    for (std::size_t i = 0; i < report.figures.size(); ++i) {
        std::string tab;
        for (std::size_t k = 0; k < i && tab.empty(); ++k)
            if (report.figures[k].items == report.figures[i].items) tab = tabs[k];
        if (tab.empty() && !report.figures[i].items.empty()) tab = tab_name(report.figures[i].label, taken);
        tabs.push_back(tab);
    }
    return tabs;
}

void Workbook::properties(const YearReport& report)
{
    std::string title = "Báo cáo năm " + std::to_string(report.span.year);
    std::string council = cleaned_text(report.council, 400);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.company = council.data();
    properties.created = static_cast<time_t>(parse_utc(report.span.as_of + "T17:00:00Z").value / 1000);
    workbook_set_properties(book_, &properties);
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
        if (!tabs[i].empty()) link(page, row, 3, tabs[i], std::to_string(figure.items.size()) + " dòng");
        text(page, row, 4, figure.definition, plain_);
    }
    row += 2;
    text(page, row, 0, "Hệ thống không ghi", bold_);
    for (const std::string& each : report.not_recorded) text(page, ++row, 0, each, plain_);
}

void Workbook::months(const YearReport& report)
{
    lxw_worksheet* page = sheet(months_tab);
    if (page == nullptr) return;
    heads(page, 0, {{"Tháng", 12}, {"Phiên họp", 14}, {"Tài liệu", 14}});
    for (std::size_t i = 0; i < report.months.size(); ++i) {
        const auto row = static_cast<lxw_row_t>(i + 1);
        text(page, row, 0, "Tháng " + std::to_string(i + 1), plain_);
        number(page, row, 1, storage::Amount{report.months[i].sittings, 0, true});
        number(page, row, 2, storage::Amount{report.months[i].documents, 0, true});
    }
    lxw_chart* chart = workbook_add_chart(book_, LXW_CHART_COLUMN);
    sound_ = sound_ && chart != nullptr;
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
    lxw_worksheet* page = sheet(tab);
    if (page == nullptr) return;
    text(page, 0, 0, figure.label, bold_);
    text(page, 1, 0, figure.definition, bold_);
    link(page, 2, 0, figures_tab, "Về trang số liệu");
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

bool Workbook::write(const YearReport& report)
{
    if (book_ == nullptr) return false;
    properties(report);
    const std::vector<std::string> tabs = tabs_of(report);
    lxw_worksheet* front = sheet(figures_tab);
    if (front == nullptr) return false;
    figures(front, report, tabs);
    months(report);
    std::set<std::string> written;
    for (std::size_t i = 0; i < tabs.size(); ++i)
        if (!tabs[i].empty() && written.insert(tabs[i]).second) list(report.figures[i], tabs[i]);
    return sound_;
}

}  // namespace

Result<std::string> report_xlsx(const YearReport& report)
{
    const MemoryFile file;
    if (!file.is_open()) return fail(ErrorCode::io_failed, "memfd_create");
    Workbook book(file.path());
    const bool written = book.write(report);
    if (!book.close() || !written) return fail(ErrorCode::io_failed, "xlsx: the library refused");
    return file.read();
}

}  // namespace chamber::sheets
