// One request, one answer, on a connection of its own.
#include "server/net/client.hpp"
#include "server/net/line.hpp"

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <fstream>

namespace chamber::net {
namespace {

namespace http = boost::beast::http;

constexpr std::chrono::milliseconds patience{limits::http_ms};
constexpr std::size_t answer_bytes_max = limits::local_frame_bytes_max;

// Takes the answer apart: its head, then its body piece by piece.
class Answer {
public:
    using Sink = std::function<Result<void>(const HttpAnswer& head, std::string_view piece)>;
    explicit Answer(Line& line) : line_(line) {}

    // Starts to read; what comes is kept until take() asks for it.
    void listen();
    bool heard() const { return heard_ || ended_; }
    const bool& heard_flag() const { return heard_; }
    Result<HttpAnswer> take(const Sink& sink);

private:
    Result<void> wait();
    Result<HttpAnswer> head(std::uint64_t& length);

    Line& line_;
    std::string received_;
    std::array<char, 65'536> buffer_{};
    bool reading_ = false;
    bool heard_ = false;
    error_code ended_;
};

void Answer::listen()
{
    if (reading_ || ended_) return;
    reading_ = true;
    heard_ = false;
    line_.wire().read_some(asio::buffer(buffer_), [this](error_code error, std::size_t count) {
        reading_ = false;
        heard_ = true;
        ended_ = error;
        received_.append(buffer_.data(), count);
    });
}

Result<void> Answer::wait()
{
    if (!heard_) listen();
    if (!line_.run_until(heard_, patience)) return fail(ErrorCode::io_failed, "no answer in time");
    heard_ = false;
    if (ended_) return fail(ErrorCode::io_failed, ended_.message());
    return {};
}

Result<HttpAnswer> Answer::head(std::uint64_t& length)
{
    for (;;) {
        http::response_parser<http::empty_body> parser;
        parser.header_limit(65'536);
        parser.body_limit(boost::none);
        error_code error;
        const std::size_t used = received_.empty() ? 0 : parser.put(asio::buffer(received_), error);
        if (!received_.empty() && !error && parser.is_header_done()) {
            received_.erase(0, used);
            if (parser.get().result_int() == 100) continue;
            HttpAnswer answer;
            answer.status = static_cast<int>(parser.get().result_int());
            for (const auto& field : parser.get()) answer.headers.emplace_back(field.name_string(), field.value());
            length = parser.content_length() ? *parser.content_length() : 0;
            return answer;
        }
        if (error && error != http::error::need_more) return fail(ErrorCode::io_failed, error.message());
        Result<void> more = wait();
        if (!more) return more.error();
    }
}

Result<HttpAnswer> Answer::take(const Sink& sink)
{
    std::uint64_t left = 0;
    Result<HttpAnswer> answer = head(left);
    if (!answer) return answer;
    while (left > 0) {
        if (received_.empty()) {
            Result<void> more = wait();
            if (!more) return more.error();
            continue;
        }
        const std::string_view piece = std::string_view(received_).substr(0, left);
        if (sink) {
            Result<void> taken = sink(*answer, piece);
            if (!taken) return taken.error();
        } else {
            if (answer->body.size() + piece.size() > answer_bytes_max)
                return fail(ErrorCode::too_large, "the answer is too long");
            answer->body += piece;
        }
        left -= piece.size();
        received_.erase(0, piece.size());
    }
    return answer;
}

std::string request_head(const std::string& method, const std::string& path, const Endpoint& endpoint,
                         const std::string& more)
{
    return method + ' ' + path + " HTTP/1.1\r\nHost: " + Line::host_of(endpoint) + "\r\nConnection: close\r\n" + more +
           "\r\n";
}

// Sends what was put. An answer that comes before is not an error here: it tells why the server no longer reads.
bool flush(Line& line, const Answer& answer)
{
    auto state = std::make_shared<std::pair<bool, error_code>>(false, error_code{});
    line.wire().flush([state](error_code error) { *state = {true, error}; });
    const auto until = std::chrono::steady_clock::now() + patience;
    while (!state->first && !answer.heard()) {
        const bool ran = line.run_until(state->first, std::chrono::milliseconds(20));
        if (!ran && std::chrono::steady_clock::now() > until) return false;
    }
    return state->first && !state->second;
}

Result<HttpAnswer> exchange(const Endpoint& endpoint, const std::string& path, const std::string& headers,
                            const Answer::Sink& sink)
{
    Result<std::unique_ptr<Line>> line = Line::open(endpoint);
    if (!line) return line.error();
    auto answer = std::make_unique<Answer>(**line);
    (*line)->wire().put(request_head("GET", path, endpoint, headers));
    answer->listen();
    flush(**line, *answer);
    Result<HttpAnswer> taken = answer->take(sink);
    line->reset();  // before the answer its read writes to
    return taken;
}

Error status_error(const HttpAnswer& answer)
{
    const std::string detail = "status " + std::to_string(answer.status);
    if (answer.status == 404) return fail(ErrorCode::not_found, detail);
    if (answer.status == 401 || answer.status == 403) return fail(ErrorCode::not_allowed, detail);
    return fail(ErrorCode::io_failed, detail);
}

}  // namespace

Result<HttpAnswer> get(const Endpoint& endpoint, const std::string& path, const std::vector<std::string>& headers)
{
    std::string lines;
    for (const std::string& header : headers) lines += header + "\r\n";
    return exchange(endpoint, path, lines, nullptr);
}

Result<void> get_file(const Endpoint& endpoint, const std::string& path, const std::filesystem::path& file,
                      const std::function<void(std::uint64_t)>& progress)
{
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    if (!out) return fail(ErrorCode::io_failed, "cannot write", file.string());
    std::uint64_t written = 0;
    const Answer::Sink sink = [&](const HttpAnswer& head, std::string_view piece) -> Result<void> {
        if (head.status != 200) return {};
        out.write(piece.data(), static_cast<std::streamsize>(piece.size()));
        if (!out) return fail(ErrorCode::io_failed, "cannot write", file.string());
        written += piece.size();
        if (progress) progress(written);
        return {};
    };
    Result<HttpAnswer> answer = exchange(endpoint, path, {}, sink);
    out.close();
    if (answer && answer->status == 200 && out) return {};
    std::error_code ignored;
    if (std::filesystem::is_regular_file(file, ignored))
        std::filesystem::remove(file, ignored);  // half a file must not be taken for a whole one
    if (!answer) return answer.error();
    if (answer->status != 200) return status_error(*answer);
    return fail(ErrorCode::io_failed, "cannot write", file.string());
}

Result<HttpAnswer> put_file(const Endpoint& endpoint, const std::string& path, const std::filesystem::path& file,
                            const std::function<void(std::uint64_t)>& progress)
{
    std::error_code no_size;
    const std::uint64_t size = std::filesystem::file_size(file, no_size);
    std::ifstream in(file, std::ios::binary);
    if (no_size || !in) return fail(ErrorCode::io_failed, "cannot read", file.string());
    Result<std::unique_ptr<Line>> line = Line::open(endpoint);
    if (!line) return line.error();
    auto answer = std::make_unique<Answer>(**line);
    const std::string headers =
        "Content-Type: application/octet-stream\r\nContent-Length: " + std::to_string(size) + "\r\n";
    (*line)->wire().put(request_head("PUT", path, endpoint, headers));
    answer->listen();
    std::uint64_t sent = 0;
    bool going = flush(**line, *answer);
    while (going && sent < size) {
        std::string piece(std::min<std::uint64_t>(65'536, size - sent), '\0');
        in.read(piece.data(), static_cast<std::streamsize>(piece.size()));
        if (!in) return fail(ErrorCode::io_failed, "the file became shorter", file.string());
        sent += piece.size();
        (*line)->wire().put(std::move(piece));
        going = flush(**line, *answer);
        if (progress) progress(sent);
    }
    Result<HttpAnswer> taken = answer->take(nullptr);
    line->reset();
    return taken;
}

}  // namespace chamber::net
