// verify_archive: container, manifests, completeness, seal. One pass over the zip; nothing is written anywhere.
#include "storage/archive/archive.hpp"

#include "storage/archive/digesting.hpp"
#include "storage/archive/manifest.hpp"
#include "storage/archive/rules.hpp"
#include "storage/archive/seal.hpp"
#include "storage/archive/zip_reader.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace chamber::storage {
namespace {

// What one pass over the zip leaves us: digests of everything, texts of the small files outside data/. Paths without the top folder.
struct Contents {
    DigestTable digests;
    std::map<std::string, std::string> texts;

    std::string text(std::string_view path) const
    {
        const auto found = texts.find(std::string(path));
        return found == texts.end() ? std::string() : found->second;
    }
};

bool is_payload(const std::string& path) { return path.starts_with("data/"); }
bool is_seal_file(const std::string& path) { return path == seal_path || path == seal_chain_path; }
bool is_tag_manifest(const std::string& path) { return path == "tagmanifest-sha256.txt" || path == "tagmanifest-sha512.txt"; }

void add(ArchiveVerdict& verdict, std::string step, const std::string& fault, std::string praise)
{
    verdict.checks.push_back({std::move(step), fault.empty(), fault.empty() ? std::move(praise) : fault});
}

// A Vietnamese sentence when an entry cannot be read.
std::string read_contents(const ZipReader& zip, Contents& contents)
{
    for (std::size_t i = 0; i < zip.entries().size(); ++i) {
        const auto& [name, bytes] = zip.entries()[i];
        const auto path = name.substr(name.find('/') + 1);
        const bool keep = !is_payload(path);
        if (keep && bytes > archive_tag_file_bytes_max) return "Tệp mô tả lớn bất thường: " + path + ".";
        Digesting digesting;
        std::string text;
        const auto read = zip.read(i, [&](std::string_view piece) {
            digesting.take(piece);
            if (keep) text += piece;
        });
        if (!read) return "Không đọc được trọn vẹn tệp " + path + ".";
        contents.digests[path] = digesting.finish();
        if (keep) contents.texts[path] = std::move(text);
    }
    return {};
}

// Compares a manifest with the bytes; `listed` gets its paths. A sentence when something is wrong.
std::string compare(const Contents& contents, const std::string& name, std::string FileDigests::*algorithm, std::size_t digest_chars,
                    std::set<std::string>& listed)
{
    if (!contents.texts.contains(name)) return "Thiếu danh mục " + name + ".";
    const auto manifest = parse_manifest(contents.text(name), digest_chars);
    if (!manifest) return "Danh mục " + name + " không đúng mẫu.";
    for (const auto& [path, digest] : *manifest) {
        listed.insert(path);
        const auto found = contents.digests.find(path);
        if (found == contents.digests.end()) return "Thiếu tệp " + path + " (có trong " + name + ").";
        if (found->second.*algorithm != digest) return "Tệp " + path + " đã bị thay đổi (khác " + name + ").";
    }
    return {};
}

struct Listed {
    std::set<std::string> payload, payload_again, tags, tags_again;
};

// Both algorithms list the same files, and every file of the zip is listed.
std::string find_extra(const Contents& contents, const Listed& listed)
{
    const bool same = listed.payload == listed.payload_again && listed.tags == listed.tags_again;
    if (!same) return "Hai danh mục SHA-256 và SHA-512 không ghi cùng các tệp.";
    for (const auto& [path, digests] : contents.digests) {
        const bool beside = is_seal_file(path) || is_tag_manifest(path);
        const bool known = is_payload(path) ? listed.payload.contains(path) : beside || listed.tags.contains(path);
        if (!known) return "Tệp thừa, không có trong danh mục: " + path + ".";
    }
    for (const auto& path : listed.payload) {
        if (!is_payload(path)) return "Danh mục tài liệu ghi tệp ngoài thư mục data: " + path + ".";
    }
    constexpr std::array required{"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt"};
    for (const auto* path : required) {
        if (!listed.tags.contains(path)) return std::string("Danh mục niêm phong không ghi ") + path + ".";
    }
    if (!contents.text("bagit.txt").starts_with("BagIt-Version: 1.0\n")) return "Tệp bagit.txt không đúng.";
    return {};
}

void check_manifests(const Contents& contents, ArchiveVerdict& verdict)
{
    Listed listed;
    add(verdict, "manifest-sha256", compare(contents, "manifest-sha256.txt", &FileDigests::sha256, 64, listed.payload),
        "Mọi tài liệu khớp mã băm SHA-256.");
    add(verdict, "manifest-sha512", compare(contents, "manifest-sha512.txt", &FileDigests::sha512, 128, listed.payload_again),
        "Mọi tài liệu khớp mã băm SHA-512.");
    add(verdict, "tagmanifest-sha256", compare(contents, "tagmanifest-sha256.txt", &FileDigests::sha256, 64, listed.tags),
        "Danh mục và thông tin mô tả khớp mã băm SHA-256.");
    add(verdict, "tagmanifest-sha512", compare(contents, "tagmanifest-sha512.txt", &FileDigests::sha512, 128, listed.tags_again),
        "Danh mục và thông tin mô tả khớp mã băm SHA-512.");
    add(verdict, "no extra files", find_extra(contents, listed), "Đủ tệp, không có tệp thừa.");
}

void check_the_seal(const Contents& contents, const std::string& ca_pem, ArchiveVerdict& verdict)
{
    const auto signature = contents.text(seal_path);
    const auto manifest = contents.text("tagmanifest-sha256.txt");
    // Who sealed is told also when the root does not vouch for it: that is what one wants to know then.
    const auto reading = check_seal(signature, manifest, {});
    if (!reading) {
        const bool none = reading.error().code == ErrorCode::archive_unsigned;
        add(verdict, "seal", none ? "Hồ sơ chưa được niêm phong." : "Chữ ký niêm phong không khớp với danh mục.", {});
        return;
    }
    verdict.sealed_by = reading->subject;
    verdict.seal_fingerprint = reading->fingerprint;
    if (ca_pem.empty()) {
        add(verdict, "seal", {}, "Chữ ký niêm phong khớp, nhưng chưa có chứng thư gốc nên chưa ai bảo đảm người niêm phong là ai.");
        return;
    }
    const auto vouched = check_seal(signature, manifest, ca_pem);
    add(verdict, "seal", vouched ? "" : "Niêm phong không thuộc chứng thư gốc đã đưa.", "Niêm phong đúng của chứng thư gốc đã đưa.");
}

// Documents in force: "data/03-tai-lieu/003_…", not the superseded "003.r1_…".
std::uint32_t count_documents(const Contents& contents)
{
    constexpr std::string_view folder = "data/03-tai-lieu/";
    std::uint32_t count = 0;
    for (const auto& [path, digests] : contents.digests) {
        if (!path.starts_with(folder)) continue;
        const auto tag = std::string_view(path).substr(folder.size(), path.find('_', folder.size()) - folder.size());
        if (tag.find('.') == std::string_view::npos) ++count;
    }
    return count;
}

std::string described(const std::string& bag_info)
{
    constexpr std::string_view label = "External-Description: ";
    const auto from = bag_info.find(label);
    if (from == std::string::npos) return {};
    return bag_info.substr(from + label.size(), bag_info.find('\n', from) - from - label.size());
}

}  // namespace

Result<ArchiveVerdict> verify_archive(const std::filesystem::path& path, const std::string& ca_pem)
{
    const auto zip = ZipReader::open(path);
    if (!zip) return zip.error();
    ArchiveVerdict verdict;
    Contents contents;
    auto fault = zip->fault();
    if (fault.empty()) fault = read_contents(*zip, contents);
    add(verdict, "container", fault, "Tệp zip đọc được trọn vẹn, tên tệp hợp lệ, không trùng.");
    // Behind a container that cheats nothing can be said.
    if (!fault.empty()) return verdict;
    check_manifests(contents, verdict);
    check_the_seal(contents, ca_pem, verdict);
    verdict.intact = std::ranges::all_of(verdict.checks, &ArchiveCheck::passed);
    verdict.session_name = described(contents.text("bag-info.txt"));
    verdict.documents = count_documents(contents);
    return verdict;
}

}  // namespace chamber::storage
