#include "storage/backup/files.hpp"

#include "storage/files/hash.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/file.h>
#include <unistd.h>

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t piece_bytes = 1'048'576;

class Reader {
public:
    explicit Reader(const fs::path& file)
        : descriptor_(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW)),
          buffer_(piece_bytes, '\0')
    {
        failed_ = errno;
        if (descriptor_ >= 0) ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_DONTNEED);
    }
    ~Reader()
    {
        if (descriptor_ >= 0) ::close(descriptor_);
    }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    Error failure(const fs::path& file) const
    {
        return fail(failed_ == ENOENT ? ErrorCode::not_found : ErrorCode::io_failed,
                    "read " + file.string() + ": " + std::strerror(failed_));
    }
    bool is_open() const { return descriptor_ >= 0; }
    // Empty at the end; nothing: it cannot be read.
    std::optional<std::string_view> next()
    {
        for (;;) {
            const ssize_t got = ::read(descriptor_, buffer_.data(), buffer_.size());
            if (got >= 0) return std::string_view(buffer_.data(), static_cast<std::size_t>(got));
            failed_ = errno;
            if (failed_ != EINTR) return std::nullopt;
        }
    }

private:
    int descriptor_;
    int failed_ = 0;
    std::string buffer_;
};

using Take = std::function<Result<void>(std::string_view piece)>;

Result<BackupFile> read_through(const fs::path& file, const Take& take, const BytesDone& done)
{
    Reader reader(file);
    if (!reader.is_open()) return reader.failure(file);
    Sha256Hasher hasher;
    BackupFile digest;
    for (;;) {
        const auto piece = reader.next();
        if (!piece) return reader.failure(file);
        if (piece->empty()) break;
        if (take)
            if (auto taken = take(*piece); !taken) return taken.error();
        hasher.add(*piece);
        digest.bytes += piece->size();
        if (done && !done(piece->size())) return fail(ErrorCode::stopping);
    }
    digest.sha256 = hasher.finish();
    return digest;
}

}  // namespace

Result<BackupFile> digest_file(const fs::path& file, const BytesDone& done)
{
    return read_through(file, {}, done);
}

Result<BackupFile> copy_file(Disk& disk, const fs::path& from, const fs::path& to, const BytesDone& done)
{
    // A link that an officer put into trust/ is copied as the file it names.
    std::error_code failed;
    const fs::path source = fs::is_symlink(from, failed) ? fs::canonical(from, failed) : from;
    auto created = disk.create_file(to);
    if (!created) return created.error();
    auto copied = read_through(
        source, [&](std::string_view piece) { return disk.write(*created, piece); }, done);
    Result<void> synced = {};
    if (copied) synced = disk.sync_file(*created);
    ::close(*created);
    if (!copied || !synced) static_cast<void>(disk.remove(to).has_value());
    if (!synced) return synced.error();
    return copied;
}

Result<BackupFile> place_file(Disk& disk, std::span<const fs::path> from, const fs::path& to, const Sha256& wanted,
                              const BytesDone& done)
{
    Error last = fail(ErrorCode::not_found, to.string());
    for (const fs::path& source : from) {
        auto linked = disk.link(source, to);
        if (!linked && linked.error().code == ErrorCode::not_found) continue;
        if (!linked) return linked.error();
        auto placed = *linked ? digest_file(to, done) : copy_file(disk, source, to, done);
        if (placed && placed->sha256 == wanted) return placed;
        if (!placed && placed.error().code != ErrorCode::io_failed && placed.error().code != ErrorCode::not_found)
            return placed.error();
        last = fail(ErrorCode::blob_damaged, placed ? "other bytes than its name says" : placed.error().detail,
                    source.string());
        if (auto removed = disk.remove(to); !removed) return removed.error();
    }
    return last;
}

Result<void> sync_tree(Disk& disk, const fs::path& root)
{
    std::vector<fs::path> folders;
    std::error_code failed;
    for (auto at = fs::recursive_directory_iterator(root, failed); !failed && at != fs::recursive_directory_iterator();
         at.increment(failed))
        if (at->is_directory(failed) && !at->is_symlink(failed)) folders.push_back(at->path());
    if (failed) return fail(ErrorCode::io_failed, root.string() + ": " + failed.message());
    std::ranges::reverse(folders);
    folders.push_back(root);
    for (const fs::path& folder : folders)
        if (auto synced = disk.sync_directory(folder); !synced) return synced;
    return {};
}

Result<void> make_folders(Disk& disk, const fs::path& root, const fs::path& relative_file)
{
    fs::path folder = root;
    for (const fs::path& part : relative_file.parent_path()) {
        folder /= part;
        if (auto made = disk.make_directory(folder); !made) return made;
    }
    return {};
}

Result<std::vector<std::string>> files_below(const fs::path& folder)
{
    std::vector<std::string> files;
    std::error_code failed;
    if (!fs::exists(folder, failed)) return files;
    for (auto at = fs::recursive_directory_iterator(folder, failed);
         !failed && at != fs::recursive_directory_iterator(); at.increment(failed)) {
        std::error_code gone;
        if (at->is_regular_file(gone)) files.push_back(at->path().lexically_relative(folder).string());
    }
    if (failed) return fail(ErrorCode::io_failed, folder.string() + ": " + failed.message());
    std::ranges::sort(files);
    return files;
}

Result<std::shared_ptr<FolderHold>> FolderHold::take(const fs::path& folder)
{
    const fs::path path = folder / ".chamber-backup.lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return fail(errno == ENOSPC ? ErrorCode::disk_full : ErrorCode::io_failed,
                    path.string() + ": " + std::strerror(errno));
    auto hold = std::make_shared<FolderHold>(descriptor);
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0)
        return fail(ErrorCode::busy, "another backup is being made in " + folder.string());
    return hold;
}

FolderHold::~FolderHold()
{
    ::close(descriptor_);
}

}  // namespace chamber::storage
