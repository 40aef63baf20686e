// One connection at a time, so locks always succeed. The shared index of the WAL lives with the file.
#include "tests/simulation/world/memory_vfs.hpp"

#include "tests/simulation/world/simulated_disk.hpp"

#include <cstring>
#include <new>
#include <sqlite3.h>

namespace chamber::simulation {
namespace {

SimulatedDisk* current = nullptr;

struct OpenFile {
    sqlite3_file base;
    std::string* name;      // owned; empty: a temporary file
    MemoryFile* temporary;  // owned, when the file has no name
};

MemoryFile& file_of(sqlite3_file* file)
{
    auto* open = reinterpret_cast<OpenFile*>(file);
    return open->temporary ? *open->temporary : current->files[*open->name];
}

int failure(DiskFault fault, int io_error)
{
    return fault == DiskFault::full ? SQLITE_FULL : io_error;
}

int vfs_close(sqlite3_file* file)
{
    auto* open = reinterpret_cast<OpenFile*>(file);
    delete open->name;
    delete open->temporary;
    return SQLITE_OK;
}

int vfs_read(sqlite3_file* file, void* to, int bytes, sqlite3_int64 at)
{
    const std::string& from = file_of(file).bytes();
    const auto begin = static_cast<std::size_t>(at);
    const std::size_t there = begin < from.size() ? std::min(from.size() - begin, static_cast<std::size_t>(bytes)) : 0;
    if (there > 0) std::memcpy(to, from.data() + begin, there);
    if (there == static_cast<std::size_t>(bytes)) return SQLITE_OK;
    std::memset(static_cast<char*>(to) + there, 0, static_cast<std::size_t>(bytes) - there);
    return SQLITE_IOERR_SHORT_READ;
}

int vfs_write(sqlite3_file* file, const void* from, int bytes, sqlite3_int64 at)
{
    const std::string_view whole(static_cast<const char*>(from), static_cast<std::size_t>(bytes));
    const bool was_dead = current->dead();
    if (const auto fault = current->strike()) {
        // The operation at which the machine stops is torn.
        if (*fault == DiskFault::dies && !was_dead)
            file_of(file).write(static_cast<std::uint64_t>(at), whole.substr(0, whole.size() / 2));
        if (*fault == DiskFault::full && current->bug() == Bug::full_disk_swallowed) return SQLITE_OK;
        return failure(*fault, SQLITE_IOERR_WRITE);
    }
    file_of(file).write(static_cast<std::uint64_t>(at), whole);
    return SQLITE_OK;
}

int vfs_truncate(sqlite3_file* file, sqlite3_int64 bytes)
{
    if (const auto fault = current->strike()) return failure(*fault, SQLITE_IOERR_TRUNCATE);
    file_of(file).truncate(static_cast<std::uint64_t>(bytes));
    return SQLITE_OK;
}

int vfs_sync(sqlite3_file* file, int)
{
    if (const auto fault = current->strike()) return failure(*fault, SQLITE_IOERR_FSYNC);
    if (current->bug() != Bug::receipt_before_fsync) file_of(file).sync();
    return SQLITE_OK;
}

int vfs_size(sqlite3_file* file, sqlite3_int64* bytes)
{
    *bytes = static_cast<sqlite3_int64>(file_of(file).bytes().size());
    return SQLITE_OK;
}

int vfs_lock(sqlite3_file*, int)
{
    return SQLITE_OK;
}
int vfs_reserved(sqlite3_file*, int* out)
{
    *out = 0;
    return SQLITE_OK;
}
int vfs_control(sqlite3_file*, int, void*)
{
    return SQLITE_NOTFOUND;
}
int vfs_sector(sqlite3_file*)
{
    return 4096;
}
int vfs_device(sqlite3_file*)
{
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int vfs_shm_map(sqlite3_file* file, int region, int bytes, int extend, void volatile** out)
{
    auto& shared = file_of(file).shared();
    const auto index = static_cast<std::size_t>(region);
    if (index >= shared.size() && extend == 0) {
        *out = nullptr;
        return SQLITE_OK;
    }
    while (index >= shared.size()) shared.push_back(std::make_unique<char[]>(static_cast<std::size_t>(bytes)));
    *out = shared[index].get();
    return SQLITE_OK;
}
int vfs_shm_lock(sqlite3_file*, int, int, int)
{
    return SQLITE_OK;
}
void vfs_shm_barrier(sqlite3_file*) {}
int vfs_shm_unmap(sqlite3_file* file, int remove)
{
    if (remove != 0) file_of(file).shared().clear();
    return SQLITE_OK;
}

const sqlite3_io_methods methods = {2,          vfs_close,   vfs_read,     vfs_write,       vfs_truncate,  vfs_sync,
                                    vfs_size,   vfs_lock,    vfs_lock,     vfs_reserved,    vfs_control,   vfs_sector,
                                    vfs_device, vfs_shm_map, vfs_shm_lock, vfs_shm_barrier, vfs_shm_unmap, nullptr,
                                    nullptr};

int vfs_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags)
{
    auto* open = reinterpret_cast<OpenFile*>(file);
    open->base.pMethods = nullptr;
    const bool there = name == nullptr || current->files.contains(name);
    if (!there && (flags & SQLITE_OPEN_CREATE) == 0) return SQLITE_CANTOPEN;
    if (!there && current->dead()) return SQLITE_CANTOPEN;
    open->name = name ? new std::string(name) : nullptr;
    open->temporary = name ? nullptr : new MemoryFile;
    open->base.pMethods = &methods;
    if (name) current->files[name];
    if (out_flags) *out_flags = flags;
    return SQLITE_OK;
}

int vfs_delete(sqlite3_vfs*, const char* name, int)
{
    if (const auto fault = current->strike()) return failure(*fault, SQLITE_IOERR_DELETE);
    const auto found = current->files.find(name);
    if (found != current->files.end()) current->files.erase(found);
    return SQLITE_OK;
}

int vfs_access(sqlite3_vfs*, const char* name, int, int* out)
{
    *out = current->files.contains(name) ? 1 : 0;
    return SQLITE_OK;
}

int vfs_full_path(sqlite3_vfs*, const char* name, int bytes, char* out)
{
    sqlite3_snprintf(bytes, out, "%s", name);
    return SQLITE_OK;
}

sqlite3_vfs make_vfs()
{
    sqlite3_vfs vfs = *sqlite3_vfs_find(nullptr);
    vfs.zName = memory_vfs_name;
    vfs.szOsFile = static_cast<int>(sizeof(OpenFile));
    vfs.pNext = nullptr;
    vfs.xOpen = vfs_open;
    vfs.xDelete = vfs_delete;
    vfs.xAccess = vfs_access;
    vfs.xFullPathname = vfs_full_path;
    return vfs;
}

}  // namespace

void attach_memory_vfs(SimulatedDisk* disk)
{
    static sqlite3_vfs vfs = make_vfs();
    static const int registered = sqlite3_vfs_register(&vfs, 0);
    (void)registered;
    current = disk;
}

}  // namespace chamber::simulation
