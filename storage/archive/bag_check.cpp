#include "storage/archive/bag_check.hpp"

#include "storage/archive/manifest.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace chamber::storage {
namespace {

constexpr std::size_t files_named_max = 12;

bool is_payload(const std::string& path)
{
    return path.starts_with("data/");
}
bool is_tag_manifest(const std::string& path)
{
    return path == "tagmanifest-sha256.txt" || path == "tagmanifest-sha512.txt";
}
bool is_seal_file(const std::string& path)
{
    return path == seal_path || path == seal_chain_path;
}
bool is_tag(const std::string& path)
{
    return !is_payload(path) && !is_tag_manifest(path) && !is_seal_file(path);
}

enum class Standing { sound, unknown, changed };

// One list of files, when it can be read.
struct Speaker {
    std::string name;
    std::string FileDigests::*algorithm = &FileDigests::sha256;
    std::optional<Manifest> listed;
    Standing standing = Standing::unknown;

    bool lists(const std::string& path) const { return listed && listed->contains(path); }
    bool agrees(const std::string& path, const BagContents& contents) const
    {
        const auto found = contents.digests.find(path);
        return found != contents.digests.end() && listed->at(path) == found->second.*algorithm;
    }
};

Speaker read_speaker(const BagContents& contents, std::string name, std::string FileDigests::*algorithm,
                     std::size_t digest_chars, BagFaults& faults)
{
    Speaker speaker{std::move(name), algorithm, {}, Standing::unknown};
    if (!contents.has(speaker.name)) {
        faults.emplace(speaker.name, FaultKind::missing);
        return speaker;
    }
    if (auto parsed = parse_manifest(contents.text(speaker.name), digest_chars))
        speaker.listed = std::move(*parsed);
    else
        faults.emplace(speaker.name, FaultKind::changed);
    return speaker;
}

using Speakers = std::array<Speaker, 2>;

// Those that are heard: of the best standing that a readable list has.
std::vector<const Speaker*> heard_of(const Speakers& speakers)
{
    for (const auto standing : {Standing::sound, Standing::unknown, Standing::changed}) {
        std::vector<const Speaker*> heard;
        for (const auto& speaker : speakers)
            if (speaker.listed && speaker.standing == standing) heard.push_back(&speaker);
        if (!heard.empty()) return heard;
    }
    return {};
}

std::set<std::string> all_paths(const BagContents& contents, const std::vector<const Speaker*>& heard,
                                bool (*belongs)(const std::string&))
{
    std::set<std::string> paths;
    for (const auto* speaker : heard)
        for (const auto& [path, digest] : *speaker->listed) paths.insert(path);
    for (const auto& [path, digests] : contents.digests)
        if (belongs(path)) paths.insert(path);
    return paths;
}

void judge_files(const BagContents& contents, const Speakers& speakers, bool (*belongs)(const std::string&),
                 BagFaults& faults)
{
    const auto heard = heard_of(speakers);
    if (heard.empty()) return;
    for (const auto& path : all_paths(contents, heard, belongs)) {
        const auto lists = [&](const Speaker* speaker) { return speaker->lists(path); };
        if (std::ranges::none_of(heard, lists)) {
            faults.emplace(path, FaultKind::extra);
        } else if (!contents.has(path)) {
            faults.emplace(path, FaultKind::missing);
        } else if (!contents.unreadable.contains(path)) {
            const auto accuses = [&](const Speaker* speaker) {
                return !lists(speaker) || !speaker->agrees(path, contents);
            };
            if (std::ranges::all_of(heard, accuses)) faults.emplace(path, FaultKind::changed);
        }
    }
}

// A list that accuses what nobody else accuses is the one that was changed.
void judge_speakers(const BagContents& contents, const Speakers& speakers, bool (*belongs)(const std::string&),
                    BagFaults& faults)
{
    for (const auto& speaker : speakers) {
        if (!speaker.listed) continue;
        const auto is_wrong_about = [&](const std::string& path) {
            return !faults.contains(path) && !contents.unreadable.contains(path) &&
                   (!speaker.lists(path) || !speaker.agrees(path, contents));
        };
        if (std::ranges::any_of(all_paths(contents, {&speaker}, belongs), is_wrong_about))
            faults.emplace(speaker.name, FaultKind::changed);
    }
}

std::string fault_words(FaultKind kind)
{
    switch (kind) {
    case FaultKind::missing: return "Thiếu tệp: ";
    case FaultKind::changed: return "Tệp đã bị thay đổi: ";
    case FaultKind::extra: return "Tệp thừa, không có trong danh mục: ";
    case FaultKind::unreadable: return "Không đọc được trọn vẹn tệp: ";
    }
    return {};
}

// What this list says of bad files; it says nothing when it is bad itself.
std::string sentence_of(const BagContents& contents, const BagFaults& faults, const std::string& name,
                        std::size_t digest_chars)
{
    if (!contents.has(name)) return "Thiếu danh mục " + name + ".";
    if (faults.contains(name)) return "Danh mục " + name + " đã bị thay đổi, không dùng để đối chiếu.";
    const auto manifest = parse_manifest(contents.text(name), digest_chars);
    if (!manifest) return "Danh mục " + name + " không đúng mẫu.";
    std::string text;
    for (const auto kind : {FaultKind::missing, FaultKind::changed, FaultKind::unreadable}) {
        std::vector<std::string> paths;
        for (const auto& [path, what] : faults)
            if (what == kind && manifest->contains(path)) paths.push_back(path);
        if (!paths.empty()) text += (text.empty() ? "" : " ") + fault_words(kind) + named_files(paths) + ".";
    }
    return text;
}

std::string extras_sentence(const BagContents& contents, const BagFaults& faults)
{
    std::vector<std::string> extra;
    for (const auto& [path, kind] : faults)
        if (kind == FaultKind::extra) extra.push_back(path);
    if (!extra.empty()) return fault_words(FaultKind::extra) + named_files(extra) + ".";
    const auto payload = parse_manifest(contents.text("manifest-sha256.txt"), 64);
    const auto tags = parse_manifest(contents.text("tagmanifest-sha256.txt"), 64);
    if (!payload || !tags) return {};  // said of the list itself
    for (const auto& [path, digest] : *payload)
        if (!is_payload(path)) return "Danh mục tài liệu ghi tệp ngoài thư mục data: " + path + ".";
    for (const auto* path : {"bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt"})
        if (!tags->contains(path)) return std::string("Danh mục niêm phong không ghi ") + path + ".";
    if (!contents.text("bagit.txt").starts_with("BagIt-Version: 1.0\n")) return "Tệp bagit.txt không đúng.";
    return {};
}

}  // namespace

