// The data directory of one council: layout, version and lock.
//
//   chamber.toml      configuration (server/config)          keys/   0600: CA, server, seal, pepper
//   chamber.db        SQLite, WAL                            trust/  roots, intermediates, CRLs (PEM or DER)
//   blobs/ab/abcd…    bytes by SHA-256                       archives/  sealed zips
//   staging/          uploads on their way                   lock    held by the one process that writes
//   ballast           released when the disk is full         chamber.sock  the running server's local door
//   VERSION           "chamber-data 1"
#pragma once

#include "protocol/error.hpp"

#include <filesystem>
#include <memory>
#include <vector>

namespace chamber::storage {

inline constexpr int data_version = 1;

class Disk;

class DataDirectory {
public:
    // Makes an empty layout, 0700. A folder that is there and empty is tightened when it is ours. Errors:
    // data_directory_not_empty, folder_open (`where`), io_failed, disk_full. On failure nothing is left behind.
    static Result<DataDirectory> create(const std::filesystem::path& root);
    static Result<DataDirectory> create(const std::filesystem::path& root, Disk& disk);

    // Errors: not_a_data_directory, data_version (written by another version; `detail` says which).
    static Result<DataDirectory> open(const std::filesystem::path& root);

    std::filesystem::path root, database, blobs, staging, archives, keys, trust, socket, configuration, ballast;

    // Whether only we can enter and read: the folder is ours (or we are root), and nobody else has a right to it.
    // Errors: folder_open.
    Result<void> check_private() const;
    // Takes everybody else's rights from the files that hold words of people: database, keys, configuration. Fails at
    // nothing: what cannot be tightened is others_read()'s to say.
    void tighten() const;
    // What others could read or write were the folder open: everything under the root but blobs, at most `paths_max` of
    // them.
    std::vector<std::filesystem::path> others_read(std::size_t paths_max) const;

    // The right to write, held until the object dies. Errors: data_in_use (`detail`: pid of the holder).
    class Lock;
    Result<std::shared_ptr<Lock>> lock() const;
    // The same for a directory that may be damaged.
    static Result<std::shared_ptr<Lock>> lock_at(const std::filesystem::path& root);

    // Gives limits::ballast_bytes back to a full disk, so that what is needed to stop cleanly can be written.
    void release_ballast() const;
    // Takes them again once twice as much is free; does nothing while the ballast is there. Errors: disk_full,
    // io_failed.
    Result<void> restore_ballast() const;

private:
    explicit DataDirectory(std::filesystem::path root);
};

}  // namespace chamber::storage
