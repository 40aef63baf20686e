#include "storage/backup/manifest.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>

namespace chamber::storage {
namespace {

namespace json = boost::json;

constexpr std::string_view schema = "chamber-backup/1";

// A path that stays inside: no root, no "..", no empty part, nothing hidden from a listing by odd characters.
bool is_inside(std::string_view path)
{
    if (path.empty() || path.size() > 1'000 || path.front() == '/' || path.back() == '/') return false;
    if (std::ranges::any_of(path, [](unsigned char c) { return c < 0x20 || c == '\\' || c == 0x7f; })) return false;
    for (std::size_t from = 0; from <= path.size();) {
        const std::size_t to = std::min(path.find('/', from), path.size());
        const std::string_view part = path.substr(from, to - from);
        if (part.empty() || part == "." || part == "..") return false;
        from = to + 1;
    }
    return true;
}

BackupFile file_of(const json::value& value)
{
    const json::object& object = value.as_object();
    const auto sha256 = Sha256::parse(std::string_view(object.at("sha256").as_string()));
    BackupFile file{std::string(object.at("path").as_string()), object.at("bytes").to_number<std::uint64_t>(),
                    sha256 ? *sha256 : Sha256{}};
    if (!is_inside(file.path)) throw std::out_of_range("path");
    return file;
}

BackupManifest manifest_of(const json::object& object)
{
    const auto text = [&](const char* key) { return std::string(object.at(key).as_string()); };
    if (text("schema") != schema) throw std::out_of_range("schema");
    BackupManifest manifest;
    manifest.name = text("name");
    manifest.made_at = text("made_at");
    manifest.program = text("program");
    manifest.council = text("council");
    manifest.council_name = text("council_name");
    manifest.epoch = text("epoch");
    manifest.seq = object.at("seq").to_number<std::int64_t>();
    manifest.journal_n = object.at("journal").as_object().at("n").to_number<std::int64_t>();
    manifest.journal_hash = std::string(object.at("journal").as_object().at("hash").as_string());
    for (const json::value& sha256 : object.at("damaged").as_array()) manifest.damaged.emplace_back(sha256.as_string());
    for (const json::value& file : object.at("files").as_array()) manifest.files.push_back(file_of(file));
    return manifest;
}

}  // namespace

std::uint64_t BackupManifest::bytes() const
{
    std::uint64_t sum = 0;
    for (const BackupFile& file : files) sum += file.bytes;
    return sum;
}

const BackupFile* BackupManifest::find(std::string_view path) const
{
    const auto found = std::ranges::lower_bound(files, path, {}, &BackupFile::path);
    return found != files.end() && found->path == path ? &*found : nullptr;
}

std::string encode_manifest(const BackupManifest& manifest)
{
    json::array damaged;
    for (const std::string& sha256 : manifest.damaged) damaged.emplace_back(sha256);
    std::string text = "{\"schema\":" + json::serialize(json::string(schema));
    const auto add = [&text](std::string_view key, const json::value& value) {
        text += ",\n\"" + std::string(key) + "\":" + json::serialize(value);
    };
    add("name", json::string(manifest.name));
    add("made_at", json::string(manifest.made_at));
    add("program", json::string(manifest.program));
    add("council", json::string(manifest.council));
    add("council_name", json::string(manifest.council_name));
    add("epoch", json::string(manifest.epoch));
    add("seq", manifest.seq);
    add("journal", json::object{{"n", manifest.journal_n}, {"hash", manifest.journal_hash}});
    add("damaged", damaged);
    text += ",\n\"files\":[";
    for (const BackupFile& file : manifest.files) {
        const json::object line{{"path", file.path}, {"bytes", file.bytes}, {"sha256", file.sha256.hex()}};
        text += (&file == &manifest.files.front() ? "\n" : ",\n") + json::serialize(line);
    }
    return text + "]}\n";
}

Result<BackupManifest> decode_manifest(std::string_view text)
{
    try {
        BackupManifest manifest = manifest_of(json::parse(json::string_view(text.data(), text.size())).as_object());
        // What is signed has one meaning only: no second key of the same name, no other order, nothing between the
        // lines.
        if (encode_manifest(manifest) != text)
            return fail(ErrorCode::backup_damaged, "another spelling", "manifest.json");
        const bool sorted = std::ranges::adjacent_find(manifest.files, std::ranges::greater_equal{},
                                                       &BackupFile::path) == manifest.files.end();
        if (!sorted) return fail(ErrorCode::backup_damaged, "files out of order", "manifest.json");
        return manifest;
    } catch (const std::exception& error) {
        return fail(ErrorCode::backup_damaged, error.what(), "manifest.json");
    }
}

std::string backup_name(const std::string& rfc3339)
{
    std::string name = rfc3339;
    std::erase(name, ':');
    return name;
}

bool is_backup_name(std::string_view name)
{
    constexpr std::string_view pattern = "dddd-dd-ddTddddddZ";
    return std::ranges::equal(name, pattern,
                              [](char c, char wanted) { return wanted == 'd' ? c >= '0' && c <= '9' : c == wanted; });
}

}  // namespace chamber::storage
