#include "server/assets.hpp"

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

std::string etag_of(const std::filesystem::path& path)
{
    std::ifstream file(path, std::ios::binary);
    std::ostringstream bytes;
    bytes << file.rdbuf();
    const std::string content = bytes.str();
    std::ostringstream tag;
    tag << '"' << std::hex << std::hash<std::string>()(content) << '-' << content.size() << '"';
    return tag.str();
}

}  // namespace

Assets::Assets(const std::filesystem::path& root)
{
    std::error_code failed;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root, failed)) {
        if (!entry.is_regular_file()) continue;
        const std::string name = "/" + std::filesystem::relative(entry.path(), root).generic_string();
        files_[name] =
            File{entry.path(), content_type_of(entry.path()), etag_of(entry.path()), name.starts_with("/assets/")};
    }
}

std::optional<net::HttpResponse> Assets::find(const std::string& path, const std::string& if_none_match) const
{
    const std::string name = path.ends_with('/') ? path + "index.html" : path;
    const auto found = files_.find(name);
    if (found == files_.end()) return std::nullopt;
    const File& file = found->second;
    net::HttpResponse response;
    response.content_type = file.content_type;
    response.headers.emplace_back("ETag", file.etag);
    response.headers.emplace_back("Cache-Control", file.immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (if_none_match == file.etag)
        response.status = 304;
    else
        response.file = file.path;
    return response;
}

}  // namespace chamber::server
