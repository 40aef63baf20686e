// Moving a blob in chunks: which piece goes next (sender), and where the next window starts (receiver). Sans-I/O.
//
// The device asks for windows of a blob (Fetch); the sender answers with chunk frames and a FetchDone behind the last
// one. Several transfers take turns, one chunk each. A receiver may stop at any byte and resume there, on any later
// connection.
#pragma once

#include "protocol/digest.hpp"
#include "protocol/error.hpp"
#include "protocol/message.hpp"

#include <cstdint>
#include <deque>
#include <optional>
#include <vector>

namespace chamber {

class TransferSender {
public:
    // Errors: range_outside, out_of_range (window too large), busy (too many transfers), already_exists (number in
    // use).
    Result<void> open(const Fetch& fetch, const Sha256& sha256, std::uint64_t size_bytes);
    void cancel(std::uint32_t transfer);
    // Ends all windows of this blob; their numbers.
    std::vector<std::uint32_t> cancel(const Sha256& sha256);
    void clear() { windows_.clear(); }
    bool idle() const { return windows_.empty(); }

    struct ChunkSpan {
        std::uint32_t transfer = 0;
        Sha256 sha256;
        std::uint64_t offset = 0;
        std::uint32_t bytes = 0;
        std::optional<FetchDone> done;  // say this behind the piece
    };

    // The next piece to send, taking turns among the windows; nothing when idle.
    std::optional<ChunkSpan> next();

private:
    struct Window {
        std::uint32_t transfer;
        Sha256 sha256;
        std::uint64_t next, end, size;
    };
    std::deque<Window> windows_;
};

class TransferReceiver {
public:
    // `held`: bytes of the blob that are safely stored already.
    TransferReceiver(std::uint32_t transfer, std::string sha256, std::uint64_t size_bytes, std::uint64_t held);

    // The window to ask for now; nothing while one is on its way or when all is here.
    std::optional<Fetch> want();

    // Errors: out_of_range when the chunk is not the next one.
    Result<void> take(std::uint64_t offset, std::uint64_t bytes);

    bool complete() const { return held_ == size_; }
    std::uint64_t held() const { return held_; }

private:
    std::uint32_t transfer_;
    std::string sha256_;
    std::uint64_t size_, held_, window_end_;
};

}  // namespace chamber
