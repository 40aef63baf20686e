#include "server/net/conversation.hpp"

#include "server/net/response_head.hpp"
#include "server/net/socket_connection.hpp"

namespace chamber::net {
namespace {

constexpr std::size_t read_bytes = 16'384;
constexpr std::chrono::seconds linger{2};

}  // namespace

Conversation::Conversation(std::shared_ptr<Lobby> lobby, std::shared_ptr<Wire> wire, Door door, std::string remote)
    : lobby_(std::move(lobby)),
      wire_(std::move(wire)),
      door_(door),
      remote_(std::move(remote)),
      address_key_(Lobby::address_key(remote_))
{
    lobby_->conversations.insert(this);
    ++lobby_->count;
    if (door_ != Door::local) count_as(Counted::unproven);
}

Conversation::~Conversation()
{
    lobby_->conversations.erase(this);
    count_as(Counted::not_at_all);
    if (--lobby_->count == 0 && lobby_->emptied) lobby_->emptied();
}

void Conversation::count_as(Counted counted)
{
    if (counted_ == Counted::unproven) {
        --lobby_->unproven;
        if (--lobby_->unproven_by_address[address_key_] == 0) lobby_->unproven_by_address.erase(address_key_);
    }
    if (counted_ == Counted::proven) --lobby_->proven;
    counted_ = counted;
    if (counted == Counted::unproven) {
        ++lobby_->unproven;
        ++lobby_->unproven_by_address[address_key_];
    }
    if (counted == Counted::proven) ++lobby_->proven;
}

void Conversation::push_out()
{
    count_as(Counted::not_at_all);
    abort();
}

asio::awaitable<void> Conversation::run()
{
    const auto self = shared_from_this();
    wire_->expires_after(std::chrono::milliseconds(lobby_->options.patience.handshake_ms));
    const error_code refused = co_await await_handshake(wire_);
    if (refused) {
        wire_->close();
        co_return;
    }
    Next next = Next::request;
    while (next == Next::request && !lobby_->stopping) {
        state_ = received_.empty() ? State::waiting : State::reading;
        expires_after_http();
        std::optional<RequestHead> head = co_await read_head();
        if (!head) break;
        state_ = State::busy;
        next = co_await serve(*head);
    }
    if (state_ == State::socket) co_return;
    if (next == Next::request &&
        lobby_->stopping) {  // answered, and nothing unread that could turn the end into a reset
        wire_->close();
        co_return;
    }
    // A client that still sends gets to read the answer: a socket closed over unread bytes would answer with a reset.
    std::uint64_t drop_bytes_max = batch_bytes;
    std::chrono::milliseconds within = linger;
    if (next == Next::linger) {
        drop_bytes_max = limits::document_bytes_max;
        within = std::chrono::milliseconds(lobby_->options.patience.http_ms);
    }
    if (lobby_->stopping) within = linger;
    state_ = State::ending;
    co_await await_finish(wire_, drop_bytes_max, within);
}

asio::awaitable<std::optional<RequestHead>> Conversation::read_head()
{
    HeadReader reader;
    for (;;) {
        const HeadReader::Step step = received_.empty() ? HeadReader::Step::more : reader.read(received_);
        if (step == HeadReader::Step::done) {
            received_.erase(0, reader.consumed());
            co_return reader.take();
        }
        if (step != HeadReader::Step::more) {
            state_ = State::busy;
            RequestHead unknown;
            HttpResponse response = plain_response(step == HeadReader::Step::too_large ? 431 : 400);
            co_await send(unknown, response, Persistence::close);
            co_return std::nullopt;
        }
        const std::size_t before = received_.size();
        received_.resize(before + read_bytes);
        const ReadOutcome outcome = co_await await_read(wire_, asio::buffer(received_.data() + before, read_bytes));
        received_.resize(before + outcome.count);
        if (outcome.error) co_return std::nullopt;
        state_ = State::reading;
    }
}

asio::awaitable<Conversation::Next> Conversation::serve(RequestHead& head)
{
    const bool reads = head.method == "GET" || head.method == "HEAD";
    const bool writes = head.method == "PUT" || head.method == "POST";
    int status = 0;
    if (!reads && !writes)
        status = 405;
    else if (head.expectation == Expectation::unknown)
        status = 417;
    else if (reads && (head.body == Body::chunked || head.content_length != 0))
        status = 400;
    else if (writes && head.body != Body::sized)
        status = 411;
    else if (head.method == "GET" && head.target == "/sync" && !head.upgrade)
        status = 426;
    if (status != 0) {
        HttpResponse response = plain_response(status);
        if (status == 405) response.headers.emplace_back("Allow", "GET, HEAD, PUT, POST");
        if (status == 426) response.headers.emplace_back("Upgrade", "websocket");
        co_return co_await refuse(head, std::move(response));
    }
    if (!lobby_->host_allowed(door_, head.host)) {
        HttpResponse misdirected = refusal_response(fail(ErrorCode::misdirected));
        co_return co_await refuse(head, std::move(misdirected));
    }
    if (writes) co_return co_await serve_upload(head);
    if (head.upgrade && head.method == "GET" && head.target == "/sync") co_return co_await become_socket(head);
    co_return co_await serve_request(head);
}

asio::awaitable<Conversation::Next> Conversation::serve_request(RequestHead& head)
{
    Awaited<HttpResponse> awaited(wire_->executor());
    const HttpRequest request = request_of(head);
    wire_->never_expires();  // how long the answer may take is the application's business
    lobby_->routes.request(request, awaited.giver());
    std::optional<HttpResponse> response = co_await await_answer(awaited);
    if (!response) co_return Next::close;
    co_return co_await answer(head, std::move(*response));
}

asio::awaitable<std::optional<HttpResponse>> Conversation::await_answer(Awaited<HttpResponse> awaited)
{
    bool aborted = false;
    give_up_ = [&aborted, awaited]() mutable {
        aborted = true;
        awaited.give_up();
    };
    std::optional<HttpResponse> response = co_await await_value(awaited);
    give_up_ = nullptr;
    if (!response && !aborted) response = plain_response(500);  // the application dropped the request
    co_return response;
}

asio::awaitable<Conversation::Next> Conversation::become_socket(RequestHead& head)
{
    if (!lobby_->origin_allowed(door_, head.origin)) {
        HttpResponse response = refusal_response(fail(ErrorCode::foreign_origin));
        co_return co_await refuse(head, std::move(response));
    }
    state_ = State::socket;
    if (!received_.empty()) wire_->unread(std::move(received_));
    received_ = std::string();
    auto connection = std::make_shared<SocketConnection>(lobby_, wire_, door_, remote_, head.origin);
    connection->on_proven([this] {
        if (is_unproven()) count_as(Counted::proven);
    });
    co_await connection->run(std::move(head.upgrade));
    co_return Next::close;
}

asio::awaitable<Conversation::Next> Conversation::answer(const RequestHead& head, HttpResponse response)
{
    Persistence persistence = head.persistence;
    if (lobby_->stopping) persistence = Persistence::close;
    const bool sent = co_await send(head, response, persistence);
    if (sent && persistence == Persistence::keep_alive) co_return Next::request;
    co_return Next::close;
}

asio::awaitable<Conversation::Next> Conversation::refuse(const RequestHead& head, HttpResponse response)
{
    const bool sent = co_await send(head, response, Persistence::close);
    if (sent) co_return Next::linger;
    co_return Next::close;
}

HttpRequest Conversation::request_of(const RequestHead& head) const
{
    HttpRequest request;
    request.method = head.method;
    request.target = head.target;
    request.door = door_;
    request.remote = remote_;
    if (head.body == Body::sized) request.content_length = head.content_length;
    request.if_none_match = head.if_none_match;
    request.accept_encoding = head.accept_encoding;
    return request;
}

void Conversation::expires_after_http()
{
    wire_->expires_after(std::chrono::milliseconds(lobby_->options.patience.http_ms));
}

void Conversation::hold(const std::shared_ptr<Leash>& leash)
{
    if (!leash) return;
    std::function<void()> close = [weak = weak_from_this()] {
        if (const auto self = weak.lock()) self->abort();
    };
    leash->hold(std::move(close));
}

void Conversation::stop()
{
    if (state_ == State::handshake || state_ == State::waiting || state_ == State::ending) wire_->close();
}

void Conversation::abort()
{
    if (give_up_) give_up_();
    wire_->close();
}

}  // namespace chamber::net
