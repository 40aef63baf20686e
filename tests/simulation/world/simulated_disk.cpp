#include "tests/simulation/world/simulated_disk.hpp"

#include "tests/simulation/world/memory_vfs.hpp"

#include <algorithm>
#include <unistd.h>

namespace chamber::simulation {
namespace {

Error error_of(DiskFault fault)
{
    return fail(fault == DiskFault::full ? ErrorCode::disk_full : ErrorCode::io_failed, "simulated");
}

}  // namespace

SimulatedDisk::SimulatedDisk(Bug bug) : bug_(bug)
{
    attach_memory_vfs(this);
}

SimulatedDisk::~SimulatedDisk()
{
    attach_memory_vfs(nullptr);
}

void SimulatedDisk::arm(DiskFault fault, std::uint64_t at_operation, std::uint64_t lasts)
{
    armed_ = fault;
    at_ = count_ + at_operation;
    lasts_ = lasts;
}

void SimulatedDisk::heal()
{
    armed_.reset();
    dead_ = false;
}

std::optional<DiskFault> SimulatedDisk::strike()
{
    if (dead_) return DiskFault::dies;
    const std::uint64_t now = count_++;
    if (!armed_ || now < at_) return std::nullopt;
    if (now >= at_ + lasts_) {
        armed_.reset();
        return std::nullopt;
    }
    if (*armed_ == DiskFault::dies) dead_ = true;
    return armed_;
}

void SimulatedDisk::lose_power(Chance& chance)
{
    for (auto& [name, file] : files) file.lose_power(chance);
    std::error_code ignored;
    for (const auto& [descriptor, path] : open_) {
        const auto bytes = std::filesystem::file_size(path, ignored);
        if (!ignored) std::filesystem::resize_file(path, chance.below(bytes + 1), ignored);
    }
    for (const auto& path : renamed_)
        if (chance.percent(60)) std::filesystem::remove(path, ignored);
    open_.clear();
    renamed_.clear();
    end_process();
}

void SimulatedDisk::end_process()
{
    for (auto& [name, file] : files) file.shared().clear();
}

Result<void> SimulatedDisk::may_go_on()
{
    if (const auto fault = strike()) return error_of(*fault);
    return {};
}

Result<int> SimulatedDisk::create_file(const std::filesystem::path& path)
{
    if (auto go = may_go_on(); !go) return go.error();
    Result<int> created = Disk::create_file(path);
    if (created) open_.emplace_back(*created, path);
    return created;
}

Result<void> SimulatedDisk::write(int descriptor, std::string_view bytes)
{
    if (const auto fault = strike()) {
        // A torn write: some of it is there.
        (void)Disk::write(descriptor, bytes.substr(0, bytes.size() / 2)).has_value();
        return error_of(*fault);
    }
    return Disk::write(descriptor, bytes);
}

Result<void> SimulatedDisk::reserve(int, std::uint64_t)
{
    return may_go_on();
}

Result<void> SimulatedDisk::sync_file(int descriptor)
{
    if (auto go = may_go_on(); !go) return go;
    std::erase_if(open_, [descriptor](const auto& each) { return each.first == descriptor; });
    return {};
}

Result<void> SimulatedDisk::sync_directory(const std::filesystem::path& path)
{
    if (auto go = may_go_on(); !go) return go;
    if (bug_ != Bug::blob_directory_not_synced)
        std::erase_if(renamed_, [&](const auto& each) { return each.parent_path() == path; });
    return {};
}

Result<void> SimulatedDisk::rename(const std::filesystem::path& from, const std::filesystem::path& to)
{
    if (auto go = may_go_on(); !go) return go;
    auto renamed = Disk::rename(from, to);
    if (renamed) renamed_.push_back(to);
    for (auto& [descriptor, path] : open_)
        if (path == from) path = to;
    return renamed;
}

Result<void> SimulatedDisk::remove(const std::filesystem::path& path)
{
    if (auto go = may_go_on(); !go) return go;
    std::erase_if(open_, [&](const auto& each) { return each.second == path; });
    std::erase(renamed_, path);
    return Disk::remove(path);
}

Result<void> SimulatedDisk::make_directory(const std::filesystem::path& path)
{
    if (auto go = may_go_on(); !go) return go;
    return Disk::make_directory(path);
}

std::string SimulatedDisk::database_vfs() const
{
    return memory_vfs_name;
}

}  // namespace chamber::simulation
