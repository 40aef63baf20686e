// build_archive: plan the bag, stream it into a zip beside its final place, seal it on the way, put it in place.
//
// One pass over the documents: while libzip takes an entry's bytes they are hashed twice (SHA-256 to compare, SHA-512 for the
// second manifest). Paths sort so that "data/" lies before "manifest-", "metadata/", "signatures/" and "tagmanifest-"; so each
// of these is written when all that it quotes has been.
#include "storage/archive/archive.hpp"

#include "storage/archive/bag.hpp"
#include "storage/archive/comments.hpp"
#include "storage/archive/contents.hpp"
#include "storage/archive/entry_bytes.hpp"
#include "storage/archive/kept_seal.hpp"
#include "storage/archive/letter.hpp"
#include "storage/archive/metadata.hpp"
#include "storage/archive/roll_call.hpp"
#include "storage/archive/rules.hpp"
#include "storage/archive/signature_files.hpp"
#include "storage/archive/zip_writer.hpp"
#include "storage/certificate.hpp"
#include "storage/disk.hpp"
#include "storage/hash.hpp"

#include <algorithm>
#include <atomic>
#include <fcntl.h>
#include <unistd.h>

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::uint32_t piece_bytes = 262'144;

bool is_tag_file(const std::string& path)
{
    return !path.starts_with("data/") && !path.starts_with("signatures/") && !path.starts_with("tagmanifest-");
}

// In the form of sha256sum: digest, two spaces, path.
std::string manifest(const DigestTable& digests, std::string FileDigests::*algorithm, bool (*belongs)(const std::string&))
{
    std::string text;
    for (const auto& [path, found] : digests) {
        if (belongs(path)) text += found.*algorithm + "  " + path + "\n";
    }
    return text;
}

bool is_payload(const std::string& path) { return path.starts_with("data/"); }

LateText late_manifest(std::string FileDigests::*algorithm, bool (*belongs)(const std::string&))
{
    return [algorithm, belongs](const DigestTable& digests) -> Result<std::string> { return manifest(digests, algorithm, belongs); };
}

Result<BagFiles> payload_files(const SessionFile& file, const Filing& filing, const Blobs& blobs)
{
    auto files = table_of_contents(file, filing);
    const auto append = [&](BagFiles more) { std::ranges::move(more, std::back_inserter(files)); };
    append(roll_call(file));
    append(official_comments(file, filing));
    auto signatures = signature_files(filing, blobs);
    if (!signatures) return signatures.error();
    append(std::move(*signatures));
    std::string journal;
    for (const auto& line : file.journal_lines) journal += line + "\n";
    files.push_back({"data/11-nhat-ky/nhat-ky.jsonl", std::move(journal)});
    for (const auto& filed : filing.revisions) files.push_back({filed.path, &filed});
    return files;
}

PayloadSize size_of(const BagFiles& payload)
{
    PayloadSize size;
    for (const auto& one : payload) {
        ++size.files;
        if (const auto* text = std::get_if<std::string>(&one.bytes)) size.bytes += text->size();
        if (const auto* const* filed = std::get_if<const FiledRevision*>(&one.bytes)) size.bytes += (*filed)->revision->bytes;
    }
    return size;
}

Result<BagFiles> all_files(const SessionFile& file, const Filing& filing, const Blobs& blobs, const SealIdentity& seal, KeptSeal& sealing)
{
    auto files = payload_files(file, filing, blobs);
    if (!files) return files;
    const auto root = read_certificate(seal.chain_pem);
    if (!root) return root.error();
    const auto append = [&](BagFiles more) { std::ranges::move(more, std::back_inserter(*files)); };
    append(letter(file, filing, size_of(*files), root->fingerprint));
    append(metadata(file, filing));
    files->push_back({"manifest-sha256.txt", late_manifest(&FileDigests::sha256, is_payload)});
    files->push_back({"manifest-sha512.txt", late_manifest(&FileDigests::sha512, is_payload)});
    files->push_back({"tagmanifest-sha256.txt", late_manifest(&FileDigests::sha256, is_tag_file)});
    files->push_back({"tagmanifest-sha512.txt", late_manifest(&FileDigests::sha512, is_tag_file)});
    files->push_back({std::string(seal_chain_path), seal.certificate_pem + seal.chain_pem});
    files->push_back({std::string(seal_path), LateText([&sealing](const DigestTable& digests) {
                          return sealing.take(manifest(digests, &FileDigests::sha256, is_tag_file));
                      })});
    std::ranges::sort(*files, {}, &BagFile::path);
    if (files->size() > archive_entries_max) return fail(ErrorCode::too_large, "more than 5000 files in one archive");
    return files;
}

