#include "server/sheets/report_sheet.hpp"
#include "storage/text/csv.hpp"

#include <vector>

namespace chamber::sheets {

namespace {

// Numbers with the decimal comma that a Vietnamese spreadsheet reads, without dots between thousands.
std::string spreadsheet_number(const storage::Amount& amount)
{
    std::string text = amount.known ? storage::json_number(amount) : std::string();
    for (char& c : text)
        if (c == '.') c = ',';
    return text;
}

}  // namespace

std::string report_csv(const storage::YearReport& report)
{
    storage::Csv csv({"Năm", "Tính đến ngày", "Dòng", "Mã số liệu", "Chỉ tiêu", "Giá trị", "Đơn vị", "Mã", "Tên",
                      "Ngày", "Ghi chú", "Cách tính"});
    const std::string year = std::to_string(report.span.year);
    const std::string as_of = storage::vietnamese_date(report.span.as_of);
    for (const storage::Figure& figure : report.figures) {
        csv.row({year, as_of, "số liệu", figure.key, figure.label, spreadsheet_number(figure.value), figure.unit, "",
                 "", "", "", figure.definition});
        for (const storage::FigureItem& item : figure.items)
            csv.row({year, as_of, "danh sách", figure.key, figure.label, "", "", item.id, item.title,
                     storage::vietnamese_date(item.date), item.note, ""});
    }
    csv.row({year, as_of, "đoạn văn", "paragraph", "Đoạn văn", "", "", "", "", "", report.paragraph, ""});
    for (const std::string& each : report.not_recorded)
        csv.row({year, as_of, "chưa ghi nhận", "not_recorded", "Hệ thống không ghi", "", "", "", "", "", each, ""});
    return csv.text();
}

}  // namespace chamber::sheets
