// build_archive: plan the bag, stream it into a zip beside its final place, seal it on the way, put it in place.
//
// Only letter, metadata and the page to read name the moment of sealing. The bag is planned once without it: that
// content's digest finds the moment it was sealed first, which then goes in (kept_time.hpp).
//
// One pass over the documents: while libzip takes an entry's bytes they are hashed twice (SHA-256 to compare, SHA-512
// for the second manifest). Paths sort so that "data/" lies before "manifest-", "metadata/", "signatures/" and
// "tagmanifest-"; so each of these is written when all that it quotes has been.
#include "storage/archive/archive.hpp"

#include "storage/archive/bag.hpp"
#include "storage/archive/comments.hpp"
#include "storage/archive/contents.hpp"
#include "storage/archive/digesting.hpp"
#include "storage/archive/draft.hpp"
#include "storage/archive/entry_bytes.hpp"
#include "storage/archive/journal_extract.hpp"
#include "storage/archive/kept_seal.hpp"
#include "storage/archive/kept_time.hpp"
#include "storage/archive/letter.hpp"
#include "storage/archive/metadata.hpp"
#include "storage/archive/minutes_files.hpp"
#include "storage/archive/page/page.hpp"
#include "storage/archive/placing.hpp"
#include "storage/archive/roll_call.hpp"
#include "storage/archive/rules.hpp"
#include "storage/archive/sealing_facts.hpp"
#include "storage/archive/signature_files.hpp"
#include "storage/archive/unfinished.hpp"
#include "storage/archive/zip_writer.hpp"
#include "storage/files/blob_digest.hpp"
#include "storage/files/disk.hpp"
#include "storage/keys/certificate.hpp"

#include <algorithm>
#include <boost/describe/enum_to_string.hpp>
#include <fcntl.h>
#include <unistd.h>

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view printed_index_path = "data/00-muc-luc/muc-luc.pdf";

bool is_tag_file(const std::string& path)
{
    return !path.starts_with("data/") && !path.starts_with("signatures/") && !path.starts_with("tagmanifest-");
}

// In the form of sha256sum: digest, two spaces, path.
std::string manifest(const DigestTable& digests, std::string FileDigests::*algorithm,
                     bool (*belongs)(const std::string&))
{
    std::string text;
    for (const auto& [path, found] : digests) {
        if (belongs(path)) text += found.*algorithm + "  " + path + "\n";
    }
    return text;
}

bool is_payload(const std::string& path)
{
    return path.starts_with("data/");
}

LateText late_manifest(std::string FileDigests::*algorithm, bool (*belongs)(const std::string&))
{
    return [algorithm, belongs](const DigestTable& digests) -> Result<std::string> {
        return manifest(digests, algorithm, belongs);
    };
}

Result<BagFiles> payload_files(const SessionFile& file, const Filing& filing, const Blobs& blobs,
                               const ArchiveOrder& order)
{
    auto files = table_of_contents(file, filing);
    const auto append = [&](BagFiles more) { std::ranges::move(more, std::back_inserter(files)); };
    if (order.print_index) {
        auto printed = order.print_index(index_sheet(file, filing));
        if (!printed) return printed.error();
        files.push_back({std::string(printed_index_path), std::move(*printed)});
    }
    append(roll_call(file));
    auto minutes = minutes_files(file, filing, order.print_minutes);
    if (!minutes) return minutes.error();
    append(std::move(*minutes));
    append(official_comments(file, filing));
    auto signatures = signature_files(filing, blobs);
    if (!signatures) return signatures.error();
    append(std::move(*signatures));
    files.push_back({std::string(journal_extract_path), journal_extract(file.journal_lines)});
    for (const auto& filed : filing.revisions) files.push_back({filed.path, &filed});
    return filing.draft() ? marked_as_draft(std::move(files), file.session.state) : files;
}

PayloadSize size_of(const BagFiles& payload)
{
    PayloadSize size;
    for (const auto& one : payload) {
        ++size.files;
        if (const auto* text = std::get_if<std::string>(&one.bytes)) size.bytes += text->size();
        if (const auto* const* filed = std::get_if<const FiledRevision*>(&one.bytes))
            size.bytes += (*filed)->revision->bytes;
    }
    return size;
}

