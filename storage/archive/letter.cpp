#include "storage/archive/letter.hpp"

#include "protocol/build_id.hpp"
#include "protocol/world.hpp"
#include "storage/archive/draft.hpp"
#include "storage/archive/metadata.hpp"
#include "storage/text/escapes.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <utility>
#include <vector>

namespace chamber::storage {
namespace {

std::string replaced(std::string text, const std::string& slot, const std::string& value)
{
    for (auto at = text.find(slot); at != std::string::npos; at = text.find(slot, at + value.size()))
        text.replace(at, slot.size(), value);
    return text;
}

// Lines between "{?niem-phong}" or "{?nhap}" and "{/}" stay in a sealed archive or in a draft alone.
std::string of_this_kind(const std::string& text, ArchiveKind kind)
{
    const std::string_view ours = kind == ArchiveKind::draft ? "{?nhap}" : "{?niem-phong}";
    std::string kept;
    bool keeping = true;
    for (std::size_t from = 0; from < text.size();) {
        const auto end = std::min(text.find('\n', from), text.size() - 1);
        const auto line = std::string_view(text).substr(from, end - from + 1);
        from = end + 1;
        if (line.starts_with("{?"))
            keeping = line.starts_with(ours);
        else if (line.starts_with("{/}"))
            keeping = true;
        else if (keeping)
            kept += line;
    }
    return kept;
}

std::string letter_text(const SessionFile& file, const Filing& filing, const std::string& root_fingerprint)
{
    const std::vector<std::pair<std::string, std::string>> slots{
        {"{tieu-de}", file_field(file, filing, "Title")},
        {"{co-quan}", file.council.name},
        {"{ma-ho-so}", file_field(file, filing, "FileCode")},
        {"{tu-ngay}", filing.first_day},
        {"{den-ngay}", filing.last_day},
        {"{luc-lap}", filing.made_at.empty() ? "" : format_vietnam(parse_utc(filing.made_at))},
        {"{so-tai-lieu}", std::to_string(filing.documents)},
        {"{so-thu-hoi}", std::to_string(filing.withdrawn.size())},
        {"{muc-luc-in}", filing.printed_index ? "; muc-luc.pdf là bản để in" : ""},
        {"{canh-bao}", file.council.demo ? "DỮ LIỆU HƯ CẤU ĐỂ TRÌNH DIỄN.\n" : ""},
        {"{ban-nhap}", draft_words(file.session.state)},
        {"{thu-muc}", filing.folder},
        {"{dau-van-tay}", root_fingerprint},
        {"{lien-he}", "Văn phòng, " + file.council.name},
    };
    std::string text = of_this_kind(std::string(letter_template()), filing.kind);
    for (const auto& [slot, value] : slots)
        text = replaced(std::move(text), slot, slot == "{canh-bao}" ? value : one_line(value));
    return text;
}

// Windows PowerShell 5.1 takes a script without a byte order mark for text of the machine's old code page.
std::string as_windows_text(std::string_view text)
{
    std::string windows = "\xEF\xBB\xBF";
    for (const char c : text) {
        if (c == '\n') windows += '\r';
        windows += c;
    }
    return windows;
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
    line("External-Description", (filing.draft() ? "BẢN NHÁP – " : "") + file_field(file, filing, "Title"));
    if (filing.draft()) line("Internal-Sender-Description", draft_words(file.session.state));
    line("Bagging-Date", filing.made_on());
    line(filing.draft() ? "Drawn-Up-At" : "Sealed-At", filing.made_at);
    line("Session-State", boost::describe::enum_to_string(file.session.state, ""));
    line("Payload-Oxum", std::to_string(payload.bytes) + "." + std::to_string(payload.files));
    line("Bag-Software-Agent", "Nghi Truong " + std::string(build_id()));
    return text;
}

}  // namespace

BagFiles letter(const SessionFile& file, const Filing& filing, PayloadSize payload, const std::string& root_fingerprint)
{
    BagFiles files;
    files.push_back({"DOC-TOI-TRUOC.txt", letter_text(file, filing, root_fingerprint)});
    files.push_back({"KIEM-TRA.sh", std::string(checking_script())});
    files.push_back({"KIEM-TRA.ps1", as_windows_text(windows_checking_script())});
    files.push_back({"bag-info.txt", bag_info(file, filing, payload)});
    files.push_back({"bagit.txt", std::string("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")});
    return files;
}

}  // namespace chamber::storage
