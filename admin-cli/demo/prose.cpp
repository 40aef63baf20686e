// Slots, layers and small tables.
#include "admin-cli/demo/prose.hpp"

#include "protocol/vietnamese.hpp"

#include <algorithm>
#include <utility>

namespace chamber::demo {
namespace {

// Wide steps between layers leave room for topics and lines inside one.
constexpr std::int32_t layer_step = 100'000;
constexpr std::int32_t topic_step = 100;

std::int32_t rank_of(std::int32_t layer, std::size_t topic, std::size_t line = 0)
{
    return layer * layer_step + static_cast<std::int32_t>(topic) * topic_step + static_cast<std::int32_t>(line);
}

std::string two_digits(std::int64_t number)
{
    return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

}  // namespace

Dice::Dice(std::string_view name) : state_(14'695'981'039'346'656'037ULL)
{
    for (const char c : name) state_ = (state_ ^ static_cast<unsigned char>(c)) * 1'099'511'628'211ULL;
}

std::int64_t Dice::between(std::int64_t low, std::int64_t high)
{
    state_ = state_ * 6'364'136'223'846'793'005ULL + 1'442'695'040'888'963'407ULL;
    return low + static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(high - low + 1));
}

std::string thousands(std::int64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ".");
    return digits;
}

std::string tenths(std::int64_t tenths_of_one)
{
    return thousands(tenths_of_one / 10) + "," + std::to_string(tenths_of_one % 10);
}

std::string capitals(std::string_view text)
{
    return vietnamese::utf8(vietnamese::upper(vietnamese::normalised(text)));
}

std::string with_capital(std::string name)
{
    if (!name.empty() && name[0] >= 'a' && name[0] <= 'z') name[0] = static_cast<char>(name[0] - 32);
    return name;
}

