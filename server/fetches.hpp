// The downloads of one connection: open windows take turns, chunk by chunk, and never put more than a little ahead of
// the socket, so that memory per tablet stays bounded and live messages overtake. Thread: the meeting thread.
#pragma once

#include "protocol/transfer.hpp"
#include "server/blob_service.hpp"
#include "server/net/server.hpp"

#include <functional>
#include <map>

namespace chamber::server {

class Fetches {
public:
    // `say`: sends a control message to the device.
    Fetches(BlobService& door, std::shared_ptr<net::Connection> connection, std::function<void(ToDevice)> send);

    void open(const Fetch& fetch, const Sha256& sha256, BlobService::Opened file);
    void cancel(std::uint32_t transfer) { sender_.cancel(transfer); }
    // These bytes are not to be served any more: what is on its way ends, and the device is told behind the last chunk.
    void withdraw(const Sha256& sha256, const Error& error);
    void refuse(std::uint32_t transfer, const Error& error);
    // Puts chunks into the socket's bulk queue while there is room; also called when it drained.
    void pump();
    void clear();

private:
    BlobService& door_;
    std::shared_ptr<net::Connection> connection_;
    std::function<void(ToDevice)> send_;
    TransferSender sender_;
    std::map<Sha256, BlobService::Opened> files_;
};

}  // namespace chamber::server
