#include "storage/archive/draft.hpp"

#include "protocol/labels.hpp"
#include "storage/text/escapes.hpp"

#include <algorithm>

namespace chamber::storage {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// Our own headings hold neither quotes nor commas inside.
std::ptrdiff_t columns_of(std::string_view csv)
{
    return 1 + std::ranges::count(csv.substr(0, csv.find('\r')), ',');
}

std::string marked_table(const std::string& csv, const std::string& words)
{
    MUST(csv.starts_with(byte_order_mark));
    const auto body = csv.substr(byte_order_mark.size());
    std::string row = csv_cell(words);
    for (auto more = columns_of(body); more > 1; --more) row += ",\"\"";
    return std::string(byte_order_mark) + row + "\r\n" + body;
}

}  // namespace

std::string draft_words(SessionState state)
{
    return "BẢN NHÁP – không phải hồ sơ lưu trữ, không niêm phong. Lúc lập, kỳ họp " +
           std::string(label_in_sentence(state)) + ".";
}

bool says_draft(std::string_view bag_info)
{
    return ("\n" + std::string(bag_info)).find("\nInternal-Sender-Description: BẢN NHÁP") != std::string::npos;
}

BagFiles marked_as_draft(BagFiles files, SessionState state)
{
    const auto words = draft_words(state);
    for (auto& file : files) {
        if (!file.path.ends_with(".csv")) continue;
        if (auto* text = std::get_if<std::string>(&file.bytes)) {
            *text = marked_table(*text, words);
        } else if (auto* late = std::get_if<LateText>(&file.bytes)) {
            file.bytes = LateText([late = std::move(*late), words](const DigestTable& digests) -> Result<std::string> {
                auto written = late(digests);
                return written ? marked_table(*written, words) : written;
            });
        }
    }
    return files;
}

}  // namespace chamber::storage
