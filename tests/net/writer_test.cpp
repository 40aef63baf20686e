#include "protocol/chunk_frame.hpp"
#include "server/net/outbox.hpp"
#include "tests/net/raw_socket.hpp"
#include "tests/net/running_server.hpp"

#include <gmock/gmock.h>

namespace chamber::net {
namespace {

constexpr std::size_t document_bytes = 20'000'000;

// A document that leaves as chunks through the bulk class, asked for by `drained` as the server does it. When one tenth
// has left, a live message is sent for every further tenth.
class Sender {
public:
    explicit Sender(std::shared_ptr<Connection> to) : to_(std::move(to)) {}

    SocketEvents events()
    {
        SocketEvents events;
        events.text = [this](std::string_view) { send_more(); };
        events.drained = [this] { send_more(); };
        return events;
    }

private:
    void send_more()
    {
        while (offset_ < document_bytes && to_->queued(Urgency::bulk) < limits::bulk_window_bytes) {
            const std::size_t size = std::min<std::size_t>(limits::chunk_bytes, document_bytes - offset_);
            const auto header = std::make_shared<const std::string>(encode_chunk_header(7, offset_));
            std::string piece(size, '\0');
            for (std::size_t i = 0; i < size; ++i) piece[i] = static_cast<char>((offset_ + i) * 31 >> 3);
            given_ += header->size() + size;
            to_->send_binary(header, std::make_shared<const std::string>(std::move(piece)), Urgency::bulk);
            offset_ += size;
            if (offset_ / (document_bytes / 10) == tenths_) continue;
            tenths_ = offset_ / (document_bytes / 10);
            // Says how many bytes of the document had left before it.
            to_->send_text(std::make_shared<const std::string>(std::to_string(given_ - to_->queued(Urgency::bulk))),
                           Urgency::live);
        }
    }

