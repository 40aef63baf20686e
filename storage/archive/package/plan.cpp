#include "storage/archive/package/plan.hpp"

#include "storage/archive/digesting.hpp"
#include "storage/archive/manifest.hpp"
#include "storage/archive/metadata.hpp"
#include "storage/archive/package/codes.hpp"
#include "storage/text/ascii_name.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace chamber::storage {

namespace {

constexpr std::size_t doc_id_chars_max = 25;
constexpr std::string_view documentation_folder = "documentation/ho-so-niem-phong/";

// What the two lists say, and for what neither speaks of (the seal, the lists over the lists) what is read.
class BagDigests {
public:
    static Result<BagDigests> read(const ZipReader& zip)
    {
        BagDigests digests(zip);
        for (const std::string_view list : {"manifest-sha256.txt", "tagmanifest-sha256.txt"}) {
            auto text = read_text(zip, list);
            if (!text) return text.error();
            auto parsed = parse_manifest(*text, 64);
            if (!parsed) return parsed.error();
            digests.known_.merge(*parsed);
        }
        return digests;
    }

    Result<std::string> of(std::size_t entry, const std::string& path) const
    {
        if (const auto found = known_.find(path); found != known_.end()) return found->second;
        Digesting digesting;
        if (auto read = zip_.read(entry, [&](std::string_view piece) { digesting.take(piece); }); !read)
            return read.error();
        return digesting.finish().sha256;
    }

private:
    explicit BagDigests(const ZipReader& zip) : zip_(zip) {}
    const ZipReader& zip_;
    Manifest known_;
};

// The number behind the file's code. A code that leaves no room for it is cut in front, where organ and year stand.
std::string doc_id_of(const std::string& file_code, std::int32_t ordinal)
{
    const auto number = "." + std::to_string(ordinal);
    auto code = ascii_name(file_code, 200);
    const auto room = doc_id_chars_max - number.size();
    if (code.size() > room) code = code.substr(code.size() - room);
    while (!code.empty() && (code.front() == '.' || code.front() == '-')) code.erase(0, 1);
    return code + number;
}

std::string doc_code_of(const std::string& file_code, std::int32_t ordinal)
{
    const auto digits = std::to_string(ordinal);
    return file_code + "." + std::string(digits.size() < 7 ? 7 - digits.size() : 0, '0') + digits;
}

Result<PackagedFile> taken_from(const ZipReader& zip, const BagDigests& digests, const std::string& bag_path,
                                std::string path)
{
    const auto entry = find_entry(zip, bag_path);
    if (!entry) return fail(ErrorCode::archive_incomplete, "the bag lacks a document it lists", bag_path);
    auto sha256 = digests.of(*entry, bag_path);
    if (!sha256) return sha256.error();
    return PackagedFile{std::move(path),    mime_of(bag_path), zip.entries()[*entry].bytes,
                        std::move(*sha256), bag_path,          *entry};
}

Result<std::string> seed_of(const ZipReader& zip)
{
    auto list = read_text(zip, "tagmanifest-sha256.txt");
    if (!list) return list;
    auto seal = read_text(zip, seal_path);
    if (!seal) return seal;
    return digest_text(*list + *seal).sha256;
}

}  // namespace

std::string PackageNames::uuid(std::string_view what) const
{
    auto hex = digest_text(seed_ + "\n" + std::string(what)).sha256.substr(0, 32);
    hex[12] = '8';
    constexpr std::string_view variants = "89AB";
    hex[16] = variants[static_cast<unsigned char>(hex[16]) % variants.size()];
    for (auto& c : hex)
        if (c >= 'a' && c <= 'f') c = static_cast<char>(c - 'a' + 'A');
    return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-" + hex.substr(12, 4) + "-" + hex.substr(16, 4) + "-" +
           hex.substr(20);
}

std::string mime_of(std::string_view path)
{
    constexpr std::array kinds = std::to_array<std::pair<std::string_view, std::string_view>>({
        {".pdf", "application/pdf"},
        {".json", "application/json"},
        {".jsonl", "application/jsonl"},
        {".csv", "text/csv"},
        {".html", "text/html"},
        {".txt", "text/plain"},
        {".xml", "application/xml"},
        {".xfdf", "application/vnd.adobe.xfdf"},
        {".pem", "application/x-pem-file"},
        {".p7s", "application/pkcs7-signature"},
    });
    for (const auto& [ending, mime] : kinds)
        if (path.ends_with(ending)) return std::string(mime);
    return "application/octet-stream";
}

Result<PackagePlan> plan_package(const ZipReader& zip, const ReadSession& read, const Filing& filing)
{
    auto digests = BagDigests::read(zip);
    if (!digests) return digests.error();
    auto seed = seed_of(zip);
    if (!seed) return seed.error();
    PackagePlan plan{PackageNames(*seed), {}, vietnam_moment(read.made_at), {}, {}};
    plan.objid = plan.names.id("package");
    const auto file_code = file_field(read.file, filing, "FileCode");
    std::set<std::string> placed;
    for (const auto& filed : filing.revisions) {
        if (!filed.in_force()) continue;
        PackagedDocument document{
            &filed, doc_id_of(file_code, filed.ordinal), doc_code_of(file_code, filed.ordinal), {}};
        auto data = taken_from(zip, *digests, filed.path, "representations/rep1/data/" + document.doc_id + ".pdf");
        if (!data) return data.error();
        document.data = std::move(*data);
        placed.insert(filed.path);
        plan.documents.push_back(std::move(document));
    }
    for (const auto& entry : zip.entries()) {
        const auto bag_path = entry.name.substr(entry.name.find('/') + 1);
        if (placed.contains(bag_path)) continue;
        auto file = taken_from(zip, *digests, bag_path, std::string(documentation_folder) + bag_path);
        if (!file) return file.error();
        plan.documentation.push_back(std::move(*file));
    }
    std::ranges::sort(plan.documentation, {}, &PackagedFile::path);
    return plan;
}

}  // namespace chamber::storage
