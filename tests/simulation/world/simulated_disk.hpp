// The disk under a simulated server: the database in memory (memory_files), blobs as real files, and faults for both.
//
// Every write, truncate, fsync, create, rename and mkdir is an operation and is counted. A fault strikes at the n-th
// from now. Blobs are written without a real fsync: what was never synced is remembered, and a power cut takes it away.
#pragma once

#include "storage/files/disk.hpp"
#include "tests/simulation/bugs.hpp"
#include "tests/simulation/world/memory_files.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace chamber::simulation {

enum class DiskFault {
    dies,      // from there on nothing more reaches the disk: the machine stops in the middle
    io_error,  // one operation fails
    full,      // no room for a while
};

class SimulatedDisk final : public storage::Disk {
public:
    explicit SimulatedDisk(Bug bug);
    ~SimulatedDisk() override;

    MemoryFiles files;

    void arm(DiskFault fault, std::uint64_t at_operation, std::uint64_t lasts);
    void heal();
    bool dead() const { return dead_; }
    std::uint64_t operations() const { return count_; }

    void lose_power(Chance& chance);
    // The process is gone, the machine is not.
    void end_process();

    // Counts one operation: what it has to fail with, if it has to. For the VFS.
    std::optional<DiskFault> strike();
    Bug bug() const { return bug_; }

    Result<int> create_file(const std::filesystem::path& path) override;
    Result<void> write(int descriptor, std::string_view bytes) override;
    Result<void> reserve(int descriptor, std::uint64_t bytes) override;
    Result<void> sync_file(int descriptor) override;
    Result<void> sync_directory(const std::filesystem::path& path) override;
    Result<void> rename(const std::filesystem::path& from, const std::filesystem::path& to) override;
    Result<void> remove(const std::filesystem::path& path) override;
    Result<void> make_directory(const std::filesystem::path& path) override;
    std::string database_vfs() const override;

private:
    Result<void> may_go_on();

    Bug bug_;
    std::optional<DiskFault> armed_;
    std::uint64_t at_ = 0;
    std::uint64_t lasts_ = 0;
    std::uint64_t count_ = 0;
    bool dead_ = false;
    std::vector<std::pair<int, std::filesystem::path>> open_;  // created, not yet synced
    std::vector<std::filesystem::path> renamed_;               // in a directory that was not synced since
};

}  // namespace chamber::simulation
