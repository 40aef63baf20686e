// The head of one HTTP/1.1 request: bytes in, a checked head out. Sans-I/O; Beast's parser does the reading.
//
// Behind this door nobody re-checks: the target is in origin form, a length is one number, HTTP/1.1 has named its host.
#pragma once

#include "protocol/error.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace chamber::net {

struct UpgradeRequest;  // upgrade_request.hpp: what Beast needs to answer the handshake

enum class Body : std::uint8_t { none, sized, chunked };
enum class Persistence : std::uint8_t { close, keep_alive };
enum class Expectation : std::uint8_t { none, proceed, unknown };  // the Expect header

struct RequestHead {
    std::string method;
    std::string target;
    std::string host;  // as sent; HTTP/1.0 may name none
    std::string origin;
    std::string if_none_match;
    std::string accept_encoding;
    Body body = Body::none;
    std::uint64_t content_length = 0;
    Persistence persistence = Persistence::keep_alive;
    Expectation expectation = Expectation::none;
    std::shared_ptr<const UpgradeRequest> upgrade;  // null: no WebSocket asked for
};

class HeadReader {
public:
    HeadReader();
    ~HeadReader();

    enum class Step { more, done, malformed, too_large };
    // `bytes`: everything received since the last request. Step::done: `consumed()` of them were the head.
    Step read(std::string_view bytes);
    std::size_t consumed() const { return consumed_; }
    RequestHead take() { return std::move(head_); }

private:
    struct Parser;
    Step check();
    std::unique_ptr<Parser> parser_;
    std::size_t consumed_ = 0;
    RequestHead head_;
};

}  // namespace chamber::net
