#include "storage/archive/session_reading.hpp"

#include "protocol/codec.hpp"
#include "storage/archive/filing.hpp"
#include "storage/archive/journal_extract.hpp"
#include "storage/archive/rules.hpp"
#include "storage/archive/table_reading.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace chamber::storage {
namespace {

namespace json = boost::json;

constexpr std::string_view session_path = "metadata/phien-hop.json";
constexpr std::string_view record_path = "metadata/ho-so.json";
constexpr std::string_view roll_path = "data/04-diem-danh/diem-danh.json";
constexpr std::string_view comments_path = "data/08-gop-y-chinh-thuc/gop-y.json";
// Of all JSON together; a session of thousands of comments has a few MB.
constexpr std::uint64_t text_bytes_max = 268'435'456;

Error unreadable(std::string_view path, const std::string& why)
{
    return fail(ErrorCode::archive_damaged, why, std::string(path));
}

Result<json::value> read_json(const ZipReader& zip, std::string_view path)
{
    auto text = read_text(zip, path);
    if (!text) return text.error();
    json::error_code failed;
    auto value = json::parse(*text, failed);
    if (failed) return unreadable(path, failed.message());
    return value;
}

template <class Noun>
Result<Noun> read_noun(const json::value* value, std::string_view path)
{
    if (value == nullptr) return unreadable(path, std::string("no ") + Noun::type);
    auto entity = decode_entity(json::serialize(*value));
    if (!entity) return unreadable(path, std::string(Noun::type) + entity.error().where + ": " + entity.error().detail);
    auto* noun = std::get_if<Noun>(&*entity);
    if (noun == nullptr) return unreadable(path, std::string("no ") + Noun::type);
    return std::move(*noun);
}

template <class Noun>
Result<std::vector<Noun>> read_list(const json::value* value, std::string_view path)
{
    if (value == nullptr || !value->is_array()) return unreadable(path, std::string("no list of ") + Noun::type);
    std::vector<Noun> nouns;
    for (const auto& element : value->get_array()) {
        auto noun = read_noun<Noun>(&element, path);
        if (!noun) return noun.error();
        nouns.push_back(std::move(*noun));
    }
    return nouns;
}

template <class Noun>
Result<void> take_list(const json::object& object, std::string_view name, std::vector<Noun>& into)
{
    auto list = read_list<Noun>(object.if_contains(name), session_path);
    if (!list) return list.error();
    into = std::move(*list);
    return {};
}

Result<void> take_withdrawn(const json::object& object, SessionFile& file)
{
    std::vector<Withdrawal> words;
    std::vector<Document> documents;
    if (auto taken = take_list(object, "withdrawals", words); !taken) return taken;
    if (auto taken = take_list(object, "withdrawn_documents", documents); !taken) return taken;
    for (auto& word : words) {
        WithdrawnDocument one;
        const auto found = std::ranges::find(documents, word.id, &Document::id);
        if (found != documents.end()) {
            one.document = std::move(*found);
        } else {
            // Its bytes were destroyed; its place in the agenda is still the word's.
            one.document.id = word.id;
            one.document.session = word.session;
            one.document.agenda_item = word.agenda_item;
            one.document.position = word.position;
        }
        one.word = std::move(word);
        file.withdrawn.push_back(std::move(one));
    }
    return {};
}

Result<void> take_session(const ZipReader& zip, SessionFile& file)
{
    auto value = read_json(zip, session_path);
    if (!value) return value.error();
    if (!value->is_object()) return unreadable(session_path, "no object");
    const auto& object = value->get_object();
    auto council = read_noun<Council>(object.if_contains("council"), session_path);
    if (!council) return council.error();
    auto session = read_noun<Session>(object.if_contains("session"), session_path);
    if (!session) return session.error();
    file.council = std::move(*council);
    file.session = std::move(*session);
    if (auto taken = take_list(object, "sittings", file.sittings); !taken) return taken;
    if (auto taken = take_list(object, "agenda", file.agenda); !taken) return taken;
    if (auto taken = take_list(object, "people", file.people); !taken) return taken;
    if (auto taken = take_list(object, "groups", file.groups); !taken) return taken;
    if (auto taken = take_list(object, "documents", file.documents); !taken) return taken;
    return take_withdrawn(object, file);
}

Result<void> take_record(const ZipReader& zip, ReadSession& read)
{
    auto value = read_json(zip, record_path);
    if (!value) return value.error();
    const auto* object = value->if_object();
    const auto* fields = object != nullptr ? object->if_contains("ho_so") : nullptr;
    const auto* making = object != nullptr ? object->if_contains("lap") : nullptr;
    const auto* at = making != nullptr && making->is_object() ? making->get_object().if_contains("luc") : nullptr;
    if (fields == nullptr || !fields->is_object() || at == nullptr || !at->is_string())
        return unreadable(record_path, "no ho_so or lap");
    read.file.archive_fields = json::serialize(*fields);
    read.made_at = std::string(at->get_string());
    return {};
}

template <class Noun>
Result<void> take_file(const ZipReader& zip, std::string_view path, std::vector<Noun>& into)
{
    auto value = read_json(zip, path);
    if (!value) return value.error();
    auto list = read_list<Noun>(&*value, path);
    if (!list) return list.error();
    into = std::move(*list);
    return {};
}

Result<SignatureReport> read_report(const ZipReader& zip, const std::string& path)
{
    auto text = read_text(zip, path);
    if (!text) return text.error();
    auto report = decode_signature_report(*text);
    if (!report) return unreadable(path, report.error().where + ": " + report.error().detail);
    return report;
}

// The newest check of each revision, and those before it, oldest first: as they were sealed.
Result<void> take_reports(const ZipReader& zip, SessionFile& file)
{
    std::vector<Report> reports;
    std::vector<EarlierReport> earlier;
    const auto filing = file_documents(file, ArchiveKind::sealed);
    for (const auto& filed : filing.revisions) {
        const std::string folder = "data/10-chu-ky-so/" + filed.tag + "/";
        if (!find_entry(zip, folder + "ket-qua.json")) continue;
        auto newest = read_report(zip, folder + "ket-qua.json");
        if (!newest) return newest.error();
        const auto& document = filed.document->id;
        const auto n = filed.revision->n;
        reports.push_back({document.value + "/" + std::to_string(n), document, n, std::move(*newest), {}});
        for (std::int32_t k = 1;; ++k) {
            const auto path = folder + "ket-qua." + std::to_string(k) + ".json";
            if (!find_entry(zip, path)) break;
            auto one = read_report(zip, path);
            if (!one) return one.error();
            earlier.push_back({document, n, k, std::move(*one)});
        }
    }
    file.reports = std::move(reports);
    file.earlier_reports = std::move(earlier);
    return {};
}

std::vector<std::string> lines_of(std::string_view text)
{
    std::vector<std::string> lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

}  // namespace

std::optional<std::size_t> find_entry(const ZipReader& zip, std::string_view path)
{
    for (std::size_t i = 0; i < zip.entries().size(); ++i) {
        const auto& entry = zip.entries()[i];
        if (entry.fault.empty() && std::string_view(entry.name).substr(entry.name.find('/') + 1) == path) return i;
    }
    return std::nullopt;
}

Result<std::string> read_text(const ZipReader& zip, std::string_view path)
{
    const auto index = find_entry(zip, path);
    if (!index) return fail(ErrorCode::archive_incomplete, "no such file in the archive", std::string(path));
    if (zip.entries()[*index].bytes > text_bytes_max) return fail(ErrorCode::too_large, {}, std::string(path));
    std::string text;
    if (auto read = zip.read(*index, [&](std::string_view piece) { text += piece; }); !read) return read.error();
    return text;
}

Result<ReadSession> read_session(const ZipReader& zip)
{
    ReadSession read;
    if (zip.entries().empty()) return fail(ErrorCode::archive_incomplete, "an empty zip", std::string(session_path));
    read.folder = zip.entries().front().name.substr(0, zip.entries().front().name.find('/'));
    if (auto taken = take_session(zip, read.file); !taken) return taken.error();
    if (auto taken = take_record(zip, read); !taken) return taken.error();
    if (auto taken = take_file(zip, roll_path, read.file.attendance); !taken) return taken.error();
    if (auto taken = take_tables(zip, read.file); !taken) return taken.error();
    if (auto taken = take_file(zip, comments_path, read.file.public_annotations); !taken) return taken.error();
    if (auto taken = take_reports(zip, read.file); !taken) return taken.error();
    auto journal = read_text(zip, journal_extract_path);
    if (!journal) return journal.error();
    read.file.journal_lines = lines_of(*journal);
    return read;
}

}  // namespace chamber::storage
