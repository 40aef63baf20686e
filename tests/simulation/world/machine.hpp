// What outlives a server process: the data directory of one small council, on a simulated disk; and what a backup of it
// is.
//
// People: DB01 (chair, delegation TO1), DB02 (TO1), DB03 (TO2), KM01 (guest), VP01 (secretary, clerk). Devices 0 … 6
// are approved, device 7 has never been seen. Documents: TL01 for everyone, TL02 for delegates, TL03 waits to be
// published. The council is founded once per process; every world begins with a copy. The ballast is a folder:
// releasing it has no effect, so a full disk stays one.
#pragma once

#include "storage/store.hpp"
#include "tests/simulation/world/simulated_disk.hpp"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>

namespace chamber::simulation {

// All bytes that were ever handed in, by their SHA-256: the truth that digests are held against.
using Papers = std::map<std::string, std::string, std::less<>>;

struct Backup {
    std::map<std::string, std::string> files;
    std::set<std::string> blobs;
};

// The key of the n-th device, and the signature that the model of identity believes.
std::string device_key(std::size_t device);
std::string model_signature(std::string_view key, std::string_view text);
DeviceId device_id(std::size_t device);

class Machine {
public:
    explicit Machine(Bug bug);

    SimulatedDisk& disk() { return disk_; }
    Papers& papers() { return papers_; }
    const storage::DataDirectory& directory() const { return directory_; }
    Result<std::unique_ptr<storage::Store>> open(Clock& clock, Entropy& entropy);

    // Between two groups: what is committed.
    Backup back_up() const;
    // The server is down. The blobs come back with the database.
    void put_back(const Backup& backup);
    // Turns a byte of a stored blob; nothing when there is no such blob.
    void damage(const std::string& sha256, Chance& chance);
    std::set<std::string> blobs() const;

private:
    SimulatedDisk disk_;
    storage::DataDirectory directory_;
    Papers papers_;
};

// A document's bytes are kept, and the revision described, as an intake does it. Errors: those of blobs.
Result<storage::NewRevision> keep_paper(storage::Blobs& blobs, Papers& papers, const std::string& bytes);

}  // namespace chamber::simulation
