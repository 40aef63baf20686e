// A zip that nobody has a name for yet: ".<folder>.building-<process>-<count>", gone with this object. libzip writes
// beside it under the same name and six letters more, and so all names with the mark are ours to take away.
#pragma once

#include <filesystem>
#include <string>

namespace chamber::storage {

class Unfinished {
public:
    // Takes away what builds of other processes left: only one process works in a data directory, so they are dead.
    Unfinished(const std::filesystem::path& directory, const std::string& folder);
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished();

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}  // namespace chamber::storage
