// The figures themselves, a file for each kind. Internal to the report.
#pragma once

#include "storage/report/counted.hpp"

namespace chamber::storage {

using Figures = std::vector<Figure>;

void add_meeting_figures(Figures& figures, const Counted& counted);  // sessions, sittings, attendance
void add_paper_figures(Figures& figures, const Counted& counted);    // documents, signatures, deadlines
void add_saving_figures(Figures& figures, const Counted& counted);   // paper
void add_office_figures(Figures& figures, const Counted& counted);   // comments, archives, devices, accounts

std::string report_paragraph(const YearReport& report);

// As many as there are in the list.
Figure listed(std::string key, std::string label, std::string unit, std::string definition,
              std::vector<FigureItem> items);
Figure summed(std::string key, std::string label, Amount value, std::string unit, std::string definition,
              std::vector<FigureItem> items = {});

Amount whole(std::int64_t value);
// In hundredths of a percent, rounded half up; unknown of nothing.
Amount share(std::int64_t part, std::int64_t all);
// To one decimal, rounded half up; unknown of nothing.
Amount mean(std::int64_t sum, std::int64_t count);

std::int64_t days_between(std::string_view from_day, std::string_view to_day);

}  // namespace chamber::storage
