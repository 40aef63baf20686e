// The report as JSON text: fixed order of keys, two spaces, numbers as they are counted. README.md documents the keys.
#include "storage/report/year_report.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>

namespace chamber::storage {

namespace {

std::string in_quotes(std::string_view text)
{
    return boost::json::serialize(boost::json::string(text));
}

std::string member(std::string_view key, std::string_view json)
{
    return in_quotes(key) + ": " + std::string(json);
}

// Each on a line of its own, `indent` deep.
std::string lines(const std::vector<std::string>& values, std::size_t indent)
{
    if (values.empty()) return "[]";
    const std::string margin(indent, ' ');
    std::string text = "[";
    for (std::size_t i = 0; i < values.size(); ++i) text += (i == 0 ? "\n" : ",\n") + margin + values[i];
    return text + "\n" + std::string(indent - 2, ' ') + "]";
}

std::string item_json(const FigureItem& item)
{
    return "{" + member("id", in_quotes(item.id)) + ", " + member("title", in_quotes(item.title)) + ", " +
           member("date", item.date.empty() ? "null" : in_quotes(item.date)) + ", " +
           member("note", in_quotes(item.note)) + "}";
}

std::string figure_json(const Figure& figure)
{
    std::vector<std::string> items;
    for (const FigureItem& each : figure.items) items.push_back(item_json(each));
    return "{" + member("key", in_quotes(figure.key)) + ", " + member("label", in_quotes(figure.label)) + ", " +
           member("value", json_number(figure.value)) + ", " + member("unit", in_quotes(figure.unit)) + ",\n     " +
           member("definition", in_quotes(figure.definition)) + ",\n     " + member("items", lines(items, 6)) + "}";
}

}  // namespace

std::string report_json(const YearReport& report)
{
    std::vector<std::string> figures;
    for (const Figure& each : report.figures) figures.push_back(figure_json(each));
    std::vector<std::string> months;
    for (std::size_t i = 0; i < report.months.size(); ++i)
        months.push_back("{" + member("month", std::to_string(i + 1)) + ", " +
                         member("sittings", std::to_string(report.months[i].sittings)) + ", " +
                         member("documents", std::to_string(report.months[i].documents)) + "}");
    std::vector<std::string> missing;
    for (const std::string& each : report.not_recorded) missing.push_back(in_quotes(each));
    return "{\n  " + member("year", std::to_string(report.span.year)) + ",\n  " +
           member("as_of", in_quotes(report.span.as_of)) + ",\n  " + member("council", in_quotes(report.council)) +
           ",\n  " + member("paragraph", in_quotes(report.paragraph)) + ",\n  " + member("figures", lines(figures, 4)) +
           ",\n  " + member("months", lines(months, 4)) + ",\n  " + member("not_recorded", lines(missing, 4)) + "\n}\n";
}

}  // namespace chamber::storage
