#include "server/net/client.hpp"

#include "server/net/line.hpp"
#include "server/net/outbox.hpp"
#include "server/net/websocket.hpp"

#include <openssl/rand.h>

#include <array>

namespace chamber::net {
namespace {

constexpr std::chrono::milliseconds patience{limits::handshake_ms};

// RFC 6455 §5.3: what a client sends is masked, with four fresh bytes per frame.
std::string masked_frame(Opcode opcode, std::string_view payload)
{
    std::array<unsigned char, 4> mask{};
    MUST(RAND_bytes(mask.data(), static_cast<int>(mask.size())) == 1);
    std::string frame = frame_head(opcode, Final::yes, payload.size());
    frame[1] = static_cast<char>(frame[1] | 0x80);
    frame.append(mask.begin(), mask.end());
    const std::size_t at = frame.size();
    frame += payload;
    for (std::size_t i = 0; i < payload.size(); ++i) frame[at + i] = static_cast<char>(frame[at + i] ^ mask[i % 4]);
    return frame;
}

}  // namespace

struct Client::Body {
    explicit Body(std::unique_ptr<Line> to)
        : line(std::move(to)),
          socket(std::make_unique<WebSocket>(line->shared_wire(), limits::local_frame_bytes_max, patience))
    {
    }
    ~Body()
    {
        line->end();     // the pending read ends before the socket it belongs to
        socket.reset();  // and Beast's stream before the context it is registered with
    }
    void read_next();

    std::unique_ptr<Line> line;
    std::unique_ptr<WebSocket> socket;
    bool reading = false;
    bool got = false;  // a message waits in the socket, or the connection ended
    error_code ended;
};

void Client::Body::read_next()
{
    if (reading || got) return;
    reading = true;
    socket->read([this](error_code error) {
        reading = false;
        got = true;
        ended = error;
    });
}

Client::Client(std::unique_ptr<Body> body) : body_(std::move(body)) {}

Client::~Client() = default;

Result<std::unique_ptr<Client>> Client::connect(const Endpoint& endpoint, const std::string& origin)
{
    Result<std::unique_ptr<Line>> line = Line::open(endpoint);
    if (!line) return line.error();
    auto body = std::make_unique<Body>(std::move(*line));
    bool done = false;
    error_code error;
    body->socket->connect(Line::host_of(endpoint), "/sync", origin, [&](error_code result) {
        error = result;
        done = true;
    });
    const bool answered = body->line->run_until(done, patience);
    if (!answered) {
        body->line->wire().close();
        body->line->run_until(done, patience);
        return fail(ErrorCode::io_failed, "no answer to the upgrade");
    }
    if (!error) return std::unique_ptr<Client>(new Client(std::move(body)));
    const bool refused = std::string_view(error.category().name()) == "boost.beast.websocket";
    return fail(refused ? ErrorCode::not_allowed : ErrorCode::io_failed, error.message());
}

Result<void> Client::send_text(std::string_view text)
{
    bool done = false;
    error_code error;
    body_->read_next();  // what the server sends meanwhile is read, or both sides could wait for each other
    body_->line->wire().put(masked_frame(Opcode::text, text));
    body_->line->wire().flush([&](error_code result) {
        error = result;
        done = true;
    });
    const bool sent = body_->line->run_until(done, std::chrono::milliseconds(limits::http_ms));
    if (!sent) {
        body_->line->wire().close();
        body_->line->run_until(done, patience);
        return fail(ErrorCode::io_failed, "the server does not read");
    }
    if (error) return fail(ErrorCode::io_failed, error.message());
    return {};
}

Result<Frame> Client::receive(std::int64_t timeout_ms)
{
    body_->read_next();
    if (!body_->line->run_until(body_->got, std::chrono::milliseconds(timeout_ms)))
        return fail(ErrorCode::busy, "nothing came in time");
    if (body_->ended) {
        const std::uint16_t code = body_->socket->peer_code();
        return fail(ErrorCode::io_failed, code != 0 ? "closed with " + std::to_string(code) : body_->ended.message());
    }
    Frame frame;
    frame.text = body_->socket->kind() == MessageKind::text;
    frame.bytes = std::string(body_->socket->message());
    body_->socket->consume();
    body_->got = false;
    return frame;
}

void Client::close()
{
    if (body_->ended) return;
    bool done = false;
    body_->socket->close(1000, {}, [&done](error_code) { done = true; });
    if (!body_->line->run_until(done, patience)) {
        body_->line->wire().close();
        body_->line->run_until(done, patience);
    }
    body_->ended = asio::error::operation_aborted;
    body_->got = true;
}

}  // namespace chamber::net
