// A zip from anybody, read with distrust: only what our own archives look like is accepted.
//
// Nothing is extracted to disk; sizes are those of the file itself, for every entry must be STORED, so no small file
// can turn into a big one. libzip stays in the .cpp. Thread: one at a time.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::storage {

struct ZipListing {
    std::string name;
    std::uint64_t bytes = 0;
    std::string fault{};  // why it is not read, a Vietnamese sentence: unsafe or doubled name, compression, encryption,
                          // special file; else blank
};

// An entry that is read bit by bit. Must not outlive its ZipReader.
class OpenedEntry {
public:
    OpenedEntry(OpenedEntry&&) noexcept;
    ~OpenedEntry();

    // Up to `room` bytes; 0 at the end. Errors: archive_damaged (wrong CRC, ends early, is longer than announced).
    Result<std::size_t> read(char* into, std::size_t room);

private:
    friend class ZipReader;
    struct Body;
    OpenedEntry();
    std::unique_ptr<Body> body_;
};

class ZipReader {
public:
    // Errors: archive_damaged when it is no zip at all.
    static Result<ZipReader> open(const std::filesystem::path& path);
    ZipReader(ZipReader&&) noexcept;
    ~ZipReader();

    const std::vector<ZipListing>& entries() const { return entries_; }

    // What is wrong with the container as a whole, as a Vietnamese sentence; empty when nothing is: no entry or too
    // many, lists that disagree, bytes that belong to no entry.
    const std::string& fault() const { return fault_; }

    // Feeds all bytes of an entry without a fault, in order. Errors: archive_damaged (wrong CRC, ends early).
    Result<void> read(std::size_t index, const std::function<void(std::string_view)>& take) const;
    Result<OpenedEntry> open_entry(std::size_t index) const;

private:
    struct Body;
    ZipReader();
    std::string find_fault(std::uint64_t file_bytes) const;
    void find_entry_faults();
    std::string entry_fault(std::size_t index) const;

    std::unique_ptr<Body> body_;
    std::vector<ZipListing> entries_;
    std::string fault_;
};

}  // namespace chamber::storage
