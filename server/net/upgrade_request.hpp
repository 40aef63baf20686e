// A request as Beast holds it, handed from the parser to the WebSocket handshake. Only request_head.cpp and
// websocket.cpp look inside.
#pragma once

#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/message.hpp>

namespace chamber::net {

struct UpgradeRequest {
    boost::beast::http::request<boost::beast::http::empty_body> request;
};

}  // namespace chamber::net
