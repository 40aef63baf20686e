#include "storage/archive/package/workplace.hpp"

#include "storage/files/disk.hpp"
#include "storage/files/whole_file.hpp"

#include <cerrno>
#include <charconv>
#include <csignal>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>

namespace chamber::storage {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view mark = ".dang-dong-goi-";

Error failure(const fs::path& path, int number)
{
    const bool full = number == ENOSPC || number == EDQUOT;
    return fail(full ? ErrorCode::disk_full : ErrorCode::io_failed, std::generic_category().message(number),
                path.string());
}

// Of processes of this machine that are no more.
void remove_left_behind(const fs::path& directory)
{
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(directory, ignored)) {
        const auto name = entry.path().filename().string();
        if (!name.starts_with(mark)) continue;
        pid_t process = 0;
        const auto* end = name.data() + name.size();
        const auto read = std::from_chars(name.data() + mark.size(), end, process);
        const bool ours = read.ec == std::errc() && read.ptr == end && process > 0;
        if (ours && ::kill(process, 0) != 0 && errno == ESRCH) fs::remove_all(entry.path(), ignored);
    }
}

}  // namespace

Result<Workplace> Workplace::make(const fs::path& directory)
{
    std::error_code failed;
    if (!fs::is_directory(directory, failed)) return fail(ErrorCode::not_found, {}, directory.string());
    remove_left_behind(directory);
    Workplace made(directory);
    auto path = directory / (std::string(mark) + std::to_string(::getpid()));
    fs::remove_all(path, failed);
    if (::mkdir(path.c_str(), 0700) != 0) return failure(directory, errno);
    made.path_ = std::move(path);
    return made;
}

Workplace::Workplace(Workplace&& other) noexcept
    : directory_(std::move(other.directory_)),
      path_(std::move(other.path_))
{
    other.path_.clear();
}

Workplace::~Workplace()
{
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
}

Result<void> Workplace::hand_out(const std::vector<std::string>& names) const
{
    std::vector<fs::path> out;
    const auto give_up = [&out](Error error) {
        std::error_code ignored;
        for (const auto& one : out) fs::remove(one, ignored);
        return error;
    };
    for (const auto& name : names) {
        const auto target = directory_ / name;
        if (auto synced = sync_path(Disk::real(), path_ / name); !synced) return give_up(synced.error());
        std::error_code ignored;
        // Somebody put it there meanwhile: theirs stays.
        if (fs::exists(fs::symlink_status(target, ignored)))
            return give_up(fail(ErrorCode::already_exists, "nothing is overwritten", target.string()));
        if (auto renamed = Disk::real().rename(path_ / name, target); !renamed) return give_up(renamed.error());
        out.push_back(target);
    }
    if (auto synced = Disk::real().sync_directory(directory_); !synced) return give_up(synced.error());
    return {};
}

}  // namespace chamber::storage
