#include "protocol/transfer.hpp"

#include "protocol/limits.hpp"

#include <algorithm>

namespace chamber {

Result<void> TransferSender::open(const Fetch& fetch, const Sha256& sha256, std::uint64_t size_bytes)
{
    if (fetch.bytes == 0 || fetch.bytes > limits::bulk_window_bytes)
        return fail(ErrorCode::out_of_range, "window", "/bytes");
    if (fetch.offset >= size_bytes) return fail(ErrorCode::range_outside, "offset beyond the blob", "/offset");
    if (windows_.size() >= limits::transfers_per_connection_max) return fail(ErrorCode::busy, "transfers", "/transfer");
    const auto same = [&](const Window& window) { return window.transfer == fetch.transfer; };
    if (std::any_of(windows_.begin(), windows_.end(), same))
        return fail(ErrorCode::already_exists, "transfer number in use", "/transfer");
    const std::uint64_t end = std::min<std::uint64_t>(size_bytes, fetch.offset + fetch.bytes);
    windows_.push_back(Window{fetch.transfer, sha256, fetch.offset, end, size_bytes});
    return {};
}

void TransferSender::cancel(std::uint32_t transfer)
{
    std::erase_if(windows_, [transfer](const Window& window) { return window.transfer == transfer; });
}

std::vector<std::uint32_t> TransferSender::cancel(const Sha256& sha256)
{
    std::vector<std::uint32_t> ended;
    for (const Window& window : windows_)
        if (window.sha256 == sha256) ended.push_back(window.transfer);
    std::erase_if(windows_, [&](const Window& window) { return window.sha256 == sha256; });
    return ended;
}

std::optional<TransferSender::ChunkSpan> TransferSender::next()
{
    if (windows_.empty()) return std::nullopt;
    Window window = windows_.front();
    windows_.pop_front();
    ChunkSpan piece{window.transfer, window.sha256, window.next, 0, std::nullopt};
    piece.bytes = static_cast<std::uint32_t>(std::min<std::uint64_t>(limits::chunk_bytes, window.end - window.next));
    window.next += piece.bytes;
    if (window.next == window.end)
        piece.done = FetchDone{window.transfer, window.end, window.size};
    else
        windows_.push_back(window);
    return piece;
}

TransferReceiver::TransferReceiver(std::uint32_t transfer, std::string sha256, std::uint64_t size_bytes,
                                   std::uint64_t held)
    : transfer_(transfer),
      sha256_(std::move(sha256)),
      size_(size_bytes),
      held_(held),
      window_end_(held)
{
    MUST(held <= size_bytes);
}

std::optional<Fetch> TransferReceiver::want()
{
    if (complete() || held_ < window_end_) return std::nullopt;
    const auto bytes = static_cast<std::uint32_t>(std::min<std::uint64_t>(limits::bulk_window_bytes, size_ - held_));
    window_end_ = held_ + bytes;
    return Fetch{transfer_, sha256_, held_, bytes};
}

Result<void> TransferReceiver::take(std::uint64_t offset, std::uint64_t bytes)
{
    if (offset != held_ || bytes > window_end_ - held_) return fail(ErrorCode::out_of_range, "chunk out of turn");
    held_ += bytes;
    return {};
}

}  // namespace chamber
