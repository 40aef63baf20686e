// Uploads: asked before the body, read in pieces, answered after it.
#include "server/net/conversation.hpp"
#include "server/net/response_head.hpp"

namespace chamber::net {
namespace {

constexpr std::size_t piece_bytes = 65'536;

}  // namespace

asio::awaitable<Conversation::Next> Conversation::serve_upload(RequestHead& head)
{
    // A page of another site can make a browser send a body here; it cannot hide where it comes from. Programs send no
    // Origin.
    if (!head.origin.empty() && !lobby_->origin_allowed(door_, head.origin)) {
        HttpResponse response = refusal_response(fail(ErrorCode::foreign_origin));
        co_return co_await refuse(head, std::move(response));
    }
    if (lobby_->routes.admit_upload) {
        Awaited<Result<void>> admitted(wire_->executor());
        wire_->never_expires();
        give_up_ = [admitted]() mutable { admitted.give_up(); };
        const HttpRequest request = request_of(head);
        lobby_->routes.admit_upload(request, admitted.giver());
        std::optional<Result<void>> answer = co_await await_value(admitted);
        give_up_ = nullptr;
        if (!answer) co_return Next::close;
        if (!*answer) {
            HttpResponse response = refusal_response(answer->error());
            co_return co_await refuse(head, std::move(response));
        }
    }
    Result<BodySink> sink = lobby_->routes.upload(request_of(head));
    if (!sink) {
        HttpResponse response = refusal_response(sink.error());
        co_return co_await refuse(head, std::move(response));
    }
    const Welcome welcome(*this);
    if (head.expectation == Expectation::proceed && received_.empty()) {
        wire_->put("HTTP/1.1 100 Continue\r\n\r\n");
        const bool sent = co_await send_all();
        if (!sent) {
            if (sink->aborted) sink->aborted();
            co_return Next::close;
        }
    }
    Next next = Next::close;
    hold(sink->leash);
    const bool complete = co_await receive_body(*sink, head, next);
    if (sink->leash) sink->leash->let_go();
    if (!complete) co_return next;

    Awaited<HttpResponse> awaited(wire_->executor());
    wire_->never_expires();
    sink->finish(awaited.giver());
    std::optional<HttpResponse> response = co_await await_answer(awaited);
    if (!response) co_return Next::close;
    co_return co_await answer(head, std::move(*response));
}

asio::awaitable<bool> Conversation::receive_body(BodySink& sink, const RequestHead& head, Next& next)
{
    std::string piece = std::move(received_);
    received_ = std::string();
    std::uint64_t left = head.content_length;
    for (;;) {
        if (piece.size() > left) {  // the next request came along
            received_ = piece.substr(left);
            piece.resize(left);
        }
        left -= piece.size();
        if (!piece.empty()) {
            Result<void> written = sink.write(piece);
            if (!written) {
                HttpResponse response = refusal_response(written.error());
                next = co_await refuse(head, std::move(response));
                co_return false;
            }
        }
        if (left == 0) co_return true;
        const bool ready = piece.empty() || co_await wait_until_ready(sink);
        piece.resize(std::min<std::uint64_t>(left, piece_bytes));
        ReadOutcome outcome;
        if (ready) {
            expires_after_http();
            outcome = co_await await_read(wire_, asio::buffer(piece));
        }
        if (!ready || outcome.error) {
            if (sink.aborted) sink.aborted();
            co_return false;
        }
        piece.resize(outcome.count);
    }
}

asio::awaitable<bool> Conversation::wait_until_ready(BodySink& sink)
{
    if (!sink.ready) co_return true;
    Awaited<bool> awaited(wire_->executor());
    wire_->never_expires();
    give_up_ = [awaited]() mutable { awaited.give_up(); };
    const auto giver = awaited.giver();
    std::function<void()> go_on = [giver] { giver(true); };
    sink.ready(std::move(go_on));
    const std::optional<bool> ready = co_await await_value(awaited);
    give_up_ = nullptr;
    co_return ready.has_value();
}

}  // namespace chamber::net
