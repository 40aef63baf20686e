#include "storage/archive/minutes_files.hpp"

#include "protocol/codec.hpp"
#include "protocol/labels.hpp"
#include "storage/archive/text_formats.hpp"
#include "storage/minutes/facts.hpp"
#include "storage/text/ascii_name.hpp"
#include "storage/text/csv.hpp"

#include <algorithm>

namespace chamber::storage {
namespace {

constexpr std::string_view folder = "data/07-bien-ban/";
constexpr auto table = "data/07-bien-ban/bien-ban.csv";

constexpr DictionaryColumn columns[] = {
    {table, "MaBienBan", "Mã biên bản", "Mã kỳ họp, hoặc mã phiên họp"},
    {table, "TenPhien", "Tên phiên họp", "Trống: biên bản của cả kỳ họp"},
    {table, "TrangThai", "Trạng thái", "Đang soạn, Đã khóa, Đã ký"},
    {table, "KhoaLuc", "Lúc khóa", "RFC 3339; trống khi đang soạn"},
    {table, "NguoiKhoa", "Người khóa", ""},
    {table, "TepSoLieu", "Tệp số liệu", "Đường dẫn; số liệu lúc khóa, chưa khóa thì lúc lập hồ sơ"},
    {table, "Sha256SoLieu", "Mã băm SHA-256 của số liệu lúc khóa", "Bằng mã băm của tệp số liệu; trống khi đang soạn"},
    {table, "TepDaKy", "Tệp đã ký", "Đường dẫn trong hồ sơ; trống khi chưa ký"},
};

std::string person_name(const SessionFile& file, const PersonId& id)
{
    const auto found = std::ranges::find(file.people, id, &Person::id);
    return found == file.people.end() ? id.value : found->name;
}

std::string sitting_name(const SessionFile& file, const Minutes& minutes)
{
    if (!minutes.sitting) return {};
    const auto found = std::ranges::find(file.sittings, *minutes.sitting, &Sitting::id);
    return found == file.sittings.end() ? minutes.sitting->value : found->name;
}

std::string signed_path(const Filing& filing, const Minutes& minutes)
{
    if (!minutes.document) return {};
    for (const auto& filed : filing.revisions)
        if (filed.document->id == *minutes.document && filed.newest) return filed.path;
    return {};
}

// "bien-ban" of the session, "bien-ban_PH1" of a sitting.
std::string place_of(const Minutes& minutes, std::string_view stem, std::string_view extension)
{
    auto path = std::string(folder) + std::string(stem);
    if (minutes.sitting) path += "_" + ascii_name(minutes.sitting->value, 60);
    return path + std::string(extension);
}

// Those that were begun, and the whole session's in any case: its facts are worth keeping without a word.
std::vector<KeptMinutes> minutes_to_file(const SessionFile& file)
{
    auto kept = file.minutes;
    const bool whole = std::ranges::any_of(kept, [](const KeptMinutes& one) { return !one.minutes.sitting; });
    if (!whole) {
        KeptMinutes none;
        none.minutes.id = file.session.id.value;
        none.minutes.session = file.session.id;
        kept.insert(kept.begin(), none);
    }
    std::ranges::sort(
        kept, {}, [](const KeptMinutes& one) { return std::pair(one.minutes.sitting.has_value(), one.minutes.id); });
    return kept;
}

}  // namespace

Result<BagFiles> minutes_files(const SessionFile& file, const Filing& filing, const MinutesPrinter& print)
{
    std::vector<std::string> titles;
    for (const auto& column : columns) titles.emplace_back(column.field);
    Csv csv(titles);
    BagFiles files;
    std::string entities = "[";
    const auto all = minutes_to_file(file);
    for (const auto& kept : all) {
        const auto& minutes = kept.minutes;
        auto facts = kept.facts;
        if (facts.empty()) {
            const auto now = minutes_facts(file, minutes.sitting);
            if (!now) return now.error();
            facts = facts_json(*now);
        }
        const auto place = place_of(minutes, "minutes_facts", ".json");
        csv.row({minutes.id, sitting_name(file, minutes), std::string(label(minutes.state)),
                 minutes.frozen_at.value_or(""), minutes.frozen_by ? person_name(file, *minutes.frozen_by) : "", place,
                 minutes.facts_sha256, signed_path(filing, minutes)});
        entities += (entities.size() > 1 ? "," : "") + encode(Entity(minutes));
        files.push_back({place, std::move(facts)});
    }
    files.push_back({table, csv.text()});
    files.push_back({std::string(folder) + "bien-ban.json", indent_json(entities + "]")});
    if (!print) return files;
    auto printed = print(file);
    if (!printed) return printed.error();
    for (auto& one : *printed) {
        const auto kept = std::ranges::find(all, one.id, [](const KeptMinutes& each) { return each.minutes.id; });
        MUST(kept != all.end());
        files.push_back({place_of(kept->minutes, "bien-ban", ".docx"), std::move(one.word)});
        files.push_back({place_of(kept->minutes, "bien-ban", ".pdf"), std::move(one.pdf)});
    }
    return files;
}

std::span<const DictionaryColumn> minutes_columns()
{
    return columns;
}

}  // namespace chamber::storage
