// A hidden folder beside the place where files are to lie: they are made there, get their names together, and whatever
// stopped half-way goes with it. What a kill left is taken away by the next one who works in that place.
#pragma once

#include "protocol/error.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace chamber::storage {

class Workplace {
public:
    // Errors: not_found (no such folder), disk_full, io_failed (may not be written).
    static Result<Workplace> make(const std::filesystem::path& directory);
    Workplace(Workplace&& other) noexcept;
    Workplace& operator=(Workplace&&) = delete;
    ~Workplace();

    const std::filesystem::path& path() const { return path_; }

    // In this order. On failure none of them is there. Errors: already_exists, io_failed.
    Result<void> hand_out(const std::vector<std::string>& names) const;

private:
    explicit Workplace(std::filesystem::path directory) : directory_(std::move(directory)) {}
    std::filesystem::path directory_;
    std::filesystem::path path_;
};

}  // namespace chamber::storage
