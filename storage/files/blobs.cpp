// stage → write … → finish → keep. Layout: blobs/<first two digits>/<64 digits>; staging/<pid>-<counter>.
#include "storage/files/blobs.hpp"

#include "storage/files/blob_digest.hpp"
#include "storage/files/disk.hpp"
#include "storage/files/hash.hpp"

#include <atomic>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <optional>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace chamber::storage {

namespace fs = std::filesystem;

namespace {

}  // namespace

struct Staged::Body {
    Disk& disk;
    fs::path path;
    int descriptor = -1;
    std::uint64_t bytes_max = 0;
    std::uint64_t bytes = 0;
    Sha256Hasher hasher;
    std::optional<Sha256> sha256;
    bool kept = false;

    Body(Disk& on, fs::path at, int open_descriptor, std::uint64_t most)
        : disk(on),
          path(std::move(at)),
          descriptor(open_descriptor),
          bytes_max(most)
    {
    }
    Body(const Body&) = delete;
    Body& operator=(const Body&) = delete;
    ~Body()
    {
        if (descriptor >= 0) ::close(descriptor);
        if (!kept) ::unlink(path.c_str());
    }
};

Staged::Staged(std::unique_ptr<Body> body) : body_(std::move(body)) {}
Staged::Staged(Staged&&) noexcept = default;
Staged& Staged::operator=(Staged&&) noexcept = default;
Staged::~Staged() = default;

Result<void> Staged::write(std::string_view bytes)
{
    MUST(!body_->sha256);
    if (bytes.size() > body_->bytes_max - body_->bytes)
        return fail(ErrorCode::too_large, "limit " + std::to_string(body_->bytes_max));
    if (auto written = body_->disk.write(body_->descriptor, bytes); !written) return written;
    body_->hasher.add(bytes);
    body_->bytes += bytes.size();
    return {};
}

Result<void> Staged::finish()
{
    if (body_->sha256) return {};
    if (auto synced = body_->disk.sync_file(body_->descriptor); !synced) return synced;
    body_->sha256 = body_->hasher.finish();
    return {};
}

const Sha256& Staged::sha256() const
{
    MUST(body_->sha256.has_value());
    return *body_->sha256;
}

std::uint64_t Staged::bytes() const
{
    return body_->bytes;
}

int Staged::descriptor() const
{
    return body_->descriptor;
}

BlobFile::BlobFile(int descriptor, std::uint64_t bytes) : descriptor_(descriptor), bytes_(bytes) {}

BlobFile::BlobFile(BlobFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)), bytes_(other.bytes_)
{
}

BlobFile::~BlobFile()
{
    if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::string> BlobFile::read(std::uint64_t offset, std::uint32_t count) const
{
    if (offset > bytes_ || count > bytes_ - offset) return fail(ErrorCode::range_outside);
    std::string bytes(count, '\0');
    std::size_t have = 0;
    while (have < count) {
        const ssize_t got = ::pread(descriptor_, bytes.data() + have, count - have, static_cast<off_t>(offset + have));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fail(ErrorCode::io_failed, std::strerror(errno));
        if (got == 0) return fail(ErrorCode::io_failed, "the blob is shorter than it was when opened");
        have += static_cast<std::size_t>(got);
    }
    return bytes;
}

Blobs::Blobs(fs::path blobs, fs::path staging) : Blobs(std::move(blobs), std::move(staging), Disk::real()) {}

Blobs::Blobs(fs::path blobs, fs::path staging, Disk& disk)
    : blobs_(std::move(blobs)),
      staging_(std::move(staging)),
      disk_(&disk)
{
}

Result<Staged> Blobs::stage(std::uint64_t bytes_max)
{
    static std::atomic<std::uint64_t> counter = 0;
    for (;;) {
        fs::path path = staging_ / (std::to_string(::getpid()) + "-" + std::to_string(++counter));
        auto created = disk_->create_file(path);
        if (created) return Staged(std::make_unique<Staged::Body>(*disk_, std::move(path), *created, bytes_max));
        // A leftover of an earlier process with our pid: take the next name.
        if (created.error().code != ErrorCode::already_exists) return created.error();
    }
}

fs::path Blobs::path(const Sha256& sha256) const
{
    const std::string name = sha256.hex();
    return blobs_ / name.substr(0, 2) / name;
}

bool Blobs::contains(const Sha256& sha256) const
{
    struct stat found = {};
    return ::stat(path(sha256).c_str(), &found) == 0 && S_ISREG(found.st_mode);
}

Result<void> Blobs::keep(Staged staged)
{
    if (auto finished = staged.finish(); !finished) return finished;
    Staged::Body& body = *staged.body_;
    const fs::path target = path(*body.sha256);
    // What is there may have rotted: what we have now was hashed on its way in, so it takes the place of other bytes.
    if (!verify(*body.sha256)) {
        if (auto made = disk_->make_directory(target.parent_path()); !made) return made;
        if (auto synced = disk_->sync_directory(blobs_); !synced) return synced;
        if (auto renamed = disk_->rename(body.path, target); !renamed) return renamed;
        body.kept = true;
    }
    // Also when it was there: an earlier process may have died between its rename and this.
    return disk_->sync_directory(target.parent_path());
}

Result<BlobFile> Blobs::open(const Sha256& sha256) const
{
    const int descriptor = ::open(path(sha256).c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0 && errno == ENOENT) return fail(ErrorCode::blob_unknown, sha256.hex());
    if (descriptor < 0) return fail(ErrorCode::io_failed, std::strerror(errno));
    struct stat found = {};
    if (::fstat(descriptor, &found) != 0) {
        ::close(descriptor);
        return fail(ErrorCode::io_failed, std::strerror(errno));
    }
    return BlobFile(descriptor, static_cast<std::uint64_t>(found.st_size));
}

Result<void> Blobs::verify(const Sha256& sha256) const
{
    auto file = open(sha256);
    if (!file) return file.error();
    const auto digest = digest_of(*file);
    if (!digest) return digest.error();
    if (*digest != sha256) return fail(ErrorCode::blob_damaged, path(sha256).string(), sha256.hex());
    return {};
}

Result<std::uint32_t> Blobs::collect(const std::function<bool(const Sha256&)>& known)
{
    std::uint32_t removed = 0;
    std::error_code failed;
    std::vector<fs::path> condemned;
    for (const auto& entry : fs::directory_iterator(staging_, failed)) condemned.push_back(entry.path());
    for (const auto& folder : fs::directory_iterator(blobs_, failed)) {
        if (!folder.is_directory(failed)) continue;
        for (const auto& entry : fs::directory_iterator(folder.path(), failed)) {
            // What is not named by a digest is not ours to remove.
            auto sha256 = Sha256::parse(entry.path().filename().string());
            if (sha256 && !known(*sha256)) condemned.push_back(entry.path());
        }
    }
    if (failed) return fail(ErrorCode::io_failed, failed.message());
    for (const fs::path& path : condemned) {
        if (auto gone = disk_->remove(path); !gone) return gone.error();
        ++removed;
    }
    return removed;
}

}  // namespace chamber::storage
