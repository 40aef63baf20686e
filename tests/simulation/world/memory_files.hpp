// The database's files, in memory: what is written, and what of it a power cut would leave.
//
// Every write since the last fsync can be undone. A power cut keeps, of each unsynced write in turn, all, nothing, or
// the first sectors; so the unsynced suffix is lost, the order on the medium is arbitrary, and writes are torn. SQLite
// sees these files through the VFS of simulated_disk.cpp. Thread: one world at a time per thread.
#pragma once

#include "tests/simulation/world/chance.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::simulation {

class MemoryFile {
public:
    MemoryFile() = default;
    explicit MemoryFile(std::string bytes) : bytes_(std::move(bytes)) {}

    const std::string& bytes() const { return bytes_; }
    void write(std::uint64_t at, std::string_view bytes);
    void truncate(std::uint64_t bytes);
    void sync() { unsynced_.clear(); }
    void lose_power(Chance& chance);

    // The WAL's shared index: gone with the process.
    std::vector<std::unique_ptr<char[]>>& shared() { return shared_; }

private:
    struct Write {
        std::uint64_t at;
        std::uint64_t bytes;
        std::uint64_t size_before;
        std::string before;  // what stood there, as far as the file reached
    };
    void put(std::uint64_t at, std::string_view bytes);

    std::string bytes_;
    std::vector<Write> unsynced_;
    std::vector<std::unique_ptr<char[]>> shared_;
};

using MemoryFiles = std::map<std::string, MemoryFile, std::less<>>;

}  // namespace chamber::simulation
