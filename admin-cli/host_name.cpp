#include "admin-cli/host_name.hpp"

#include "storage/files/disk.hpp"

#include <optional>

namespace chamber::admin {

namespace {

constexpr std::uint64_t configuration_bytes_max = 1'000'000;

// Where the value stands between its quotes.
struct Place {
    std::size_t from = 0;
    std::size_t length = 0;
};

std::optional<Place> place_in_line(std::string_view line)
{
    constexpr std::string_view key = "host_name";
    const auto skip = [&](std::size_t at) { return std::min(line.find_first_not_of(" \t", at), line.size()); };
    std::size_t at = skip(0);
    if (line.substr(at, key.size()) != key) return std::nullopt;
    at = skip(at + key.size());
    if (at == line.size() || line[at] != '=') return std::nullopt;
    at = skip(at + 1);
    if (at == line.size() || (line[at] != '"' && line[at] != '\'')) return std::nullopt;
    const auto end = line.find(line[at], at + 1);
    if (end == std::string_view::npos) return std::nullopt;
    return Place{at + 1, end - at - 1};
}

std::optional<Place> place_in(std::string_view toml)
{
    for (std::size_t at = 0; at < toml.size();) {
        const auto end = std::min(toml.find('\n', at), toml.size());
        const auto line = toml.substr(at, end - at);
        // Behind a table's heading the same word is another key.
        if (line.starts_with('[')) return std::nullopt;
        if (const auto place = place_in_line(line)) return Place{at + place->from, place->length};
        at = end + 1;
    }
    return std::nullopt;
}

Result<std::string> read_configuration(const storage::DataDirectory& directory)
{
    auto text = storage::read_file(directory.configuration, configuration_bytes_max);
    if (!text && text.error().code == ErrorCode::not_found) return std::string{};
    return text;
}

}  // namespace

std::string host_name_in(std::string_view toml)
{
    const auto place = place_in(toml);
    return place ? std::string{toml.substr(place->from, place->length)} : "localhost";
}

std::string with_host_name(std::string_view toml, std::string_view host_name)
{
    std::string text{toml};
    if (const auto place = place_in(toml)) {
        text.replace(place->from, place->length, host_name);
        return text;
    }
    return "host_name = \"" + std::string{host_name} + "\"\n" + text;
}

Result<std::string> read_host_name(const storage::DataDirectory& directory)
{
    auto text = read_configuration(directory);
    if (!text) return text;
    return host_name_in(*text);
}

Result<void> write_host_name(const storage::DataDirectory& directory, std::string_view host_name)
{
    auto text = read_configuration(directory);
    if (!text) return text.error();
    return storage::write_file(storage::Disk::real(), directory.configuration, with_host_name(*text, host_name));
}

}  // namespace chamber::admin
