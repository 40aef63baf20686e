#include "storage/archive/metadata.hpp"

#include "protocol/calendar.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"
#include "protocol/text.hpp"
#include "storage/archive/event_tables.hpp"
#include "storage/archive/text_formats.hpp"
#include "storage/text/ascii_name.hpp"
#include "storage/text/csv.hpp"

#include <algorithm>
#include <array>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <map>
#include <tuple>

namespace chamber::storage {
namespace {

namespace json = boost::json;

struct FieldName {
    std::string_view code;
    std::string_view old_name;  // TT 02/2019
    std::string_view new_name;  // TT 05/2025
};

constexpr std::array<FieldName, 18> file_fields{{
    {"FileCode", "Mã hồ sơ", "mã hồ sơ"},
    {"OrganId", "Mã cơ quan lưu trữ", "mã phông"},
    {"FileCatalog", "Mục lục số hoặc năm hình thành", ""},
    {"FileNotation", "Số và ký hiệu hồ sơ", ""},
    {"Title", "Tiêu đề hồ sơ", "tiêu đề hồ sơ"},
    {"Maintenance", "Thời hạn bảo quản", "thời hạn lưu trữ"},
    {"Rights", "Chế độ sử dụng", "mức độ tiếp cận"},
    {"Language", "Ngôn ngữ", "ngôn ngữ"},
    {"StartDate", "Thời gian bắt đầu", "thời gian bắt đầu"},
    {"EndDate", "Thời gian kết thúc", "thời gian kết thúc"},
    {"TotalDoc", "Tổng số văn bản trong hồ sơ", "tổng số tài liệu trong hồ sơ"},
    {"Description", "Chú giải", ""},
    {"InforSign", "Ký hiệu thông tin", "ký hiệu thông tin"},
    {"Keyword", "Từ khóa", "từ khóa"},
    {"PageNumber", "Số lượng trang", "số lượng trang"},
    {"Format", "Tình trạng vật lý", "tình trạng vật lý"},
    {"ConfidenceLevel", "", "mức độ tin cậy"},
    {"TotalBytes", "", "tổng dung lượng"},
}};

using Fields = std::map<std::string, std::string, std::less<>>;

// What the office entered, as text. Unreadable text counts as nothing entered: an archive must not fail for a label.
Fields entered_fields(const std::string& archive_fields)
{
    Fields fields;
    json::error_code failed;
    const auto value = json::parse(archive_fields, failed);
    if (failed || !value.is_object()) return fields;
    for (const auto& member : value.get_object()) {
        const auto& content = member.value();
        std::string text;
        if (content.is_string())
            text = cleaned_text({content.get_string().data(), content.get_string().size()}, limits::title_bytes_max);
        else if (content.is_int64())
            text = std::to_string(content.get_int64());
        else if (content.is_uint64())
            text = std::to_string(content.get_uint64());
        else
            continue;
        fields[std::string(member.key())] = std::move(text);
    }
    return fields;
}

Fields all_fields(const SessionFile& file, const Filing& filing)
{
    auto fields = entered_fields(file.archive_fields);
    const auto year = is_day(file.session.end_on) ? file.session.end_on.substr(0, 4) : std::string();
    fields.try_emplace("OrganId", file.council.organ_id);
    fields.try_emplace("FileCatalog", year);
    fields.try_emplace("FileNotation", "HĐND." + std::to_string(file.session.number));
    fields.try_emplace("FileCode", fields["OrganId"] + "." + fields["FileCatalog"] + "." + fields["FileNotation"]);
    fields.try_emplace("Title", "Hồ sơ " + file.session.name + " " + file.council.name + " " + file.council.term_name);
    fields.try_emplace("Maintenance", "Vĩnh viễn");
    fields.try_emplace("Rights", "Công khai");
    fields.try_emplace("Language", "Tiếng Việt");
    fields.try_emplace("ConfidenceLevel", "Gốc điện tử");
    std::int64_t pages = 0;
    std::uint64_t bytes = 0;
    for (const auto& filed : filing.revisions) {
        bytes += filed.revision->bytes;
        if (filed.in_force()) pages += filed.revision->pages;
    }
    // Counted, whatever was entered: a receiving archive counts too.
    fields["TotalDoc"] = std::to_string(filing.documents);
    fields["PageNumber"] = std::to_string(pages);
    fields["TotalBytes"] = std::to_string(bytes);
    fields["StartDate"] = filing.first_day;
    fields["EndDate"] = filing.last_day;
    return fields;
}

std::string file_json(const SessionFile& file, const Filing& filing)
{
    const auto fields = all_fields(file, filing);
    json::object values;
    json::object names;
    for (const auto& field : file_fields) {
        const auto found = fields.find(field.code);
        values[std::string(field.code)] = found == fields.end() ? std::string() : found->second;
        json::object both{{"tt_02_2019", std::string(field.old_name)}, {"tt_05_2025", std::string(field.new_name)}};
        names[std::string(field.code)] = std::move(both);
    }
    json::object holder{{"ma", file.council.organ_id},        {"ten", file.council.name},
                        {"cap", file.council.level},          {"tinh", file.council.province},
                        {"nhiem_ky", file.council.term_name}, {"ngon_ngu", "Tiếng Việt"}};
    json::object making{{"tinh_trang", filing.draft() ? "bản nháp, không niêm phong" : "niêm phong"},
                        {"luc", filing.made_at}};
    return indent_json(
        json::serialize(json::object{{"ho_so", values}, {"nhan", names}, {"phong", holder}, {"lap", making}}));
}

std::string document_row_code(const Fields& fields, const FiledRevision& filed)
{
    return fields.at("FileCode") + "." + filed.tag.substr(0, filed.tag.find('.'));
}

std::string urgency_word(Urgency urgency)
{
    switch (urgency) {
    case Urgency::none: break;
    case Urgency::urgent: return "Khẩn";
    case Urgency::very_urgent: return "Thượng khẩn";
    case Urgency::express: return "Hỏa tốc";
    }
    return {};
}

const std::vector<std::string> document_columns{
    "DocCode",      "FileCode",        "DocOrdinal",      "TypeName",   "CodeNumber",     "CodeNotation", "IssuedDate",
    "OrganName",    "Subject",         "Language",        "PageAmount", "Description",    "InforSign",    "Keyword",
    "Mode",         "ConfidenceLevel", "Autograph",       "Format",     "Path",           "Sha256",       "Sha512",
    "Bytes",        "Revision",        "SignatureStatus", "AgendaItem", "AgendaItemName", "DocumentId",   "Status",
    "StatusReason", "StatusDateTime",  "Place",           "Priority"};

// By column; those that are not named stay blank.
using Cells = std::map<std::string, std::string>;

std::vector<std::string> in_columns(Cells cells)
{
    std::vector<std::string> row;
    for (const auto& column : document_columns) row.push_back(std::move(cells[column]));
    MUST(cells.size() == document_columns.size());
    return row;
}

// Of what was filed, and of what was taken back and is no more.
class DocumentRows {
public:
    DocumentRows(const SessionFile& file, const Filing& filing, const DigestTable& digests)
        : file_(file),
          fields_(all_fields(file, filing)),
          digests_(digests)
    {
    }

