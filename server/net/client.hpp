// A blocking client of the same wire, for chamber-admin, tests and benches: WebSocket and one-shot HTTP over TLS, plain
// loopback or the Unix socket. Plain header. Thread: one.
#pragma once

#include "protocol/error.hpp"
#include "protocol/limits.hpp"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace chamber::net {

struct Endpoint {
    std::optional<std::filesystem::path> local_socket;  // or:
    std::string host = "127.0.0.1";
    std::uint16_t port = 0;
    std::string ca_pem;       // empty: plain (loopback door)
    std::string server_name;  // checked against the certificate
};

struct Frame {
    bool text = true;
    std::string bytes;
};

class Client {
public:
    // Errors: server_not_running (nobody listens), certificate_failed, io_failed, not_allowed (the upgrade was
    // refused).
    static Result<std::unique_ptr<Client>> connect(const Endpoint& endpoint, const std::string& origin);
    ~Client();

    Result<void> send_text(std::string_view text);
    // Waits for the next frame. Errors: io_failed when the connection ended or `timeout_ms` passed (busy).
    Result<Frame> receive(std::int64_t timeout_ms);
    void close();

private:
    struct Body;
    explicit Client(std::unique_ptr<Body> body);
    std::unique_ptr<Body> body_;
};

struct HttpAnswer {
    int status = 0;
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

// PUTs the file, streamed. Progress: bytes sent.
Result<HttpAnswer> put_file(const Endpoint& endpoint, const std::string& path, const std::filesystem::path& file,
                            const std::function<void(std::uint64_t)>& progress);
// `headers`: more lines of the request, each "Name: value".
Result<HttpAnswer> get(const Endpoint& endpoint, const std::string& path, const std::vector<std::string>& headers = {});
// GETs into a file, streamed.
Result<void> get_file(const Endpoint& endpoint, const std::string& path, const std::filesystem::path& file,
                      const std::function<void(std::uint64_t)>& progress);

// How much of a stranger's answer is taken, and how long it may take from the question to its last byte: whoever drips
// it is not waited for any longer than whoever says nothing.
struct AnswerLimits {
    std::uint64_t body_bytes_max = 0;
    std::int64_t whole_ms = limits::http_ms;
};

// POSTs a small body to whoever it is and takes a small answer, whole, however it is cut. Errors: server_not_running
// (nobody listens), io_failed (not all of it in time, or none that is HTTP), too_large.
Result<HttpAnswer> post(const Endpoint& endpoint, const std::string& path, const std::string& content_type,
                        std::string_view body, const AnswerLimits& answer_limits);

}  // namespace chamber::net
