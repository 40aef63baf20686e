#include "storage/archive/letter.hpp"

#include "storage/archive/escapes.hpp"
#include "storage/archive/metadata.hpp"

#include <utility>
#include <vector>

namespace chamber::storage {
namespace {

std::string replaced(std::string text, const std::string& slot, const std::string& value)
{
    for (auto at = text.find(slot); at != std::string::npos; at = text.find(slot, at + value.size())) text.replace(at, slot.size(), value);
    return text;
}

std::string letter_text(const SessionFile& file, const Filing& filing, const std::string& root_fingerprint)
{
    const std::vector<std::pair<std::string, std::string>> slots{
        {"{tieu-de}", file_field(file, filing, "Title")},
        {"{co-quan}", file.council.name},
        {"{ma-ho-so}", file_field(file, filing, "FileCode")},
        {"{tu-ngay}", filing.first_day},
        {"{den-ngay}", filing.day},
        {"{so-tai-lieu}", std::to_string(filing.documents)},
        {"{canh-bao}", file.council.demo ? "DỮ LIỆU HƯ CẤU ĐỂ TRÌNH DIỄN.\n" : ""},
        {"{thu-muc}", filing.folder},
        {"{dau-van-tay}", root_fingerprint},
        {"{lien-he}", "Văn phòng, " + file.council.name},
    };
    std::string text(letter_template());
    for (const auto& [slot, value] : slots) text = replaced(std::move(text), slot, slot == "{canh-bao}" ? value : one_line(value));
    return text;
}

std::string bag_info(const SessionFile& file, const Filing& filing, PayloadSize payload)
{
    std::string text;
    const auto line = [&](std::string_view label, const std::string& value) {
        if (!value.empty()) text += std::string(label) + ": " + one_line(value) + "\n";
    };
    line("Source-Organization", file.council.name);
    line("Contact-Name", "Văn phòng, " + file.council.name);
    line("External-Identifier", file_field(file, filing, "FileCode"));
    line("External-Description", file_field(file, filing, "Title"));
    line("Bagging-Date", filing.day);
    line("Payload-Oxum", std::to_string(payload.bytes) + "." + std::to_string(payload.files));
    line("Bag-Software-Agent", "Nghi Truong 1");
    return text;
}

}  // namespace

BagFiles letter(const SessionFile& file, const Filing& filing, PayloadSize payload, const std::string& root_fingerprint)
{
    BagFiles files;
    files.push_back({"DOC-TOI-TRUOC.txt", letter_text(file, filing, root_fingerprint)});
    files.push_back({"KIEM-TRA.sh", std::string(checking_script())});
    files.push_back({"bag-info.txt", bag_info(file, filing, payload)});
    files.push_back({"bagit.txt", std::string("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")});
    return files;
}

}  // namespace chamber::storage