// Letter, metadata and the page to read: what names the moment.
BagFiles described_files(const SessionFile& file, const Filing& filing, PayloadSize payload,
                         const std::string& root_fingerprint)
{
    auto files = letter(file, filing, payload, root_fingerprint);
    std::ranges::move(metadata(file, filing), std::back_inserter(files));
    files.push_back({std::string(session_page_path), session_page(file, filing, root_fingerprint)});
    return filing.draft() ? marked_as_draft(std::move(files), file.session.state) : files;
}

// Of everything that goes in. What late texts quote of documents is their SHA-256, known before they are read.
Result<std::string> content_digest(const BagFiles& payload, const BagFiles& described, const SealIdentity& seal)
{
    DigestTable known;
    Digesting digesting;
    const auto take = [&](const std::string& path, const std::string& text) {
        digesting.take(path + "\n" + std::to_string(text.size()) + "\n");
        digesting.take(text);
    };
    for (const auto* files : {&payload, &described}) {
        for (const auto& one : *files) {
            if (const auto* text = std::get_if<std::string>(&one.bytes)) {
                take(one.path, *text);
            } else if (const auto* const* filed = std::get_if<const FiledRevision*>(&one.bytes)) {
                known[one.path].sha256 = (*filed)->revision->sha256;
                take(one.path, (*filed)->revision->sha256);
            } else {
                auto late = std::get<LateText>(one.bytes)(known);
                if (!late) return late.error();
                take(one.path, *late);
            }
        }
    }
    take("seal", seal.certificate_pem + seal.chain_pem);
    return digesting.finish().sha256;
}

void add_manifests(BagFiles& files)
{
    files.push_back({"manifest-sha256.txt", late_manifest(&FileDigests::sha256, is_payload)});
    files.push_back({"manifest-sha512.txt", late_manifest(&FileDigests::sha512, is_payload)});
    files.push_back({"tagmanifest-sha256.txt", late_manifest(&FileDigests::sha256, is_tag_file)});
    files.push_back({"tagmanifest-sha512.txt", late_manifest(&FileDigests::sha512, is_tag_file)});
}

void add_seal(BagFiles& files, const SealIdentity& seal, KeptSeal& sealing)
{
    files.push_back({std::string(seal_chain_path), seal.certificate_pem + seal.chain_pem});
    files.push_back({std::string(seal_path), LateText([&sealing](const DigestTable& digests) {
                         return sealing.take(manifest(digests, &FileDigests::sha256, is_tag_file));
                     })});
}

std::uint64_t document_bytes(const Filing& filing)
{
    std::uint64_t bytes = 0;
    for (const auto& filed : filing.revisions) bytes += filed.revision->bytes;
    return bytes;
}

