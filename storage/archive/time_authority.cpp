// Where [archive] in chamber.toml says that time-stamps come from (time_stamp.hpp). toml++ stays here.
#include "storage/archive/time_stamp.hpp"

#include <algorithm>
#include <charconv>
#include <toml++/toml.h>

namespace chamber::storage {

namespace {

constexpr auto key = "archive.tsa";
constexpr std::size_t url_bytes_max = 1'000;

Error wrong(const std::string& why)
{
    return fail(ErrorCode::bad_configuration, why, key);
}

Result<std::optional<TimeAuthority>> authority_in(const toml::node& section)
{
    const auto* table = section.as_table();
    if (table == nullptr) return fail(ErrorCode::bad_configuration, "“archive” phải là một mục [archive]", "archive");
    std::optional<TimeAuthority> found;
    for (const auto& [name, node] : *table) {
        if (name.str() != "tsa")
            return fail(ErrorCode::bad_configuration, "không có mục mang tên này",
                        "archive." + std::string(name.str()));
        const auto url = node.value<std::string>();
        if (!url) return wrong("cần một đoạn chữ trong dấu ngoặc kép");
        auto parsed = parse_time_authority(*url);
        if (!parsed) return parsed.error();
        found = std::move(*parsed);
    }
    return found;
}

}  // namespace

Result<TimeAuthority> parse_time_authority(const std::string& url)
{
    constexpr std::string_view scheme = "http://";
    const auto plain = [](char c) { return c > 0x20 && c < 0x7F; };
    if (!url.starts_with(scheme) || url.size() > url_bytes_max || !std::all_of(url.begin(), url.end(), plain))
        return wrong("địa chỉ dịch vụ cấp dấu thời gian có dạng http://tên-máy/đường-dẫn");
    TimeAuthority authority;
    authority.url = url;
    const auto rest = std::string_view(url).substr(scheme.size());
    const auto slash = rest.find('/');
    authority.path = slash == std::string_view::npos ? "/" : std::string(rest.substr(slash));
    auto host = rest.substr(0, slash);
    if (const auto colon = host.find(':'); colon != std::string_view::npos) {
        const auto digits = host.substr(colon + 1);
        const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), authority.port);
        if (read.ec != std::errc() || read.ptr != digits.data() + digits.size() || authority.port == 0)
            return wrong("cổng phải là số từ 1 đến 65535");
        host = host.substr(0, colon);
    }
    if (host.empty() || host.find('@') != std::string_view::npos)
        return wrong("thiếu tên máy của dịch vụ cấp dấu thời gian");
    authority.host = host;
    return authority;
}

Result<std::optional<TimeAuthority>> read_time_authority(const std::filesystem::path& configuration)
{
    std::error_code failed;
    if (!std::filesystem::exists(configuration, failed)) return std::optional<TimeAuthority>();
    try {
        const toml::table whole = toml::parse_file(configuration.string());
        const toml::node* section = whole.get("archive");
        if (section == nullptr) return std::optional<TimeAuthority>();
        return authority_in(*section);
    } catch (const toml::parse_error& error) {
        return fail(ErrorCode::bad_configuration, std::string(error.description()),
                    "dòng " + std::to_string(error.source().begin.line));
    }
}

}  // namespace chamber::storage
