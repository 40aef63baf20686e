// One small question to a stranger's server: unlike our own, it may cut its answer into chunks or end it by hanging up.
#include "server/net/client.hpp"
#include "server/net/line.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <algorithm>
#include <chrono>

namespace chamber::net {

namespace {

namespace http = boost::beast::http;

// One for the question and all of its answer.
class Deadline {
public:
    explicit Deadline(std::int64_t ms) : at_(std::chrono::steady_clock::now() + std::chrono::milliseconds(ms)) {}
    // Never negative.
    std::chrono::milliseconds left() const
    {
        const auto left = std::chrono::ceil<std::chrono::milliseconds>(at_ - std::chrono::steady_clock::now());
        return std::max(left, std::chrono::milliseconds(0));
    }

private:
    std::chrono::steady_clock::time_point at_;
};

// One read. Blank: they hung up.
Result<std::string> read_piece(Line& line, const Deadline& deadline)
{
    std::array<char, 16'384> buffer{};
    bool done = false;
    error_code error;
    std::size_t count = 0;
    line.wire().read_some(asio::buffer(buffer), [&](error_code result, std::size_t got) {
        error = result;
        count = got;
        done = true;
    });
    if (!line.run_until(done, deadline.left())) {
        line.end();
        return fail(ErrorCode::io_failed, "no whole answer in time");
    }
    if (error && count == 0 && error != asio::error::eof) return fail(ErrorCode::io_failed, error.message());
    return std::string(buffer.data(), count);
}

Result<HttpAnswer> read_answer(Line& line, const AnswerLimits& answer_limits, const Deadline& deadline)
{
    http::response_parser<http::string_body> parser;
    parser.eager(true);
    parser.body_limit(answer_limits.body_bytes_max);
    std::string received;
    while (!parser.is_done()) {
        auto piece = read_piece(line, deadline);
        if (!piece) return piece.error();
        error_code error;
        if (piece->empty())
            parser.put_eof(error);
        else
            received += *piece;
        if (!error && !received.empty()) received.erase(0, parser.put(asio::buffer(received), error));
        if (error == http::error::need_more) error = {};
        if (error == http::error::body_limit) return fail(ErrorCode::too_large, "the answer is too long");
        if (error) return fail(ErrorCode::io_failed, error.message());
        if (piece->empty() && !parser.is_done()) return fail(ErrorCode::io_failed, "the answer ends early");
    }
    HttpAnswer answer;
    answer.status = static_cast<int>(parser.get().result_int());
    for (const auto& field : parser.get()) answer.headers.emplace_back(field.name_string(), field.value());
    answer.body = std::move(parser.get().body());
    return answer;
}

}  // namespace

Result<HttpAnswer> post(const Endpoint& endpoint, const std::string& path, const std::string& content_type,
                        std::string_view body, const AnswerLimits& answer_limits)
{
    Result<std::unique_ptr<Line>> line = Line::open(endpoint);
    if (!line) return line.error();
    std::string request = "POST " + path + " HTTP/1.1\r\nHost: " + Line::host_of(endpoint) +
                          "\r\nConnection: close\r\nContent-Type: " + content_type +
                          "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    request.append(body);
    const Deadline deadline(answer_limits.whole_ms);
    (*line)->wire().put(std::move(request));
    bool sent = false;
    error_code error;
    (*line)->wire().flush([&](error_code result) {
        error = result;
        sent = true;
    });
    if (!(*line)->run_until(sent, deadline.left())) {
        (*line)->end();
        return fail(ErrorCode::io_failed, "the question was not taken in time");
    }
    if (error) return fail(ErrorCode::io_failed, error.message());
    return read_answer(**line, answer_limits, deadline);
}

}  // namespace chamber::net
