#include "storage/report/figures.hpp"

#include "protocol/calendar.hpp"
#include "protocol/error.hpp"
#include "protocol/importing.hpp"

#include <algorithm>
#include <charconv>

namespace chamber::storage {

namespace {

std::string iso_day(std::string_view typed)
{
    if (typed.size() != 10 || typed[2] != '/' || typed[5] != '/') return std::string(typed);
    return std::string(typed.substr(6)) + "-" + std::string(typed.substr(3, 2)) + "-" + std::string(typed.substr(0, 2));
}

std::string digits_of(const Amount& amount)
{
    std::string digits = std::to_string(amount.value < 0 ? -amount.value : amount.value);
    const auto least = static_cast<std::size_t>(amount.decimals) + 1;
    if (digits.size() < least) digits.insert(0, least - digits.size(), '0');
    return digits;
}

}  // namespace

Result<ReportSpan> parse_report_span(std::string_view year, const std::optional<std::string>& as_of, UtcMs now)
{
    ReportSpan span;
    const auto [end, failed] = std::from_chars(year.data(), year.data() + year.size(), span.year);
    if (failed != std::errc{} || end != year.data() + year.size() || year.size() != 4)
        return fail(ErrorCode::wrong_type, "năm gồm bốn chữ số, ví dụ 2024", std::string(year));
    const std::string today = vietnamese_day(now);
    if (span.year < year_min || span.year > std::stoi(today.substr(0, 4)))
        return fail(ErrorCode::out_of_range,
                    "chọn một năm từ " + std::to_string(year_min) + " đến năm nay, " + today.substr(0, 4),
                    std::string(year));
    const std::string first = std::string(year) + "-01-01";
    span.as_of = std::min(std::string(year) + "-12-31", today);
    if (!as_of) return span;
    const std::string day = iso_day(*as_of);
    if (!is_day(day)) return fail(ErrorCode::bad_day, {}, *as_of);
    if (day < first || day > today)
        return fail(ErrorCode::out_of_range,
                    "ngày tính số liệu của năm " + std::string(year) + " nằm từ " + vietnamese_date(first) +
                        " đến hôm nay, " + vietnamese_date(today),
                    *as_of);
    span.as_of = day;
    return span;
}

std::string json_number(const Amount& amount)
{
    if (!amount.known) return "null";
    std::string digits = digits_of(amount);
    if (amount.decimals > 0) digits.insert(digits.size() - static_cast<std::size_t>(amount.decimals), ".");
    return (amount.value < 0 ? "-" : "") + digits;
}

std::string vietnamese_number(const Amount& amount)
{
    if (!amount.known) return "–";
    const std::string digits = digits_of(amount);
    const std::size_t ones = digits.size() - static_cast<std::size_t>(amount.decimals);
    std::string text = amount.value < 0 ? "-" : "";
    for (std::size_t i = 0; i < ones; ++i) {
        if (i > 0 && (ones - i) % 3 == 0) text += '.';
        text += digits[i];
    }
    return amount.decimals > 0 ? text + "," + digits.substr(ones) : text;
}

std::string vietnamese_date(std::string_view iso)
{
    if (!is_day(iso)) return std::string(iso);
    return std::string(iso.substr(8)) + "/" + std::string(iso.substr(5, 2)) + "/" + std::string(iso.substr(0, 4));
}

Figure listed(std::string key, std::string label, std::string unit, std::string definition,
              std::vector<FigureItem> items)
{
    const Amount many = whole(static_cast<std::int64_t>(items.size()));
    return summed(std::move(key), std::move(label), many, std::move(unit), std::move(definition), std::move(items));
}

Figure summed(std::string key, std::string label, Amount value, std::string unit, std::string definition,
              std::vector<FigureItem> items)
{
    return Figure{std::move(key), std::move(label), value, std::move(unit), std::move(definition), std::move(items)};
}

Amount whole(std::int64_t value)
{
    return Amount{value, 0, true};
}

Amount share(std::int64_t part, std::int64_t all)
{
    if (all == 0) return Amount{0, 2, false};
    return Amount{(2 * 10'000 * part + all) / (2 * all), 2, true};
}

Amount mean(std::int64_t sum, std::int64_t count)
{
    if (count == 0) return Amount{0, 1, false};
    const std::int64_t twice = 2 * 10 * sum;
    return Amount{twice >= 0 ? (twice + count) / (2 * count) : -((-twice + count) / (2 * count)), 1, true};
}

std::int64_t days_between(std::string_view from_day, std::string_view to_day)
{
    constexpr std::int64_t day_ms = 86'400'000;
    const auto at = [](std::string_view day) {
        return read_utc(std::string(day) + "T00:00:00Z").value_or(UtcMs{}).value / day_ms;
    };
    return at(to_day) - at(from_day);
}

}  // namespace chamber::storage
