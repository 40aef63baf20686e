#include "storage/archive/receiving.hpp"

#include "storage/archive/digesting.hpp"
#include "storage/archive/filing.hpp"
#include "storage/archive/unfinished.hpp"
#include "storage/files/disk.hpp"
#include "storage/files/whole_file.hpp"
#include "storage/records/archive_names.hpp"

namespace chamber::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t prefix_digits = 12;

Result<void> copy_durably(const fs::path& from, const fs::path& to, const fs::path& half)
{
    std::error_code failed;
    fs::copy_file(from, half, fs::copy_options::overwrite_existing, failed);
    if (failed)
        return fail(failed == std::errc::no_space_on_device ? ErrorCode::disk_full : ErrorCode::io_failed,
                    failed.message(), to.string());
    if (auto synced = sync_path(Disk::real(), half); !synced) return synced;
    if (auto renamed = Disk::real().rename(half, to); !renamed) return renamed;
    return Disk::real().sync_directory(to.parent_path());
}

}  // namespace

Result<ReceivedSession> read_for_receiving(const fs::path& path)
{
    const auto zip = ZipReader::open(path);
    if (!zip) return zip.error();
    auto read = read_session(*zip);
    if (!read) return read.error();
    const auto list = read_text(*zip, "tagmanifest-sha256.txt");
    if (!list) return list.error();
    ReceivedSession session;
    session.file = std::move(read->file);
    session.prefix = "hs-" + digest_text(*list).sha256.substr(0, prefix_digits) + ":";
    session.archive.built_at = read->made_at;
    return session;
}

std::vector<Paper> papers_of(const ReceivedSession& session)
{
    std::vector<Paper> papers;
    for (const auto& filed : file_documents(session.file, ArchiveKind::sealed).revisions)
        papers.push_back({filed.document->id, filed.revision, filed.path, filed.in_force()});
    return papers;
}

Result<PaperSource> PaperSource::open(const fs::path& path)
{
    auto zip = ZipReader::open(path);
    if (!zip) return zip.error();
    return PaperSource(std::move(*zip));
}

Result<Staged> PaperSource::stage(const Paper& paper, Blobs& blobs) const
{
    const auto entry = find_entry(zip_, paper.path);
    if (!entry) return fail(ErrorCode::archive_incomplete, "a document that is listed is not there", paper.path);
    auto staged = blobs.stage(paper.revision->bytes);
    if (!staged) return staged.error();
    Result<void> written;
    auto read = zip_.read(*entry, [&](std::string_view piece) {
        if (written) written = staged->write(piece);
    });
    if (!read) return read.error();
    if (!written) return written.error();
    if (auto finished = staged->finish(); !finished) return finished.error();
    if (staged->sha256().hex() != paper.revision->sha256)
        return fail(ErrorCode::archive_damaged, "other bytes than the session names", paper.path);
    return std::move(*staged);
}

Result<Archive> take_zip(const fs::path& zip, const fs::path& archives, const ReceivedSession& session)
{
    const auto digest = digest_of_path(zip);
    if (!digest) return digest.error();
    Archive archive = session.archive;
    archive.sha256 = digest->hex();
    std::error_code failed;
    archive.bytes = fs::file_size(zip, failed);
    // What was sealed says what the file is of; what somebody called it on the way, or its top folder, does not.
    const auto stem = file_documents(session.file, ArchiveKind::sealed).folder;
    auto prefix = session.prefix;
    prefix.pop_back();  // the colon
    archive.file_name = stem + ".zip";
    if (fs::exists(archives / archive.file_name, failed)) {
        const auto there = digest_of_path(archives / archive.file_name);
        if (!there || there->hex() != archive.sha256) archive.file_name = stem + "_" + prefix + ".zip";
    }
    const auto target = archives / archive.file_name;
    const Unfinished unfinished(archives, stem);
    const auto here = fs::exists(target, failed) ? digest_of_path(target) : Result<Sha256>(fail(ErrorCode::not_found));
    if (!here || here->hex() != archive.sha256)
        if (auto copied = copy_durably(zip, target, unfinished.path()); !copied) return copied.error();
    auto beside = target;
    beside += digest_suffix;
    const auto line = archive.sha256 + "  " + archive.file_name + "\n";
    if (auto noted = write_file(Disk::real(), beside, line); !noted) return noted.error();
    for (const auto suffix : {time_stamp_suffix, sealing_record_suffix}) {
        auto from = zip;
        from += suffix;
        auto to = target;
        to += suffix;
        if (!fs::exists(from, failed) || fs::exists(to, failed)) continue;
        if (auto copied = copy_durably(from, to, unfinished.path()); !copied) return copied.error();
    }
    return archive;
}

}  // namespace chamber::storage
