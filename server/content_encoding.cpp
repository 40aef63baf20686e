#include "server/content_encoding.hpp"

#include <algorithm>
#include <cctype>
#include <optional>

namespace chamber::server {
namespace {

constexpr int whole_weight = 1000;

std::string_view trimmed(std::string_view text)
{
    const auto from = text.find_first_not_of(" \t");
    if (from == std::string_view::npos) return {};
    return text.substr(from, text.find_last_not_of(" \t") - from + 1);
}

bool same(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

// "q=0.25" is 250. What is no weight refuses.
int weight_of(std::string_view parameter)
{
    if (parameter.size() < 3 || !same(parameter.substr(0, 2), "q=")) return 0;
    int weight = 0;
    int digit_worth = whole_weight;
    for (const char c : parameter.substr(2)) {
        if (c == '.' && digit_worth == whole_weight / 10) continue;
        if (c < '0' || c > '9' || digit_worth == 0) return 0;
        weight += (c - '0') * digit_worth;
        digit_worth /= 10;
    }
    return std::min(weight, whole_weight);
}

std::optional<int> weight_for(std::string_view accept_encoding, std::string_view name)
{
    std::optional<int> any;
    while (!accept_encoding.empty()) {
        const auto comma = accept_encoding.find(',');
        const std::string_view entry = accept_encoding.substr(0, comma);
        accept_encoding.remove_prefix(comma == std::string_view::npos ? accept_encoding.size() : comma + 1);
        const auto semicolon = entry.find(';');
        const std::string_view coding = trimmed(entry.substr(0, semicolon));
        const int weight =
            semicolon == std::string_view::npos ? whole_weight : weight_of(trimmed(entry.substr(semicolon + 1)));
        if (same(coding, name)) return weight;
        if (coding == "*") any = weight;
    }
    return any;
}

}  // namespace

std::string_view encoding_name(ContentEncoding encoding)
{
    switch (encoding) {
    case ContentEncoding::brotli: return "br";
    case ContentEncoding::gzip: return "gzip";
    case ContentEncoding::identity: break;
    }
    return "";
}

std::vector<ContentEncoding> welcome_encodings(std::string_view accept_encoding)
{
    const int gzip = weight_for(accept_encoding, encoding_name(ContentEncoding::gzip)).value_or(0);
    const int brotli = weight_for(accept_encoding, encoding_name(ContentEncoding::brotli)).value_or(0);
    std::vector<ContentEncoding> welcome;
    if (brotli > 0) welcome.push_back(ContentEncoding::brotli);
    if (gzip > 0) welcome.insert(gzip > brotli ? welcome.begin() : welcome.end(), ContentEncoding::gzip);
    welcome.push_back(ContentEncoding::identity);
    return welcome;
}

}  // namespace chamber::server
