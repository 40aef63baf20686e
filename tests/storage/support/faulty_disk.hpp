// A disk that fails at the n-th operation, for files and for SQLite alike.
//
// Every create, write, reserve, fsync, rename, remove and mkdir counts, and every write, truncate and sync that SQLite
// does through the VFS "chamber-faulty". Before arm() and after disarm() it is a usual disk.
#pragma once

#include "storage/files/disk.hpp"

#include <cstdint>

namespace chamber::storage::test {

enum class Fault { disk_full, io_failed };
// How long it stays bad: one operation, or every one from there on.
enum class Duration { once, from_then_on };

class FaultyDisk : public Disk {
public:
    FaultyDisk();
    ~FaultyDisk() override;

    void arm(std::uint64_t at_operation, Fault fault, Duration duration);
    // Returns how many operations were counted since arm().
    std::uint64_t disarm();

    Result<int> create_file(const std::filesystem::path& path) override;
    Result<void> write(int descriptor, std::string_view bytes) override;
    Result<void> reserve(int descriptor, std::uint64_t bytes) override;
    Result<void> sync_file(int descriptor) override;
    Result<void> sync_directory(const std::filesystem::path& path) override;
    Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<bool> link(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<void> exchange(const std::filesystem::path& one, const std::filesystem::path& other) override;
    Result<void> make_directory(const std::filesystem::path& path) override;
    std::string database_vfs() const override;

    // Counts one operation: true when it must fail. For the VFS.
    bool fails();
    Fault fault() const { return fault_; }

private:
    Error error() const;
    bool armed_ = false;
    std::uint64_t at_ = 0;
    std::uint64_t count_ = 0;
    Fault fault_ = Fault::io_failed;
    Duration duration_ = Duration::once;
};

}  // namespace chamber::storage::test