    Cells filed(const FiledRevision& filed) const
    {
        const auto& document = *filed.document;
        const auto* gone = filed.withdrawal;
        const auto written = digests_.find(filed.path);
        MUST(written != digests_.end());
        Cells cells = named(document.full_number, document.agenda_item);
        cells.merge(Cells{{"DocCode", document_row_code(fields_, filed)},
                          {"DocOrdinal", gone != nullptr ? filed.tag : std::to_string(filed.ordinal)},
                          {"TypeName", document.type_name},
                          {"IssuedDate", document.issued_on},
                          {"OrganName", document.issuer},
                          {"Subject", document.title},
                          {"Language", "Tiếng Việt"},
                          {"PageAmount", std::to_string(filed.revision->pages)},
                          {"Description", document_remarks(document)},
                          {"Mode", document.audience == Audience::everyone ? "Công khai" : "Tiếp cận có điều kiện"},
                          {"ConfidenceLevel", document.scan ? "Số hóa" : "Gốc điện tử"},
                          {"Path", filed.path},
                          {"Sha256", written->second.sha256},
                          {"Sha512", written->second.sha512},
                          {"Bytes", std::to_string(filed.revision->bytes)},
                          {"Revision", std::to_string(filed.revision->n)},
                          {"SignatureStatus", filed.revision->verdict_sentence},
                          {"DocumentId", document.id.value},
                          {"Status", gone != nullptr ? "Đã thu hồi" : "Hiện hành"},
                          {"StatusReason", gone != nullptr ? gone->reason : ""},
                          {"StatusDateTime", gone != nullptr ? gone->withdrawn_at : ""},
                          {"Place", document.place},
                          {"Priority", urgency_word(document.urgency)}});
        return cells;
    }
    Cells gone(const std::string& tag, const Withdrawal& word) const
    {
        Cells cells = named(word.full_number, word.agenda_item);
        cells.merge(Cells{{"DocCode", fields_.at("FileCode") + "." + tag},
                          {"DocOrdinal", tag},
                          {"TypeName", word.type_name},
                          {"IssuedDate", word.issued_on},
                          {"OrganName", word.issuer},
                          {"Subject", word.title},
                          {"DocumentId", word.id.value},
                          {"Status", word.secret ? "Đã thu hồi, tệp đã bị hủy" : "Đã thu hồi"},
                          {"StatusReason", word.reason},
                          {"StatusDateTime", word.withdrawn_at}});
        return cells;
    }

private:
    Cells named(const std::string& full_number, const AgendaItemId& id) const
    {
        const auto [number, notation] = split_number(full_number);
        const auto item = std::ranges::find(file_.agenda, id, &AgendaItem::id);
        return {{"FileCode", fields_.at("FileCode")},
                {"CodeNumber", number},
                {"CodeNotation", notation},
                {"AgendaItem", id.value},
                {"AgendaItemName", item == file_.agenda.end() ? "" : item->number + ". " + item->name}};
    }

