// What every archive keeps to; the builder and the verifier read the same numbers.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace chamber::storage {

// A draft is not sealed: whatever state the session is in, it says of itself on every page that it is no record.
enum class ArchiveKind { sealed, draft };

inline constexpr std::size_t archive_entries_max = 5'000;
inline constexpr std::size_t archive_path_chars_max = 180;
// What a file is called until it is whole; libzip writes beside it under the same name and six letters.
inline constexpr std::string_view unfinished_mark = ".building-";
// Manifests and metadata are read whole; documents are streamed.
inline constexpr std::uint64_t archive_tag_file_bytes_max = 16'777'216;

inline constexpr std::string_view seal_path = "signatures/tagmanifest-sha256.txt.p7s";
inline constexpr std::string_view seal_chain_path = "signatures/chung-thu-kem-theo.pem";

// A path that unzip, sha256sum and a shell take for what it is: ASCII letters, digits and "._-/", no part empty, "." or
// "..", not absolute, at most 180 characters. An archivist's script must never meet a space or a newline in a name.
inline bool is_archive_path(std::string_view path)
{
    if (path.empty() || path.size() > archive_path_chars_max) return false;
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '_' ||
               c == '-' || c == '/';
    };
    if (!std::ranges::all_of(path, allowed)) return false;
    while (true) {
        const auto slash = path.find('/');
        const auto part = path.substr(0, slash);
        // A leading dash would be an option to some tool.
        if (part.empty() || part == "." || part == ".." || part.front() == '-') return false;
        if (slash == std::string_view::npos) return true;
        path.remove_prefix(slash + 1);
    }
}

}  // namespace chamber::storage
