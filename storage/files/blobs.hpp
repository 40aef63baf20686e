// Stored bytes by their SHA-256: written once, never changed.
//
// Writing is two steps: stage (hashed while written, under staging/), then keep (fsync, rename into place, fsync of the
// directory). A crash between the two leaves an orphan that collect() removes at start. Digests are checked going in,
// and verify() checks them coming out. Thread: any; one Staged belongs to one thread.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/error.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace chamber::storage {

class Disk;

// Bytes on their way in. Removed from disk when the object dies without keep().
class Staged {
public:
    Staged(Staged&&) noexcept;
    Staged& operator=(Staged&&) noexcept;
    ~Staged();

    // Errors: too_large (over the limit given to stage), disk_full, io_failed.
    Result<void> write(std::string_view bytes);

    // No more bytes. Errors: io_failed, disk_full.
    Result<void> finish();

    const Sha256& sha256() const;  // after finish()
    std::uint64_t bytes() const;
    int descriptor() const;  // for reading, position undefined; stays ours

private:
    friend class Blobs;
    struct Body;
    explicit Staged(std::unique_ptr<Body> body);
    std::unique_ptr<Body> body_;
};

// A blob open for reading.
class BlobFile {
public:
    BlobFile(int descriptor, std::uint64_t bytes);
    BlobFile(BlobFile&&) noexcept;
    ~BlobFile();

    std::uint64_t bytes() const { return bytes_; }
    int descriptor() const { return descriptor_; }

    // Reads exactly `count` bytes at `offset`. Errors: range_outside, io_failed.
    Result<std::string> read(std::uint64_t offset, std::uint32_t count) const;

private:
    int descriptor_ = -1;
    std::uint64_t bytes_ = 0;
};

class Blobs {
public:
    Blobs(std::filesystem::path blobs, std::filesystem::path staging);
    Blobs(std::filesystem::path blobs, std::filesystem::path staging, Disk& disk);

    // Errors: disk_full, io_failed.
    Result<Staged> stage(std::uint64_t bytes_max);

    // Durable when it returns. Keeping bytes that are there already, sound, succeeds and changes nothing; damaged ones
    // are replaced.
    Result<void> keep(Staged staged);

    bool contains(const Sha256& sha256) const;

    // Errors: blob_unknown, io_failed.
    Result<BlobFile> open(const Sha256& sha256) const;

    std::filesystem::path path(const Sha256& sha256) const;

    // Reads it all and compares. Errors: blob_damaged, blob_unknown, io_failed.
    Result<void> verify(const Sha256& sha256) const;

    // Removes staged leftovers and blobs that `known` denies. Returns how many.
    Result<std::uint32_t> collect(const std::function<bool(const Sha256&)>& known);

private:
    std::filesystem::path blobs_;
    std::filesystem::path staging_;
    Disk* disk_;
};

}  // namespace chamber::storage