    const SessionFile& file_;
    Fields fields_;
    const DigestTable& digests_;
};

std::string documents_csv(const SessionFile& file, const Filing& filing, const DigestTable& digests)
{
    const DocumentRows rows(file, filing, digests);
    Csv csv(document_columns);
    for (const auto& filed : filing.revisions)
        if (filed.newest) csv.row(in_columns(rows.filed(filed)));
    for (const auto& withdrawn : filing.withdrawn)
        if (withdrawn.what->document.revisions.empty())
            csv.row(in_columns(rows.gone(withdrawn.tag, withdrawn.what->word)));
    return csv.text();
}

template <class Noun>
std::string list_json(const std::vector<Noun>& nouns)
{
    std::string text = "[";
    for (const auto& noun : nouns) text += (text.size() > 1 ? "," : "") + encode(Entity(noun));
    return text + "]";
}

template <class Noun>
std::vector<Noun> by_id(std::vector<Noun> nouns)
{
    std::ranges::sort(nouns, {}, [](const Noun& noun) { return noun.id.value; });
    return nouns;
}

// Previews and deltas are made by the server and may be made again; they are no part of the document.
std::vector<Document> without_made_files(std::vector<Document> documents)
{
    for (auto& document : documents) {
        for (auto& revision : document.revisions) {
            revision.preview.reset();
            revision.delta.reset();
        }
    }
    return documents;
}

std::string withdrawn_json(const std::vector<WithdrawnDocument>& withdrawn)
{
    std::vector<Document> documents;
    std::vector<Withdrawal> words;
    for (const auto& one : withdrawn) {
        if (!one.document.revisions.empty()) documents.push_back(one.document);
        words.push_back(one.word);
    }
    return "\"withdrawals\":" + list_json(by_id(std::move(words))) +
           ",\"withdrawn_documents\":" + list_json(by_id(without_made_files(std::move(documents))));
}

std::string session_json(const SessionFile& file, const Filing& filing)
{
    auto sittings = file.sittings;
    std::ranges::sort(sittings, {},
                      [](const Sitting& sitting) { return std::tuple(sitting.position, sitting.id.value); });
    auto agenda = file.agenda;
    std::ranges::sort(agenda, {}, [](const AgendaItem& item) { return std::tuple(item.position, item.id.value); });
    const std::string mapping =
        R"({"council":"OParl Body, Popolo Organization","session":"OParl Meeting","sitting":"OParl Meeting",)"
        R"("agenda_item":"OParl AgendaItem","document":"OParl Paper","revision":"OParl File","person":"Popolo Person",)"
        R"("group":"OParl Organization"})";
    // The state is what it was at the sealing: never what it is going to be.
    std::string text = std::string("{") + (filing.draft() ? "\"draft\":true," : "") +
                       "\"council\":" + encode(Entity(file.council)) + ",\"session\":" + encode(Entity(file.session));
    text += ",\"sittings\":" + list_json(sittings) + ",\"agenda\":" + list_json(agenda);
    text += ",\"people\":" + list_json(by_id(file.people)) + ",\"groups\":" + list_json(by_id(file.groups));
    text += ",\"documents\":" + list_json(by_id(without_made_files(file.documents))) + "," +
            withdrawn_json(file.withdrawn) + ",\"mapping\":" + mapping + "}";
    return indent_json(text);
}

}  // namespace

std::vector<DictionaryRow> file_record_rows()
{
    constexpr auto path = "metadata/ho-so.json";
    constexpr auto tt02 = "TT 02/2019/TT-BNV";
    std::vector<DictionaryRow> rows;
    for (const auto& field : file_fields) {
        const std::string name(field.old_name.empty() ? field.new_name : field.old_name);
        rows.push_back(
            {path, "ho_so." + std::string(field.code), name, "", field.old_name.empty() ? "TT 05/2025/TT-BNV" : tt02});
        rows.push_back(
            {path, "nhan." + std::string(field.code), name, "Tên của trường trong hai thông tư", "Nghị Trường"});
        rows.push_back(
            {path, "nhan." + std::string(field.code) + ".tt_02_2019", name, "Tên theo TT 02/2019/TT-BNV", tt02});
        rows.push_back({path, "nhan." + std::string(field.code) + ".tt_05_2025", name, "Tên theo TT 05/2025/TT-BNV",
                        "TT 05/2025/TT-BNV"});
    }
    const auto own = [&](const char* field, const char* name, const char* meaning) {
        rows.push_back({path, field, name, meaning, "Nghị Trường"});
    };
    own("ho_so", "Các trường của hồ sơ", "Mã trường theo TT 02/2019/TT-BNV");
    own("nhan", "Tên các trường", "");
    own("phong", "Phông lưu trữ", "");
    own("phong.ma", "Mã phông", "Mã định danh cơ quan");
    own("phong.ten", "Tên đơn vị hình thành phông", "");
    own("phong.cap", "Cấp", "");
    own("phong.tinh", "Tỉnh, thành phố", "");
    own("phong.nhiem_ky", "Khóa", "");
    own("phong.ngon_ngu", "Ngôn ngữ", "");
    own("lap", "Việc lập hồ sơ", "");
    own("lap.tinh_trang", "Niêm phong hay bản nháp", "");
    own("lap.luc", "Lúc niêm phong hoặc lúc lập bản nháp",
        "RFC 3339; nội dung không đổi thì giữ lúc niêm phong đầu tiên");
    return rows;
}

std::pair<std::string, std::string> split_number(const std::string& full_number)
{
    const auto slash = full_number.find('/');
    if (slash == std::string::npos) return {full_number, ""};
    return {full_number.substr(0, slash), full_number.substr(slash + 1)};
}

std::string document_remarks(const Document& document)
{
    std::string remarks = document.draft ? "Dự thảo" : "";
    if (document.late) remarks += remarks.empty() ? "Gửi chậm" : "; gửi chậm";
    return remarks;
}

std::string file_field(const SessionFile& file, const Filing& filing, std::string_view code)
{
    const auto fields = all_fields(file, filing);
    const auto found = fields.find(code);
    return found == fields.end() ? std::string() : found->second;
}

BagFiles metadata(const SessionFile& file, const Filing& filing)
{
    BagFiles files;
    files.push_back({"metadata/ho-so.json", file_json(file, filing)});
    files.push_back({"metadata/phien-hop.json", session_json(file, filing)});
    files.push_back({"metadata/sua-doi.csv", amendments_csv(file)});
    files.push_back({"metadata/su-kien.csv", events_csv(file, filing)});
    const LateText documents = [&file, &filing](const DigestTable& digests) {
        return documents_csv(file, filing, digests);
    };
    files.push_back({"metadata/tai-lieu.csv", documents});
    files.push_back({"metadata/tu-dien-du-lieu.csv", data_dictionary()});
    return files;
}

}  // namespace chamber::storage
