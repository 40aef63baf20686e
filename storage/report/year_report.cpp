#include "storage/report/year_report.hpp"

#include "protocol/error.hpp"
#include "storage/report/figures.hpp"

#include <algorithm>

namespace chamber::storage {

namespace {

std::size_t month_of(std::string_view iso_day)
{
    return static_cast<std::size_t>((iso_day[5] - '0') * 10 + (iso_day[6] - '0') - 1);
}

std::string council_of(const Counted& counted)
{
    if (!counted.sessions.empty() && !counted.sessions.back()->council_name.empty())
        return counted.sessions.back()->council_name;
    return counted.records.council.name;
}

}  // namespace

bool YearReport::empty() const
{
    return figure("sessions").value.value == 0 && figure("sittings").value.value == 0;
}

const Figure& YearReport::figure(std::string_view key) const
{
    const auto found = std::ranges::find(figures, key, &Figure::key);
    MUST(found != figures.end());
    return *found;
}

YearReport year_report(const ReportRecords& records, const ReportSpan& span)
{
    const Counted counted = count_records(records, span);
    YearReport report;
    report.span = span;
    report.council = council_of(counted);
    add_meeting_figures(report.figures, counted);
    add_paper_figures(report.figures, counted);
    add_saving_figures(report.figures, counted);
    add_office_figures(report.figures, counted);
    for (const CountedSitting& one : counted.sittings) report.months.at(month_of(one.day)).sittings += 1;
    for (const CountedPaper& one : counted.papers) report.months.at(month_of(one.day)).documents += 1;
    report.not_recorded = {"các lần biểu quyết, tỷ lệ tán thành",
                           "đăng ký phát biểu, thời gian phát biểu",
                           "câu hỏi chất vấn, trả lời chất vấn",
                           "bản in phát kèm (phiên không giấy một phần)",
                           "thiết bị mạng, phần mềm diệt vi-rút, cấp độ an toàn",
                           "đơn giá phô-tô, số tiền tiết kiệm"};
    report.paragraph = report_paragraph(report);
    return report;
}

}  // namespace chamber::storage
