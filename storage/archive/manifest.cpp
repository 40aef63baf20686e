#include "storage/archive/manifest.hpp"

#include "storage/archive/rules.hpp"

#include <algorithm>

namespace chamber::storage {

Result<Manifest> parse_manifest(std::string_view text, std::size_t digest_chars)
{
    Manifest manifest;
    const auto damaged = [&](const std::string& what) {
        return fail(ErrorCode::archive_damaged, what + " after " + std::to_string(manifest.size()) + " lines");
    };
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (end == std::string_view::npos) return damaged("a line has no end");
        const auto line = text.substr(0, end);
        text.remove_prefix(end + 1);
        if (line.size() < digest_chars + 3 || line.substr(digest_chars, 2) != "  ")
            return damaged("a line has another form");
        const auto digest = line.substr(0, digest_chars);
        const auto path = line.substr(digest_chars + 2);
        const bool hexadecimal =
            std::ranges::all_of(digest, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
        if (!hexadecimal || !is_archive_path(path)) return damaged("a line has another form");
        if (!manifest.emplace(path, digest).second) return damaged("a path stands twice");
    }
    if (manifest.empty()) return damaged("nothing is listed");
    return manifest;
}

}  // namespace chamber::storage
