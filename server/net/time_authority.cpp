#include "server/net/time_authority.hpp"

#include "server/net/client.hpp"

namespace chamber::net {

namespace {

constexpr std::uint64_t answer_bytes_max = 1'048'576;

}  // namespace

Result<std::string> ask_time_authority(const std::string& host, std::uint16_t port, const std::string& path,
                                       const std::string& request)
{
    Endpoint endpoint;
    endpoint.host = host;
    endpoint.port = port;
    const auto where = host + ":" + std::to_string(port);
    auto answer = post(endpoint, path, "application/timestamp-query", request, {answer_bytes_max});
    if (!answer) return fail(ErrorCode::timestamp_failed, where + ": " + answer.error().detail, "network");
    if (answer->status != 200)
        return fail(ErrorCode::timestamp_failed, where + ": status " + std::to_string(answer->status), "network");
    if (answer->body.empty()) return fail(ErrorCode::timestamp_failed, where + ": an empty answer", "network");
    return std::move(answer->body);
}

}  // namespace chamber::net