std::vector<ZipEntry> as_entries(BagFiles files, const std::string& folder, const Blobs& blobs, DigestTable& digests, BuildProgress& progress)
{
    std::vector<ZipEntry> entries;
    for (auto& one : files) {
        std::unique_ptr<ZipBytes> bytes;
        if (const auto* const* filed = std::get_if<const FiledRevision*>(&one.bytes)) {
            progress.total += (*filed)->revision->bytes;
            bytes = std::make_unique<DocumentBytes>(**filed, blobs, digests, progress);
        } else if (auto* late = std::get_if<LateText>(&one.bytes)) {
            bytes = std::make_unique<TextBytes>(one.path, std::move(*late), digests);
        } else {
            bytes = std::make_unique<TextBytes>(one.path, std::get<std::string>(std::move(one.bytes)), digests);
        }
        MUST(is_archive_path(folder + "/" + one.path));
        entries.push_back({folder + "/" + one.path, std::move(bytes)});
    }
    return entries;
}

// A file of ours that nobody has a name for yet; gone with this object.
class Unfinished {
public:
    Unfinished(const fs::path& directory, const std::string& folder)
    {
        static std::atomic<std::uint32_t> counter{0};
        const auto prefix = "." + folder + ".building-";
        const auto mine = prefix + std::to_string(::getpid()) + "-";
        // What a crash left: only one process works in a data directory, so other numbers are of the dead.
        std::error_code ignored;
        for (const auto& entry : fs::directory_iterator(directory, ignored)) {
            const auto name = entry.path().filename().string();
            if (name.starts_with(prefix) && !name.starts_with(mine)) fs::remove(entry.path(), ignored);
        }
        path_ = directory / (mine + std::to_string(++counter));
    }
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished() { ::unlink(path_.c_str()); }
    const fs::path& path() const { return path_; }

private:
    fs::path path_;
};

// Digest and size, and the bytes on disk for good.
Result<BuiltArchive> settle(const fs::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return fail(ErrorCode::io_failed, "open " + path.string());
    const auto size = ::lseek(descriptor, 0, SEEK_END);
    const BlobFile zip(descriptor, static_cast<std::uint64_t>(size));
    if (auto synced = Disk::real().sync_file(descriptor); !synced) return synced.error();
    BuiltArchive built;
    built.bytes = zip.bytes();
    Sha256Hasher hasher;
    for (std::uint64_t at = 0; at < built.bytes;) {
        auto piece = zip.read(at, static_cast<std::uint32_t>(std::min<std::uint64_t>(built.bytes - at, piece_bytes)));
        if (!piece) return piece.error();
        hasher.add(*piece);
        at += piece->size();
    }
    built.sha256 = hasher.finish();
    return built;
}

// The first free name; an archive that exists is never replaced by other bytes, and the same bytes are not kept twice.
Result<BuiltArchive> put_in_place(BuiltArchive built, const fs::path& from, const fs::path& directory, const std::string& folder)
{
    for (int count = 1;; ++count) {
        built.file_name = folder + (count == 1 ? "" : "_lan-" + std::to_string(count)) + ".zip";
        built.path = directory / built.file_name;
        std::error_code ignored;
        if (!fs::exists(built.path, ignored)) break;
        if (fs::file_size(built.path, ignored) != built.bytes) continue;
        const auto there = settle(built.path);
        if (!there) return there.error();
        if (there->sha256 == built.sha256) return built;
    }
    if (auto renamed = Disk::real().rename(from, built.path); !renamed) return renamed.error();
    if (auto synced = Disk::real().sync_directory(directory); !synced) return synced.error();
    const auto line = built.sha256.hex() + "  " + built.file_name + "\n";
    if (auto noted = write_file(Disk::real(), directory / (built.file_name + ".sha256"), line); !noted) return noted.error();
    return built;
}

}  // namespace

Result<BuiltArchive> build_archive(const SessionFile& file, const Blobs& blobs, const SealIdentity& seal, const fs::path& directory,
                                   const std::function<bool(std::uint64_t, std::uint64_t)>& progress)
{
    const auto filing = file_documents(file);
    KeptSeal sealing(seal, directory, filing.folder);
    auto files = all_files(file, filing, blobs, seal, sealing);
    if (!files) return files.error();
    DigestTable digests;
    BuildProgress told{progress};
    auto entries = as_entries(std::move(*files), filing.folder, blobs, digests, told);
    const Unfinished unfinished(directory, filing.folder);
    if (auto written = write_zip(unfinished.path(), filing.day, std::move(entries)); !written) return written.error();
    auto built = settle(unfinished.path());
    if (!built) return built.error();
    if (auto kept = sealing.keep(); !kept) return kept.error();
    return put_in_place(std::move(*built), unfinished.path(), directory, filing.folder);
}

}  // namespace chamber::storage
