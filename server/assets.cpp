#include "server/assets.hpp"

#include <boost/crc.hpp>

#include <array>
#include <cstdint>
#include <fstream>
#include <functional>
#include <sstream>

namespace chamber::server {
namespace {

std::string content_type_of(const std::filesystem::path& path)
{
    static const std::map<std::string, std::string> types = {
        {".html", "text/html; charset=utf-8"},
        {".js", "text/javascript; charset=utf-8"},
        {".mjs", "text/javascript; charset=utf-8"},
        {".css", "text/css; charset=utf-8"},
        {".svg", "image/svg+xml"},
        {".png", "image/png"},
        {".ico", "image/x-icon"},
        {".json", "application/json"},
        {".webmanifest", "application/manifest+json"},
        {".wasm", "application/wasm"},
        {".woff2", "font/woff2"},
        {".ttf", "font/ttf"},
        {".pfb", "application/octet-stream"},
        {".bcmap", "application/octet-stream"},
        {".txt", "text/plain; charset=utf-8"},
    };
    const auto found = types.find(path.extension().string());
    return found == types.end() ? "application/octet-stream" : found->second;
}

std::string bytes_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    return bytes.str();
}

std::string etag_of(const std::string& content)
{
    std::ostringstream tag;
    tag << std::hex << std::hash<std::string>()(content) << '-' << content.size();
    return tag.str();
}

// Source: RFC 1952 §2.3.1: the last eight bytes are CRC-32 and length of what was compressed, the lowest byte first.
bool is_gzip_of(const std::filesystem::path& twin, const std::string& content)
{
    std::array<unsigned char, 8> trailer{};
    std::ifstream file(twin, std::ios::binary);
    file.seekg(-static_cast<std::streamoff>(trailer.size()), std::ios::end);
    if (!file.read(reinterpret_cast<char*>(trailer.data()), trailer.size())) return false;
    const auto number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) value |= std::uint32_t{trailer[at + i]} << (8 * i);
        return value;
    };
    boost::crc_32_type checksum;
    checksum.process_bytes(content.data(), content.size());
    return number(0) == checksum.checksum() && number(4) == static_cast<std::uint32_t>(content.size());
}

// The same bytes written smaller, when they are of this very content.
std::map<ContentEncoding, std::filesystem::path> twins_of(const std::filesystem::path& path, const std::string& content)
{
    std::filesystem::path gzip = path;
    gzip += ".gz";
    std::filesystem::path brotli = path;
    brotli += ".br";
    if (!is_gzip_of(gzip, content)) return {};
    std::map<ContentEncoding, std::filesystem::path> twins{{ContentEncoding::gzip, gzip}};
    std::error_code failed;
    if (std::filesystem::is_regular_file(brotli, failed)) twins[ContentEncoding::brotli] = brotli;
    return twins;
}

}  // namespace

Assets::Assets(const std::filesystem::path& root)
{
    std::error_code failed;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root, failed)) {
        if (!entry.is_regular_file()) continue;
        const std::filesystem::path& path = entry.path();
        if (path.extension() == ".gz" || path.extension() == ".br") continue;  // reached by Accept-Encoding alone
        const std::string name = "/" + std::filesystem::relative(path, root).generic_string();
        const std::string content = bytes_of(path);
        files_[name] =
            File{path, content_type_of(path), etag_of(content), name.starts_with("/assets/"), twins_of(path, content)};
    }
}

std::optional<net::HttpResponse> Assets::find(const std::string& path, const net::HttpRequest& request) const
{
    const std::string name = path.ends_with('/') ? path + "index.html" : path;
    const auto found = files_.find(name);
    if (found == files_.end()) return std::nullopt;
    const File& file = found->second;
    net::HttpResponse response;
    response.content_type = file.content_type;
    response.file = file.path;
    std::string etag = file.etag;
    for (const ContentEncoding encoding : welcome_encodings(request.accept_encoding)) {
        const auto twin = file.twins.find(encoding);
        if (twin == file.twins.end()) continue;
        response.file = twin->second;
        etag += "-" + std::string(encoding_name(encoding));
        response.headers.emplace_back("Content-Encoding", encoding_name(encoding));
        break;
    }
    etag = '"' + etag + '"';
    response.headers.emplace_back("ETag", etag);
    if (!file.twins.empty()) response.headers.emplace_back("Vary", "Accept-Encoding");
    response.headers.emplace_back("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (request.if_none_match.find(etag) == std::string::npos) return response;
    response.status = 304;
    response.file.reset();
    return response;
}

}  // namespace chamber::server
