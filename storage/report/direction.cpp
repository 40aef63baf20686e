#include "storage/report/direction.hpp"

#include <optional>
#include <string>

namespace chamber::storage {

namespace {

constexpr std::string_view council_words[] = {"Hội đồng nhân dân", "Hội đồng Nhân dân", "HỘI ĐỒNG NHÂN DÂN", "HĐND"};
constexpr std::string_view levels[] = {"tỉnh", "thành phố", "huyện",    "quận",   "thị xã",
                                       "xã",   "phường",    "thị trấn", "đặc khu"};
constexpr std::string_view levels_in_capitals[] = {"TỈNH", "THÀNH PHỐ", "HUYỆN",    "QUẬN",   "THỊ XÃ",
                                                   "XÃ",   "PHƯỜNG",    "THỊ TRẤN", "ĐẶC KHU"};

// What stands behind the council's name in a text; nothing: it names no council.
std::optional<std::string_view> behind_council(std::string_view text)
{
    for (const std::string_view words : council_words) {
        const auto at = text.find(words);
        if (at == std::string_view::npos) continue;
        std::string_view rest = text.substr(at + words.size());
        while (rest.starts_with(' ')) rest.remove_prefix(1);
        return rest;
    }
    return std::nullopt;
}

// "huyện Hương Sen" → "huyện"; empty: it begins with none. "tỉnh" and "TỈNH" are one.
std::string_view level_at(std::string_view rest)
{
    for (std::size_t i = 0; i < std::size(levels); ++i)
        if (rest.starts_with(levels[i]) || rest.starts_with(levels_in_capitals[i])) return levels[i];
    return {};
}

}  // namespace

Direction direction_of(const DocumentFields& paper, std::string_view council_name)
{
    const auto own = behind_council(council_name);
    const std::string_view own_level = own ? level_at(*own) : std::string_view();
    if (!paper.issuer.empty()) {
        const auto named = behind_council(paper.issuer);
        if (!named) return Direction::incoming;
        const std::string_view level = level_at(*named);
        return level.empty() || own_level.empty() || level == own_level ? Direction::outgoing : Direction::incoming;
    }
    const auto symbol = paper.full_number.find('/');
    if (symbol == std::string::npos) return Direction::unknown;
    return paper.full_number.find("HĐND", symbol) == std::string::npos ? Direction::incoming : Direction::outgoing;
}

}  // namespace chamber::storage