    std::shared_ptr<Connection> to_;
    std::size_t offset_ = 0;
    std::size_t given_ = 0;  // offset_ and the chunks' headers
    std::size_t tenths_ = 0;
};

struct Received {
    std::uint64_t bytes = 0;
    std::uint64_t with_headers = 0;
    std::size_t live = 0;
    std::size_t late = 0;  // live messages behind document bytes that had not left when they were sent
    bool in_order = true;
};

Received receive_document(Client& client)
{
    Received received;
    while (received.bytes < document_bytes) {
        Result<Frame> frame = client.receive(20'000);
        if (!frame) {
            ADD_FAILURE() << frame.error().detail;
            break;
        }
        if (frame->text) {
            ++received.live;
            // What had left when it was sent is in front of it, and nothing else.
            if (received.with_headers > std::stoull(frame->bytes)) ++received.late;
            continue;
        }
        received.with_headers += frame->bytes.size();
        Result<ChunkFrame> chunk = decode_chunk_frame(frame->bytes);
        received.in_order = received.in_order && chunk.has_value() && chunk->offset == received.bytes;
        for (std::size_t i = 0; chunk && i < chunk->bytes.size(); i += 997)
            received.in_order =
                received.in_order && chunk->bytes[i] == static_cast<char>((chunk->offset + i) * 31 >> 3);
        received.bytes += chunk ? chunk->bytes.size() : document_bytes;
    }
    return received;
}

class Writer : public testing::TestWithParam<Door> {};

TEST_P(Writer, LetsLiveOvertakeTheDocument)
{
    Routes routes = test_routes();
    std::vector<std::unique_ptr<Sender>> senders;
    routes.socket = [&](std::shared_ptr<Connection> connection) -> Result<SocketEvents> {
        senders.push_back(std::make_unique<Sender>(std::move(connection)));
        return senders.back()->events();
    };
    RunningServer running(std::move(routes));
    const Endpoint endpoint = GetParam() == Door::tls ? running.tls() : running.local();
    Result<std::unique_ptr<Client>> client = Client::connect(endpoint, test_origin);
    ASSERT_TRUE(client.has_value());
    ASSERT_TRUE((*client)->send_text("start").has_value());
    const Received received = receive_document(**client);
    EXPECT_EQ(received.bytes, document_bytes);
    EXPECT_TRUE(received.in_order);
    EXPECT_EQ(received.live, 10U);
    EXPECT_EQ(received.late, 0U);
}

INSTANTIATE_TEST_SUITE_P(Doors, Writer, testing::Values(Door::tls, Door::local), [](const auto& each) {
    return each.param == Door::tls ? std::string("Tls") : std::string("Plain");
});

TEST(Writer, DropsAConsumerThatDoesNotRead)
{
    Happening closed;
    Routes routes = test_routes();
    std::uint64_t most = 0;
    routes.socket = [&](std::shared_ptr<Connection> connection) -> Result<SocketEvents> {
        SocketEvents events;
        events.text = [&, connection](std::string_view) {
            const auto piece = std::make_shared<const std::string>(65'536, 'x');
            for (int i = 0; i < 2'000; ++i) {
                connection->send_text(piece, Urgency::live);
                most = std::max(most, connection->queued(Urgency::live));
            }
        };
        events.closed = [&](std::string_view why) { closed.happened(std::string(why)); };
        return events;
    };
    RunningServer running(std::move(routes), [](ServerOptions& options) { options.patience.drain_ms = 100; });
    RawSocket socket(*running.server().loopback_port());
    socket.receive_buffer(4'096);
    socket.upgrade("Origin: https://chamber.test\r\n");
    socket.say(client_frame(0x81, "go"));
    EXPECT_EQ(closed.wait(), "live queue full");
    running.stop();
    EXPECT_LE(most, limits::live_queue_bytes_max);
}

TEST(Writer, TellsWhenLiveHasRoomAgain)
{
    const auto piece = std::make_shared<const std::string>(65'536, 'x');
    int given = 0;
    Routes routes = test_routes();
    routes.socket = [&](std::shared_ptr<Connection> connection) -> Result<SocketEvents> {
        SocketEvents events;
        // Goes on only when it is told to: without `drained` the client would wait for ever.
        events.drained = [&, connection] {
            for (int i = 0; i < 16 && given < 64; ++i, ++given) connection->send_text(piece, Urgency::live);
        };
        events.text = [drained = events.drained](std::string_view) { drained(); };
        return events;
    };
    RunningServer running(std::move(routes));
    Result<std::unique_ptr<Client>> client = Client::connect(running.tls(), test_origin);
    ASSERT_TRUE(client.has_value());
    ASSERT_TRUE((*client)->send_text("go").has_value());
    for (int i = 0; i < 64; ++i) ASSERT_TRUE((*client)->receive(10'000).has_value()) << i;
}

TEST(Writer, SendsOneLargeMessageAsFragments)
{
    const auto bytes = std::make_shared<const std::string>(15'000'000, 'z');
    Routes routes = test_routes();
    routes.socket = [&](std::shared_ptr<Connection> connection) -> Result<SocketEvents> {
        connection->send_binary(nullptr, bytes, Urgency::bulk);
        connection->send_text(std::make_shared<const std::string>("first"), Urgency::live);
        return SocketEvents{};
    };
    RunningServer running(std::move(routes));
    Result<std::unique_ptr<Client>> client = Client::connect(running.tls(), test_origin);
    ASSERT_TRUE(client.has_value());
    EXPECT_EQ((*client)->receive(10'000)->bytes, "first");
    Result<Frame> frame = (*client)->receive(20'000);
    ASSERT_TRUE(frame.has_value()) << frame.error().detail;
    EXPECT_FALSE(frame->text);
    EXPECT_TRUE(frame->bytes == *bytes);
}

TEST(Writer, AnswersAPingInTheMiddleOfALargeMessage)
{
    const auto bytes = std::make_shared<const std::string>(12'000'000, 'z');
    Routes routes = test_routes();
    routes.socket = [&](std::shared_ptr<Connection> connection) -> Result<SocketEvents> {
        SocketEvents events;
        events.text = [&, connection](std::string_view) { connection->send_binary(nullptr, bytes, Urgency::bulk); };
        return events;
    };
    RunningServer running(std::move(routes));
    RawSocket socket(*running.server().loopback_port());
    socket.receive_buffer(16'384);
    socket.upgrade("Origin: https://chamber.test\r\n");
    socket.say(client_frame(0x81, "go"));
    socket.hear(100'000);  // it has begun, and the server's buffers are full
    socket.say(client_frame(0x89, "are you there"));
    EXPECT_THAT(socket.hear_until("are you there"),
                testing::EndsWith(frame_head(Opcode::pong, Final::yes, 13) + "are you there"));
}

}  // namespace
}  // namespace chamber::net