std::string Prose::filled(std::string_view sentence)
{
    std::string result;
    for (std::size_t i = 0; i < sentence.size(); ++i) {
        if (sentence[i] != '{' || i + 2 >= sentence.size() || sentence[i + 2] != '}') {
            result += sentence[i];
            continue;
        }
        switch (sentence[i + 1]) {
        case 'n': result += two_digits(dice_.between(12, 95)); break;
        case 's': result += two_digits(dice_.between(2, 9)); break;
        case 'e': result += two_digits(dice_.between(8, 13)); break;
        case 'h': result += std::to_string(dice_.between(110, 980)); break;
        case 'k': result += thousands(dice_.between(105, 995) * 10 + dice_.between(0, 9)); break;
        case 't': result += tenths(dice_.between(124, 3'869)); break;
        case 'p': result += tenths(dice_.between(861, 996)); break;
        case 'q': result += tenths(dice_.between(1'002, 1'189)); break;
        case 'd': result += tenths(dice_.between(12, 98)); break;
        case 'x': result += (*communes_)[next_commune_++ * 5 % communes_->size()]; break;
        default: MUST(!"a slot we know");
        }
        i += 2;
    }
    return result;
}

void Prose::add(Paragraph paragraph, std::int32_t rank)
{
    blocks_.push_back({rank, nullptr, std::move(paragraph)});
}

void Prose::text(std::string_view marked, std::int32_t rank)
{
    add({.runs = runs_of(marked)}, rank);
}

void Prose::italic(std::string_view marked)
{
    add({.runs = runs_of(marked), .weight = Weight::italic}, 0);
}

void Prose::centred(std::string_view marked, Weight weight, Keep keep)
{
    add({.runs = runs_of(marked), .weight = weight, .align = Align::centre, .keep = keep}, 0);
}

void Prose::heading(std::string_view marked, std::int32_t rank)
{
    add({.runs = runs_of(marked), .weight = Weight::bold, .keep = Keep::with_next}, rank);
}

void Prose::last(std::string_view marked)
{
    add({.runs = runs_of(marked), .keep = Keep::with_next}, 0);
}

void Prose::indicator_table(const Topic& topic, std::int32_t rank)
{
    const auto form = std::make_shared<const TableForm>(
        TableForm{{0.08, 0.40, 0.14, 0.14, 0.14, 0.10},
                  {Align::centre, Align::left, Align::centre, Align::right, Align::right, Align::right},
                  {"STT", "Chỉ tiêu", "Đơn vị", "Kế hoạch", "Ước TH", "%"},
                  12});
    std::size_t n = 0;
    for (const Indicator& indicator : topic.indicators) {
        const std::string& unit = indicator.unit;
        const std::int64_t plan = unit == "%" ? dice_.between(861, 960) : dice_.between(120, 9'800);
        const std::int64_t per_mille = dice_.between(948, 1'120);
        const std::int64_t done =
            unit == "%" ? std::min<std::int64_t>(998, plan * per_mille / 1'000) : plan * per_mille / 1'000;
        const auto shown = [&](std::int64_t value) { return unit == "%" ? tenths(value) : thousands(value); };
        const Row row{
            form,
            {std::to_string(++n), indicator.name, unit, shown(plan), shown(done), tenths(done * 1'000 / plan)},
            Weight::regular};
        blocks_.push_back({rank, std::make_shared<const Row>(row), {}});
    }
}

void Prose::places(const Topic& topic, std::size_t which, std::int32_t rank)
{
    const auto& openings = phrases("openings of places");
    add({.runs = runs_of(openings[which % openings.size()]), .keep = Keep::with_next}, rank);
    std::int32_t line = 0;
    for (const std::string& commune : *communes_) {
        const std::string name = with_capital(commune);
        // The opening never stands alone: the first four lines come with it.
        add({.runs = runs_of("- " + name + ": " + filled(topic.places[which])), .after_pt = 3},
            rank + std::max(0, line - 3));
        ++line;
    }
}

void Prose::results(const std::string& title, const Topics& topics)
{
    const auto& fillers = phrases("said of any topic");
    heading(title);
    for (std::size_t t = 0; t < topics.size(); ++t) {
        const Topic& topic = topics[t];
        heading(std::to_string(t + 1) + ". " + topic.name);
        for (std::size_t i = 0; i < topic.results.size(); ++i)
            text(filled(topic.results[i]), i == 0 ? 0 : rank_of(static_cast<std::int32_t>(i), t));
        indicator_table(topic, rank_of(6, t));
        if (!topic.places.empty()) places(topic, 0, rank_of(8, t));
        text(filled(fillers[t % fillers.size()]), rank_of(7, t));
        if (topic.places.size() > 1) places(topic, 1, rank_of(9, t));
        for (std::size_t i = 1; i < fillers.size(); ++i)
            text(filled(fillers[(t + i) % fillers.size()]), rank_of(10 + static_cast<std::int32_t>(i), t));
    }
}

void Prose::limits(const std::string& title, const Topics& topics)
{
    heading(title);
    std::size_t n = 0;
    for (std::size_t t = 0; t < topics.size(); ++t) {
        for (std::size_t i = 0; i < topics[t].limits.size(); ++i)
            text("- " + filled(topics[t].limits[i]), ++n <= 2 ? 0 : rank_of(2 + static_cast<std::int32_t>(i), t));
    }
    text(phrases("causes of limits").front(), rank_of(1, 90));
}

void Prose::tasks(const std::string& title, const Topics& topics)
{
    const auto& fillers = phrases("said of any task");
    heading(title);
    for (std::size_t t = 0; t < topics.size(); ++t) {
        const Topic& topic = topics[t];
        std::string opening = "<b>";
        opening += std::to_string(t + 1);
        opening += ". ";
        opening += topic.name;
        opening += ":</b> ";
        for (std::size_t i = 0; i < topic.tasks.size(); ++i) {
            text(opening + filled(topic.tasks[i]), i == 0 ? 0 : rank_of(static_cast<std::int32_t>(i), t));
            opening = "- ";
        }
        for (std::size_t i = 0; i < fillers.size(); ++i)
            text("- " + filled(fillers[(t + i) % fillers.size()]), rank_of(4 + 2 * static_cast<std::int32_t>(i), t));
    }
}

}  // namespace chamber::demo
