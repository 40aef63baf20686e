// One small question to a stranger's server: unlike our own, it may cut its answer into chunks or end it by hanging up.
#include "server/net/client.hpp"
#include "server/net/line.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

namespace chamber::net {

namespace {

namespace http = boost::beast::http;

constexpr std::chrono::milliseconds patience{limits::http_ms};

// One read. Blank: they hung up.
Result<std::string> read_piece(Line& line)
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
    if (!line.run_until(done, patience)) {
        line.end();
        return fail(ErrorCode::io_failed, "no answer in time");
    }
    if (error && count == 0 && error != asio::error::eof) return fail(ErrorCode::io_failed, error.message());
    return std::string(buffer.data(), count);
}

Result<HttpAnswer> read_answer(Line& line, std::uint64_t answer_bytes_max)
{
    http::response_parser<http::string_body> parser;
    parser.eager(true);
    parser.body_limit(answer_bytes_max);
    std::string received;
    while (!parser.is_done()) {
        auto piece = read_piece(line);
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
                        std::string_view body, std::uint64_t answer_bytes_max)
{
    Result<std::unique_ptr<Line>> line = Line::open(endpoint);
    if (!line) return line.error();
    std::string request = "POST " + path + " HTTP/1.1\r\nHost: " + Line::host_of(endpoint) +
                          "\r\nConnection: close\r\nContent-Type: " + content_type +
                          "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    request.append(body);
    (*line)->wire().put(std::move(request));
    bool sent = false;
    error_code error;
    (*line)->wire().flush([&](error_code result) {
        error = result;
        sent = true;
    });
    if (!(*line)->run_until(sent, patience)) {
        (*line)->end();
        return fail(ErrorCode::io_failed, "the question was not taken in time");
    }
    if (error) return fail(ErrorCode::io_failed, error.message());
    return read_answer(**line, answer_bytes_max);
}

}  // namespace chamber::net
