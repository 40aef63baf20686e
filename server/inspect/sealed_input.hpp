// The document as the child sees it: an anonymous file in memory that nobody can write to, grow or shrink any more.
//
// A copy, not the upload's own descriptor: the child must not see a file that somebody else still changes, nor one
// through which it could reach the disk.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <string_view>
#include <utility>

namespace chamber::inspect {

// Owns one descriptor; -1: none.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept;
    ~Descriptor() { close(); }

    int number() const { return number_; }
    explicit operator bool() const { return number_ >= 0; }
    void close();

private:
    int number_ = -1;
};

// Copies `bytes` bytes from offset 0 of `source`, whose own position stays where it is, and seals them.
// Errors: pdf_truncated (the source is shorter than said), io_failed.
Result<Descriptor> seal_copy(int source, std::uint64_t bytes);

// Errors: io_failed.
Result<Descriptor> seal_bytes(std::string_view bytes);

}  // namespace chamber::inspect
