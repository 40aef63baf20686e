// A zip that nobody has a name for yet: ".<folder>.building-<process>-<count>", gone with this object. libzip writes
// beside it under the same name and six letters more, and so all names with the mark are ours to take away.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace chamber::storage {

class Unfinished {
public:
    // Takes away the half zips of other processes: only one works in a data directory, so they are dead. Their notes of
    // what was placed (placing.hpp) wait for the next start, which knows what was recorded.
    Unfinished(const std::filesystem::path& directory, const std::string& folder);
    Unfinished(const Unfinished&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    ~Unfinished();

    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// The end of a note's name.
inline constexpr std::string_view placed_mark = ".placed";

// Half zips and half papers of builds that were killed. Nobody may be building there.
void remove_half_archives(const std::filesystem::path& directory);

}  // namespace chamber::storage
