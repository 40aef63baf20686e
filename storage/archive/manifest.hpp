// A manifest in the form of sha256sum, read with distrust.
#pragma once

#include "protocol/error.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

namespace chamber::storage {

// Path → digest in lower-case hexadecimal.
using Manifest = std::map<std::string, std::string>;

// `digest_chars`: 64 or 128. Errors: archive_damaged (a line in another form, an unsafe path, a path twice).
Result<Manifest> parse_manifest(std::string_view text, std::size_t digest_chars);

}  // namespace chamber::storage