std::string BagContents::text(std::string_view path) const
{
    const auto found = texts.find(std::string(path));
    return found == texts.end() ? std::string() : found->second;
}

BagFaults find_bag_faults(const BagContents& contents, SealFit seal)
{
    BagFaults faults;
    for (const auto& path : contents.unreadable) faults.emplace(path, FaultKind::unreadable);
    Speakers tags{read_speaker(contents, "tagmanifest-sha256.txt", &FileDigests::sha256, 64, faults),
                  read_speaker(contents, "tagmanifest-sha512.txt", &FileDigests::sha512, 128, faults)};
    if (seal == SealFit::fits) tags[0].standing = Standing::sound;
    judge_files(contents, tags, is_tag, faults);
    judge_speakers(contents, tags, is_tag, faults);
    Speakers payload{read_speaker(contents, "manifest-sha256.txt", &FileDigests::sha256, 64, faults),
                     read_speaker(contents, "manifest-sha512.txt", &FileDigests::sha512, 128, faults)};
    for (auto& speaker : payload)
        speaker.standing = faults.contains(speaker.name) ? Standing::changed : Standing::sound;
    judge_files(contents, payload, is_payload, faults);
    judge_speakers(contents, payload, is_payload, faults);
    for (const auto& [path, digests] : contents.digests)
        if (path.starts_with("signatures/") && !is_seal_file(path)) faults.insert_or_assign(path, FaultKind::extra);
    return faults;
}

std::vector<ArchiveCheck> bag_checks(const BagContents& contents, const BagFaults& faults)
{
    std::vector<ArchiveCheck> checks;
    const auto add = [&](std::string step, std::string fault, std::string praise) {
        checks.push_back({std::move(step), fault.empty(), fault.empty() ? std::move(praise) : std::move(fault)});
    };
    add("manifest-sha256", sentence_of(contents, faults, "manifest-sha256.txt", 64),
        "Mọi tài liệu khớp mã băm SHA-256.");
    add("manifest-sha512", sentence_of(contents, faults, "manifest-sha512.txt", 128),
        "Mọi tài liệu khớp mã băm SHA-512.");
    add("tagmanifest-sha256", sentence_of(contents, faults, "tagmanifest-sha256.txt", 64),
        "Danh mục và thông tin mô tả khớp mã băm SHA-256.");
    add("tagmanifest-sha512", sentence_of(contents, faults, "tagmanifest-sha512.txt", 128),
        "Danh mục và thông tin mô tả khớp mã băm SHA-512.");
    add("no extra files", extras_sentence(contents, faults), "Đủ tệp, không có tệp thừa.");
    return checks;
}

std::string named_files(const std::vector<std::string>& paths)
{
    std::string text;
    for (std::size_t i = 0; i < paths.size() && i < files_named_max; ++i) text += (i == 0 ? "" : ", ") + paths[i];
    return paths.size() > files_named_max ? text + " và " + std::to_string(paths.size() - files_named_max) + " tệp nữa"
                                          : text;
}

}  // namespace chamber::storage