std::vector<ZipEntry> as_entries(BagFiles files, const std::string& folder, const Blobs& blobs, DigestTable& digests,
                                 BuildProgress& progress)
{
    std::vector<ZipEntry> entries;
    for (auto& one : files) {
        std::unique_ptr<ZipBytes> bytes;
        if (const auto* const* filed = std::get_if<const FiledRevision*>(&one.bytes)) {
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

// Digest and size, and the bytes on disk for good.
Result<BuiltArchive> settle(const fs::path& path, Disk& disk, const BuildWatch& watch)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return fail(ErrorCode::io_failed, "open " + path.string());
    const auto size = ::lseek(descriptor, 0, SEEK_END);
    const BlobFile zip(descriptor, static_cast<std::uint64_t>(size));
    BuiltArchive built;
    built.bytes = zip.bytes();
    BuildProgress progress{watch, BuildStage::digesting, 0, built.bytes};
    auto digest = digest_of(zip, [&progress](std::uint32_t bytes) { return progress.advance(bytes).has_value(); });
    if (!digest && digest.error().code == ErrorCode::stopping) return fail(ErrorCode::cancelled, "while digesting");
    if (!digest) return digest.error();
    if (auto synced = disk.sync_file(descriptor); !synced) return synced.error();
    built.sha256 = *digest;
    return built;
}

Result<void> check_order(const SessionFile& file, ArchiveKind kind)
{
    const auto state = file.session.state;
    if (kind == ArchiveKind::sealed && !may_be_sealed(state))
        return fail(ErrorCode::not_sealable,
                    std::string("the session is ") + boost::describe::enum_to_string(state, ""), file.session.id.value);
    // What is broken before it is sealed would be sealed as broken.
    if (const auto fault = find_journal_fault(journal_extract(file.journal_lines)))
        return fail(ErrorCode::journal_broken, "the session's extract is broken at line " + std::to_string(fault->line),
                    file.session.id.value);
    return {};
}

// Where the bag comes from and goes to.
struct Building {
    const SessionFile& file;
    const Blobs& blobs;
    const SealIdentity& seal;
    const fs::path& directory;
    Filing filing;
    BagFiles files{};  // the payload at first, then all of them
};

// Letter, metadata, manifests and seal behind the payload; the moment is decided. Errors: too_large,
// certificate_failed.
Result<KeptTime> complete(Building& building, UtcMs now, KeptSeal& sealing, Disk& disk)
{
    const auto& [file, blobs, seal, directory, filing, payload] = building;
    const auto root = read_certificate(seal.chain_pem);
    if (!root) return root.error();
    const auto size = size_of(payload);
    const auto content = content_digest(payload, described_files(file, filing, size, root->fingerprint), seal);
    if (!content) return content.error();
    KeptTime moment(directory, filing.folder, *content, now, disk);
    building.filing.made_at = moment.at();
    std::ranges::move(described_files(file, filing, size, root->fingerprint), std::back_inserter(building.files));
    add_manifests(building.files);
    if (!filing.draft()) add_seal(building.files, seal, sealing);
    std::ranges::sort(building.files, {}, &BagFile::path);
    if (building.files.size() > archive_entries_max)
        return fail(ErrorCode::too_large, "more than 5000 files in one archive");
    return moment;
}

// The record is printed before anything gets a name: where it cannot be, nothing is left.
Result<Beside> papers_beside(const Building& building, const BuiltArchive& built, const ArchiveOrder& order,
                             const DigestTable& digests)
{
    Beside beside{built.sha256.hex() + "  " + built.file_name + "\n", {}};
    if (!order.print_record || built.kind == ArchiveKind::draft) return beside;
    const auto facts = sealing_facts(building.file, building.seal, digests.at("tagmanifest-sha256.txt").sha256);
    if (!facts) return facts.error();
    auto record = order.print_record(built, *facts);
    if (!record) return record.error();
    beside.record = std::move(*record);
    return beside;
}

}  // namespace

Result<BuiltArchive> build_archive(const SessionFile& file, const Blobs& blobs, const SealIdentity& seal,
                                   const fs::path& directory, const ArchiveOrder& order, const BuildWatch& watch)
{
    if (auto allowed = check_order(file, order.kind); !allowed) return allowed.error();
    Disk& disk = order.disk != nullptr ? *order.disk : Disk::real();
    Building building{file, blobs, seal, directory, file_documents(file, order.kind)};
    building.filing.printed_index = order.print_index != nullptr;
    const auto& filing = building.filing;
    BuildProgress packing{watch, BuildStage::packing, 0, document_bytes(filing)};
    if (auto told = packing.advance(0); !told) return told.error();
    auto payload = payload_files(file, filing, blobs, order);
    if (!payload) return payload.error();
    building.files = std::move(*payload);
    KeptSeal sealing(seal, directory, filing.folder, disk);
    const auto moment = complete(building, order.now, sealing, disk);
    if (!moment) return moment.error();
    DigestTable digests;
    auto entries = as_entries(std::move(building.files), filing.folder, blobs, digests, packing);
    const Unfinished unfinished(directory, filing.folder);
    if (auto written = write_zip(unfinished.path(), filing.made_on(), std::move(entries)); !written)
        return written.error();
    auto built = settle(unfinished.path(), disk, watch);
    if (!built) return built.error();
    built->made_at = filing.made_at;
    built->kind = order.kind;
    if (auto named = name_archive(*built, directory, filing.folder); !named) return named.error();
    const auto beside = papers_beside(building, *built, order, digests);
    if (!beside) return beside.error();
    if (watch.may_be_named && !watch.may_be_named()) return fail(ErrorCode::cancelled, "before it got its name");
    if (auto kept = moment->keep(); !kept) return kept.error();
    if (auto kept = sealing.keep(); !kept) return kept.error();
    if (auto placed = place_archive(*built, unfinished.path(), *beside, disk); !placed) return placed.error();
    return built;
}

}  // namespace chamber::storage
