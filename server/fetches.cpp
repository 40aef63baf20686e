#include "server/fetches.hpp"

#include "protocol/chunk_frame.hpp"
#include "protocol/codec.hpp"
#include "protocol/limits.hpp"

namespace chamber::server {
namespace {

// What may wait in the socket's bulk queue: a few rounds, so that the socket never runs dry between two turns of the
// loop.
constexpr std::uint64_t bulk_ahead_bytes = 4ULL * limits::bulk_bytes_per_round;

FetchRefused refusal(std::uint32_t transfer, const Error& error)
{
    return FetchRefused{transfer, std::string(error_name(error.code)), std::string(error_sentence(error.code))};
}

}  // namespace

Fetches::Fetches(BlobService& door, std::shared_ptr<net::Connection> connection, std::function<void(ToDevice)> send)
    : door_(door),
      connection_(std::move(connection)),
      send_(std::move(send))
{
}

void Fetches::open(const Fetch& fetch, const Sha256& sha256, BlobService::Opened file)
{
    const Result<void> opened = sender_.open(fetch, sha256, file->bytes());
    if (!opened) {
        refuse(fetch.transfer, opened.error());
        return;
    }
    files_[sha256] = std::move(file);
    pump();
}

void Fetches::refuse(std::uint32_t transfer, const Error& error)
{
    send_(refusal(transfer, error));
}

void Fetches::withdraw(const Sha256& sha256, const Error& error)
{
    for (const std::uint32_t transfer : sender_.cancel(sha256))
        connection_->send_text(std::make_shared<const std::string>(encode(ToDevice(refusal(transfer, error)))),
                               net::Urgency::bulk);
    files_.erase(sha256);
}

void Fetches::pump()
{
    while (connection_->queued(net::Urgency::bulk) < bulk_ahead_bytes) {
        const std::optional<TransferSender::ChunkSpan> piece = sender_.next();
        if (!piece) break;
        Result<net::SharedBytes> bytes =
            door_.chunk(piece->sha256, *files_.at(piece->sha256), piece->offset, piece->bytes);
        if (!bytes) {
            sender_.cancel(piece->transfer);
            refuse(piece->transfer, bytes.error());
            continue;
        }
        auto header = std::make_shared<const std::string>(encode_chunk_header(piece->transfer, piece->offset));
        connection_->send_binary(std::move(header), std::move(*bytes), net::Urgency::bulk);
        // Behind the chunk in the same queue, so that it cannot overtake it.
        if (piece->done)
            connection_->send_text(std::make_shared<const std::string>(encode(ToDevice(*piece->done))),
                                   net::Urgency::bulk);
    }
    if (sender_.idle()) files_.clear();
}

void Fetches::clear()
{
    sender_.clear();
    files_.clear();
}

}  // namespace chamber::server
