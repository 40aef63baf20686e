#include "storage/archive/package/codes.hpp"

#include "protocol/calendar.hpp"
#include "protocol/vietnamese.hpp"
#include "protocol/world.hpp"

#include <array>
#include <span>

namespace chamber::storage {

namespace {

struct Code {
    std::string_view words;
    std::string_view code;
};

constexpr std::array types = std::to_array<Code>({
    {"nghị quyết", "01"},     {"quyết định", "02"},   {"chỉ thị", "03"},         {"quy chế", "04"},
    {"quy định", "05"},       {"thông cáo", "06"},    {"thông báo", "07"},       {"hướng dẫn", "08"},
    {"chương trình", "09"},   {"kế hoạch", "10"},     {"phương án", "11"},       {"đề án", "12"},
    {"dự án", "13"},          {"báo cáo", "14"},      {"tờ trình", "15"},        {"giấy ủy quyền", "16"},
    {"phiếu gửi", "17"},      {"phiếu chuyển", "18"}, {"phiếu báo", "19"},       {"biên bản", "20"},
    {"hợp đồng", "21"},       {"công văn", "22"},     {"công điện", "23"},       {"bản ghi nhớ", "24"},
    {"bản thỏa thuận", "25"}, {"giấy mời", "26"},     {"giấy giới thiệu", "27"}, {"giấy nghỉ phép", "28"},
    {"thư công", "29"},       {"bản đồ", "30"},       {"bản vẽ kỹ thuật", "31"}, {"dự thảo nghị quyết", "01"},
});
constexpr std::array maintenance = std::to_array<Code>(
    {{"vĩnh viễn", "01"}, {"70 năm", "02"}, {"50 năm", "03"}, {"30 năm", "04"}, {"20 năm", "05"}, {"10 năm", "06"}});
constexpr std::array modes = std::to_array<Code>({{"công khai", "01"},
                                                  {"tiếp cận có điều kiện", "02"},
                                                  {"sử dụng có điều kiện", "02"},
                                                  {"có điều kiện", "02"},
                                                  {"mật", "03"}});
constexpr std::array languages = std::to_array<Code>({{"tiếng việt", "01"},
                                                      {"tiếng anh", "02"},
                                                      {"tiếng pháp", "03"},
                                                      {"tiếng nga", "04"},
                                                      {"tiếng trung", "05"},
                                                      {"việt anh", "06"},
                                                      {"việt nga", "07"},
                                                      {"việt pháp", "08"},
                                                      {"hán nôm", "09"},
                                                      {"việt trung", "10"}});

std::string lower(std::string_view words)
{
    return vietnamese::utf8(vietnamese::lower(vietnamese::code_points(words)));
}

std::string code_of(std::span<const Code> table, std::string_view words, std::string_view otherwise)
{
    const auto said = lower(words);
    for (const auto& row : table)
        if (row.words == said) return std::string(row.code);
    return std::string(otherwise);
}

}  // namespace

std::string type_code(std::string_view type_name)
{
    return code_of(types, type_name, "32");
}

std::string maintenance_code(std::string_view words)
{
    return code_of(maintenance, words, "07");
}

std::string mode_code(std::string_view words)
{
    return code_of(modes, words, "02");
}

std::string language_code(std::string_view words)
{
    return code_of(languages, words, "11");
}

std::string confidence_code(bool digital, bool scanned)
{
    if (digital && scanned) return "03";
    if (scanned) return "02";
    return digital ? "01" : "";
}

std::string circular_day(std::string_view iso)
{
    return is_day(iso) ? spoken_day(iso) : std::string();
}

std::string vietnam_moment(const std::string& rfc3339)
{
    constexpr std::int64_t ahead_ms = 7 * 3'600'000;
    const auto at = parse_utc(rfc3339);
    auto text = format_utc(UtcMs{at.value + ahead_ms});
    if (text.ends_with('Z')) text.pop_back();
    return text + "+07:00";
}

}  // namespace chamber::storage
