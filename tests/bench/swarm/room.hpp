// The real server on a council of N enrolled tablets with one published document, and those tablets as peers of a
// swarm.
//
// Enrolment and sign-in are written into the data directory before the server starts: Argon2 for a thousand PINs is not
// what is measured. All delegates are members of one group, so that a shared note goes to everybody.
#pragma once

#include "protocol/message.hpp"
#include "tests/bench/swarm/frames.hpp"
#include "tests/bench/swarm/swarm.hpp"
#include "tests/support/device_key.hpp"
#include "tests/support/server_process.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace chamber::bench {

struct Seat {
    test::DeviceKey key;
    DeviceId device;
    PersonId person;
};

class Room {
public:
    Room(int tablets, std::size_t document_bytes);

    void start(const std::string& preload = {});  // `preload`: LD_PRELOAD of the server
    void stop() { server_->stop(); }
    void kill() { server_->kill(); }
    pid_t pid() const { return server_->pid(); }
    std::uint16_t port() const { return server_->tls().port; }
    const test::ServerProcess& server() const { return *server_; }

    const std::vector<Seat>& seats() const { return seats_; }
    const DocumentId& document() const { return document_; }
    const std::string& sha256() const { return sha256_; }
    std::uint64_t document_bytes() const { return document_bytes_; }
    std::filesystem::path folder() const { return folder_.path(); }
    // The document's bytes as a file, for the rivals.
    std::filesystem::path file() const { return folder_.path() / "document.pdf"; }

    // A shared note whose text is `text`.
    PutAnnotation note(const Seat& seat, std::int64_t number, std::string text) const;

private:
    test::Folder folder_;
    std::unique_ptr<test::ServerProcess> server_;
    std::vector<Seat> seats_;
    DocumentId document_;
    std::string sha256_;
    std::uint64_t document_bytes_ = 0;
};

// One tablet.
class Delegate {
public:
    Delegate(Swarm& swarm, const Room& room, const Seat& seat, std::string epoch = {}, std::int64_t cursor = 0,
             std::string access = {});

    bool in_sync() const { return in_sync_; }
    std::int64_t cursor() const { return cursor_; }
    const std::string& epoch() const { return epoch_; }
    const std::string& access() const { return access_; }
    const Seat& seat() const { return seat_; }

    // Messages once in sync, batches included; and all binary frames.
    std::function<void(std::string_view)> heard;
    void say(const FromDevice& message);
    // As ciphertext that nobody decrypts, window by window.
    void sink_document(std::uint64_t bytes, std::function<void()> done);
    // Decrypted and hashed; `done` when the digest is right.
    void fetch_document(const std::string& sha256, std::uint64_t bytes, std::function<void()> done);
    // Nothing that comes is looked at any more.
    void sink() { peer_->sink(); }
    void hang_up() { peer_->close(); }

private:
    struct Download;
    void on_message(std::string_view message);
    void on_batch(std::string_view head);
    void ask_window(std::uint64_t offset);

    const Room& room_;
    const Seat& seat_;
    FrameReader frames_;
    std::unique_ptr<Peer> peer_;
    std::string epoch_;
    std::int64_t cursor_ = 0;
    std::string access_;
    bool in_sync_ = false;
    std::uint32_t transfer_ = 0;
    std::shared_ptr<Download> download_;
};

std::vector<std::unique_ptr<Delegate>> seat_all(Swarm& swarm, const Room& room, int count);

}  // namespace chamber::bench
