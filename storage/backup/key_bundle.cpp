#include "storage/backup/key_bundle.hpp"

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <optional>

namespace chamber::storage {
namespace {

constexpr std::size_t block_bytes = 512;

// Where the fields of a header lie: name 0+100, mode 100+8, uid, gid, size 124+12, mtime 136+12, checksum 148+8, type
// 156, magic 257+8.
void put(std::string& header, std::size_t at, std::string_view text)
{
    header.replace(at, text.size(), text);
}

std::string octal(std::uint64_t value, int digits)
{
    char text[24];
    std::snprintf(text, sizeof text, "%0*llo", digits, static_cast<unsigned long long>(value));
    return text;
}

std::uint64_t checksum(std::string header)
{
    put(header, 148, "        ");
    std::uint64_t sum = 0;
    for (const char c : header) sum += static_cast<unsigned char>(c);
    return sum;
}

std::string header_of(const KeyFile& file)
{
    std::string header(block_bytes, '\0');
    put(header, 0, file.path);
    put(header, 100, "0000600");
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, octal(file.bytes.size(), 11));
    put(header, 136, "00000000000");
    put(header, 156, "0");
    put(header, 257, std::string_view("ustar\00000", 8));
    put(header, 148, octal(checksum(header), 6) + std::string("\0 ", 2));
    return header;
}

std::optional<std::uint64_t> octal_of(std::string_view text)
{
    std::uint64_t value = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), value, 8);
    if (read.ec != std::errc() || (read.ptr != text.data() + text.size() && *read.ptr != '\0')) return std::nullopt;
    return value;
}

std::size_t padding(std::size_t bytes)
{
    return (block_bytes - bytes % block_bytes) % block_bytes;
}

}  // namespace

Result<std::string> bundle_keys(const std::vector<KeyFile>& files)
{
    std::string bundle;
    for (const KeyFile& file : files) {
        if (file.path.size() > 100) return fail(ErrorCode::too_long, file.path);
        bundle += header_of(file) + file.bytes;
        bundle.append(padding(file.bytes.size()), '\0');
    }
    bundle.append(2 * block_bytes, '\0');
    return bundle;
}

Result<std::vector<KeyFile>> unbundle_keys(std::string_view bundle)
{
    const auto damaged = [](const char* what) { return fail(ErrorCode::backup_damaged, what, "keys.cms"); };
    std::vector<KeyFile> files;
    while (bundle.size() >= block_bytes && bundle.front() != '\0') {
        const std::string header(bundle.substr(0, block_bytes));
        const auto bytes = octal_of(std::string_view(header).substr(124, 11));
        const auto sum = octal_of(std::string_view(header).substr(148, 6));
        bundle.remove_prefix(block_bytes);
        if (!bytes || !sum || *sum != checksum(header) || *bytes > bundle.size())
            return damaged("the bundle of keys does not fit");
        std::string path(header.c_str());
        const std::filesystem::path inside(path);
        for (const auto& part : inside)
            if (part == ".." || part.empty()) return damaged("a key's path leaves the folder");
        if (path.empty() || inside.is_absolute()) return damaged("a key without a path");
        files.push_back({std::move(path), std::string(bundle.substr(0, *bytes))});
        bundle.remove_prefix(std::min(bundle.size(), *bytes + padding(*bytes)));
    }
    if (files.empty()) return damaged("no keys in it");
    return files;
}

}  // namespace chamber::storage
