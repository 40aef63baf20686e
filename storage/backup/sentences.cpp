#include "storage/backup/sentences.hpp"

#include "protocol/world.hpp"

#include <utility>

namespace chamber::storage {
namespace {

// In the order people ask for them; what the machine keeps for itself (holdings, backups) is not among them.
constexpr std::pair<const char*, const char*> nouns[] = {
    {"annotation", "ghi chú"},
    {"attendance", "lượt điểm danh"},
    {"absence_reason", "lý do vắng"},
    {"document", "tài liệu"},
    {"draft_document", "bản nháp"},
    {"session", "kỳ họp"},
    {"sitting", "phiên họp"},
    {"agenda_item", "mục chương trình"},
    {"person", "người"},
    {"device", "máy"},
    {"archive", "hồ sơ"},
};

}  // namespace

std::string changes_in_words(const std::map<std::string, std::int64_t>& changes)
{
    std::string text;
    for (const auto& [type, noun] : nouns) {
        const auto found = changes.find(type);
        if (found == changes.end()) continue;
        text += (text.empty() ? "" : ", ") + std::to_string(found->second) + " " + noun;
    }
    return text;
}

std::string restored_sentence(const BackupManifest& backup, const std::map<std::string, std::int64_t>& missing)
{
    std::string text = "Máy chủ đã được phục hồi từ bản sao lưu lúc " + format_vietnam(parse_utc(backup.made_at)) + ".";
    if (const std::string words = changes_in_words(missing); !words.empty())
        text += " Thay đổi sau bản sao lưu: " + words + ".";
    return text +
           " Máy tính bảng kết nối lại sẽ tự gửi lại ghi chú và điểm danh của mình. Việc của văn phòng sau lúc đó (tải lên, công "
           "bố, rút tài liệu, "
           "duyệt và thu hồi máy, đổi mã PIN) phải làm lại: hãy kiểm tra từng việc.";
}

}  // namespace chamber::storage
