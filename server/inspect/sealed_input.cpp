#include "server/inspect/sealed_input.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <unistd.h>
#include <vector>

namespace chamber::inspect {

Descriptor& Descriptor::operator=(Descriptor&& other) noexcept
{
    if (this != &other) {
        close();
        number_ = std::exchange(other.number_, -1);
    }
    return *this;
}

void Descriptor::close()
{
    if (number_ >= 0) ::close(number_);
    number_ = -1;
}

namespace {

Error system_error(const char* what)
{
    return fail(ErrorCode::io_failed, std::string(what) + ": " + std::strerror(errno));
}

// High numbers, so that moving them to 0…3 in the child can never overwrite one that is still to be moved.
Result<Descriptor> open_memory()
{
    Descriptor low(memfd_create("document", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!low) return system_error("memfd_create");
    Descriptor high(fcntl(low.number(), F_DUPFD_CLOEXEC, 10));
    if (!high) return system_error("dup");
    return high;
}

bool write_all(int target, std::string_view bytes)
{
    while (!bytes.empty()) {
        const ssize_t written = write(target, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

Result<Descriptor> seal(Descriptor memory)
{
    if (fcntl(memory.number(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) != 0)
        return system_error("seal");
    if (lseek(memory.number(), 0, SEEK_SET) != 0) return system_error("lseek");
    return memory;
}

}  // namespace

Result<Descriptor> seal_copy(int source, std::uint64_t bytes)
{
    Result<Descriptor> memory = open_memory();
    if (!memory) return memory;
    const auto end = static_cast<off_t>(bytes);
    off_t at = 0;
    std::vector<char> block;
    while (at < end) {
        const std::size_t want = static_cast<std::size_t>(end - at);
        ssize_t moved = block.empty() ? sendfile(memory->number(), source, &at, want) : -1;
        if (moved < 0 && errno == EINTR) continue;
        if (moved < 0) {
            // Not every file system can be sent from: read and write.
            block.resize(262'144);
            moved = pread(source, block.data(), std::min(want, block.size()), at);
            if (moved < 0 && errno == EINTR) continue;
            if (moved > 0) {
                if (!write_all(memory->number(), {block.data(), static_cast<std::size_t>(moved)}))
                    return system_error("write");
                at += moved;
            }
        }
        if (moved < 0) return system_error("read");
        if (moved == 0) return fail(ErrorCode::pdf_truncated, "the source ended early");
    }
    return seal(std::move(*memory));
}

Result<Descriptor> seal_bytes(std::string_view bytes)
{
    Result<Descriptor> memory = open_memory();
    if (!memory) return memory;
    if (!write_all(memory->number(), bytes)) return system_error("write");
    return seal(std::move(*memory));
}

}  // namespace chamber::inspect
