#include "server/net/request_head.hpp"

#include "protocol/limits.hpp"
#include "server/net/upgrade_request.hpp"

#include <boost/beast/http/parser.hpp>
#include <boost/beast/websocket/rfc6455.hpp>

namespace chamber::net {
namespace beast = boost::beast;
namespace http = boost::beast::http;

struct HeadReader::Parser {
    http::request_parser<http::empty_body> beast;
};

HeadReader::HeadReader() : parser_(std::make_unique<Parser>())
{
    parser_->beast.header_limit(limits::http_header_bytes_max);
    parser_->beast.body_limit(boost::none);  // the length is judged by the route, not here
}

HeadReader::~HeadReader() = default;

HeadReader::Step HeadReader::read(std::string_view bytes)
{
    boost::system::error_code error;
    consumed_ = parser_->beast.put(boost::asio::buffer(bytes.data(), bytes.size()), error);
    if (error == http::error::need_more)
        return bytes.size() > limits::http_header_bytes_max ? Step::too_large : Step::more;
    if (error == http::error::header_limit) return Step::too_large;
    if (error) return Step::malformed;
    if (!parser_->beast.is_header_done()) return Step::more;
    return check();
}

HeadReader::Step HeadReader::check()
{
    const auto& request = parser_->beast.get();
    const auto text = [&](http::field field) { return std::string(request[field]); };
    head_.method = std::string(request.method_string());
    head_.target = std::string(request.target());
    head_.host = text(http::field::host);
    head_.origin = text(http::field::origin);
    head_.if_none_match = text(http::field::if_none_match);
    head_.accept_encoding = text(http::field::accept_encoding);
    if (head_.target.empty() || head_.target.front() != '/') return Step::malformed;  // no proxy, no CONNECT, no "*"
    if (request.count(http::field::host) > 1 || request.count(http::field::origin) > 1) return Step::malformed;
    if (request.version() == 11 && request.count(http::field::host) == 0) return Step::malformed;
    if (request.version() != 11 && request.version() != 10) return Step::malformed;

    if (parser_->beast.chunked() || request.count(http::field::transfer_encoding) != 0) head_.body = Body::chunked;
    if (const auto length = parser_->beast.content_length()) {
        if (head_.body == Body::chunked) return Step::malformed;  // two truths about the length: request smuggling
        head_.body = Body::sized;
        head_.content_length = *length;
    }
    head_.persistence = request.keep_alive() && request.version() == 11 ? Persistence::keep_alive : Persistence::close;
    if (request.count(http::field::expect) != 0) {
        const bool known = beast::iequals(request[http::field::expect], "100-continue");
        head_.expectation = known ? Expectation::proceed : Expectation::unknown;
    }
    if (beast::websocket::is_upgrade(request)) {
        auto upgrade = std::make_shared<UpgradeRequest>();
        upgrade->request = parser_->beast.get();
        head_.upgrade = std::move(upgrade);
    }
    return Step::done;
}

}  // namespace chamber::net
