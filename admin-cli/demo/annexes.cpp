// Tables that fill their pages: every row has its own rank, so that exactly the rows that fit are printed.
#include "admin-cli/demo/compose.hpp"

#include <array>
#include <memory>

namespace chamber::demo {
namespace {

class Table {
public:
    explicit Table(TableForm form) : form_(std::make_shared<const TableForm>(std::move(form))) {}

    void row(std::vector<std::string> cells, Weight weight = Weight::regular)
    {
        const Row row{form_, std::move(cells), weight};
        // A group's title is taken together with the row below it.
        blocks_.push_back({weight == Weight::bold ? next_ + 1 : ++next_, std::make_shared<const Row>(row), {}});
    }
    std::vector<Block> take() { return std::move(blocks_); }

private:
    std::shared_ptr<const TableForm> form_;
    std::int32_t next_ = 0;
    std::vector<Block> blocks_;
};

constexpr std::array<const char*, 8> roman = {"I", "II", "III", "IV", "V", "VI", "VII", "VIII"};

struct Figures {
    std::int64_t plan;
    std::int64_t done;
};

Figures figures(Dice& dice)
{
    const std::int64_t plan = dice.between(180, 96'000);
    return {plan, plan * dice.between(880, 1'150) / 1'000};
}

std::vector<Block> indicators(Prose& prose)
{
    Table table({{0.07, 0.37, 0.13, 0.15, 0.16, 0.12},
                 {Align::centre, Align::left, Align::centre, Align::right, Align::right, Align::right},
                 {"STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Ước thực hiện", "So sánh (%)"},
                 12});
    std::size_t n = 0;
    std::size_t group = 0;
    for (const std::string_view set : {"economy", "society", "security", "council", "front"}) {
        for (const Topic& topic : topics(set)) {
            const std::size_t letter = group++;
            table.row({letter < roman.size() ? roman[letter] : "-", topic.name, "", "", "", ""}, Weight::bold);
            for (const Indicator& indicator : topic.indicators) {
                const std::string& unit = indicator.unit;
                const auto [plan, done] = unit == "%"
                                              ? Figures{prose.dice().between(861, 960), prose.dice().between(880, 998)}
                                              : figures(prose.dice());
                const auto shown = [&](std::int64_t value) { return unit == "%" ? tenths(value) : thousands(value); };
                table.row(
                    {std::to_string(++n), indicator.name, unit, shown(plan), shown(done), tenths(done * 1'000 / plan)});
            }
        }
    }
    return table.take();
}

std::vector<Block> communes(Prose& prose, const Setting& setting, const Topics& subjects)
{
    Table table({{0.07, 0.29, 0.16, 0.16, 0.16, 0.16},
                 {Align::centre, Align::left, Align::right, Align::right, Align::right, Align::right},
                 {"STT", "Đơn vị", "Kế hoạch", "Thực hiện", "Cùng kỳ 2023", "So kế hoạch (%)"},
                 12});
    std::size_t group = 0;
    for (std::size_t which = 0; which < 3; ++which) {
        for (const Topic& topic : subjects) {
            if (which >= topic.indicators.size()) continue;
            const Indicator& indicator = topic.indicators[which];
            if (indicator.unit == "%") continue;  // shares of communes would need their own columns
            table.row({roman[group++ % roman.size()], indicator.name + " (" + indicator.unit + ")", "", "", "", ""},
                      Weight::bold);
            for (std::size_t i = 0; i < setting.communes.size(); ++i) {
                const auto [plan, done] = figures(prose.dice());
                const std::int64_t before = done * prose.dice().between(900, 990) / 1'000;
                table.row({std::to_string(i + 1), with_capital(setting.communes[i]), thousands(plan), thousands(done),
                           thousands(before), tenths(done * 1'000 / plan)});
            }
        }
    }
    return table.take();
}

std::vector<Block> projects(Prose& prose, const Setting& setting)
{
    const auto& works = phrases("works");
    const auto& kinds = phrases("kinds of works");
    const auto& owners = phrases("owners");
    Table table(
        {{0.07, 0.35, 0.17, 0.14, 0.14, 0.13},
         {Align::centre, Align::left, Align::left, Align::right, Align::right, Align::left},
         {"STT", "Danh mục công trình", "Địa điểm", "Tổng mức đầu tư (triệu đồng)", "Kế hoạch vốn 2025", "Chủ đầu tư"},
         11.5});
    std::size_t n = 0;
    for (std::size_t w = 0; w < works.size(); ++w) {
        if (w % 3 == 0) table.row({roman[w / 3], kinds[w / 3], "", "", "", ""}, Weight::bold);
        for (std::size_t c = 0; c < setting.communes.size(); ++c) {
            std::string place = setting.communes[(c * 5 + w) % setting.communes.size()];
            const std::int64_t cost = prose.dice().between(90, 4'800) * 10;
            const std::string bare = place.substr(place.find(' ') + 1);
            place = with_capital(place);
            table.row({std::to_string(++n), works[w] + " " + bare, place, thousands(cost),
                       thousands(cost * prose.dice().between(20, 75) / 100 / 10 * 10),
                       owners[static_cast<std::size_t>(prose.dice().between(0, 2))]});
        }
    }
    return table.take();
}

// The corrected revision differs in a few cells of Biểu số 03 and nowhere else: the dice fall the same.
std::vector<Block> budget(Prose& prose, const Annex& annex, std::int32_t revision)
{
    const auto& lines = phrases("budget lines");
    const auto& groups = phrases("budget groups");
    Table table({{0.07, 0.37, 0.15, 0.15, 0.15, 0.11},
                 {Align::centre, Align::left, Align::right, Align::right, Align::right, Align::right},
                 {"STT", "Nội dung (triệu đồng)", "Dự toán 2024", "Ước thực hiện", "Dự toán 2025", "So sánh (%)"},
                 12});
    const bool corrected = annex.label == "Biểu số 03" && revision > 1;
    std::size_t n = 0;
    for (std::size_t g = 0; g < groups.size(); ++g) {
        table.row({roman[g], groups[g], "", "", "", ""}, Weight::bold);
        for (const std::string& line : lines) {
            auto [plan, done] = figures(prose.dice());
            std::int64_t next = plan * prose.dice().between(1'010, 1'140) / 1'000;
            ++n;
            if (corrected && (n == 4 || n == 9 || n == 20)) {
                done += 1'350;
                next += 2'480;
            }
            table.row({std::to_string(n), line, thousands(plan), thousands(done), thousands(next),
                       tenths(next * 1'000 / plan)});
        }
    }
    return table.take();
}

std::vector<Block> petitions(Prose& prose, const Setting& setting)
{
    Table table({{0.07, 0.18, 0.45, 0.30},
                 {Align::centre, Align::left, Align::left, Align::left},
                 {"STT", "Địa bàn", "Nội dung ý kiến, kiến nghị", "Kết quả giải quyết"},
                 12});
    const auto& outcomes = phrases("outcomes of petitions");
    std::size_t n = 0;
    for (std::size_t turn = 0; turn < 4; ++turn) {
        for (const Topic& topic : topics("petitions")) {
            for (std::size_t c = 0; c < setting.communes.size(); ++c) {
                std::string sentence = prose.filled(topic.results[(c + turn) % topic.results.size()]);
                // "Cử tri xã Lúa Vàng đề nghị …": the place stands in its own column.
                std::string place = setting.communes[(c * 3 + turn) % setting.communes.size()];
                for (const std::string& commune : setting.communes) {
                    const auto at = sentence.find("Cử tri " + commune + " ");
                    if (at == 0) sentence = sentence.substr(std::string("Cử tri ").size() + commune.size() + 1);
                }
                const std::size_t first = static_cast<unsigned char>(sentence[0]) < 0x80 ? 1 : 2;
                sentence = capitals(sentence.substr(0, first)) + sentence.substr(first);
                place = with_capital(place);
                table.row({std::to_string(++n), place, sentence,
                           outcomes[static_cast<std::size_t>(prose.dice().between(0, 3))]});
            }
        }
    }
    return table.take();
}

std::vector<Block> rows_of(Prose& prose, const Writing& writing, const Annex& annex)
{
    switch (annex.kind) {
    case AnnexKind::indicators: return indicators(prose);
    case AnnexKind::communes: return communes(prose, writing.setting, topics_of(writing.fields()));
    case AnnexKind::projects: return projects(prose, writing.setting);
    case AnnexKind::budget: return budget(prose, annex, writing.revision.n);
    case AnnexKind::petitions: return petitions(prose, writing.setting);
    }
    return {};
}

}  // namespace

Filling annex_section(const Writing& writing, const Annex& annex)
{
    Prose prose(writing.document.id.value + annex.label, writing.setting.communes);
    prose.centred(annex.label, Weight::bold, Keep::with_next);
    prose.centred(capitals(annex.title), Weight::bold, Keep::with_next);
    prose.centred("(Kèm theo " + writing.reference() + ")", Weight::italic, Keep::with_next);
    std::vector<Block> rows = rows_of(prose, writing, annex);
    Filling section;
    section.pages = annex.pages;
    section.blocks = prose.take();
    for (Block& row : rows) section.blocks.push_back(std::move(row));
    section.slack_pt = static_cast<double>(prose.dice().between(4, 60));
    return section;
}

}  // namespace chamber::demo
