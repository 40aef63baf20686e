// The few file operations storage allows itself, as a seam: tests put a twin in its place that fails at the n-th
// operation.
//
// Everything that makes bytes durable goes through here, so the order "write, fsync, rename, fsync of the directory"
// can be broken at every step. Reading is not here: a failed read loses nothing. SQLite does its own I/O; a twin names
// a VFS for it. Thread: any.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace chamber::storage {

class Disk {
public:
    virtual ~Disk() = default;

    // A new file, 0600, open for reading and writing; the caller closes it. Errors: already_exists, disk_full,
    // io_failed.
    virtual Result<int> create_file(const std::filesystem::path& path);
    // Writes all of it. Errors: disk_full, io_failed.
    virtual Result<void> write(int descriptor, std::string_view bytes);
    // Gives the file real blocks. Errors: disk_full, io_failed.
    virtual Result<void> reserve(int descriptor, std::uint64_t bytes);
    virtual Result<void> sync_file(int descriptor);
    virtual Result<void> sync_directory(const std::filesystem::path& path);
    virtual Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to);
    // Another name of the same file. False: not on these file systems. Errors: not_found, already_exists, disk_full,
    // io_failed.
    virtual Result<bool> link(const std::filesystem::path& from, const std::filesystem::path& to);
    // Two directories change places; at no moment is either name without one, where the file system can do that.
    virtual Result<void> exchange(const std::filesystem::path& one, const std::filesystem::path& other);
    // A file that is not there is removed already.
    virtual Result<void> remove(const std::filesystem::path& path);
    // 0700; a directory that is there already is fine.
    virtual Result<void> make_directory(const std::filesystem::path& path);

    // The SQLite VFS the database is opened with; empty: the usual one.
    virtual std::string database_vfs() const { return {}; }

    static Disk& real();
};

// Writes a whole small file durably under its final name, replacing an older one. Errors: disk_full, io_failed.
Result<void> write_file(Disk& disk, const std::filesystem::path& path, std::string_view bytes);

// Reads a whole small file. Errors: not_found, io_failed, too_large.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t bytes_max);

}  // namespace chamber::storage
