// The VFS shim copies the usual VFS and replaces xOpen; an opened file keeps the real file behind it and counts what
// writes.
#include "tests/storage/support/faulty_disk.hpp"

#include <cstring>
#include <sqlite3.h>

namespace chamber::storage::test {

namespace {

FaultyDisk* current = nullptr;

struct ShimFile {
    sqlite3_file base;
    sqlite3_file* real;
};

sqlite3_file* real_of(sqlite3_file* file)
{
    return reinterpret_cast<ShimFile*>(file)->real;
}

int failure(int io_error)
{
    return current->fault() == Fault::disk_full ? SQLITE_FULL : io_error;
}

bool fails()
{
    return current != nullptr && current->fails();
}

int shim_close(sqlite3_file* file)
{
    return real_of(file)->pMethods->xClose(real_of(file));
}
int shim_read(sqlite3_file* file, void* to, int bytes, sqlite3_int64 at)
{
    return real_of(file)->pMethods->xRead(real_of(file), to, bytes, at);
}
int shim_write(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 at)
{
    return fails() ? failure(SQLITE_IOERR_WRITE) : real_of(file)->pMethods->xWrite(real_of(file), from, bytes, at);
}
int shim_truncate(sqlite3_file* file, sqlite3_int64 size)
{
    return fails() ? failure(SQLITE_IOERR_TRUNCATE) : real_of(file)->pMethods->xTruncate(real_of(file), size);
}
int shim_sync(sqlite3_file* file, int flags)
{
    return fails() ? failure(SQLITE_IOERR_FSYNC) : real_of(file)->pMethods->xSync(real_of(file), flags);
}
int shim_size(sqlite3_file* file, sqlite3_int64* size)
{
    return real_of(file)->pMethods->xFileSize(real_of(file), size);
}
int shim_lock(sqlite3_file* file, int lock)
{
    return real_of(file)->pMethods->xLock(real_of(file), lock);
}
int shim_unlock(sqlite3_file* file, int lock)
{
    return real_of(file)->pMethods->xUnlock(real_of(file), lock);
}
int shim_reserved(sqlite3_file* file, int* out)
{
    return real_of(file)->pMethods->xCheckReservedLock(real_of(file), out);
}
int shim_control(sqlite3_file* file, int what, void* argument)
{
    return real_of(file)->pMethods->xFileControl(real_of(file), what, argument);
}
int shim_sector(sqlite3_file* file)
{
    return real_of(file)->pMethods->xSectorSize(real_of(file));
}
int shim_device(sqlite3_file* file)
{
    return real_of(file)->pMethods->xDeviceCharacteristics(real_of(file));
}
int shim_shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** out)
{
    return real_of(file)->pMethods->xShmMap(real_of(file), page, size, extend, out);
}
int shim_shm_lock(sqlite3_file* file, int offset, int n, int flags)
{
    return real_of(file)->pMethods->xShmLock(real_of(file), offset, n, flags);
}
void shim_shm_barrier(sqlite3_file* file)
{
    real_of(file)->pMethods->xShmBarrier(real_of(file));
}
int shim_shm_unmap(sqlite3_file* file, int remove)
{
    return real_of(file)->pMethods->xShmUnmap(real_of(file), remove);
}

const sqlite3_io_methods shim_methods = {
    2,           shim_close,   shim_read,     shim_write,       shim_truncate,  shim_sync,
    shim_size,   shim_lock,    shim_unlock,   shim_reserved,    shim_control,   shim_sector,
    shim_device, shim_shm_map, shim_shm_lock, shim_shm_barrier, shim_shm_unmap, nullptr,
    nullptr};

int shim_open(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* out_flags)
{
    auto* real = static_cast<sqlite3_vfs*>(vfs->pAppData);
    auto* shim = reinterpret_cast<ShimFile*>(file);
    shim->real = reinterpret_cast<sqlite3_file*>(shim + 1);
    std::memset(shim->real, 0, static_cast<std::size_t>(real->szOsFile));
    const int result = real->xOpen(real, name, shim->real, flags, out_flags);
    shim->base.pMethods = shim->real->pMethods == nullptr ? nullptr : &shim_methods;
    return result;
}

sqlite3_vfs make_vfs()
{
    sqlite3_vfs* real = sqlite3_vfs_find(nullptr);
    sqlite3_vfs vfs = *real;
    vfs.zName = "chamber-faulty";
    vfs.szOsFile = static_cast<int>(sizeof(ShimFile)) + real->szOsFile;
    vfs.pAppData = real;
    vfs.pNext = nullptr;
    vfs.xOpen = shim_open;
    return vfs;
}

}  // namespace

FaultyDisk::FaultyDisk()
{
    static sqlite3_vfs vfs = make_vfs();
    sqlite3_vfs_register(&vfs, 0);
    current = this;
}

FaultyDisk::~FaultyDisk()
{
    current = nullptr;
}

void FaultyDisk::arm(std::uint64_t at_operation, Fault fault, Duration duration)
{
    armed_ = true;
    at_ = at_operation;
    count_ = 0;
    fault_ = fault;
    duration_ = duration;
}

std::uint64_t FaultyDisk::disarm()
{
    armed_ = false;
    return count_;
}

bool FaultyDisk::fails()
{
    if (!armed_) return false;
    const std::uint64_t now = count_++;
    return duration_ == Duration::once ? now == at_ : now >= at_;
}

Error FaultyDisk::error() const
{
    return fail(fault_ == Fault::disk_full ? ErrorCode::disk_full : ErrorCode::io_failed, "planted");
}

std::string FaultyDisk::database_vfs() const
{
    return "chamber-faulty";
}

Result<int> FaultyDisk::create_file(const std::filesystem::path& path)
{
    if (fails()) return error();
    return Disk::create_file(path);
}

Result<void> FaultyDisk::write(int descriptor, std::string_view bytes)
{
    if (fails()) return error();
    return Disk::write(descriptor, bytes);
}

Result<void> FaultyDisk::reserve(int descriptor, std::uint64_t bytes)
{
    if (fails()) return error();
    return Disk::reserve(descriptor, bytes);
}

Result<void> FaultyDisk::sync_file(int descriptor)
{
    if (fails()) return error();
    return Disk::sync_file(descriptor);
}

Result<void> FaultyDisk::sync_directory(const std::filesystem::path& path)
{
    if (fails()) return error();
    return Disk::sync_directory(path);
}

Result<void> FaultyDisk::rename(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (fails()) return error();
    return Disk::rename(from, to);
}

Result<bool> FaultyDisk::link(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (fails()) return error();
    return Disk::link(from, to);
}

Result<void> FaultyDisk::exchange(const std::filesystem::path& one, const std::filesystem::path& other)
{
    if (fails()) return error();
    return Disk::exchange(one, other);
}

Result<void> FaultyDisk::make_directory(const std::filesystem::path& path)
{
    if (fails()) return error();
    return Disk::make_directory(path);
}

}  // namespace chamber::storage::test
