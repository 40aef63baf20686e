#include "server/net/response_head.hpp"

#include <boost/beast/http/status.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <ctime>

namespace chamber::net {
namespace {

namespace http = boost::beast::http;

void add(std::string& head, std::string_view name, std::string_view value)
{
    const auto line = [&head](std::string_view text) {
        for (const char c : text)
            head += (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) ? ' ' : c;  // no second header by CR LF
    };
    line(name);
    head += ": ";
    line(value);
    head += "\r\n";
}

bool same_name(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

bool names(const HttpResponse& response, std::string_view name)
{
    return std::any_of(response.headers.begin(), response.headers.end(),
                       [&](const auto& header) { return same_name(header.first, name); });
}

// RFC 9110 §5.6.7, whatever the locale.
std::string http_date()
{
    static constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const std::time_t now = std::time(nullptr);
    std::tm utc{};
    gmtime_r(&now, &utc);
    char text[64];
    std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT", days[static_cast<std::size_t>(utc.tm_wday)],
                  utc.tm_mday, months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                  utc.tm_min, utc.tm_sec);
    return text;
}

std::string json_text(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return quoted + '"';
}

}  // namespace

bool may_have_body(int status)
{
    return status >= 200 && status != 204 && status != 304;
}

std::vector<std::pair<std::string, std::string>> security_headers(Door door, std::string_view content_security_policy)
{
    std::vector<std::pair<std::string, std::string>> headers{
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy",
         "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
         "microphone=(), midi=(), payment=(), usb=()"},
    };
    if (!content_security_policy.empty()) headers.emplace_back("Content-Security-Policy", content_security_policy);
    // A browser ignores it on plain HTTP, and on loopback it would bind other programs of that host.
    if (door == Door::tls) headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
    return headers;
}

std::string encode_response_head(const HttpResponse& response, const ResponseFacts& facts)
{
    const auto reason = http::obsolete_reason(http::int_to_status(static_cast<unsigned>(response.status)));
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + ' ' + std::string(reason) + "\r\n";
    add(head, "Date", http_date());
    if (facts.content_length) {
        add(head, "Content-Length", std::to_string(*facts.content_length));
        if (!response.content_type.empty()) add(head, "Content-Type", response.content_type);
    }
    if (facts.persistence == Persistence::close) add(head, "Connection", "close");
    if (!names(response, "Cache-Control")) add(head, "Cache-Control", "no-store");
    for (const auto& [name, value] : security_headers(facts.door, facts.content_security_policy))
        if (!names(response, name)) add(head, name, value);
    for (const auto& [name, value] : response.headers) add(head, name, value);
    return head + "\r\n";
}

HttpResponse refusal_response(const Error& error)
{
    const ErrorRow& row = error_row(error.code);
    HttpResponse response;
    response.status = row.http_status >= 400 ? row.http_status : 400;
    response.content_type = "application/json; charset=utf-8";
    response.body = "{\"code\":" + json_text(error_name(error.code)) + ",\"sentence\":" + json_text(row.sentence) + "}";
    return response;
}

HttpResponse plain_response(int status)
{
    HttpResponse response;
    response.status = status;
    response.body = std::to_string(status) + ' ' +
                    std::string(http::obsolete_reason(http::int_to_status(static_cast<unsigned>(status)))) + '\n';
    return response;
}

}  // namespace chamber::net
