// Making, opening and locking the directory.
#include "storage/files/data_directory.hpp"

#include "protocol/limits.hpp"
#include "storage/files/disk.hpp"

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace chamber::storage {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view version_prefix = "chamber-data ";

constexpr mode_t others = S_IRWXG | S_IRWXO;

Error open_to_others(const fs::path& folder, const char* why)
{
    return fail(ErrorCode::folder_open, std::string(why) + "; chạy: chmod 700 " + folder.string(), folder.string());
}

Result<void> close_to_others(const fs::path& folder)
{
    struct stat status {};
    if (::stat(folder.c_str(), &status) != 0)
        return fail(ErrorCode::io_failed, folder.string() + ": " + std::strerror(errno));
    if ((status.st_mode & others) == 0) return {};
    if (status.st_uid != ::geteuid() || ::chmod(folder.c_str(), S_IRWXU) != 0)
        return open_to_others(folder, "thư mục có sẵn không phải của tài khoản này");
    return {};
}

void tighten_file(const fs::path& path)
{
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode) || (status.st_mode & others) == 0) return;
    ::chmod(path.c_str(), status.st_mode & S_IRWXU);
}

Result<void> lay_out(const DataDirectory& directory, Disk& disk)
{
    for (const fs::path& folder :
         {directory.blobs, directory.staging, directory.archives, directory.keys, directory.trust}) {
        if (auto made = disk.make_directory(folder); !made) return made;
    }
    auto ballast = disk.create_file(directory.ballast);
    if (!ballast) return ballast.error();
    auto reserved = disk.reserve(*ballast, limits::ballast_bytes);
    ::close(*ballast);
    if (!reserved) return reserved;
    // Last, so that a directory with a VERSION is a whole one.
    return write_file(disk, directory.root / "VERSION",
                      std::string(version_prefix) + std::to_string(data_version) + "\n");
}

}  // namespace

class DataDirectory::Lock {
public:
    explicit Lock(int descriptor) : descriptor_(descriptor) {}
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() { ::close(descriptor_); }

private:
    int descriptor_;
};

DataDirectory::DataDirectory(fs::path at)
    : root(std::move(at)),
      database(root / "chamber.db"),
      blobs(root / "blobs"),
      staging(root / "staging"),
      archives(root / "archives"),
      keys(root / "keys"),
      trust(root / "trust"),
      socket(root / "chamber.sock"),
      configuration(root / "chamber.toml"),
      ballast(root / "ballast")
{
}

Result<DataDirectory> DataDirectory::create(const fs::path& root)
{
    return create(root, Disk::real());
}

Result<DataDirectory> DataDirectory::create(const fs::path& root, Disk& disk)
{
    std::error_code failed;
    const bool existed = fs::exists(root, failed);
    if (existed && (!fs::is_directory(root, failed) || !fs::is_empty(root, failed)))
        return fail(ErrorCode::data_directory_not_empty, root.string());
    if (failed) return fail(ErrorCode::io_failed, root.string() + ": " + failed.message());
    if (auto made = disk.make_directory(root); !made) return fail(ErrorCode::io_failed, made.error().detail);
    if (existed)
        if (auto closed = close_to_others(root); !closed) return closed.error();

    DataDirectory directory(fs::absolute(root));
    auto laid_out = lay_out(directory, disk);
    if (laid_out) return directory;
    // The directory was empty: all that is in it now is ours.
    for (const auto& entry : fs::directory_iterator(directory.root, failed)) fs::remove_all(entry.path(), failed);
    if (!existed) fs::remove(directory.root, failed);
    return laid_out.error();
}

Result<DataDirectory> DataDirectory::open(const fs::path& root)
{
    auto version = read_file(root / "VERSION", 100);
    if (!version) return fail(ErrorCode::not_a_data_directory, version.error().detail, root.string());
    std::string_view text = *version;
    if (!text.starts_with(version_prefix))
        return fail(ErrorCode::not_a_data_directory, (root / "VERSION").string(), root.string());
    text.remove_prefix(version_prefix.size());
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || number != data_version)
        return fail(ErrorCode::data_version,
                    "directory " + std::string(text) + ", this program " + std::to_string(data_version));
    return DataDirectory(fs::absolute(root));
}

Result<void> DataDirectory::check_private() const
{
    struct stat status {};
    if (::stat(root.c_str(), &status) != 0)
        return fail(ErrorCode::io_failed, root.string() + ": " + std::strerror(errno));
    if ((status.st_mode & others) != 0) return open_to_others(root, "tài khoản khác vào được thư mục này");
    if (status.st_uid != ::geteuid() && ::geteuid() != 0)
        return open_to_others(root, "thư mục này là của tài khoản khác");
    return {};
}

void DataDirectory::tighten() const
{
    for (const char* suffix : {"", "-wal", "-shm"}) tighten_file(database.string() + suffix);
    for (const fs::path& file : {configuration, root / "demo.json", root / "lock", ballast}) tighten_file(file);
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(keys, failed)) tighten_file(entry.path());
}

std::vector<fs::path> DataDirectory::others_read(std::size_t paths_max) const
{
    std::vector<fs::path> found;
    const auto look = [&](const fs::path& path) {
        struct stat status {};
        if (found.size() >= paths_max || ::lstat(path.c_str(), &status) != 0 || S_ISLNK(status.st_mode)) return;
        if ((status.st_mode & others) != 0) found.push_back(path);
    };
    look(root);
    std::error_code failed;
    for (const auto& entry : fs::directory_iterator(root, failed)) {
        look(entry.path());
        if (!entry.is_directory(failed) || entry.path() == blobs || entry.path() == staging) continue;
        for (const auto& inner : fs::directory_iterator(entry.path(), failed)) look(inner.path());
    }
    return found;
}

Result<std::shared_ptr<DataDirectory::Lock>> DataDirectory::lock() const
{
    return lock_at(root);
}

Result<std::shared_ptr<DataDirectory::Lock>> DataDirectory::lock_at(const fs::path& root)
{
    const fs::path path = root / "lock";
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (descriptor < 0) return fail(ErrorCode::io_failed, path.string() + ": " + std::strerror(errno));
    // flock, not fcntl: it also keeps two Stores of one process apart, and the kernel releases it when the holder dies.
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(descriptor);
        auto holder = read_file(path, 100);
        return fail(ErrorCode::data_in_use, holder ? *holder : "unknown");
    }
    auto lock = std::make_shared<Lock>(descriptor);
    const std::string pid = std::to_string(::getpid());
    if (::ftruncate(descriptor, 0) != 0) return fail(ErrorCode::io_failed, std::strerror(errno));
    // A full disk must not stop anybody from taking the lock: the pid is only for the message.
    (void)Disk::real().write(descriptor, pid).has_value();
    return lock;
}

void DataDirectory::release_ballast() const
{
    ::unlink(ballast.c_str());
}

Result<void> DataDirectory::restore_ballast() const
{
    std::error_code failed;
    if (fs::exists(ballast, failed)) return {};
    const fs::space_info space = fs::space(root, failed);
    if (failed || space.available < 2 * limits::ballast_bytes)
        return fail(ErrorCode::disk_full, "not yet room for the ballast");
    auto created = Disk::real().create_file(ballast);
    if (!created) return created.error();
    auto reserved = Disk::real().reserve(*created, limits::ballast_bytes);
    ::close(*created);
    if (!reserved) release_ballast();
    return reserved;
}

}  // namespace chamber::storage
