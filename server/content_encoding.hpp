// Which way of writing a file a browser is sent: what it accepts, and what lies there. Pure.
#pragma once

#include <string_view>
#include <vector>

namespace chamber::server {

enum class ContentEncoding { identity, gzip, brotli };

// The name in Content-Encoding; empty for identity.
std::string_view encoding_name(ContentEncoding encoding);

// What `Accept-Encoding` welcomes, the highest weight first and the smaller among equals; identity comes last and is
// never missing: a browser that refuses even that gets it all the same. Source: RFC 9110 §12.5.3.
std::vector<ContentEncoding> welcome_encodings(std::string_view accept_encoding);

}  // namespace chamber::server
