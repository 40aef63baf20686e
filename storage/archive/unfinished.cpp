#include "storage/archive/unfinished.hpp"

#include "storage/archive/rules.hpp"

#include <atomic>
#include <random>
#include <unistd.h>

namespace chamber::storage {
namespace {

namespace fs = std::filesystem;

// Drawn, because the same process number comes back: in a container it is always 1.
const std::string& this_process()
{
    static const std::string name =
        std::to_string(std::random_device{}()) + "." + std::to_string(std::random_device{}());
    return name;
}

void remove_marked(const fs::path& directory, const std::string& but)
{
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(directory, ignored)) {
        const auto name = entry.path().filename().string();
        const auto mark = name.find(unfinished_mark);
        if (!name.starts_with('.') || mark == std::string::npos || name.ends_with(placed_mark)) continue;
        if (!but.empty() && name.compare(mark + unfinished_mark.size(), but.size(), but) == 0) continue;
        fs::remove(entry.path(), ignored);
    }
}

}  // namespace

Unfinished::Unfinished(const fs::path& directory, const std::string& folder)
{
    static std::atomic<std::uint32_t> counter{0};
    const auto mine = this_process() + "-";
    remove_marked(directory, mine);
    path_ = directory / ("." + folder + std::string(unfinished_mark) + mine + std::to_string(++counter));
}

Unfinished::~Unfinished()
{
    ::unlink(path_.c_str());
}

void remove_half_archives(const fs::path& directory)
{
    remove_marked(directory, {});
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(directory, ignored)) {
        // write_file() writes beside the final name.
        const auto name = entry.path().filename().string();
        if (name.starts_with("HS_") && name.ends_with(".new")) fs::remove(entry.path(), ignored);
    }
}

}  // namespace chamber::storage
